"""THE LOOP: pump sound, ask the floor what it means, obey.

Hear, answer, keep. Nothing here decides by the wall clock; times are the microphone's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from voicecoach.errors import VoicecoachError
from voicecoach.ports import (
    Block,
    Controls,
    EchoGuard,
    Partner,
    Screen,
    SessionKeeper,
    SoundLoop,
    SpareRecogniser,
    SpeakingPlayer,
    Voice,
    VoiceActivity,
)
from voicecoach.practice.answers import AnswerDesk
from voicecoach.practice.counterpart_side import CounterpartSide
from voicecoach.practice.ears import Ears, as_stored
from voicecoach.practice.learner_side import LearnerSide
from voicecoach.practice.mouth import Mouth
from voicecoach.practice.notes import Notes
from voicecoach.practice.push_to_talk import PushToTalk
from voicecoach.practice.relief import Relief
from voicecoach.practice.talk import Limits, Talk
from voicecoach.turn_taking import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    Floor,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    SilenceHeld,
)
from voicecoach.turns import FRAME_S, Outcome, Reply

LONGEST_DRAIN_S = 90.0  # after a recording has ended, for what is still being said


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
        counterpart: Partner,
        name: str,
        keeper: SessionKeeper,
        screen: Screen,
        controls: Controls,
        limits: Limits,
        echo_guard: EchoGuard | None = None,
        begin_with: Reply | None = None,
        spare: SpareRecogniser | None = None,
    ) -> None:
        self._sound = sound
        self._keeper = keeper
        self._controls = controls
        floor = Floor(break_in_s=limits.speaking_s)
        self._key = PushToTalk(floor) if limits.push_to_talk else None
        self._talk = Talk(
            counterpart=counterpart,
            name=name,
            floor=floor,
            ears=Ears(voice_activity, echo_guard),
            mouth=Mouth(player),
            desk=desk,
            voice=voice,
            notes=Notes(keeper),
            screen=screen,
            limits=limits,
        )
        self._theirs = CounterpartSide(self._talk)
        self._learners = LearnerSide(self._talk, self._theirs)
        self._relief = Relief(self._talk, spare)
        self._begin_with = begin_with
        self._echo_notice = ""
        self._is_out_of_role = False
        self._over_since_s: float | None = None
        self._handlers = self._make_handlers()

    @property
    def partner(self) -> Partner:
        """Whom the learner talks with, as it stands now."""
        return self._talk.counterpart

    def run(self) -> Outcome:
        """Practise until somebody ends it; whatever happens, the journal is closed properly.

        Raises
        ------
        VoicecoachError
            What went wrong with a device, a voice, the recogniser or the disk; everything up to
            then is kept.
        """
        try:
            self._theirs.open(self._begin_with)
            for block in self._sound.blocks():
                self._hear(block)
                if self._talk.outcome is not None:
                    break
        except VoicecoachError as error:
            self._talk.end("stopped", f"error: {type(error).__name__}")
            raise
        finally:
            self._sound.close()
            self._talk.desk.close()
            self._finish()
        assert self._talk.outcome is not None
        return self._talk.outcome

    # One block

    def _hear(self, block: Block) -> None:
        self._obey_controls()
        self._tell_of_trouble(block)
        self._relief.look()
        if block.is_stalled:
            return
        block = replace(block, learner=as_stored(block.learner))
        self._talk.now_s = block.start_s + FRAME_S
        if self._is_out_of_role:
            self._let_pass(block)
        else:
            self._take_in(block)

    def _tell_of_trouble(self, block: Block) -> None:
        talk = self._talk
        if block.trouble is not None:
            talk.screen.notice(block.trouble)
            talk.notes.other("trouble", talk.now_s, what=block.trouble)
        notice = None if block.is_stalled else talk.ears.take_notice()
        if notice is not None and notice != self._echo_notice:
            self._echo_notice = notice
            talk.screen.notice(notice)
            talk.notes.other("echo", talk.now_s, what=notice)

    def _let_pass(self, block: Block) -> None:
        """Out of role: the clock goes on, and nothing is heard or kept."""
        talk = self._talk
        talk.floor.skip(FRAME_S)
        talk.ears.let_pass(block)
        self._keeper.record(np.zeros_like(block.learner), block.counterpart)
        if talk.mouth.has_repeated(block):
            self._step_in()

    def _take_in(self, block: Block) -> None:
        talk = self._talk
        self._keeper.record(block.learner, block.counterpart)
        if block.gap_s:
            talk.notes.other("gap", talk.now_s, length_s=block.gap_s)
        frame = talk.ears.hear(block, talk.mouth.edges(block))
        if self._key is not None:
            frame = self._key.filtered(frame)
        for event in talk.floor.hear(frame):
            self._handlers[type(event)](event)
        self._theirs.follow(block)
        self._learners.collect()
        self._watch_the_time(block)
        held_s = talk.floor.held_s(talk.now_s)
        talk.screen.tick(talk.now_s, talk.floor.phase, held_s, max(frame.levels_dbfs))

    def _make_handlers(self) -> dict[type, Callable[[Any], None]]:
        talk, theirs, learners = self._talk, self._theirs, self._learners
        return {
            LearnerStarted: lambda _event: learners.started(),
            LearnerPaused: learners.paused,
            LearnerResumed: lambda _event: learners.resumed(),
            LearnerFinished: lambda _event: learners.finished(),
            MaybeBreakIn: lambda _event: talk.mouth.duck(),
            BreakInOver: learners.spoke_aside,
            BreakIn: lambda _event: talk.mouth.pause(),
            Collision: theirs.withdraw_fill,
            FillDue: lambda _event: theirs.fill(),
            SilenceHeld: lambda e: talk.notes.other("held", talk.now_s, held_s=e.held_s),
            Away: lambda _event: theirs.step_out(),
        }

    # What the learner asks for with keys

    def _obey_controls(self) -> None:
        for command in self._controls.poll():
            if command == "end":
                self._talk.end("stopped", "the learner ended it")
            elif command == "pause":
                self._toggle_role()
            elif command == "again":
                self._repeat()
            elif self._key is not None:
                self._key.toggle()
                self._talk.screen.notice(
                    "you have the floor" if self._key.is_talking else "over to them"
                )

    def _toggle_role(self) -> None:
        if self._is_out_of_role:
            self._talk.mouth.resume()
            self._step_in()
            self._talk.screen.notice("back in role")
        else:
            self._talk.mouth.pause()
            self._step_out()
            self._talk.screen.notice("paused; nothing is heard or kept until you resume")

    def _repeat(self) -> None:
        """Play its last line again, out of role: it is no part of the talk."""
        if not self._is_out_of_role and self._theirs.say_again():
            self._step_out()

    def _step_out(self) -> None:
        self._is_out_of_role = True
        self._talk.notes.other("paused", self._talk.now_s)

    def _step_in(self) -> None:
        self._is_out_of_role = False
        self._talk.mouth.forget_repeat()
        self._talk.ears.forget()
        self._talk.notes.other("resumed", self._talk.now_s)

    # The end

    def _watch_the_time(self, block: Block) -> None:
        talk = self._talk
        is_idle = talk.floor.is_idle and talk.mouth.line is None and talk.held_out is None
        if block.is_recording_over:
            self._over_since_s = self._over_since_s or talk.now_s
            if is_idle:
                talk.end("stopped", "the recording ended")
            elif talk.now_s - self._over_since_s > LONGEST_DRAIN_S:
                talk.end("stopped", "the recording ended in mid-turn")
        elif is_idle and talk.is_time_over:
            self._theirs.run_out_of_time()

    def _finish(self) -> None:
        talk = self._talk
        self._theirs.cut_off()
        talk.end("stopped", "interrupted")
        assert talk.outcome is not None
        talk.notes.ended(talk.now_s, talk.outcome, talk.why)
