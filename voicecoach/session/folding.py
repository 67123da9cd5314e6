"""The record of a session, folded from the events of its journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from voicecoach.errors import StoreError
from voicecoach.prep_sheet import PrepSheet
from voicecoach.session.events import SCHEMA, Event
from voicecoach.turns import (
    CutIn,
    FactRecord,
    IssueRecord,
    Move,
    MoveKind,
    Outcome,
    Point,
    Reveal,
    SessionRecord,
    Silence,
    TacticRecord,
    Turn,
)

_ROUND = 4  # a tenth of a millisecond


def fold(events: Iterable[Event]) -> SessionRecord:
    """Fold a journal into the record of its session; a journal that breaks off is a session too.

    Raises
    ------
    StoreError
        If the journal does not begin with a `started` event of a schema that is known.
    """
    rows = list(events)
    if not rows or rows[0].get("event") != "started":
        raise StoreError("the journal does not begin with a 'started' event; nothing to read")
    if rows[0].get("schema") != SCHEMA:
        raise StoreError(
            f"the journal has schema {rows[0].get('schema')!r}; this program reads {SCHEMA}: "
            "update voicecoach"
        )
    try:
        return _fold(rows)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"the journal has an event without a needed field ({error}); restore or delete it"
        ) from error


def _fold(rows: list[Event]) -> SessionRecord:
    record = _begin(rows[0])
    for row in rows[1:]:
        record = _apply(record, row)
    # A nudge over its voice is noted before the line that it nudged has ended.
    turns = tuple(sorted(record.turns, key=lambda turn: turn.start_s))
    return replace(record, facts=_with_found(record), turns=turns)


def _begin(row: Event) -> SessionRecord:
    return SessionRecord(
        session=row["session"],
        persona=row["persona"],
        persona_name=row["persona_name"],
        style=row["style"],
        seed=row["seed"],
        outcome="stopped",
        state="guarded",
        trust=0.0,
        duration_s=0.0,
        facts=tuple(FactRecord(f["id"], f["key"], f["gist"], f["step"]) for f in row["facts"]),
        difficulty=row.get("settings", {}).get("difficulty"),
        reveal=_reveal_from(row.get("reveal")),
        prep=None if row.get("prep") is None else PrepSheet.model_validate(row["prep"]),
    )


def _reveal_from(row: dict[str, Any] | None) -> Reveal | None:
    if row is None:
        return None
    return Reveal(
        **row
        | {
            "issues": tuple(IssueRecord(**issue) for issue in row["issues"]),
            "tactics": tuple(
                TacticRecord(t["id"], t["name"], tuple(t["countered_by"])) for t in row["tactics"]
            ),
            "interests": tuple(row["interests"]),
            "theirs": tuple(row["theirs"]),
            "learners": tuple(row["learners"]),
            "offered": tuple(row.get("offered", ())),
        }
    )


def _with_settled(reveal: Reveal | None, snapshot: dict[str, Any]) -> Reveal | None:
    """Note which figures have been agreed by now, and which trades were offered."""
    if reveal is None:
        return None
    deals = snapshot["mind"]["deals"]
    offered = tuple(snapshot["mind"].get("trades", ()))
    has_changed = bool(snapshot["mind"].get("shift"))
    issues = tuple(
        replace(
            _as_changed(issue) if has_changed else issue,
            settled=deals.get(issue.id, {}).get("settled"),
        )
        for issue in reveal.issues
    )
    return replace(reveal, issues=issues, offered=offered)


def _as_changed(issue: IssueRecord) -> IssueRecord:
    """Give an issue as it stood for the counterpart after something had changed for it."""
    return replace(
        issue,
        limit=issue.limit if issue.changed_limit is None else issue.changed_limit,
        weight=issue.weight if issue.changed_weight is None else issue.changed_weight,
    )


def _apply(record: SessionRecord, row: Event) -> SessionRecord:
    record = replace(record, duration_s=max(record.duration_s, float(row.get("at_s", 0.0))))
    match row["event"]:
        case "learner_spoke" | "counterpart_spoke":
            turn = _turn_from(row)
            said = {p.id for p in record.points}
            new = tuple(p for p in _points_from(row, turn.start_s) if p.id not in said)
            return replace(
                record,
                turns=(*record.turns, turn),
                points=record.points + new,
                state=turn.state or record.state,
                trust=record.trust if turn.trust is None else turn.trust,
            )
        case "silence":
            return replace(record, silences=(*record.silences, _silence_from(row)))
        case "answered":
            gap_s = round(row["at_s"] - row["learner_end_s"], _ROUND)
            return replace(record, response_gaps_s=(*record.response_gaps_s, gap_s))
        case "cut_in":
            cut_in = CutIn(float(row["at_s"]), bool(row["held_floor"]))
            return replace(record, cut_ins=(*record.cut_ins, cut_in))
        case "measured":
            reasons = dict(row.get("reasons", {}))
            return replace(record, measures=dict(row["measures"]), reasons=reasons)
        case "mind":
            return replace(record, reveal=_with_settled(record.reveal, row["snapshot"]))
        case "ended":
            return replace(record, outcome=cast(Outcome, row["outcome"]))
    return record


def _turn_from(row: Event) -> Turn:
    is_learner = row["event"] == "learner_spoke"
    return Turn(
        who="learner" if is_learner else "counterpart",
        start_s=float(row["start_s"]),
        end_s=float(row["end_s"]),
        text=str(row["text"]),
        moves=tuple(_move_from_json(move) for move in row.get("moves", ())),
        state=row.get("state") or "",
        act=row.get("act"),
        fact=row.get("fact"),
        trust=row.get("trust"),
        agitation=row.get("agitation"),
        because=tuple(row.get("because", ())),
        speech=tuple((float(start), float(end)) for start, end in row.get("speech", ())),
        was_cut_off=bool(row.get("was_cut_off", False)),
        offer=row.get("offer"),
        tactic=row.get("tactic"),
        mode=row.get("mode"),
    )


def _points_from(row: Event, said_s: float) -> tuple[Point, ...]:
    return tuple(
        Point(p["id"], p["gist"], tuple(p["keywords"]), said_s) for p in row.get("points", ())
    )


def _silence_from(row: Event) -> Silence:
    return Silence(
        start_s=float(row["start_s"]),
        end_s=float(row["end_s"]),
        after=row["after"],
        kind=row["kind"],
        ended_by=row["ended_by"],
        yielded=row["yielded"],
    )


def _with_found(record: SessionRecord) -> tuple[FactRecord, ...]:
    found: dict[str, float] = {}
    for turn in record.turns:
        if turn.fact is not None:
            found.setdefault(turn.fact, turn.start_s)
    return tuple(replace(fact, found_s=found.get(fact.id)) for fact in record.facts)


def _move_from_json(row: dict[str, Any]) -> Move:
    return Move(
        kind=MoveKind(row["move"]),
        confidence=float(row["confidence"]),
        evidence=row["evidence"],
        rule=row["rule"],
        amount=row.get("amount"),
        issue=row.get("issue"),
        recall=row.get("recall"),
        points=tuple(row.get("points", ())),
        is_accurate=row.get("is_accurate"),
        is_tentative=row.get("is_tentative"),
        inventions=tuple(row.get("inventions", ())),
        is_complex=row.get("is_complex"),
        is_follow_up=row.get("is_follow_up"),
        n_reasons=row.get("n_reasons"),
        is_conditional=row.get("is_conditional"),
    )
