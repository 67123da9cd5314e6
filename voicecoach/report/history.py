"""The history of one learner: as a screenful, as plain data, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from voicecoach.coaching.habits import find_habits
from voicecoach.coaching.history import (
    FOLLOWED,
    Trend,
    best_probe,
    measure_trends,
    next_step,
    probe_success,
    skill_trends,
)
from voicecoach.coaching.past import Past
from voicecoach.report.plain import clean, shortened

_BARS = "▁▂▃▄▅▆▇█"
_NOT_MEASURED = "·"
SPARK_CELLS = 16
N_LISTED = 6  # sessions on the first screen
PLOT_CELLS = (60, 10)


def history_text(past: Sequence[Past]) -> str:
    """Tell the history in one screenful."""
    if not past:
        return "No session yet. `voicecoach practice` begins one."
    parts = [_sessions(past), _trends("Measures", measure_trends(past))]
    parts += [_trends("Skills: how often it went well", skill_trends(past)), _probes(past)]
    parts += [_habits(past), _next(past)]
    return "\n\n".join(part for part in parts if part)


def _sessions(past: Sequence[Past]) -> str:
    head = f"{len(past)} session{'s' if len(past) > 1 else ''}"
    shown = past[-N_LISTED:]
    if len(past) > len(shown):
        head += f", the last {len(shown)}"
    return "\n".join([head, *(_session(one) for one in shown)])


def _session(one: Past) -> str:
    day = (one.started_at or "")[:16].replace("T", " ") or one.session
    if one.what != "practice":
        n_good, n = next(iter(one.skills.values()), (0, 0))
        return (
            f"  {day:<16}  {'drill: ' + one.what:<22}  {one.outcome:<13}  {n_good} of {n} well done"
        )
    who, outcome = shortened(one.persona_name, 20), one.outcome.replace("_", " ")
    found, n_facts = one.skills.get("facts found", (0, 0))
    facts = f"{found} of {n_facts} facts" if n_facts else ""
    return f"  {day:<16}  {who:<22}  {outcome:<13}  {one.top_step:<10}  {facts}".rstrip()


def _trends(title: str, trends: Sequence[Trend]) -> str:
    if not trends:
        return ""
    rows = [f"  {t.name:<34} {sparkline(t.values):<{SPARK_CELLS}}  {_last(t)}" for t in trends]
    return "\n".join([title, *rows])


def _last(trend: Trend) -> str:
    if trend.last is None:
        return "last: could not be measured"
    text = written(trend.last, trend.unit)
    if trend.before is None:
        return f"{text}  (nothing to compare with yet)"
    return f"{text}  (mean of the {trend.n_before} before: {written(trend.before, trend.unit)})"


def written(value: float, unit: str) -> str:
    """Write a figure with its unit.

    Examples
    --------
    >>> written(0.414, "share"), written(3.0, "s"), written(2.5, "")
    ('41%', '3.0 s', '2.5')
    """
    if unit == "share":
        return f"{value:.0%}"
    figure = f"{value:.0f}" if value == int(value) and unit == "" else f"{value:.1f}"
    return f"{figure} {unit}".strip()


def sparkline(values: Sequence[float | None]) -> str:
    """Draw the last values as bars between their least and their most; a dot for None.

    Examples
    --------
    >>> sparkline([1, 2, None, 4])
    '▁▃·█'
    """
    shown = values[-SPARK_CELLS:]
    known = [value for value in shown if value is not None]
    if not known:
        return _NOT_MEASURED * len(shown)
    least, span = min(known), max(known) - min(known)
    return "".join(_NOT_MEASURED if v is None else _bar(v, least, span) for v in shown)


def _bar(value: float, least: float, span: float) -> str:
    return _BARS[int((value - least) / span * (len(_BARS) - 1)) if span else len(_BARS) // 2]


def _probes(past: Sequence[Past]) -> str:
    tallies = probe_success(past)
    if not any(used for _, used in tallies.values()):
        return ""
    best = best_probe(tallies)
    rows = [
        f"  {name:<34} {opened} of {used}{'  <- works best for you' if name == best else ''}"
        for name, (opened, used) in tallies.items()
    ]
    return "\n".join(["Probes: how often one let out a fact at once", *rows])


def _habits(past: Sequence[Past]) -> str:
    habits = find_habits(one.phrases for one in past)
    if not habits:
        return ""
    rows = [f"  “{clean(phrase)}”  {n} times in {spread} sessions" for phrase, n, spread in habits]
    return "\n".join(["You often say", *rows])


def _next(past: Sequence[Past]) -> str:
    step = next_step(past)
    if step is None:
        return ""
    return (
        f"Next: voicecoach drill {step.drill} (most needed in {step.n_needed} of the last "
        f"{step.n_sessions} sessions)"
    )


def history_data(past: Sequence[Past]) -> dict[str, Any]:
    """The same as plain data."""
    step = next_step(past)
    habits = find_habits(one.phrases for one in past)
    return {
        "sessions": [_without_phrases(one) for one in past],
        "measures": [asdict(trend) | {"change": trend.change} for trend in measure_trends(past)],
        "skills": [asdict(trend) | {"change": trend.change} for trend in skill_trends(past)],
        "probes": {
            name: {"opened": opened, "used": used}
            for name, (opened, used) in probe_success(past).items()
        },
        "best_probe": best_probe(probe_success(past)),
        "phrases": [{"phrase": p, "times": n, "sessions": spread} for p, n, spread in habits],
        "next": None if step is None else asdict(step),
    }


def _without_phrases(one: Past) -> dict[str, Any]:
    row = asdict(one)
    del row["phrases"]
    return row


def history_csv(past: Sequence[Past]) -> str:
    """One line a session: who, how it ended, every measure that is followed, every tally."""
    names = [name for name, _, _ in FOLLOWED]
    skills = list(dict.fromkeys(name for one in past for name in one.skills))
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    head = ["session", "started_at", "what", "persona", "difficulty", "outcome", "top_step"]
    columns = [f"{name.replace(' ', '_')}{part}" for name in skills for part in ("", "_of")]
    writer.writerow([*head, *names, *columns])
    for one in past:
        tallies = [n for name in skills for n in one.skills.get(name, (None, None))]
        row = [one.session, one.started_at, one.what, one.persona, one.difficulty, one.outcome]
        writer.writerow([*row, one.top_step, *(one.measures.get(n) for n in names), *tallies])
    return file.getvalue()


def plot(trend: Trend) -> str:
    """Draw one trend in the terminal, session by session."""
    import uniplot  # here: it brings numba along, which nothing else in a history needs

    points = [(n, v) for n, v in enumerate(trend.values, start=1) if v is not None]
    width, height = PLOT_CELLS
    drawn = uniplot.plot_to_string(
        xs=[n for n, _ in points],
        ys=[value for _, value in points],
        lines=True,
        title=f"{trend.name} ({trend.unit})" if trend.unit else trend.name,
        width=width,
        height=height,
    )
    return str(drawn)
