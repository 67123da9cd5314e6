"""`voicecoach history`: what changes from session to session."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from voicecoach import session
from voicecoach.coaching.feedback import give_feedback
from voicecoach.coaching.history import Trend, measure_trends, skill_trends
from voicecoach.coaching.past import Past, past_drill, past_from, sum_up
from voicecoach.debrief import measure
from voicecoach.errors import SettingsError, StoreError
from voicecoach.report.history import history_csv, history_data, history_text, plot
from voicecoach.store.drills import read_drill_results
from voicecoach.store.folders import Home, find_home, open_private
from voicecoach.store.index import read_index
from voicecoach.store.mending import changed_by_hand
from voicecoach.store.session_folder import load_events


def run(options: argparse.Namespace) -> int:
    """Show the history of all sessions, or of those with one counterpart."""
    past, unreadable = all_past(find_home())
    for problem in unreadable:
        print(f"voicecoach: left out {problem}", file=sys.stderr)
    if options.persona is not None:
        past = _only(past, options.persona)
    if options.csv is not None:
        _write(options.csv, history_csv(past))
    if options.html is not None:
        # Loaded here: it draws, and the other forms do without.
        from voicecoach.report.page.history import history_page

        _write(options.html, history_page(past))
        return 0
    if options.json:
        print(json.dumps(history_data(past), ensure_ascii=False))
    elif options.plot is not None:
        print(plot(_find_trend(past, options.plot)))
    else:
        print(history_text(past))
    return 0


def all_past(home: Home) -> tuple[list[Past], list[str]]:
    """Read every session and drill, oldest first, and what was wrong with those left out."""
    rows, unreadable = read_index(home.sessions, summed_up)
    past = [past_from(row) for row in rows] + [past_drill(row) for row in read_drill_results(home)]
    return sorted(past, key=lambda one: (one.started_at or "", one.session)), unreadable


def summed_up(folder: Path) -> dict[str, Any]:
    """Make the row of one session for the index."""
    with changed_by_hand(folder):
        return _summed_up(folder)


def _summed_up(folder: Path) -> dict[str, Any]:
    events = load_events(folder)
    if not any(event["event"] == "measured" for event in events):
        events = [*events, measure(folder)]
    record = session.fold(events)
    started_at = events[0].get("measured", {}).get("started_at")
    return asdict(sum_up(record, give_feedback(record), started_at=started_at))


def _only(past: list[Past], wanted: str) -> list[Past]:
    fitting = [one for one in past if wanted in (one.persona, one.what)]
    if not fitting:
        known = ", ".join(dict.fromkeys(one.persona for one in past)) or "nobody yet"
        raise SettingsError(f"no session with '{wanted}'; there are sessions with {known}")
    return fitting


def _find_trend(past: list[Past], wanted: str) -> Trend:
    trends = [*measure_trends(past), *skill_trends(past)]
    for trend in trends:
        if trend.name.startswith(wanted.lower()):
            return trend
    names = "; ".join(trend.name for trend in trends) or "nothing yet"
    raise SettingsError(f"nothing is called '{wanted}'; there is: {names}")


def _write(path: Path, text: str) -> None:
    """Write a file for its owner alone: it tells how somebody talks."""
    try:
        with os.fdopen(open_private(path), "wb") as file:
            file.write(text.encode())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
