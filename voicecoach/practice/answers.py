"""What the counterpart will say, prepared before it is needed and on a copy of it.

Answers while the learner may still go on, and the line that would fill a silence while it lasts.
One worker, one job at a time, answers first. A newer job replaces one that has not begun; what
comes back for an older revision is dropped by the loop.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Protocol

from voicecoach.measures.melody import final_slope_st_s
from voicecoach.ports import Partner, Transcriber, Voice
from voicecoach.practice.strain import Step, Strain
from voicecoach.practice.worker import Worker
from voicecoach.turn_taking import Evidence, classify
from voicecoach.turn_taking.echo_text import PlayedWord, is_echo_text
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
    counterpart: Partner  # a copy: preparing must change nothing
    audible_text: str | None = None  # how far the counterpart's line came, if it was not whole
    broke_in: bool = False  # the learner spoke over it
    is_cut_into: bool = False  # the counterpart bears this turn no longer
    level_dbfs: float | None = None
    played: tuple[PlayedWord, ...] = ()  # the counterpart's words that may come back as an echo
    learner_share: float = 1.0  # of the sound that was plainly the learner's


@dataclass(frozen=True, slots=True)
class Answer:
    """What would be said if the turn is over."""

    question: Question
    transcript: Transcript
    moves: tuple[Move, ...] = ()
    silence: Silence | None = None
    slope_st_s: float | None = None  # of the pitch at the end; None: no voice to tell by
    reply: Reply | None = None  # None: there were no words
    samples: Samples | None = None
    measured: dict[str, float] = field(default_factory=dict)
    is_stung: bool = False  # something was said that the counterpart does not hear out
    cuts_in: bool = False  # it takes the floor before the learner has given it away


@dataclass(frozen=True, slots=True)
class Fill:
    """How the counterpart would fill the silence that the learner holds."""

    reply: Reply
    samples: Samples
    counterpart: Partner  # as it stands after deciding on it


class AnswerDesk:
    """Prepares answers and fills in a thread of its own.

    Parameters
    ----------
    is_fast : bool
        Hand an answer over exactly `nominal_s` after its question, waiting for it if need be, so
        that the same sound and seed give the same session whatever else the machine does.
    nominal_s : float
        Another delay, to see what a slower machine would do.
    """

    def __init__(
        self,
        transcriber: Transcriber,
        recognise: Recognise,
        voice: Voice,
        *,
        is_fast: bool,
        nominal_s: float = NOMINAL_S,
    ) -> None:
        self._transcriber = transcriber
        self._recognise = recognise
        self._voice = voice
        self._is_fast = is_fast
        self._nominal_s = nominal_s
        self._worker = Worker("answer", "fill", "aside")
        self._asked: tuple[int, float] | None = None  # revision and time of the open question
        self._aside: tuple[int, float] | None = None
        self._n_fills = 0
        self._n_asides = 0
        self._strain = Strain()

    def ask(self, question: Question, now_s: float) -> None:
        """Have an answer prepared; any older question is out of date."""
        self._asked = (question.revision, now_s)
        job = partial(self._prepare, question, time.perf_counter())
        self._worker.submit("answer", question.revision, job)

    def forget(self) -> None:
        """Nothing that is under way will be wanted."""
        self._asked = None
        self._worker.drop("answer")

    def collect(self, now_s: float) -> Answer | None:
        """Hand over the answer to the open question, once it is there."""
        answer = self._collect("answer", self._asked, now_s)
        if answer is not None:
            self._asked = None
        return answer

    def ask_aside(self, question: Question, now_s: float) -> None:
        """Have something short recognised that was said over the counterpart's voice.

        One at a time: asides are worth no delay, and one that comes too fast is let go.
        """
        if self._aside is None:
            self._n_asides += 1
            self._aside = (self._n_asides, now_s)
            job = partial(self._recognise_aside, question, time.perf_counter())
            self._worker.submit("aside", self._n_asides, job)

    def collect_aside(self, now_s: float) -> Answer | None:
        """Hand over the aside, once it is there; without reply; an echo has no words."""
        aside = self._collect("aside", self._aside, now_s)
        if aside is not None:
            self._aside = None
        return aside

    def ask_fill(self, counterpart: Partner, tolerance_s: float) -> None:
        """Have the line prepared that would fill the silence which begins now."""
        self._n_fills += 1
        job = partial(self._prepare_fill, counterpart, tolerance_s)
        self._worker.submit("fill", self._n_fills, job)

    def collect_fill(self) -> Fill | None:
        """Hand over the fill of this silence; None while it is not there."""
        fill: Fill | None = self._worker.result("fill", self._n_fills, wait=self._is_fast)
        return fill

    def strain(self) -> Step:
        """Tell what this machine cannot afford; at fast pace there is nothing to be late for."""
        return Step.NOTHING if self._is_fast else self._strain.look(time.perf_counter())

    def close(self) -> None:
        """Stop the worker after its present job."""
        self._worker.close()

    def _collect(self, slot: str, asked: tuple[int, float] | None, now_s: float) -> Answer | None:
        if asked is None or (self._is_fast and now_s < asked[1] + self._nominal_s):
            return None
        answer: Answer | None = self._worker.result(slot, asked[0], wait=self._is_fast)
        return answer

    def _transcribe(self, clip: Clip, asked_s: float) -> Transcript:
        self._strain.begins(clip.duration_s, asked_s=asked_s, now_s=time.perf_counter())
        try:
            return self._transcriber.transcribe(clip)
        finally:
            self._strain.ends(time.perf_counter())

    def _recognise_aside(self, question: Question, asked_s: float) -> Answer:
        transcript = self._transcribe(question.clip, asked_s)
        if not transcript.text or _is_echo(question, transcript):
            return Answer(question, replace(transcript, text=""))
        moves = self._recognise(transcript.text, question.counterpart.context())
        return Answer(question, transcript, moves)

    def _prepare_fill(self, counterpart: Partner, tolerance_s: float) -> Fill:
        reply = counterpart.feel_silence(tolerance_s)
        return Fill(reply, self._voice.render(reply.text, reply.manner), counterpart)

    def _prepare(self, question: Question, asked_s: float) -> Answer:
        with self._voice.giving_way():
            began = time.perf_counter()
            transcript = self._transcribe(question.clip, asked_s)
            measured = {"transcribe_s": time.perf_counter() - began}
            if not transcript.text or _is_echo(question, transcript):
                return Answer(question, transcript, measured=measured)
            began = time.perf_counter()
            slope_st_s = final_slope_st_s(question.clip.samples)
            answer = decide(question, transcript, self._recognise, slope_st_s=slope_st_s)
            measured["decide_s"] = time.perf_counter() - began
            began = time.perf_counter()
            assert answer.reply is not None
            samples = self._voice.render(answer.reply.text, answer.reply.manner)
            measured["render_s"] = time.perf_counter() - began
        return replace(answer, samples=samples, measured=measured)


def evidence_of(answer: Answer, earlier_pauses_s: Sequence[float]) -> Evidence:
    """Put together what is known of how finished a turn is."""
    question = answer.question
    return Evidence(
        text=answer.transcript.text,
        turn_s=question.end_s - question.start_s,
        ending=answer.transcript.ending,
        slope_st_s=answer.slope_st_s,
        own_pauses_s=(*earlier_pauses_s, *pauses_in(question.speech)),
    )


def pauses_in(speech: Spans) -> tuple[float, ...]:
    """How long the learner paused inside a turn; held silences are between turns."""
    return tuple(after[0] - before[1] for before, after in pairwise(speech))


def _is_echo(question: Question, transcript: Transcript) -> bool:
    return is_echo_text(
        transcript.text,
        question.played,
        start_s=question.start_s,
        end_s=question.end_s,
        learner_share=question.learner_share,
    )


def decide(
    question: Question,
    transcript: Transcript,
    recognise: Recognise,
    *,
    slope_st_s: float | None = None,
) -> Answer:
    """Understand one turn and let the counterpart, a copy, respond to it."""
    counterpart = question.counterpart
    if question.audible_text is not None:
        counterpart.note_cut_off(question.audible_text)
    context = replace(counterpart.context(), final_slope_st_s=slope_st_s)
    is_stung = counterpart.is_stung_by(transcript.text)
    moves = recognise(transcript.text, context)
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
        was_cut_into=question.is_cut_into,
        words_per_minute=_words_per_minute(transcript.text, question),
        level_dbfs=question.level_dbfs,
    )
    reply = counterpart.respond(heard)
    return Answer(
        question,
        transcript,
        moves,
        silence,
        slope_st_s=slope_st_s,
        reply=reply,
        is_stung=is_stung,
        cuts_in=question.is_cut_into,
    )


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
