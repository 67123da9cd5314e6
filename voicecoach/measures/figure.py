"""A figure: one measured number with its unit, its basis and its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, or the reason why there is none."""

    value: float | None
    unit: str
    basis: str = ""  # what it rests on, e.g. "83 words in 31.0 s"
    reason: str = ""  # why value is None
    low: float | None = None  # 95 % interval, where one can be given
    high: float | None = None


def unmeasured(unit: str, reason: str) -> Figure:
    """Say that a figure could not be measured, and why."""
    return Figure(value=None, unit=unit, reason=reason)


def enough(figure: Figure, *, has: float, needs: float, what: str, unit: str = "s") -> Figure:
    """Keep a figure only if there was enough to measure it from.

    Examples
    --------
    >>> enough(Figure(180.0, "words/min"), has=6.0, needs=10, what="your speech").reason
    'too little: 6 s of your speech, needs 10 s'
    """
    if has >= needs:
        return figure
    gap = f" {unit}" if unit else ""
    return unmeasured(figure.unit, f"too little: {has:.3g}{gap} of {what}, needs {needs:g}{gap}")


def plain(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    """Reduce figures to their values, as stored in `result.json`.

    Examples
    --------
    >>> plain({"talk_share": Figure(0.42, "share"), "pitch_median_hz": unmeasured("Hz", "silent")})
    {'talk_share': 0.42, 'pitch_median_hz': None}
    """
    return {key: figure.value for key, figure in figures.items()}


def reasons(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Say of every figure that could not be measured why not.

    Examples
    --------
    >>> reasons({"talk_share": Figure(0.4, "share"), "pitch_median_hz": unmeasured("Hz", "quiet")})
    {'pitch_median_hz': 'quiet'}
    """
    return {key: figure.reason for key, figure in figures.items() if figure.value is None}
