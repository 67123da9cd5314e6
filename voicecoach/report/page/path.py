"""The learner's path over task and relationship, turn by turn."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from voicecoach.coaching.citation import clock, counted
from voicecoach.coaching.modes import MODES, Place, path_of
from voicecoach.report.page.plots import Mark, Plot
from voicecoach.report.page.review import Review
from voicecoach.report.plain import shortened

APART = 0.11  # of the plane: turns at one point stand beside each other
EDGE = 1.15  # of the plane, so that marks at its rim are whole
LONGEST_NOTE = 160
SIDE = 2400


@dataclass(frozen=True, slots=True)
class Stop:
    """One turn on the plane."""

    id: str
    number: int
    at_s: float
    left: float  # share of the plane's width
    top: float
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class PathView:
    """The plane, and the way over it."""

    stops: tuple[Stop, ...]
    line: Markup | None
    summary: str


def lay_out_path(review: Review) -> PathView:
    """Put every turn that takes a stand on the plane, in order."""
    path = path_of(review.record)
    counts: dict[tuple[float, float], int] = {}
    points: list[tuple[float, float]] = []
    for place in path.places:
        at = (place.cooperation, place.assertion)
        beside = counts.get(at, 0)
        counts[at] = beside + 1
        points.append((at[0] + APART * (beside % 4), at[1] - APART * (beside // 4)))
    stops = tuple(
        _stop(number, place, point)
        for number, (place, point) in enumerate(zip(path.places, points, strict=True))
    )
    shares = ", ".join(f"{mode} {path.shares[mode]}" for mode in MODES if path.shares.get(mode))
    fitting = f" The stakes call for {path.fitting}." if path.fitting else ""
    n_placed = f"{len(stops)} of {counted(path.n_turns, 'turn')} could be placed"
    return PathView(stops, _line(points, review), f"{n_placed}: {shares or 'none'}.{fitting}")


def _stop(number: int, place: Place, point: tuple[float, float]) -> Stop:
    return Stop(
        id=f"stop{number}",
        number=number + 1,
        at_s=place.at_s,
        left=(point[0] + EDGE) / (2 * EDGE),
        top=(EDGE - point[1]) / (2 * EDGE),
        title=f"{clock(place.at_s)}, {place.mode}",
        note=shortened(f"{place.mode}: {place.quote}", LONGEST_NOTE),
    )


def _line(points: list[tuple[float, float]], review: Review) -> Markup | None:
    if len(points) < 2:
        return None
    xs, ys = zip(*points, strict=True)
    mark = Mark("line", "way", xs, ys)
    return review.drawings.draw(Plot(EDGE, -EDGE, EDGE, (mark,), SIDE, left=-EDGE))
