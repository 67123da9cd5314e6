"""How the learner sounded: pace, pitch and loudness over time, against their own calm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from voicecoach.coaching.citation import clock, figure
from voicecoach.report.page.curves import BIN_S, Curve, Curves, Pairs, TurnVoice
from voicecoach.report.page.plots import Mark, Plot, stretched
from voicecoach.report.page.review import Review
from voicecoach.report.page.timeline import Stretch

PACE_STEP_S = 5.0  # its windows of 10 s overlap by half
HEIGHT = 90
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of the voice, and how its distance from calm is written and drawn."""

    name: str
    curve: Callable[[Curves], Curve]
    of_turn: Callable[[TurnVoice], float | None]
    distance: Callable[[float, float], float]  # of a value from calm
    unit: str
    calm: Callable[[float], str]
    reach: float  # of the scale, on either side of calm
    bin_s: float


MEASURED = (
    Measured(
        "Pace",
        lambda curves: curves.pace,
        lambda turn: turn.pace,
        lambda value, calm: 100 * (value / calm - 1),
        "%",
        lambda calm: f"{calm:.1f} syllables a second",
        60.0,
        PACE_STEP_S,
    ),
    Measured(
        "Pitch",
        lambda curves: curves.pitch,
        lambda turn: turn.pitch_hz,
        lambda value, calm: 12 * math.log2(value / calm),
        "semitones",
        lambda calm: f"{calm:.0f} Hz",
        8.0,
        BIN_S,
    ),
    Measured(
        "Loudness",
        lambda curves: curves.level,
        lambda turn: turn.level_dbfs,
        lambda value, calm: value - calm,
        "dB",
        lambda calm: f"{calm:.0f} dBFS",
        15.0,
        BIN_S,
    ),
)
POSITIVE = ("Pace", "Pitch")  # of which neither value nor calm can be zero or less


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart with its words."""

    name: str
    unit: str
    reach: str
    calm: str
    drawing: Markup
    summary: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn in the table that stands for the charts."""

    when: str
    figures: tuple[str, ...]
    is_pressed: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """All charts, or why there are none."""

    panels: tuple[Panel, ...] = ()
    windows: tuple[Stretch, ...] = ()
    table: tuple[TurnRow, ...] = ()
    missing: str = ""


def lay_out_voice(review: Review) -> Voice:
    """Draw what was measured of the learner's voice."""
    curves = review.curves
    if not curves.has_sound:
        return Voice(missing="There is no recording of this session to measure.")
    panels = [panel for each in MEASURED if (panel := _panel(each, review)) is not None]
    if not panels:
        return Voice(missing="You spoke too little for pace, pitch and loudness over time.")
    windows = [
        Stretch(f"pressure{number}", start, end, "")
        for number, (start, end) in enumerate(curves.under_pressure)
    ]
    table = [_row(turn, curves) for turn in curves.turns]
    return Voice(tuple(panels), tuple(windows), tuple(table))


def _panel(measured: Measured, review: Review) -> Panel | None:
    curve = measured.curve(review.curves)
    points = [
        (time_s, distance)
        for time_s, value in zip(curve.times_s, curve.values, strict=True)
        if (distance := _distance(measured, value, curve.calm)) is not None
    ]
    if not points or curve.calm is None:
        return None
    times, distances = zip(*points, strict=True)
    reach = max(measured.reach, *(abs(distance) for distance in distances))
    marks = (
        Mark("level", "calm", (), (0.0,)),
        Mark("line", "voice", *stretched(times, distances, measured.bin_s)),
    )
    return Panel(
        name=measured.name,
        unit=measured.unit,
        reach=f"{reach:.0f}",
        calm=measured.calm(curve.calm),
        drawing=review.drawings.draw(
            Plot(review.length_s, -1.05 * reach, 1.05 * reach, marks, HEIGHT)
        ),
        summary=_summary(measured, points, review.curves.under_pressure),
    )


def _distance(measured: Measured, value: float | None, calm: float | None) -> float | None:
    if value is None or calm is None:
        return None
    if measured.name in POSITIVE and (value <= 0 or calm <= 0):
        return None
    return measured.distance(value, calm)


def _summary(measured: Measured, points: list[tuple[float, float]], windows: Pairs) -> str:
    distances = [distance for _, distance in points]
    pressed = [distance for time_s, distance in points if _is_inside(time_s, windows)]
    said = (
        f"{measured.name} went from {_signed(min(distances))} to {_signed(max(distances))} "
        f"{measured.unit} against your calm."
    )
    if pressed:
        said += f" Under pressure its middle was {_signed(median(pressed))} {measured.unit}."
    return said


def _is_inside(time_s: float, spans: Pairs) -> bool:
    return any(start <= time_s <= end for start, end in spans)


def _row(turn: TurnVoice, curves: Curves) -> TurnRow:
    figures = []
    for measured in MEASURED:
        distance = _distance(measured, measured.of_turn(turn), measured.curve(curves).calm)
        figures.append(
            "not measured" if distance is None else f"{_signed(distance)} {measured.unit}"
        )
    return TurnRow(
        clock(turn.start_s), tuple(figures), _is_inside(turn.start_s, curves.under_pressure)
    )


def _signed(value: float) -> str:
    """Write a distance with a sign that is not a hyphen.

    Examples
    --------
    >>> _signed(-2.54), _signed(3.0), _signed(0.01)
    ('−2.5', '+3', '0')
    """
    text = figure(value)
    if text == "0":
        return text
    return f"{MINUS}{text[1:]}" if text.startswith("-") else f"+{text}"
