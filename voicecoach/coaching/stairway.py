"""The stairway: which step the counterpart stood on when, and what moved it there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from voicecoach.coaching.timeline import cause_of, turns_of
from voicecoach.turns import SessionRecord, Turn

STEPS = ("guarded", "listening", "empathy", "rapport", "influence", "commitment")
SIDE_STATES = ("irritated", "hostile", "stonewalling", "appeasing", "attacking", "ruptured")


@dataclass(frozen=True, slots=True)
class Stand:
    """A stretch of the session in one state."""

    state: str
    start_s: float
    effect: Turn  # the turn that shows it
    cause: Turn | None  # the learner turn that it answers


def stands(session: SessionRecord) -> tuple[Stand, ...]:
    """List the states in order, each once for as long as it lasts."""
    found: list[Stand] = []
    for turn in turns_of(session):
        if turn.state and (not found or found[-1].state != turn.state):
            cause = cause_of(session, turn)
            start_s = (cause or turn).start_s
            found.append(Stand(turn.state, start_s, turn, cause))
    return tuple(found)


def first_stands(session: SessionRecord) -> dict[str, Stand]:
    """Find when each state was first reached."""
    first: dict[str, Stand] = {}
    for stand in stands(session):
        first.setdefault(stand.state, stand)
    return first


def state_before(session: SessionRecord, at_s: float) -> str:
    """Tell the state in which the counterpart was when a turn began."""
    earlier = [turn for turn in turns_of(session) if turn.start_s < at_s and turn.state]
    return earlier[-1].state if earlier else STEPS[0]


def height(state: str) -> int:
    """Count the steps up to a state; -1 for a side state."""
    return STEPS.index(state) if state in STEPS else -1


def highest_step(session: SessionRecord) -> Stand | None:
    """Find the highest step that was reached, and when that was first."""
    climbed = [stand for stand in first_stands(session).values() if stand.state in STEPS]
    return max(climbed, key=lambda stand: height(stand.state), default=None)


def falls(session: SessionRecord) -> tuple[Stand, ...]:
    """List the states that lay lower than the one before, side states included."""
    walk = [stand for stand in stands(session) if stand.state in STEPS + SIDE_STATES]
    return tuple(
        after for before, after in pairwise(walk) if height(after.state) < height(before.state)
    )
