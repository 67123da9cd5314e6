"""The page about many sessions: small multiples of what changes, from disk, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from voicecoach.coaching.habits import find_habits
from voicecoach.coaching.history import (
    Trend,
    best_probe,
    measure_trends,
    next_step,
    probe_success,
    skill_trends,
)
from voicecoach.coaching.past import Past
from voicecoach.report.history import written
from voicecoach.report.page.plots import Drawings, Mark, Plot
from voicecoach.report.page.render import asset, environment, policy_of

LEAST_SPAN = 1e-9
ROOM = 0.12  # above and below a line, as a share of its height


@dataclass(frozen=True, slots=True)
class TrendView:
    """One trend as it is shown: its figure, its line, and the same in words."""

    name: str
    last: str
    before: str
    drawing: Markup
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """One session or drill in the list."""

    day: str
    who: str
    outcome: str
    step: str
    done: str


def history_page(past: Sequence[Past]) -> str:
    """Write the page.

    Parameters
    ----------
    past : sequence of Past
        Sessions and drills, oldest first.

    Returns
    -------
    html : str
        Whole in itself: no network, no script.
    """
    style = asset("page.css") + asset("history.css")
    tallies = probe_success(past)
    drawings = Drawings()
    return (
        environment()
        .get_template("history.html")
        .render(
            policy=policy_of(style, ""),
            style=Markup(style),  # noqa: S704 (ours)
            headline=_headline(past),
            span=_span(past),
            step=next_step(past),
            groups=(
                ("Your figures", [_view(trend, drawings) for trend in measure_trends(past)]),
                ("How often it went well", [_view(t, drawings) for t in skill_trends(past)]),
            ),
            probes=[(name, opened, used) for name, (opened, used) in tallies.items() if used],
            best=best_probe(tallies),
            habits=find_habits(one.phrases for one in past),
            sessions=[_row(one) for one in reversed(past)],
        )
    )


def _headline(past: Sequence[Past]) -> str:
    n_talks = sum(one.what == "practice" for one in past)
    n_drills = len(past) - n_talks
    talks = f"{n_talks} talk{'' if n_talks == 1 else 's'}"
    return f"{talks}, {n_drills} drill{'' if n_drills == 1 else 's'}" if n_drills else talks


def _span(past: Sequence[Past]) -> str:
    days = [day for one in past if (day := _day(one))]
    if not days:
        return "Nothing has been practised yet."
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _day(one: Past) -> str:
    try:
        began = datetime.fromisoformat(one.started_at or "").astimezone()
    except ValueError:
        return ""
    return f"{began:%d %B %Y}".removeprefix("0")


def _view(trend: Trend, drawings: Drawings) -> TrendView:
    last = "not measured" if trend.last is None else written(trend.last, trend.unit)
    before = "nothing to compare with yet"
    if trend.before is not None:
        before = f"mean of the {trend.n_before} before: {written(trend.before, trend.unit)}"
    values = [
        "not measured" if value is None else written(value, trend.unit) for value in trend.values
    ]
    told = f"{trend.name}, oldest first: {', '.join(values)}."
    return TrendView(trend.name, last, before, drawings.draw(_plot(trend)), told)


def _plot(trend: Trend) -> Plot:
    known = [value for value in trend.values if value is not None]
    low, high = min(known), max(known)
    room = max((high - low) * ROOM, LEAST_SPAN, abs(high) * 1e-3)
    places = [float(number) for number in range(len(trend.values))]
    marks = [Mark("line", "own", places, trend.values)]
    if len(known) == 1:  # one point is no line
        marks = [Mark("level", "own", (), (known[0],))]
    if trend.before is not None:
        marks.insert(0, Mark("level", "before", (), (trend.before,)))
    return Plot(max(places[-1], 1.0), low - room, high + room, tuple(marks))


def _row(one: Past) -> Row:
    if one.what != "practice":
        n_good, n = next(iter(one.skills.values()), (0, 0))
        return Row(_day(one), f"drill: {one.what}", one.outcome, "", f"{n_good} of {n} rounds")
    found, n_facts = one.skills.get("facts found", (0, 0))
    outcome = one.outcome.replace("_", " ")
    return Row(_day(one), one.persona_name, outcome, one.top_step, f"{found} of {n_facts} facts")
