"""THE LOOP: pump sound, ask the floor what it means, obey.

Hear, answer, keep. Nothing here decides by the wall clock; times are the microphone's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.errors import VoicecoachError
from voicecoach.ports import (
    Block,
    Controls,
    Screen,
    SessionKeeper,
    SoundLoop,
    SpeakingPlayer,
    Voice,
    VoiceActivity,
)
from voicecoach.practice.answers import Answer, AnswerDesk, Question
from voicecoach.practice.lines import Line, first_sound_s, last_sound_s
from voicecoach.practice.notes import Notes
from voicecoach.practice.sound_memory import SoundMemory
from voicecoach.turn_taking import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    Floor,
    FloorEvent,
    Frame,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    Patience,
    Phase,
    SilenceHeld,
    wait_for,
)
from voicecoach.turn_taking.floor import COLLISION_S, OpenSilence
from voicecoach.turn_taking.frames import HOPS_PER_FRAME, QUIET_DBFS
from voicecoach.turns import FRAME_S, MoveKind, Outcome, Reply, Samples

logger = logging.getLogger(__name__)

Decide = Callable[[Counterpart], Reply]
LineReason = Literal["opening", "answer", "fill", "end"]

DUCK_DB = -12.0
LONGEST_DRAIN_S = 90.0  # after a recording has ended, for what is still being said
_STOP = re.compile(
    r"\b(?:let'?s|let us|can we|shall we|i want to|i'd like to|please) (?:stop|end) (?:it |this )?"
    r"(?:here|the session|now)\b"
)


NORMAL = Patience()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts, and how patient the counterpart is with pauses."""

    minutes: float = 12.0
    patience: Patience = NORMAL


class Practice:
    """One session, from the counterpart's first word to its end."""

    def __init__(
        self,
        *,
        sound: SoundLoop,
        player: SpeakingPlayer,
        voice_activity: VoiceActivity,
        desk: AnswerDesk,
        voice: Voice,
        counterpart: Counterpart,
        name: str,
        keeper: SessionKeeper,
        screen: Screen,
        controls: Controls,
        limits: Limits,
    ) -> None:
        self._sound = sound
        self._player = player
        self._voice_activity = voice_activity
        self._desk = desk
        self._voice = voice
        self._counterpart = counterpart
        self._name = name
        self._keeper = keeper
        self._screen = screen
        self._controls = controls
        self._limits = limits
        self._floor = Floor()
        self._memory = SoundMemory()
        self._notes = Notes(keeper)
        self._line: Line | None = None
        self._n_lines = 0
        self._answer: Answer | None = None  # of the revision that is open
        self._ready_s = 0.0
        self._wait_s = 0.0
        self._silence: OpenSilence | None = None  # that the open turn ended
        self._held_out: Answer | None = None  # committed, while the counterpart keeps silent
        self._outcome: Outcome | None = None
        self._why = ""
        self._is_out_of_role = False
        self._over_since_s: float | None = None
        self._now_s = 0.0

    def run(self) -> Outcome:
        """Practise until somebody ends it; whatever happens, the journal is closed properly.

        Raises
        ------
        VoicecoachError
            What went wrong with a device, a voice, the recogniser or the disk; everything up to
            then is kept.
        """
        try:
            self._say(self._counterpart, lambda c: c.open(), why="opening")
            for block in self._sound.blocks():
                self._hear(block)
                if self._outcome is not None:
                    break
        except VoicecoachError as error:
            self._end("stopped", f"error: {type(error).__name__}")
            raise
        finally:
            self._sound.close()
            self._desk.close()
            self._finish()
        assert self._outcome is not None
        return self._outcome

    # One block

    def _hear(self, block: Block) -> None:
        block = replace(block, learner=as_stored(block.learner))
        self._now_s = block.start_s + FRAME_S
        self._obey_controls()
        if self._is_out_of_role:
            self._floor.skip(FRAME_S)
            self._keeper.record(np.zeros_like(block.learner), block.counterpart)
            return
        self._keeper.record(block.learner, block.counterpart)
        self._memory.hear(block.learner)
        if block.gap_s:
            self._notes.other("gap", self._now_s, length_s=block.gap_s)
            self._voice_activity.reset()
        frame = self._frame(block)
        for event in self._floor.hear(frame):
            self._obey(event)
        self._follow_line(block)
        self._collect()
        self._watch_the_time(block)
        self._show(frame)

    def _frame(self, block: Block) -> Frame:
        line = self._line
        has_started = line is not None and block.line == line.number and line.start_s is None
        edge_s = None
        if has_started:
            edge_s = first_sound_s(block.counterpart, block.start_s)
        elif block.has_line_ended:
            edge_s = last_sound_s(block.counterpart, block.start_s)
        return Frame(
            end_s=self._now_s,
            speech_probability=self._voice_activity.probability(block.learner),
            levels_dbfs=_levels_dbfs(block.learner),
            is_counterpart_audible=block.line is not None,
            has_line_started=has_started,
            has_line_ended=block.has_line_ended and self._is_whole(block),
            line_edge_s=edge_s,
        )

    def _is_whole(self, block: Block) -> bool:
        return self._line is not None and block.line == self._line.number

    def _show(self, frame: Frame) -> None:
        held_s = self._floor.held_s(self._now_s)
        self._screen.tick(self._now_s, self._floor.phase, held_s, max(frame.levels_dbfs))

    # What the floor says

    def _obey(self, event: FloorEvent) -> None:
        self._handlers[type(event)](event)

    @property
    def _handlers(self) -> dict[type, Callable[[Any], None]]:
        return {
            LearnerStarted: self._learner_started,
            LearnerPaused: self._ask,
            LearnerResumed: self._learner_resumed,
            LearnerFinished: self._commit,
            MaybeBreakIn: lambda _event: self._player.duck(DUCK_DB),
            BreakInOver: lambda _event: self._player.unduck(),
            BreakIn: lambda _event: self._player.pause(),
            Collision: self._withdraw_fill,
            FillDue: self._fill,
            SilenceHeld: lambda e: self._notes.other("held", self._now_s, held_s=e.held_s),
            Away: lambda _event: self._step_out(),
        }

    def _learner_started(self, _event: LearnerStarted) -> None:
        self._silence = self._floor.take_silence()
        self._drop_unheard_line()

    def _learner_resumed(self, _event: LearnerResumed) -> None:
        self._answer = None
        self._desk.forget()
        self._take_back()

    def _ask(self, pause: LearnerPaused) -> None:
        line = self._line
        audible_text = None
        if self._held_out is not None:  # its answer was decided, and never given
            audible_text = ""
        elif self._floor.is_over_counterpart and line is not None:
            audible_text = line.audible_text()
        clip = self._memory.clip(pause.speech)
        self._desk.ask(
            Question(
                revision=pause.revision,
                clip=clip,
                start_s=pause.start_s,
                end_s=pause.end_s,
                speech=pause.speech,
                silence=self._silence,
                counterpart=self._counterpart.copy(),
                audible_text=audible_text,
                broke_in=self._floor.is_over_counterpart,
                level_dbfs=_level_dbfs(clip.samples),
            ),
            self._now_s,
        )

    def _collect(self) -> None:
        answer = self._desk.collect(self._now_s)
        if answer is None or answer.question.revision != self._floor.revision:
            return
        if self._floor.phase is not Phase.LEARNER:
            return
        if answer.reply is None:
            self._dismiss()
        elif self._floor.is_over_counterpart and _is_backchannel(answer):
            self._carry_on(answer)
        else:
            self._answer = answer
            self._ready_s = self._now_s
            self._wait_s = wait_for(answer.transcript.text, self._limits.patience)
            self._floor.set_wait(answer.question.revision, self._wait_s)

    def _dismiss(self) -> None:
        """No words: a cough, a chair, a door. The silence before it goes on."""
        logger.info("no words in %.2f s of sound", self._floor.spoken_s)
        if self._floor.is_over_counterpart:
            self._resume_line()
        else:
            self._floor.dismiss()
        self._silence = None

    def _carry_on(self, answer: Answer) -> None:
        """A backchannel over the counterpart's voice: keep it as a nudge, and go on speaking."""
        self._notes.learner(answer, self._counterpart, was_heeded=False)
        self._resume_line()

    def _resume_line(self) -> None:
        if self._line is None:  # it had just ended
            self._floor.offer_again(self._now_s)
            return
        self._floor.carry_on(self._now_s)
        self._player.unduck()
        self._player.resume()

    def _commit(self, _event: LearnerFinished) -> None:
        answer = self._answer
        assert answer is not None
        assert answer.reply is not None
        self._answer = None
        self._held_out = None
        self._screen.learner_spoke(answer.transcript.text)
        if self._line is not None:
            self._cut_off(self._line)
        self._silence = None
        before = self._counterpart
        self._counterpart = answer.question.counterpart
        if _STOP.search(answer.transcript.text.lower()):
            self._say_last("stopped", answer, before)
        elif self._now_s >= self._limits.minutes * 60.0 and answer.reply.outcome is None:
            self._say_last("out_of_time", answer, before)
        elif answer.reply.hesitate_s > 0:
            self._notes.settled(answer, self._counterpart)
            self._held_out = answer
            self._floor.hold_out(answer.reply.hesitate_s)
        else:
            assert answer.samples is not None
            self._start(answer.reply, answer.samples, "answer", before, answer)

    def _say_last(self, outcome: Outcome, answer: Answer | None, before: Counterpart) -> None:
        reply = self._counterpart.end(outcome)
        samples = self._voice.render(reply.text, reply.manner)
        self._start(reply, samples, "end", before, answer)

    # The counterpart's lines

    def _say(self, counterpart: Counterpart, decide: Decide, *, why: LineReason) -> None:
        before = counterpart.copy()
        reply = decide(counterpart)
        self._start(reply, self._voice.render(reply.text, reply.manner), why, before, None)

    def _start(
        self,
        reply: Reply,
        samples: Samples,
        why: LineReason,
        before: Counterpart,
        answer: Answer | None,
    ) -> None:
        self._n_lines += 1
        self._line = Line(
            number=self._n_lines,
            reply=reply,
            samples=samples,
            why=why,
            before=before,
            after=self._counterpart,
            answer=answer,
            wait_s=self._wait_s,
            ready_s=self._ready_s,
            committed_s=self._now_s,
        )
        self._player.unduck()
        self._player.start(self._n_lines, samples)

    def _follow_line(self, block: Block) -> None:
        """Keep up with what has become audible of the line."""
        line = self._line
        if line is None or block.line != line.number:
            return
        if line.start_s is None:
            line.start_s = first_sound_s(block.counterpart, block.start_s)
            self._became_audible(line)
        line.n_audible += len(block.counterpart)
        if (
            line.why == "fill"
            and line.n_audible / len(block.counterpart) * FRAME_S > COLLISION_S * 2
        ):
            self._settle_silence(line)
        if block.has_line_ended:
            self._line_ended(line, last_sound_s(block.counterpart, block.start_s))

    def _became_audible(self, line: Line) -> None:
        assert line.start_s is not None
        line.silence = self._floor.take_silence()
        if line.answer is not None:
            if line.why != "fill":
                self._notes.settled(line.answer, self._counterpart)
            self._notes.answered(line)
        self._screen.counterpart_speaks(self._name, line.reply.text)
        self._floor.set_tolerance(self._counterpart.tolerance_s())

    def _settle_silence(self, line: Line) -> None:
        """The counterpart has ended the learner's silence, and nobody collided with it."""
        if line.silence is None:
            return
        silence = self._notes.filled(line.silence, line.reply.fact)
        line.silence = None
        self._counterpart.note_silence(silence)

    def _line_ended(self, line: Line, end_s: float) -> None:
        self._settle_silence(line)
        self._notes.counterpart(line, end_s, self._counterpart)
        self._line = None
        tolerance_s = self._counterpart.tolerance_s()
        self._floor.set_tolerance(tolerance_s)
        if line.reply.outcome is not None:
            self._end(line.reply.outcome, "the counterpart's last line")
        elif line.reply.act == "wait":
            self._step_out()
        else:
            self._desk.ask_fill(self._counterpart.copy(), tolerance_s)

    def _cut_off(self, line: Line) -> None:
        """The learner broke in: what was not audible was not said."""
        self._player.stop()
        self._settle_silence(line)
        if line.start_s is not None:
            end_s = line.start_s + line.n_audible * FRAME_S / 512
            self._notes.cut_off(line, end_s, self._counterpart)
        self._floor.give_way()
        self._line = None

    def _drop_unheard_line(self) -> None:
        """The learner spoke before a fill could be heard: it was never said."""
        line = self._line
        if line is not None and line.start_s is None:
            self._player.stop()
            self._counterpart = line.before
            self._line = None

    def _take_back(self) -> None:
        """The learner went on before the answer could be heard: it was never given."""
        line = self._line
        if line is not None and line.start_s is None:
            self._player.stop()
            self._counterpart = line.before
            self._line = None
            self._silence = line.answer.question.silence if line.answer is not None else None

    # The learner's silence

    def _fill(self, _event: FillDue) -> None:
        if self._held_out is not None:
            answer, self._held_out = self._held_out, None
            assert answer.reply is not None
            assert answer.samples is not None
            self._start(answer.reply, answer.samples, "fill", self._counterpart.copy(), answer)
            return
        fill = self._desk.collect_fill()
        if fill is None:  # not yet rendered: the next frame asks again
            self._floor.ask_again()
            return
        before, self._counterpart = self._counterpart, fill.counterpart
        self._start(fill.reply, fill.samples, "fill", before, None)

    def _withdraw_fill(self, event: Collision) -> None:
        line = self._line
        if line is None:
            return
        self._player.stop()
        self._counterpart = line.before
        if line.silence is not None:
            start_s = line.silence.start_s
            self._silence = OpenSilence(start_s, max(event.at_s, start_s), line.silence.after)
        self._notes.other("collision", event.at_s)
        self._line = None

    def _step_out(self) -> None:
        self._floor.step_out()
        self._notes.other("away", self._now_s)
        self._screen.notice("the clocks rest; speak when you are ready")

    # Beginning and end

    def _obey_controls(self) -> None:
        for command in self._controls.poll():
            if command == "end":
                self._end("stopped", "the learner ended it")
            elif command == "pause":
                self._toggle_role()

    def _toggle_role(self) -> None:
        self._is_out_of_role = not self._is_out_of_role
        self._notes.other("paused" if self._is_out_of_role else "resumed", self._now_s)
        if self._is_out_of_role:
            self._player.pause()
            self._screen.notice("paused; nothing is heard or kept until you resume")
        else:
            self._player.resume()
            self._voice_activity.reset()
            self._screen.notice("back in role")

    def _watch_the_time(self, block: Block) -> None:
        is_idle = self._floor.is_idle and self._line is None
        if block.is_recording_over:
            self._over_since_s = self._over_since_s or self._now_s
            if is_idle and self._held_out is None:
                self._end("stopped", "the recording ended")
            elif self._now_s - self._over_since_s > LONGEST_DRAIN_S:
                self._end("stopped", "the recording ended in mid-turn")
        elif is_idle and self._now_s >= self._limits.minutes * 60.0:
            self._say_last("out_of_time", None, self._counterpart.copy())

    def _end(self, outcome: Outcome, why: str) -> None:
        if self._outcome is not None:
            return
        if outcome == "stopped":  # a deal that was struck stays struck
            outcome = self._counterpart.copy().end(outcome).outcome or outcome
        self._outcome = outcome
        self._why = why

    def _finish(self) -> None:
        line = self._line
        if line is not None and line.start_s is not None:
            self._cut_off(line)
        self._end("stopped", "interrupted")
        assert self._outcome is not None
        self._notes.ended(self._now_s, self._outcome, self._why)


def _is_backchannel(answer: Answer) -> bool:
    moves = answer.moves
    return (
        bool(moves)
        and all(m.kind in (MoveKind.NUDGE, MoveKind.ACCEPT) for m in moves)
        and (len(answer.transcript.text.split()) <= 3)
    )


def as_stored(samples: Samples) -> Samples:
    """Hear exactly what the 16-bit recording will hold, so that it replays to the same session."""
    return (np.clip((samples * 32768).round(), -32768, 32767) / 32768).astype(np.float32)


def _levels_dbfs(block: Samples) -> tuple[float, ...]:
    hops = block.reshape(HOPS_PER_FRAME, -1)
    rms = np.sqrt(np.mean(np.square(hops), axis=1))
    return tuple(float(level) for level in 20 * np.log10(np.maximum(rms, 10 ** (QUIET_DBFS / 20))))


def _level_dbfs(samples: Samples) -> float | None:
    if not len(samples):
        return None
    return float(20 * np.log10(max(float(np.sqrt(np.mean(np.square(samples)))), 1e-5)))
