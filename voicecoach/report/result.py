"""The result of a session in the stable format; its schema is `docs/result.schema.json`."""

from __future__ import annotations

import math
from typing import Any

from voicecoach.report.debrief_data import drill_data, modes_data, profile_data, reveal_data
from voicecoach.turns import FactRecord, Feedback, SessionRecord, Silence, Turn

SCHEMA_VERSION = 1
DIGITS_OF_SECOND = 3
DIGITS_OF_MEASURE = 6
MOMENTS = ("moment_best", "moment_costliest", "moment_silence")


def result_of(
    session: SessionRecord, feedback: tuple[Feedback, ...], session_path: str
) -> dict[str, Any]:
    """Build what `--json` prints and `result.json` holds.

    Parameters
    ----------
    session : SessionRecord
        The whole practice.
    feedback : tuple of Feedback
        What `voicecoach.coaching.give_feedback` said of it.
    session_path : str
        Where the session is kept.

    Returns
    -------
    result : dict
        Plain values that `json.dumps` takes as they are; seconds are rounded to milliseconds,
        None means *could not be measured*.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "session": session.session,
        "session_path": session_path,
        "persona": session.persona,
        "seed": session.seed,
        "outcome": session.outcome,
        "state": session.state,
        "trust": _figure(session.trust, DIGITS_OF_SECOND),
        "turns": [_turn(turn) for turn in session.turns],
        "silences": [_silence(silence) for silence in session.silences],
        "facts": [_fact(fact) for fact in session.facts],
        "measures": {
            name: _figure(value, DIGITS_OF_MEASURE) for name, value in session.measures.items()
        },
        "response_gaps_s": [_seconds(gap_s) for gap_s in session.response_gaps_s],
        "feedback": [_remark(remark) for remark in feedback],
        "moments": [_remark(remark) for remark in feedback if remark.check in MOMENTS],
        "reveal": reveal_data(session),
        "profile": profile_data(session),
        "modes": modes_data(session),
        "drill": drill_data(session),
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "who": turn.who,
        "start_s": _seconds(turn.start_s),
        "end_s": _seconds(turn.end_s),
        "text": turn.text,
        "moves": [move.kind.value for move in turn.moves],
        "state": turn.state,
        "act": turn.act,
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "start_s": _seconds(silence.start_s),
        "end_s": _seconds(silence.end_s),
        "after": silence.after,
        "kind": silence.kind,
        "ended_by": silence.ended_by,
        "yielded": silence.yielded,
    }


def _fact(fact: FactRecord) -> dict[str, Any]:
    return {"id": fact.id, "key": fact.key, "found_s": _seconds(fact.found_s)}


def _remark(remark: Feedback) -> dict[str, Any]:
    return {
        "check": remark.check,
        "observed": remark.observed,
        "at_s": _seconds(remark.at_s),
        "quote": remark.quote,
        "try_instead": remark.try_instead,
        "band": remark.band,
    }


def _seconds(value: float | None) -> float | None:
    return _figure(value, DIGITS_OF_SECOND)


def _figure(value: float | None, digits: int) -> float | None:
    """Round; what is not a finite number could not be measured, and JSON has no word for it."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits)
