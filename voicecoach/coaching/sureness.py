"""What was recognised surely enough to be spoken of."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.turns import Move, MoveKind, SessionRecord

LEAST = 0.35  # the counterpart acts on nothing less sure, so the feedback speaks of nothing less
LEAST_FOR_A_FAULT = 0.6  # nobody likes to be told of a threat that was none
LEAST_BY_WORDING = 0.97  # ... and less so where no rule knows the words
FAULTS = frozenset(
    {
        MoveKind.LEADING_QUESTION,
        MoveKind.THREAT,
        MoveKind.ULTIMATUM,
        MoveKind.PERSONAL_ATTACK,
        MoveKind.BLAME,
        MoveKind.PRESSURE,
        MoveKind.IRRITATOR,
    }
)


def is_sure(move: Move) -> bool:
    """Tell whether a move may be spoken of; it takes more to speak of a fault.

    Examples
    --------
    >>> is_sure(Move(MoveKind.SUMMARY, 0.5, "", "")), is_sure(Move(MoveKind.THREAT, 0.5, "", ""))
    (True, False)
    """
    if move.kind not in FAULTS:
        return move.confidence >= LEAST
    return move.confidence >= (LEAST_BY_WORDING if move.rule == "wording" else LEAST_FOR_A_FAULT)


def only_sure(session: SessionRecord) -> SessionRecord:
    """Leave out the moves that were recognised too unsurely."""
    turns = tuple(
        replace(turn, moves=tuple(move for move in turn.moves if is_sure(move)))
        for turn in session.turns
    )
    return replace(session, turns=turns)
