"""What the counterpart will say, prepared before it is needed and on a copy of it.

Answers while the learner may still go on, and the line that would fill a silence while it lasts.
One worker, one job at a time, answers first. A newer job replaces one that has not begun; what
comes back for an older revision is dropped by the loop.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeVar

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.ports import Transcriber, Voice
from voicecoach.turn_taking import classify
from voicecoach.turn_taking.events import Spans
from voicecoach.turn_taking.floor import OpenSilence
from voicecoach.turns import (
    Clip,
    Heard,
    Move,
    MoveContext,
    MoveKind,
    Reply,
    Samples,
    Silence,
    Transcript,
)

# At fast pace the audio clock does not wait for the recogniser; its answer is handed over when a
# machine of two cores would have had it, so that fast and real pace take the same decisions.
NOMINAL_S = 0.3
Made = TypeVar("Made")

RATE_NEEDS_S = 2.0  # a pace from fewer seconds of speech says nothing


class Recognise(Protocol):
    """How moves are recognised."""

    def __call__(self, text: str, context: MoveContext) -> tuple[Move, ...]:
        """Tell the moves in one utterance."""


@dataclass(frozen=True, slots=True)
class Question:
    """A turn that may be over: what was heard, and the counterpart as it stood."""

    revision: int
    clip: Clip
    start_s: float
    end_s: float
    speech: Spans
    silence: OpenSilence | None
    counterpart: Counterpart  # a copy: preparing must change nothing
    audible_text: str | None  # how far the counterpart's line came, if it was not whole
    broke_in: bool  # the learner spoke over it
    level_dbfs: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What would be said if the turn is over."""

    question: Question
    transcript: Transcript
    moves: tuple[Move, ...] = ()
    silence: Silence | None = None
    reply: Reply | None = None  # None: there were no words
    samples: Samples | None = None
    measured: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fill:
    """How the counterpart would fill the silence that the learner holds."""

    reply: Reply
    samples: Samples
    counterpart: Counterpart  # as it stands after deciding on it


@dataclass(frozen=True, slots=True)
class _Silence:
    """A silence that has begun."""

    number: int
    tolerance_s: float
    counterpart: Counterpart  # a copy


class AnswerDesk:
    """Prepares answers and fills in a thread of its own.

    Parameters
    ----------
    is_fast : bool
        Hand an answer over exactly `NOMINAL_S` after its question, waiting for it if need be, so
        that the same sound and seed give the same session whatever else the machine does.
    """

    def __init__(
        self, transcriber: Transcriber, recognise: Recognise, voice: Voice, *, is_fast: bool
    ) -> None:
        self._transcriber = transcriber
        self._recognise = recognise
        self._voice = voice
        self._is_fast = is_fast
        self._waiting: Question | None = None
        self._silence: _Silence | None = None
        self._n_silences = 0
        self._fills: dict[int, Fill | Exception] = {}
        self._done: dict[int, Answer | Exception] = {}
        self._asked: tuple[int, float] | None = None  # revision and time of the newest question
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="answers", daemon=True)
        self._thread.start()

    def ask(self, question: Question, now_s: float) -> None:
        """Have an answer prepared; any older question is out of date."""
        with self._changed:
            self._waiting = question
            self._asked = (question.revision, now_s)
            self._changed.notify_all()

    def forget(self) -> None:
        """Nothing that is under way will be wanted."""
        with self._changed:
            self._waiting = None
            self._asked = None
            self._done.clear()

    def collect(self, now_s: float) -> Answer | None:
        """Hand over the answer to the newest question once it is there."""
        with self._changed:
            if self._asked is None:
                return None
            revision, asked_s = self._asked
            if self._is_fast:
                if now_s < asked_s + NOMINAL_S:
                    return None
                self._changed.wait_for(lambda: revision in self._done)
            result = self._done.pop(revision, None)
            if result is None:
                return None
            self._asked = None
            self._done.clear()
        if isinstance(result, Exception):
            raise result
        return result

    def ask_fill(self, counterpart: Counterpart, tolerance_s: float) -> None:
        """Have the line prepared that would fill the silence which begins now."""
        with self._changed:
            self._n_silences += 1
            self._fills.clear()
            self._silence = _Silence(self._n_silences, tolerance_s, counterpart)
            self._changed.notify_all()

    def collect_fill(self) -> Fill | None:
        """Hand over the fill of this silence, once; None while it is not there."""
        with self._changed:
            if self._is_fast:
                self._changed.wait_for(lambda: self._n_silences in self._fills)
            result = self._fills.get(self._n_silences)
        if isinstance(result, Exception):
            raise result
        return result

    def close(self) -> None:
        """Stop the worker after its present job."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(timeout=10.0)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._is_closed:
                    return
                question, self._waiting = self._waiting, None
                silence = None
                if question is None:
                    silence, self._silence = self._silence, None
            if question is not None:
                with self._voice.giving_way():
                    answer = _tried(partial(self._prepare, question))
                with self._changed:
                    self._done[question.revision] = answer
                    self._changed.notify_all()
            elif silence is not None:
                fill = _tried(partial(self._prepare_fill, silence))
                with self._changed:
                    self._fills[silence.number] = fill
                    self._changed.notify_all()

    def _has_work(self) -> bool:
        return self._waiting is not None or self._silence is not None or self._is_closed

    def _prepare_fill(self, silence: _Silence) -> Fill:
        reply = silence.counterpart.feel_silence(silence.tolerance_s)
        samples = self._voice.render(reply.text, reply.manner)
        return Fill(reply, samples, silence.counterpart)

    def _prepare(self, question: Question) -> Answer:
        began = time.perf_counter()
        transcript = self._transcriber.transcribe(question.clip)
        measured = {"transcribe_s": time.perf_counter() - began}
        if not transcript.text:
            return Answer(question, transcript, measured=measured)
        began = time.perf_counter()
        answer = decide(question, transcript, self._recognise)
        measured["decide_s"] = time.perf_counter() - began
        began = time.perf_counter()
        assert answer.reply is not None
        samples = self._voice.render(answer.reply.text, answer.reply.manner)
        measured["render_s"] = time.perf_counter() - began
        return Answer(
            question, transcript, answer.moves, answer.silence, answer.reply, samples, measured
        )


def _tried(job: Callable[[], Made]) -> Made | Exception:
    try:
        return job()
    except Exception as error:  # handed over to the loop, which knows what to do
        return error


def decide(question: Question, transcript: Transcript, recognise: Recognise) -> Answer:
    """Understand one turn and let the counterpart, a copy, respond to it."""
    counterpart = question.counterpart
    if question.audible_text is not None:
        counterpart.note_cut_off(question.audible_text)
    moves = recognise(transcript.text, counterpart.context())
    silence = _named(question.silence, moves)
    if silence is not None:
        counterpart.note_silence(silence)
    heard = Heard(
        text=transcript.text,
        moves=moves,
        start_s=question.start_s,
        end_s=question.end_s,
        silence_before_s=None if silence is None else silence.duration_s,
        silence_kind=None if silence is None else silence.kind,
        broke_in=question.broke_in,
        words_per_minute=_words_per_minute(transcript.text, question),
        level_dbfs=question.level_dbfs,
    )
    return Answer(question, transcript, moves, silence, counterpart.respond(heard))


def _named(silence: OpenSilence | None, moves: tuple[Move, ...]) -> Silence | None:
    if silence is None:
        return None
    is_nudge = bool(moves) and all(move.kind is MoveKind.NUDGE for move in moves)
    return classify(
        silence.start_s,
        silence.end_s,
        after=silence.after,
        ended_by="learner",
        ended_with_nudge=is_nudge,
    )


def _words_per_minute(text: str, question: Question) -> float | None:
    duration_s = question.end_s - question.start_s
    return 60.0 * len(text.split()) / duration_s if duration_s >= RATE_NEEDS_S else None
