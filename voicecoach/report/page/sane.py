"""A journal that can be laid out in time, whatever was done to it by hand."""

from __future__ import annotations

from typing import Any

from voicecoach.coaching.citation import counted

LONGEST_S = 24 * 3600.0  # no talk takes longer; beyond it a second is a slip of the hand
TIMES = ("at_s", "start_s", "end_s", "length_s")


def possible(events: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """Leave out events that cannot have happened when they say, and say how many those are.

    Examples
    --------
    >>> begun = {"event": "started", "at_s": 0.0}
    >>> possible([begun, {"event": "gap", "at_s": -3.0}])[1]
    'The journal has 1 entry at an impossible time, left out here.'
    """
    kept = [*events[:1], *(event for event in events[1:] if _is_possible(event))]
    n_left_out = len(events) - len(kept)
    if not n_left_out:
        return kept, ""
    entries = counted(n_left_out, "entry at an impossible time", "entries at impossible times")
    return kept, f"The journal has {entries}, left out here."


def _is_possible(event: dict[str, Any]) -> bool:
    times = [event[key] for key in TIMES if key in event]
    spans = event.get("speech", [])
    if not isinstance(spans, list) or not all(_is_time(time_s) for time_s in times):
        return False
    if "start_s" in event and "end_s" in event and event["start_s"] > event["end_s"]:
        return False
    return all(_is_span(span) for span in spans)


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(_is_time(edge) for edge in span)
        and span[0] <= span[1]
    )


def _is_time(value: Any) -> bool:
    """Tell whether this is a second of a talk; NaN is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0.0 <= value <= LONGEST_S
