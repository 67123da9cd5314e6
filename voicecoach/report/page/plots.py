"""Curves as SVG. matplotlib draws the shapes; colours and strokes are the page's.

A plot holds no text: it is stretched to whatever width there is, and its labels are HTML beside
it, which neither shrink on a phone nor blur when zoomed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import numpy as np
from markupsafe import Markup

WIDTH = 2400  # user units; at least as many as the widest screen has dots
POINTS_PER_INCH = 72  # so that one user unit is one point
SVG = "{http://www.w3.org/2000/svg}"
PATH = re.compile(r"[MLCZmlcz0-9. \-]*")
NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One shape of a plot; its kind is also its class in the style sheet."""

    kind: str  # line, steps, area, level (a horizontal line), span (a stretch of time)
    name: str  # class for its colour
    times_s: Sequence[float] = ()
    values: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """Shapes over one stretch of time, or over another scale from left to right."""

    right: float
    low: float
    high: float
    marks: tuple[Mark, ...]
    height: int = 120
    left: float = 0.0


class Drawings:
    """Outlines by what they show: drawn once, and taken from what was kept after that."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        self._kept = dict(kept or {})
        self._used: dict[str, list[str]] = {}

    @property
    def used(self) -> dict[str, list[str]]:
        """All that this page needed, to be kept."""
        return dict(self._used)

    @property
    def has_drawn(self) -> bool:
        """Tell whether something was not among what was kept."""
        return any(name not in self._kept for name in self._used)

    def draw(self, plot: Plot) -> Markup:
        """Write a plot as an SVG element that fills its box, hidden from screen readers."""
        name = hashlib.sha256(repr(plot).encode()).hexdigest()
        kept = self._kept.get(name)
        if not _is_drawn(kept, plot):
            self._kept.pop(name, None)
        outlines: list[str] = self._kept.get(name) or outline(plot)
        self._used[name] = outlines
        paths = "".join(
            f'<path class="{mark.kind} {mark.name}" d="{path}"/>'
            for mark, path in zip(plot.marks, outlines, strict=True)
        )
        return Markup(  # noqa: S704 (nothing in it comes from outside but numbers)
            f'<svg class="plot" viewBox="0 0 {WIDTH} {plot.height}" preserveAspectRatio="none" '
            f'aria-hidden="true" focusable="false">{paths}</svg>'
        )


def _is_drawn(outlines: Any, plot: Plot) -> bool:
    """Tell whether what was kept is one path for each mark, and nothing else."""
    return (
        isinstance(outlines, list)
        and len(outlines) == len(plot.marks)
        and all(isinstance(path, str) and PATH.fullmatch(path) for path in outlines)
    )


def outline(plot: Plot) -> list[str]:
    """Draw a plot and keep the outline of each mark."""
    # Here, as it takes a third of a second and a kept page needs none of it.
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    size = (WIDTH / POINTS_PER_INCH, plot.height / POINTS_PER_INCH)
    figure: Any = Figure(figsize=size, dpi=POINTS_PER_INCH)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.set_xlim(plot.left, plot.right)
    axes.set_ylim(plot.low, plot.high)
    for number, mark in enumerate(plot.marks):
        _draw_mark(axes, mark, f"mark-{number}")
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    drawn = ElementTree.fromstring(text.getvalue())  # noqa: S314 (matplotlib's, a moment ago)
    return [_path_of(drawn, f"mark-{number}") for number in range(len(plot.marks))]


def _draw_mark(axes: Any, mark: Mark, gid: str) -> None:
    values = np.array([np.nan if v is None else v for v in mark.values], dtype=np.float64)
    if mark.kind == "area":
        axes.fill_between(mark.times_s, 0, values, gid=gid, lw=0)
    elif mark.kind == "steps":
        axes.plot(mark.times_s, values, gid=gid, drawstyle="steps-post")
    elif mark.kind == "level":
        axes.axhline(values[0], gid=gid)
    elif mark.kind == "span":
        axes.axvspan(mark.times_s[0], mark.times_s[1], gid=gid, lw=0)
    else:
        axes.plot(mark.times_s, values, gid=gid)


def _path_of(drawn: ElementTree.Element, gid: str) -> str:
    """Take the path of one mark, to a tenth of a unit."""
    group = drawn.find(f".//{SVG}g[@id='{gid}']")
    paths = [] if group is None else [path.get("d", "") for path in group.iter(f"{SVG}path")]
    return " ".join(NUMBER.sub(_short, " ".join(paths)).split())


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def stretched(
    times_s: Sequence[float], values: Sequence[float | None], bin_s: float
) -> tuple[list[float], list[float | None]]:
    """Give every value the width of its bin, and leave a gap where bins are missing.

    Examples
    --------
    >>> stretched([0.25, 1.25], [100.0, 110.0], 0.5)
    ([0.0, 0.5, 0.5, 1.0, 1.5, 1.5], [100.0, 100.0, None, 110.0, 110.0, None])
    """
    wide: list[float] = []
    known: list[float | None] = []
    for number, (time_s, value) in enumerate(zip(times_s, values, strict=True)):
        wide += [time_s - bin_s / 2, time_s + bin_s / 2]
        known += [value, value]
        following = times_s[number + 1] if number + 1 < len(times_s) else np.inf
        if following - time_s > 1.5 * bin_s:
            wide.append(time_s + bin_s / 2)
            known.append(None)
    return wide, known
