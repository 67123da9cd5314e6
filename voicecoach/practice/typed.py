"""The same talk by keyboard: typed lines in, the same counterpart, notes and end.

There is no sound, so nothing is measured of it, and no clock but one that the lines themselves
drive: words take as long as they would if spoken at `WORDS_PER_MINUTE`, on both sides, and a
silence takes as long as it says. The same lines and seed therefore give the same journal.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from voicecoach.coaching.hints import hint
from voicecoach.errors import VoicecoachError
from voicecoach.ports import Partner, Screen, SessionKeeper
from voicecoach.practice.answers import Answer, Question, Recognise, decide
from voicecoach.practice.lines import Line, LineReason
from voicecoach.practice.notes import Notes
from voicecoach.practice.stopping import wants_to_stop
from voicecoach.practice.talk import Limits
from voicecoach.practice.typed_clock import GAP_S, TypedClock, speaking_time_s
from voicecoach.practice.typed_lines import LONGEST_TEXT, Command, Held, Order, Refused, read_line
from voicecoach.turn_taking import classify
from voicecoach.turn_taking.floor import OpenSilence
from voicecoach.turns import Clip, MoveKind, Outcome, Reply, Transcript

HELP = (
    "write what you would say, a line each; a number alone is a silence of so many seconds; "
    "/again repeats their last line, /pause steps out of role and back, /end ends the talk"
)
_NO_SOUND = np.zeros(0, dtype=np.float32)


class TypedPractice:
    """One session by keyboard.

    Parameters
    ----------
    lines : iterable of str
        What the learner types; its end is the end of the session, and so is a KeyboardInterrupt.
    counterpart : Partner
    name : str
        The counterpart's, for the screen.
    recognise : callable
        How moves are recognised.
    keeper : SessionKeeper
        Gets events; never any sound.
    screen : Screen
    limits : Limits
        Only `minutes`, `waiting` and `hints` matter here.
    """

    def __init__(
        self,
        lines: Iterable[str],
        *,
        counterpart: Partner,
        name: str,
        recognise: Recognise,
        keeper: SessionKeeper,
        screen: Screen,
        limits: Limits,
    ) -> None:
        self._lines = lines
        self._counterpart = counterpart
        self._name = name
        self._recognise = recognise
        self._notes = Notes(keeper)
        self._screen = screen
        self._limits = limits
        self._clock = TypedClock(limits.minutes, self._note_second)
        self._held_out: Answer | None = None  # decided, while the counterpart keeps silent
        self._last: Line | None = None
        self._n_summed_up = 0
        self._is_out_of_role = False
        self._outcome: Outcome | None = None
        self._why = ""

    @property
    def partner(self) -> Partner:
        """Whom the learner talks with, as it stands now."""
        return self._counterpart

    def run(self) -> Outcome:
        """Practise until somebody ends it; whatever happens, the journal is closed properly."""
        try:
            self._talk()
        except VoicecoachError as error:
            self._end("stopped", f"error: {type(error).__name__}")
            raise
        except KeyboardInterrupt:
            self._end("stopped", "the learner ended it")
        finally:
            self._finish()
        assert self._outcome is not None
        return self._outcome

    def _talk(self) -> None:
        self._say(self._counterpart.open(), "opening")
        for line in self._lines:
            self._take(line)
            if self._outcome is not None:
                return
        self._end("stopped", "the input ended")

    def _take(self, line: str) -> None:
        """Do what one typed line means."""
        typed = read_line(line)
        if typed is None:
            return
        if isinstance(typed, Refused):
            self._screen.notice(typed.reason)
        elif isinstance(typed, Command):
            self._obey(typed.order)
        elif self._is_out_of_role:
            self._screen.notice("out of role: this was not heard; /pause goes on")
        elif isinstance(typed, Held):
            self._hold(typed.seconds)
        else:
            if typed.is_cut:
                self._screen.notice(f"only the first {LONGEST_TEXT} characters were heard")
            self._speak(typed.text)

    def _obey(self, order: Order) -> None:
        if order == "end":
            self._end("stopped", "the learner ended it")
        elif order == "pause":
            self._toggle_role()
        elif order == "again" and self._last is not None:
            self._screen.counterpart_speaks(self._name, self._last.reply.text)
        else:
            self._screen.notice(HELP)

    def _toggle_role(self) -> None:
        self._is_out_of_role = not self._is_out_of_role
        self._notes.other("paused" if self._is_out_of_role else "resumed", self._clock.now_s)
        self._screen.notice(
            "paused; nothing is heard or kept until you resume with /pause"
            if self._is_out_of_role
            else "back in role"
        )

    # The learner speaks

    def _speak(self, text: str) -> None:
        silence = self._take_silence()
        self._screen.learner_spoke(text)
        question = self._question(text, silence)
        self._clock.advance(speaking_time_s(text))
        answer = decide(question, Transcript(text, 0.0, 0.0), self._recognise)
        assert answer.reply is not None
        self._held_out = None
        self._counterpart = question.counterpart
        if wants_to_stop(text):
            self._answer(answer, self._counterpart.end("stopped"), "end")
        elif self._clock.is_over and answer.reply.outcome is None:
            self._answer(answer, self._counterpart.end("out_of_time"), "end")
        elif answer.reply.hesitate_s > 0:
            self._hold_out(answer, answer.reply.hesitate_s)
        else:
            self._answer(answer, answer.reply, "answer")

    def _take_silence(self) -> OpenSilence | None:
        """End the learner's silence; where none was typed, only the usual gap went by."""
        if self._clock.held_s > 0:
            self._screen.notice(f"{self._clock.held_s:.1f} s of silence")
        elif self._clock.is_offered:
            self._clock.advance(GAP_S)
        return self._clock.take()

    def _question(self, text: str, silence: OpenSilence | None) -> Question:
        start_s, duration_s = self._clock.now_s, speaking_time_s(text)
        end_s = start_s + duration_s
        return Question(
            revision=0,
            clip=Clip(_NO_SOUND, start_s),
            start_s=start_s,
            end_s=end_s,
            speech=((start_s, end_s),),
            silence=silence,
            counterpart=self._counterpart.copy(),
            audible_text=None if self._held_out is None else "",  # decided, and never given
            is_cut_into=duration_s >= self._counterpart.bears_turn_s(),
        )

    def _hold_out(self, answer: Answer, hesitate_s: float) -> None:
        """The counterpart keeps silent on purpose: the learner is alone with their own words."""
        self._notes.settled(answer, self._counterpart)
        self._held_out = answer
        self._clock.offer("own_ask", hesitate_s)
        self._screen.notice(f"{self._name} says nothing")

    # The learner is silent

    def _hold(self, seconds: float) -> None:
        """Let a silence last; each time it is borne no longer, the counterpart ends it.

        What it says then takes none of the seconds: they are the learner's own silence.
        """
        clock, left_s = self._clock, seconds
        while left_s > 0 and self._outcome is None and clock.is_offered:
            due_s = clock.due_s(minds_the_time=self._held_out is None)
            clock.advance(min(left_s, due_s))
            if left_s >= due_s:
                self._end_silence()
            left_s -= due_s

    def _end_silence(self) -> None:
        if self._clock.is_over and self._held_out is None:
            self._say(self._counterpart.end("out_of_time"), "end")
        elif self._clock.is_borne_for_ever:
            self._step_out()
        else:
            self._fill(self._clock.held_s)

    def _fill(self, held_s: float) -> None:
        self._screen.notice(f"{held_s:.1f} s of silence")
        answer, self._held_out = self._held_out, None
        if answer is None:
            self._say(self._counterpart.feel_silence(held_s), "fill")
        else:
            assert answer.reply is not None
            self._say(answer.reply, "fill", answer)

    def _step_out(self) -> None:
        """Nobody is there: the clocks rest."""
        self._clock.take()
        self._notes.other("away", self._clock.now_s)
        self._screen.notice("the clocks rest; speak when you are ready")

    def _note_second(self, at_s: float, held_s: float) -> None:
        self._notes.other("held", at_s, held_s=held_s)

    # The counterpart speaks

    def _answer(self, answer: Answer, reply: Reply, why: LineReason) -> None:
        self._notes.settled(answer, self._counterpart)
        self._clock.advance(GAP_S)
        self._say(reply, why, answer)

    def _say(self, reply: Reply, why: LineReason, answer: Answer | None = None) -> None:
        """Say a line to its end; it ends the silence there was."""
        clock = self._clock
        line = Line(reply, _NO_SOUND, why, self._counterpart, answer, start_s=clock.now_s)
        silence = clock.take()
        if silence is not None and silence.end_s > silence.start_s:
            self._counterpart.note_silence(self._notes.filled(silence, reply.fact))
        self._screen.counterpart_speaks(self._name, reply.text)
        clock.advance(speaking_time_s(reply.text))
        line.end_s = clock.now_s
        self._notes.counterpart(line, self._counterpart, was_cut_off=False)
        self._last = line
        self._hand_over(line)

    def _hand_over(self, line: Line) -> None:
        """After a line: the end, or the floor is the learner's."""
        reply = line.reply
        if reply.outcome is not None:
            self._end(reply.outcome, "the counterpart's last line")
        elif self._clock.is_over:
            self._say(self._counterpart.end("out_of_time"), "end")
        elif reply.act == "wait":
            self._step_out()
        else:
            tolerance_s = self._counterpart.tolerance_s() * self._limits.waiting
            self._clock.offer("counterpart_turn", tolerance_s)
            self._give_hint(line)

    def _give_hint(self, line: Line) -> None:
        if not self._limits.hints:
            return
        n_points = len(self._counterpart.context().points)
        moves = () if line.answer is None else line.answer.moves
        if any(move.kind is MoveKind.SUMMARY for move in moves):
            self._n_summed_up = n_points
        self._screen.notice(hint(line.reply, n_points=n_points, n_summed_up=self._n_summed_up))

    # The end

    def _end(self, outcome: Outcome, why: str) -> None:
        """End it, once; a deal that was struck stays struck."""
        if self._outcome is not None:
            return
        if outcome == "stopped":
            outcome = self._counterpart.copy().end(outcome).outcome or outcome
        self._outcome = outcome
        self._why = why

    def _finish(self) -> None:
        self._end("stopped", "interrupted")
        assert self._outcome is not None
        silence = self._clock.take()
        if silence is not None and silence.end_s > silence.start_s:
            start_s, end_s, after = silence.start_s, silence.end_s, silence.after
            self._notes.silence(classify(start_s, end_s, after=after, ended_by="end"))
        self._notes.ended(self._clock.now_s, self._outcome, self._why)
