"""A moment of a kept session from which the talk can go on differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voicecoach.errors import StoreError
from voicecoach.session import fold
from voicecoach.store.journal import Event
from voicecoach.turns import SessionRecord, Turn


@dataclass(frozen=True, slots=True)
class Crossroads:
    """What the counterpart had said and was, just before a turn of the learner."""

    line: Turn  # its last words; if they were cut off, what was audible of them
    turn: Turn  # what the learner did then
    snapshot: dict[str, Any]  # of the counterpart, after its line


def all_crossroads(events: list[Event]) -> list[Crossroads]:
    """List every turn that can be taken again, in order.

    What the learner said aside, over a line that went on, moved nothing and is no crossroads.

    Raises
    ------
    StoreError
        If there is none, or the journal is too old to hold what is needed.
    """
    found: list[Crossroads] = []
    record = fold(events)
    turns = {(turn.who, turn.start_s): turn for turn in record.turns}
    line: Turn | None = None
    snapshot: dict[str, Any] | None = None
    for number, event in enumerate(events):
        kind = event["event"]
        if kind == "counterpart_spoke":
            line = turns["counterpart", float(event["start_s"])]
        elif kind == "mind":
            snapshot = event["snapshot"]
        elif kind == "learner_spoke" and line is not None and snapshot is not None:
            turn = turns["learner", float(event["start_s"])]
            if not _is_aside(turn, events[number + 1 :]):
                found.append(Crossroads(line, turn, snapshot))
    if not found:
        raise StoreError(_why_none(record, has_minds=snapshot is not None))
    return found


def _is_aside(turn: Turn, later: list[Event]) -> bool:
    following = next((e for e in later if e["event"] == "counterpart_spoke"), None)
    return following is not None and float(following["start_s"]) < turn.start_s


def _why_none(record: SessionRecord, *, has_minds: bool) -> str:
    if any(turn.who == "learner" for turn in record.turns) and not has_minds:
        return (
            f"the session {record.session} was kept by an older version, without what it takes "
            "to go back to a moment; practise again, and any moment of it can be taken again"
        )
    return f"the session {record.session} holds no turn of yours; nothing can be taken again"


def find_crossroads(events: list[Event], at_s: float) -> Crossroads:
    """Find the turn that was being spoken at a second, or else the next one, or the last.

    Raises
    ------
    StoreError
        As `all_crossroads` does.
    """
    known = all_crossroads(events)
    return next((one for one in known if one.turn.end_s > at_s), known[-1])
