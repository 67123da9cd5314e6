"""The counterpart's side of the loop: its lines, the silences it fills, and giving way."""

from __future__ import annotations

from voicecoach.coaching.hints import hint
from voicecoach.ports import Block, Partner
from voicecoach.practice.answers import Answer
from voicecoach.practice.lines import Line, LineReason
from voicecoach.practice.talk import Talk
from voicecoach.turn_taking import Collision
from voicecoach.turn_taking.floor import OpenSilence
from voicecoach.turns import MoveKind, Reply, Samples


class CounterpartSide:
    """Says lines, follows them until they are no longer audible, and takes them back."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._last: Line | None = None  # the last one that was audible to its end
        self._n_summed_up = 0
        self._n_answers = 0

    def open(self, begin_with: Reply | None) -> None:
        """Say the first words, or those that another talk had come to."""
        before = self._talk.counterpart.copy()
        first = self._talk.counterpart.open() if begin_with is None else begin_with
        self.render_and_say(first, "opening", before)

    def run_out_of_time(self) -> None:
        """Say the last words, since the time is over."""
        before = self._talk.counterpart.copy()
        self.render_and_say(self._talk.counterpart.end("out_of_time"), "end", before)

    def render_and_say(
        self, reply: Reply, why: LineReason, before: Partner, answer: Answer | None = None
    ) -> None:
        """Say something that was not prepared."""
        samples = self._talk.voice.render(reply.text, reply.manner)
        self.say(reply, samples, why, before, answer)

    def say(
        self,
        reply: Reply,
        samples: Samples,
        why: LineReason,
        before: Partner,
        answer: Answer | None = None,
    ) -> None:
        """Start a line."""
        line = Line(
            reply=reply,
            samples=samples,
            why=why,
            before=before,
            answer=answer,
            wait_s=self._talk.wait_s,
            ready_s=self._talk.ready_s,
            committed_s=self._talk.now_s,
        )
        self._talk.mouth.say(line)

    def say_again(self) -> bool:
        """Repeat the last line out of role; tell whether there was one, and nothing in its way."""
        talk = self._talk
        is_busy = talk.mouth.line is not None or talk.held_out is not None
        if self._last is None or is_busy or not talk.floor.is_idle:
            return False
        talk.mouth.repeat(self._last)
        return True

    def follow(self, block: Block) -> None:
        """Keep up with what has become audible."""
        for happening in self._talk.mouth.follow(block):
            line = self._talk.mouth.line
            assert line is not None
            if happening == "audible":
                self._became_audible(line)
            elif happening == "settled":
                self._settle_silence(line)
            else:
                self._line_ended(line)

    def cut_off(self) -> None:
        """The learner broke in: what was not audible was not said."""
        talk = self._talk
        line = talk.mouth.drop()
        talk.floor.give_way()
        if line is not None and line.start_s is not None:
            self._settle_silence(line)
            talk.notes.counterpart(line, talk.counterpart, was_cut_off=True)

    def take_back_unheard(self) -> Line | None:
        """Drop a line of which nothing could be heard yet: it was never said."""
        if not self._talk.mouth.is_unheard:
            return None
        line = self._talk.mouth.drop()
        assert line is not None
        self._talk.counterpart = line.before
        return line

    def resume_line(self) -> None:
        """Go on with a line that paused for something which was no turn."""
        talk = self._talk
        if talk.mouth.line is None:  # it had just ended
            talk.floor.offer_again(talk.now_s)
            return
        talk.floor.carry_on(talk.now_s)
        talk.mouth.resume()

    def fill(self) -> None:
        """End the silence that the learner holds, or the one it kept itself."""
        talk = self._talk
        if talk.held_out is not None:
            answer, talk.held_out = talk.held_out, None
            assert answer.reply is not None
            assert answer.samples is not None
            self.say(answer.reply, answer.samples, "fill", talk.counterpart.copy(), answer)
            return
        fill = talk.desk.collect_fill()
        if fill is None:  # not yet rendered: the next frame asks again
            talk.floor.ask_again()
            return
        before, talk.counterpart = talk.counterpart, fill.counterpart.copy()
        self.say(fill.reply, fill.samples, "fill", before)

    def withdraw_fill(self, event: Collision) -> None:
        """The learner began at the same moment: the fill was never said."""
        talk = self._talk
        line = talk.mouth.drop()
        if line is None:
            return
        talk.counterpart = line.before
        if line.silence is not None:
            start_s = line.silence.start_s
            talk.silence = OpenSilence(start_s, max(event.at_s, start_s), line.silence.after)
        talk.notes.other("collision", event.at_s)

    def step_out(self) -> None:
        """Nobody is there: let the clocks rest."""
        self._talk.floor.step_out()
        self._talk.notes.other("away", self._talk.now_s)
        self._talk.screen.notice("the clocks rest; speak when you are ready")

    def _became_audible(self, line: Line) -> None:
        talk = self._talk
        line.silence = talk.floor.take_silence()
        if line.answer is not None and line.why != "fill":
            talk.notes.settled(line.answer, talk.counterpart)
            talk.notes.answered(line)
        talk.screen.counterpart_speaks(talk.name, line.reply.text)

    def _settle_silence(self, line: Line) -> None:
        """The counterpart has ended the learner's silence, and nobody collided with it."""
        if line.silence is not None:
            talk = self._talk
            talk.counterpart.note_silence(talk.notes.filled(line.silence, line.reply.fact))
            line.silence = None

    def _line_ended(self, line: Line) -> None:
        talk = self._talk
        self._settle_silence(line)
        talk.notes.counterpart(line, talk.counterpart, was_cut_off=False)
        talk.mouth.forget()
        self._last = line
        tolerance_s = talk.counterpart.tolerance_s() * talk.limits.waiting
        talk.floor.set_tolerance(tolerance_s)
        self._n_answers += line.answer is not None
        if line.reply.outcome is not None:
            talk.end(line.reply.outcome, "the counterpart's last line")
        elif talk.limits.turns is not None and self._n_answers >= talk.limits.turns:
            talk.end("stopped", "the moment is over")
        elif line.reply.act == "wait":
            self.step_out()
        else:
            talk.desk.ask_fill(talk.counterpart.copy(), tolerance_s)
            self._give_hint(line)

    def _give_hint(self, line: Line) -> None:
        if not self._talk.limits.hints:
            return
        n_points = len(self._talk.counterpart.context().points)
        if line.answer is not None and any(
            move.kind is MoveKind.SUMMARY for move in line.answer.moves
        ):
            self._n_summed_up = n_points
        self._talk.screen.notice(hint(line.reply, n_points=n_points, n_summed_up=self._n_summed_up))
