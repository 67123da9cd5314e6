"""A reveal and short talks made by hand, for the checks of the debrief."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.coaching.hand_made import EMPTY, mine, move, theirs
from voicecoach.turns import IssueRecord, Move, Reveal, SessionRecord, TacticRecord, Turn

FEE = IssueRecord("fee", "the fee", "GBP", "lower", 15000, 31000, 27000, 8, 9)
REVEAL = Reveal(
    style="driver",
    mode="competing",
    mode_under_pressure=None,
    their_side="",
    issues=(FEE,),
    trades={"stages": "Payment in stages", "contact": "One contact"},
    interests=("board", "pride"),
    tactics=(
        TacticRecord("low_anchor", "a low anchor", ("challenge_basis", "silence")),
        TacticRecord("clock", "a made-up deadline", ("open_question", "emotion_label")),
    ),
    theirs=("They named a price.", "It grew."),
    learners=("She said go on.", "We did."),
    loop="The more they chase, the less she says.",
    shift="A tender came up.",
)


def settled(fee: float | None, **more: Any) -> Reveal:
    """The reveal, with the fee settled."""
    return replace(REVEAL, issues=(replace(FEE, settled=fee),), **more)


def talk(*turns: Turn, **more: Any) -> SessionRecord:
    """A session of these turns, with the reveal."""
    fields = {"reveal": REVEAL, "duration_s": turns[-1].end_s + 1 if turns else 0.0, **more}
    return replace(EMPTY, turns=turns, **fields)


def played(start_s: float, tactic: str, text: str = "Settle by three.", **more: Any) -> Turn:
    """A tactic, of two seconds."""
    return replace(theirs(start_s, start_s + 2, text, act="tactic"), tactic=tactic, **more)


def said(start_s: float, text: str, *kinds: str, **more: Any) -> Turn:
    """A learner turn of two seconds; each move has all its words."""
    moves: tuple[Move, ...] = tuple(move(kind, text, **more) for kind in kinds)
    return mine(start_s, start_s + 2, text, *moves)
