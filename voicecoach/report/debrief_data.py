"""The parts of the result that only a debrief has: reveal, profile, modes and drill."""

from __future__ import annotations

import math
from typing import Any

from voicecoach.coaching.bargain import bargain_of
from voicecoach.coaching.drill import propose_drill
from voicecoach.coaching.modes import Point, path_of
from voicecoach.coaching.process import noticing, shift_turn
from voicecoach.coaching.profile import Row, rackham_profile
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.tactics import Play, plays
from voicecoach.joint_value import find_joint_value
from voicecoach.turns import IssueRecord, Reveal, SessionRecord

DIGITS = 3


def reveal_data(session: SessionRecord) -> dict[str, Any] | None:
    """Give what was hidden against what came of it; None if the journal does not hold it."""
    reveal = session.reveal
    if reveal is None:
        return None
    found = {fact.id: fact.found_s for fact in session.facts}
    return {
        "style": reveal.style,
        "mode": reveal.mode,
        "mode_under_pressure": reveal.mode_under_pressure,
        "their_side": reveal.their_side,
        "issues": [_issue(issue) for issue in reveal.issues],
        "joint_value": _joint_value(reveal),
        "interests": [{"id": id_, "found_s": _number(found.get(id_))} for id_ in reveal.interests],
        "trades": [
            {"id": id_, "gist": gist, "offered": id_ in reveal.offered}
            for id_, gist in reveal.trades.items()
        ],
        "tactics": [_play(play) for play in plays(only_sure(session))],
        "theirs": list(reveal.theirs),
        "learners": list(reveal.learners),
        "loop": reveal.loop,
        "shift": _shift(session, reveal),
    }


def _issue(issue: IssueRecord) -> dict[str, Any]:
    bargain = bargain_of(issue)
    return {
        "id": issue.id,
        "name": issue.name,
        "unit": issue.unit,
        "wants": issue.wants,
        "opening": _number(issue.opening),
        "limit": _number(issue.limit),
        "learner_limit": _number(issue.learner_limit),
        "settled": _number(issue.settled),
        "share": _number(bargain.share),
        "is_limit_kept": bargain.is_limit_kept,
        "reason": bargain.reason,
    }


def _joint_value(reveal: Reveal) -> dict[str, Any]:
    value = find_joint_value(reveal.issues)
    return {
        "counterpart": _number(value.counterpart),
        "learner": _number(value.learner),
        "best": _number(value.best),
        "of_best": _number(value.of_best),
    }


def _play(play: Play) -> dict[str, Any]:
    counter = play.counter
    return {
        "id": play.id,
        "name": play.name,
        "at_s": _number(play.said.start_s),
        "countered_by": counter.by if counter else None,
        "after_s": _number(counter.after_s) if counter else None,
        "gave_way_at_s": _number(play.given.start_s) if play.given else None,
    }


def _shift(session: SessionRecord, reveal: Reveal) -> dict[str, Any] | None:
    if not reveal.shift:
        return None
    hint = shift_turn(session)
    noticed = noticing(session, hint) if hint else None
    return {
        "gist": reveal.shift,
        "at_s": _number(hint.start_s) if hint else None,
        "noticed_at_s": _number(noticed[0].start_s) if noticed else None,
        "noticed_after_turns": noticed[1] if noticed else None,
    }


def profile_data(session: SessionRecord) -> list[dict[str, Any]]:
    """Give the Rackham profile, row by row, counts beside rates."""
    return [_row(row) for row in rackham_profile(only_sure(session))]


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "n": row.n,
        "of": row.of,
        "value": _number(row.value),
        "unit": row.unit,
        "skilled": row.skilled,
        "average": row.average,
        "reason": row.reason,
    }


def modes_data(session: SessionRecord) -> dict[str, Any]:
    """Give the path over the plane of assertion and co-operation."""
    path = path_of(only_sure(session))
    return {
        "turns": [
            {
                "at_s": _number(place.at_s),
                "assertion": place.assertion,
                "cooperation": place.cooperation,
                "mode": place.mode,
            }
            for place in path.places
        ],
        "n_turns": path.n_turns,
        "centroid": _point(path.centroid),
        "thirds": [_point(point) for point in path.thirds],
        "shares": path.shares,
        "fitting": path.fitting,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "assertion": point.assertion,
        "cooperation": point.cooperation,
        "n_turns": point.n_turns,
    }


def drill_data(session: SessionRecord) -> dict[str, Any] | None:
    """Give the drill to do next, and why; None if nothing calls for one."""
    lack = propose_drill(session)
    if lack is None:
        return None
    at_s = lack.turn.start_s if lack.turn else None
    return {"name": lack.drill, "reason": lack.reason, "at_s": _number(at_s)}


def _number(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DIGITS)
