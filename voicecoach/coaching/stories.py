"""Whether the learner told the quarrel as the counterpart sees it, or as the circle it is."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.timeline import cause_of, turns_of
from voicecoach.turns import SessionRecord, Turn

# What the counterpart did in answer, or what moved its trust, where it had something else to say.
CIRCLE = ("loop", "loop_told")
THEIR_SIDE = ("perspective", "perspective_right")


@dataclass(frozen=True, slots=True)
class Telling:
    """The words that told it."""

    turn: Turn
    is_circle: bool


def telling_of(session: SessionRecord) -> Telling | None:
    """Find where the learner told it: the circle before their side alone."""
    return _find(session, CIRCLE, is_circle=True) or _find(session, THEIR_SIDE, is_circle=False)


def _find(session: SessionRecord, names: tuple[str, ...], *, is_circle: bool) -> Telling | None:
    for turn in turns_of(session):
        reasons = {reason.split(" ")[0] for reason in turn.because}
        if turn.act in names or not reasons.isdisjoint(names):
            teller = cause_of(session, turn)
            if teller is not None:
                return Telling(teller, is_circle)
    return None
