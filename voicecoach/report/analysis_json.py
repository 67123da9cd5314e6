"""An analysed recording as plain values; keys as in the result of a session."""

from __future__ import annotations

import math
from typing import Any

from voicecoach.measures.figure import Figure
from voicecoach.measures.recording import MeasuredRecording

DIGITS_OF_SECOND = 3
DIGITS_OF_MEASURE = 6


def analysis_result(recording: MeasuredRecording) -> dict[str, Any]:
    """Build what `voicecoach analyse --json` prints for one recording."""
    return {
        "file": recording.name,
        "duration_s": _rounded(recording.duration_s, DIGITS_OF_SECOND),
        "layout": recording.layout,
        "notes": list(recording.notes),
        "measures": {
            key: _rounded(figure.value, DIGITS_OF_MEASURE)
            for key, figure in recording.figures.items()
        },
        "about": {key: _about(figure) for key, figure in recording.figures.items()},
        "turns": [
            {
                "who": turn.who,
                "start_s": _rounded(turn.start_s, DIGITS_OF_SECOND),
                "end_s": _rounded(turn.end_s, DIGITS_OF_SECOND),
                "text": turn.text,
                "moves": [move.kind.value for move in turn.moves],
            }
            for turn in recording.turns
        ],
        "silences": [
            {
                "start_s": _rounded(silence.start_s, DIGITS_OF_SECOND),
                "end_s": _rounded(silence.end_s, DIGITS_OF_SECOND),
                "after": silence.after,
                "kind": silence.kind,
                "ended_by": silence.ended_by,
                "yielded": silence.yielded,
            }
            for silence in recording.silences
        ],
    }


def failure_result(name: str, message: str) -> dict[str, Any]:
    """Build what `--json` prints for a recording that could not be measured."""
    return {"file": name, "error": message}


def _about(figure: Figure) -> dict[str, Any]:
    return {
        "unit": figure.unit,
        "basis": figure.basis,
        "low": _rounded(figure.low, DIGITS_OF_MEASURE),
        "high": _rounded(figure.high, DIGITS_OF_MEASURE),
        "why_not": figure.reason,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits)
