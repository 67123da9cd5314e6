"""The events of a journal, as they are written.

Every event is a dict with `event` and `at_s`. What was measured by a wall clock stands under
`measured` and nowhere else, so that two runs of the same sound and seed can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from voicecoach.prep_sheet import PrepSheet
from voicecoach.turns import FactRecord, Move, Outcome, Point, Reveal, Silence, Turn

SCHEMA = 1
Event = dict[str, Any]
_ROUND = 4  # a tenth of a millisecond


def seconds(value: float) -> float:
    """Round a time for the journal."""
    return round(value, _ROUND)


def started(
    *,
    session: str,
    persona: str,
    persona_name: str,
    style: str,
    seed: int,
    facts: Iterable[FactRecord],
    settings: dict[str, Any],
    measured: dict[str, Any],
    reveal: Reveal | None = None,
    prep: PrepSheet | None = None,
) -> Event:
    """The first event: who talks to whom, and with which settings."""
    return {
        "event": "started",
        "at_s": 0.0,
        "schema": SCHEMA,
        "session": session,
        "persona": persona,
        "persona_name": persona_name,
        "style": style,
        "seed": seed,
        "facts": [{"id": f.id, "key": f.key, "gist": f.gist, "step": f.step} for f in facts],
        "settings": settings,
        "reveal": None if reveal is None else asdict(reveal),
        "prep": None if prep is None else prep.model_dump(mode="json", by_alias=True),
        "measured": measured,
    }


def mind_event(at_s: float, snapshot: dict[str, object]) -> Event:
    """How the counterpart stands after a line, whole, so that a talk can go on from there."""
    return {"event": "mind", "at_s": seconds(at_s), "snapshot": snapshot}


def turn_event(
    turn: Turn, points: Iterable[Point] = (), *, measured: dict[str, float] | None = None
) -> Event:
    """A turn of either side has been spoken."""
    event: Event = {
        "event": f"{turn.who}_spoke",
        "at_s": seconds(turn.end_s),
        "start_s": seconds(turn.start_s),
        "end_s": seconds(turn.end_s),
        "text": turn.text,
        "state": turn.state,
        "trust": _rounded(turn.trust),
        "agitation": _rounded(turn.agitation),
    }
    if turn.who == "learner":
        event["speech"] = [[seconds(start), seconds(end)] for start, end in turn.speech]
        event["moves"] = [_move_to_json(move) for move in turn.moves]
        event["because"] = list(turn.because)
    else:
        event |= {"act": turn.act, "fact": turn.fact, "offer": turn.offer}
        event |= {"because": list(turn.because), "was_cut_off": turn.was_cut_off}
        event |= {"tactic": turn.tactic, "mode": turn.mode}
        event["points"] = [
            {"id": p.id, "gist": p.gist, "keywords": list(p.keywords)} for p in points
        ]
    if measured:
        event["measured"] = measured
    return event


def silence_event(silence: Silence) -> Event:
    """A silence is over."""
    return {
        "event": "silence",
        "at_s": seconds(silence.end_s),
        "start_s": seconds(silence.start_s),
        "end_s": seconds(silence.end_s),
        "after": silence.after,
        "kind": silence.kind,
        "ended_by": silence.ended_by,
        "yielded": silence.yielded,
    }


def answered(
    *,
    learner_end_s: float,
    wait_s: float,
    ready_s: float,
    committed_s: float,
    audible_s: float,
    measured: dict[str, float],
) -> Event:
    """The counterpart's answer has become audible: how long that took, and with what.

    `wait_s` is what the end-of-turn rule asked for; `ready_s` is when the answer was there.
    """
    return {
        "event": "answered",
        "at_s": seconds(audible_s),
        "learner_end_s": seconds(learner_end_s),
        "wait_s": seconds(wait_s),
        "ready_s": seconds(ready_s),
        "committed_s": seconds(committed_s),
        "measured": measured,
    }


def note(name: str, at_s: float, **data: Any) -> Event:
    """Anything else that happened: gap, paused, resumed, collision, away, ..."""
    return {"event": name, "at_s": seconds(at_s), **data}


def measured_event(
    at_s: float, measures: dict[str, float | None], reasons: dict[str, str]
) -> Event:
    """The speaking figures, taken from the whole recording at the end; why some are missing."""
    return {
        "event": "measured",
        "at_s": seconds(at_s),
        "measures": measures,
        "reasons": reasons,
    }


def ended(at_s: float, outcome: Outcome, *, why: str) -> Event:
    """The last event."""
    return {"event": "ended", "at_s": seconds(at_s), "outcome": outcome, "why": why}


def _move_to_json(move: Move) -> dict[str, Any]:
    row: dict[str, Any] = {
        "move": move.kind.value,
        "confidence": round(move.confidence, 3),
        "evidence": move.evidence,
        "rule": move.rule,
    }
    optional = {
        "amount": move.amount,
        "issue": move.issue,
        "recall": _rounded(move.recall),
        "points": list(move.points) or None,
        "is_accurate": move.is_accurate,
        "is_tentative": move.is_tentative,
        "inventions": list(move.inventions) or None,
        "is_complex": move.is_complex,
        "is_follow_up": move.is_follow_up,
        "n_reasons": move.n_reasons,
        "is_conditional": move.is_conditional,
    }
    return row | {key: value for key, value in optional.items() if value is not None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _ROUND)
