"""What the practice writes down: turns, silences and answers as events of the journal."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from voicecoach import session
from voicecoach.ports import Partner, SessionKeeper
from voicecoach.practice.answers import Answer
from voicecoach.practice.lines import Line
from voicecoach.turn_taking import classify
from voicecoach.turn_taking.events import Spans
from voicecoach.turn_taking.floor import OpenSilence
from voicecoach.turn_taking.silences import SHORTEST_S
from voicecoach.turns import Outcome, Reply, Silence, Turn


class Notes:
    """Writes events; only what was audible is ever written."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper
        self._points: set[str] = set()

    def settled(self, answer: Answer, counterpart: Partner) -> None:
        """The learner's turn counts: its answer has become audible, or is being withheld."""
        if answer.silence is not None and answer.silence.duration_s >= SHORTEST_S:
            self.silence(answer.silence)
        for pause in _pauses(answer.question.speech):
            self.silence(pause)
        self.learner(answer, counterpart)

    def learner(self, answer: Answer, counterpart: Partner, *, was_heeded: bool = True) -> None:
        """A turn of the learner; one that was not heeded moved nothing."""
        reply = answer.reply if was_heeded else None
        turn = Turn(
            who="learner",
            start_s=answer.question.start_s,
            end_s=answer.question.end_s,
            text=answer.transcript.text,
            moves=answer.moves,
            state=counterpart.state,
            trust=counterpart.trust,
            agitation=counterpart.agitation,
            because=() if reply is None else reply.because,
            speech=answer.question.speech,
        )
        self._keeper.note(session.turn_event(turn, measured=_rounded(answer.measured)))

    def answered(self, line: Line) -> None:
        """An answer has become audible; a silence kept on purpose is no response gap."""
        answer = line.answer
        if answer is None or line.start_s is None or line.why == "fill":
            return
        self._keeper.note(
            session.answered(
                learner_end_s=answer.question.end_s,
                wait_s=line.wait_s,
                ready_s=line.ready_s,
                committed_s=line.committed_s,
                audible_s=line.start_s,
                measured=_rounded(answer.measured),
            )
        )

    def counterpart(self, line: Line, counterpart: Partner, *, was_cut_off: bool) -> None:
        """A line is over; of one that was cut off only the words that were audible stand."""
        reply: Reply = line.reply
        assert line.start_s is not None
        is_found = reply.fact is not None and reply.fact in counterpart.found
        turn = Turn(
            who="counterpart",
            start_s=line.start_s,
            end_s=line.end_s,
            text=line.audible_text() if was_cut_off else reply.text,
            state=reply.state,
            act=reply.act,
            fact=reply.fact if is_found else None,
            trust=reply.trust,
            agitation=reply.agitation,
            because=() if line.why == "answer" else reply.because,
            was_cut_off=was_cut_off,
            offer=reply.offer,
            tactic=reply.tactic,
            mode=reply.mode,
        )
        if line.answer is not None and line.answer.cuts_in:
            self.other("cut_in", line.start_s, held_floor=was_cut_off)
        points = [p for p in counterpart.context().points if p.id not in self._points]
        self._points |= {p.id for p in points}
        self._keeper.note(session.turn_event(turn, points))
        self._keeper.note(session.mind_event(line.end_s, counterpart.snapshot()))

    def filled(self, silence: OpenSilence, fact: str | None) -> Silence:
        """The counterpart has ended the learner's silence."""
        named = classify(
            silence.start_s,
            silence.end_s,
            after=silence.after,
            ended_by="counterpart",
            yielded=fact,
        )
        self.silence(named)
        return named

    def silence(self, silence: Silence) -> None:
        """A silence."""
        self._keeper.note(session.silence_event(silence))

    def other(self, name: str, at_s: float, **data: Any) -> None:
        """Anything else."""
        self._keeper.note(session.note(name, at_s, **data))

    def ended(self, at_s: float, outcome: Outcome, why: str) -> None:
        """The last event of the talk."""
        self._keeper.note(session.ended(at_s, outcome, why=why))


def _pauses(speech: Spans) -> list[Silence]:
    """The pauses inside one turn of the learner."""
    return [
        Silence(before[1], after[0], "own_ask", "pause", "learner")
        for before, after in pairwise(speech)
        if after[0] - before[1] >= SHORTEST_S
    ]


def _rounded(measured: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 4) for key, value in measured.items()}
