"""THE LOOP: pump sound, ask the floor what it means, obey.

Hear, answer, keep. Nothing here decides by the wall clock; times are the microphone's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.errors import VoicecoachError
from voicecoach.ports import (
    Block,
    Controls,
    EchoGuard,
    Screen,
    SessionKeeper,
    SoundLoop,
    SpeakingPlayer,
    Voice,
    VoiceActivity,
)
from voicecoach.practice.answers import Answer, AnswerDesk, Question, evidence_of, pauses_in
from voicecoach.practice.ears import Ears, as_stored, level_dbfs
from voicecoach.practice.lines import Line, LineReason
from voicecoach.practice.mouth import Mouth
from voicecoach.practice.notes import Notes
from voicecoach.practice.push_to_talk import PushToTalk
from voicecoach.turn_taking import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    Floor,
    FloorEvent,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    Patience,
    Phase,
    SilenceHeld,
    is_break_in,
    wait_at_pause,
)
from voicecoach.turn_taking.floor import BREAK_IN_S, OpenSilence
from voicecoach.turns import FRAME_S, Outcome, Reply, Samples

logger = logging.getLogger(__name__)

LONGEST_DRAIN_S = 90.0  # after a recording has ended, for what is still being said
CUT_IN_S = 0.2  # the counterpart takes the floor in a pause, never in the middle of a word
_STOP = re.compile(
    r"\b(?:let'?s|let us|can we|shall we|i want to|i'd like to|please) (?:stop|end) (?:it |this )?"
    r"(?:here|the session|now)\b"
)
NORMAL = Patience()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts, and how patient the counterpart is.

    Three patiences, since they are three situations: with a learner who thinks in mid-turn, with
    one who holds a silence, and with one who speaks over it.
    """

    minutes: float = 12.0
    thinking: Patience = NORMAL
    waiting: float = 1.0  # share of the persona's own tolerance
    speaking_s: float = BREAK_IN_S  # speech over its voice that pauses it
    push_to_talk: bool = False


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
        echo_guard: EchoGuard | None = None,
    ) -> None:
        self._sound = sound
        self._ears = Ears(voice_activity, echo_guard)
        self._mouth = Mouth(player)
        self._desk = desk
        self._voice = voice
        self._counterpart = counterpart
        self._name = name
        self._keeper = keeper
        self._screen = screen
        self._controls = controls
        self._limits = limits
        self._floor = Floor(break_in_s=limits.speaking_s)
        self._key = PushToTalk(self._floor) if limits.push_to_talk else None
        self._notes = Notes(keeper)
        self._own_pauses_s: list[float] = []  # the learner's, inside turns
        self._answer: Answer | None = None  # of the revision that is open
        self._ready_s = 0.0  # when it was there
        self._wait_s = 0.0  # how long the pause must last for it
        self._silence: OpenSilence | None = None  # that the open turn ended
        self._held_out: Answer | None = None  # committed, while the counterpart keeps silent
        self._outcome: Outcome | None = None
        self._why = ""
        self._echo_notice = ""
        self._is_out_of_role = False
        self._over_since_s: float | None = None
        self._now_s = 0.0
        self._handlers = self._make_handlers()

    def run(self) -> Outcome:
        """Practise until somebody ends it; whatever happens, the journal is closed properly.

        Raises
        ------
        VoicecoachError
            What went wrong with a device, a voice, the recogniser or the disk; everything up to
            then is kept.
        """
        try:
            before = self._counterpart.copy()
            self._render_and_say(self._counterpart.open(), "opening", before)
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
        self._obey_controls()
        if block.trouble is not None:
            self._screen.notice(block.trouble)
            self._notes.other("trouble", self._now_s, what=block.trouble)
        if block.is_stalled:
            return
        notice = self._ears.take_notice()
        if notice is not None and notice != self._echo_notice:
            self._echo_notice = notice
            self._screen.notice(notice)
            self._notes.other("echo", self._now_s, what=notice)
        block = replace(block, learner=as_stored(block.learner))
        self._now_s = block.start_s + FRAME_S
        if self._is_out_of_role:
            self._floor.skip(FRAME_S)
            self._ears.let_pass(block)
            self._keeper.record(np.zeros_like(block.learner), block.counterpart)
            return
        self._keeper.record(block.learner, block.counterpart)
        if block.gap_s:
            self._notes.other("gap", self._now_s, length_s=block.gap_s)
        frame = self._ears.hear(block, self._mouth.edges(block))
        if self._key is not None:
            frame = self._key.filtered(frame)
        for event in self._floor.hear(frame):
            self._obey(event)
        self._follow_line(block)
        self._collect()
        self._watch_the_time(block)
        held_s = self._floor.held_s(self._now_s)
        self._screen.tick(self._now_s, self._floor.phase, held_s, max(frame.levels_dbfs))

    # What the floor says

    def _obey(self, event: FloorEvent) -> None:
        self._handlers[type(event)](event)

    def _make_handlers(self) -> dict[type, Callable[[Any], None]]:
        return {
            LearnerStarted: self._learner_started,
            LearnerPaused: self._ask,
            LearnerResumed: self._learner_resumed,
            LearnerFinished: self._commit,
            MaybeBreakIn: lambda _event: self._mouth.duck(),
            BreakInOver: self._hear_aside,
            BreakIn: lambda _event: self._mouth.pause(),
            Collision: self._withdraw_fill,
            FillDue: self._fill,
            SilenceHeld: lambda e: self._notes.other("held", self._now_s, held_s=e.held_s),
            Away: lambda _event: self._step_out(),
        }

    def _learner_started(self, _event: LearnerStarted) -> None:
        """Note the silence that this ended, and drop a fill that could not yet be heard."""
        self._silence = self._floor.take_silence()
        if self._mouth.is_unheard:
            line = self._mouth.drop()
            assert line is not None
            self._counterpart = line.before

    def _learner_resumed(self, _event: LearnerResumed) -> None:
        """Drop what was prepared; an answer that could not yet be heard was never given."""
        self._answer = None
        self._desk.forget()
        if self._mouth.is_unheard:
            line = self._mouth.drop()
            assert line is not None
            self._counterpart = line.before
            if line.answer is not None:
                self._silence = line.answer.question.silence

    def _ask(self, pause: LearnerPaused) -> None:
        line = self._mouth.line
        audible_text = None
        if self._held_out is not None:  # its answer was decided, and never given
            audible_text = ""
        elif self._floor.is_over_counterpart and line is not None:
            audible_text = line.audible_text()
        clip = self._ears.clip(pause.speech)
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
                is_cut_into=pause.end_s - pause.start_s >= self._counterpart.bears_turn_s(),
                level_dbfs=level_dbfs(clip.samples),
                played=tuple(self._mouth.lately_said()),
                learner_share=self._ears.learner_share(pause.start_s, pause.end_s),
            ),
            self._now_s,
        )

    def _collect(self) -> None:
        aside = self._desk.collect_aside(self._now_s)
        if aside is not None and aside.transcript.text and not is_break_in(aside.transcript.text):
            self._notes.learner(aside, self._counterpart, was_heeded=False)
        answer = self._desk.collect(self._now_s)
        if answer is None or answer.question.revision != self._floor.revision:
            return
        if self._floor.phase is not Phase.LEARNER:
            return
        if answer.reply is None:
            self._dismiss()
        elif self._floor.is_over_counterpart and not is_break_in(answer.transcript.text):
            self._notes.learner(answer, self._counterpart, was_heeded=False)
            self._resume_line()
        else:
            self._answer = answer
            self._ready_s = self._now_s
            self._wait_s = self._wait_for(answer)
            self._floor.set_wait(answer.question.revision, self._wait_s)

    def _wait_for(self, answer: Answer) -> float:
        if self._floor.is_released:
            return 0.0
        if answer.question.is_cut_into:
            return CUT_IN_S
        return wait_at_pause(evidence_of(answer, self._own_pauses_s), self._limits.thinking)

    def _dismiss(self) -> None:
        """No words: a cough, a chair, a door. The silence before it goes on."""
        logger.info("no words in %.2f s of sound", self._floor.spoken_s)
        if self._floor.is_over_counterpart:
            self._resume_line()
        else:
            self._floor.dismiss()
        self._silence = None

    def _resume_line(self) -> None:
        if self._mouth.line is None:  # it had just ended
            self._floor.offer_again(self._now_s)
            return
        self._floor.carry_on(self._now_s)
        self._mouth.resume()

    def _hear_aside(self, event: BreakInOver) -> None:
        """Something short over the counterpart's voice: go on speaking; it may be a nudge."""
        self._mouth.unduck()
        speech = ((event.start_s, event.end_s),)
        self._desk.ask_aside(
            Question(
                revision=self._floor.revision,
                clip=self._ears.clip(speech),
                start_s=event.start_s,
                end_s=event.end_s,
                speech=speech,
                silence=None,
                counterpart=self._counterpart.copy(),
            ),
            self._now_s,
        )

    def _commit(self, _event: LearnerFinished) -> None:
        answer = self._answer
        assert answer is not None
        assert answer.reply is not None
        self._answer = self._held_out = None
        self._own_pauses_s += pauses_in(answer.question.speech)
        self._screen.learner_spoke(answer.transcript.text)
        if self._mouth.line is not None:
            self._cut_off()
        self._silence = None
        before, self._counterpart = self._counterpart, answer.question.counterpart
        is_late = self._now_s >= self._limits.minutes * 60.0
        if _STOP.search(answer.transcript.text.lower()):
            self._render_and_say(self._counterpart.end("stopped"), "end", before, answer)
        elif is_late and answer.reply.outcome is None:
            self._render_and_say(self._counterpart.end("out_of_time"), "end", before, answer)
        elif answer.reply.hesitate_s > 0:
            self._notes.settled(answer, self._counterpart)
            self._held_out = answer
            self._floor.hold_out(answer.reply.hesitate_s)
        else:
            assert answer.samples is not None
            self._say(answer.reply, answer.samples, "answer", before, answer)

    # The counterpart's lines

    def _render_and_say(
        self, reply: Reply, why: LineReason, before: Counterpart, answer: Answer | None = None
    ) -> None:
        self._say(reply, self._voice.render(reply.text, reply.manner), why, before, answer)

    def _say(
        self,
        reply: Reply,
        samples: Samples,
        why: LineReason,
        before: Counterpart,
        answer: Answer | None = None,
    ) -> None:
        line = Line(
            reply=reply,
            samples=samples,
            why=why,
            before=before,
            answer=answer,
            wait_s=self._wait_s,
            ready_s=self._ready_s,
            committed_s=self._now_s,
        )
        self._mouth.say(line)

    def _follow_line(self, block: Block) -> None:
        for happening in self._mouth.follow(block):
            line = self._mouth.line
            assert line is not None
            if happening == "audible":
                self._became_audible(line)
            elif happening == "settled":
                self._settle_silence(line)
            else:
                self._line_ended(line)

    def _became_audible(self, line: Line) -> None:
        line.silence = self._floor.take_silence()
        if line.answer is not None and line.why != "fill":
            self._notes.settled(line.answer, self._counterpart)
            self._notes.answered(line)
        self._screen.counterpart_speaks(self._name, line.reply.text)

    def _settle_silence(self, line: Line) -> None:
        """The counterpart has ended the learner's silence, and nobody collided with it."""
        if line.silence is not None:
            self._counterpart.note_silence(self._notes.filled(line.silence, line.reply.fact))
            line.silence = None

    def _line_ended(self, line: Line) -> None:
        self._settle_silence(line)
        self._notes.counterpart(line, self._counterpart, was_cut_off=False)
        self._mouth.forget()
        tolerance_s = self._counterpart.tolerance_s() * self._limits.waiting
        self._floor.set_tolerance(tolerance_s)
        if line.reply.outcome is not None:
            self._end(line.reply.outcome, "the counterpart's last line")
        elif line.reply.act == "wait":
            self._step_out()
        else:
            self._desk.ask_fill(self._counterpart.copy(), tolerance_s)

    def _cut_off(self) -> None:
        """The learner broke in: what was not audible was not said."""
        line = self._mouth.drop()
        self._floor.give_way()
        if line is not None and line.start_s is not None:
            self._settle_silence(line)
            self._notes.counterpart(line, self._counterpart, was_cut_off=True)

    # The learner's silence

    def _fill(self, _event: FillDue) -> None:
        if self._held_out is not None:
            answer, self._held_out = self._held_out, None
            assert answer.reply is not None
            assert answer.samples is not None
            self._say(answer.reply, answer.samples, "fill", self._counterpart.copy(), answer)
            return
        fill = self._desk.collect_fill()
        if fill is None:  # not yet rendered: the next frame asks again
            self._floor.ask_again()
            return
        before, self._counterpart = self._counterpart, fill.counterpart.copy()
        self._say(fill.reply, fill.samples, "fill", before)

    def _withdraw_fill(self, event: Collision) -> None:
        line = self._mouth.drop()
        if line is None:
            return
        self._counterpart = line.before
        if line.silence is not None:
            start_s = line.silence.start_s
            self._silence = OpenSilence(start_s, max(event.at_s, start_s), line.silence.after)
        self._notes.other("collision", event.at_s)

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
            elif command == "talk" and self._key is not None:
                self._key.toggle()
                self._screen.notice(
                    "you have the floor" if self._key.is_talking else "over to them"
                )

    def _toggle_role(self) -> None:
        self._is_out_of_role = not self._is_out_of_role
        self._notes.other("paused" if self._is_out_of_role else "resumed", self._now_s)
        if self._is_out_of_role:
            self._mouth.pause()
            self._screen.notice("paused; nothing is heard or kept until you resume")
        else:
            self._mouth.resume()
            self._ears.forget()
            self._screen.notice("back in role")

    def _watch_the_time(self, block: Block) -> None:
        is_idle = self._floor.is_idle and self._mouth.line is None and self._held_out is None
        if block.is_recording_over:
            self._over_since_s = self._over_since_s or self._now_s
            if is_idle:
                self._end("stopped", "the recording ended")
            elif self._now_s - self._over_since_s > LONGEST_DRAIN_S:
                self._end("stopped", "the recording ended in mid-turn")
        elif is_idle and self._now_s >= self._limits.minutes * 60.0:
            before = self._counterpart.copy()
            self._render_and_say(self._counterpart.end("out_of_time"), "end", before)

    def _end(self, outcome: Outcome, why: str) -> None:
        if self._outcome is not None:
            return
        if outcome == "stopped":  # a deal that was struck stays struck
            outcome = self._counterpart.copy().end(outcome).outcome or outcome
        self._outcome = outcome
        self._why = why

    def _finish(self) -> None:
        self._cut_off()
        self._end("stopped", "interrupted")
        assert self._outcome is not None
        self._notes.ended(self._now_s, self._outcome, self._why)
