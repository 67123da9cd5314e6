"""Questions per minute, from the moves that were recognised."""

from __future__ import annotations

from voicecoach.measures.figure import Figure, enough, unmeasured
from voicecoach.measures.talk import Talk
from voicecoach.measures.uncertainty import count_interval
from voicecoach.turns import MoveKind

LEAST_TALK_S = 60.0
QUESTION_KINDS = frozenset(
    {MoveKind.OPEN_QUESTION, MoveKind.CLOSED_QUESTION, MoveKind.LEADING_QUESTION}
)


def question_figures(talk: Talk) -> dict[str, Figure]:
    """Measure the learner's questions per minute of talk, both sides and silences included."""
    if not talk.has_text:
        return {"questions_per_minute": unmeasured("per minute", "no transcript")}
    count = sum(move.kind in QUESTION_KINDS for turn in talk.learner_turns for move in turn.moves)
    minutes = talk.duration_s / 60
    low, high = (limit / minutes if minutes else None for limit in count_interval(count))
    basis = f"{count} in {talk.duration_s:.0f} s of talk"
    figure = Figure(count / minutes if minutes else None, "per minute", basis, low=low, high=high)
    return {
        "questions_per_minute": enough(figure, has=talk.duration_s, needs=LEAST_TALK_S, what="talk")
    }
