"""The history as it is told."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from tests.coaching.test_history import past
from tests.sessions.conftest import run_program
from voicecoach.coaching.history import trend_of
from voicecoach.report.history import history_csv, history_data, history_text, plot
from voicecoach.report.page.history import history_page

SESSIONS = [
    past(
        session=f"2026010{n}-120000-p",
        started_at=f"2026-01-0{n}T12:00:00+00:00",
        measures={"held_silences": float(n), "talk_share": 0.5},
        skills={"facts found": (n, 8)},
        probes={"silence": (1, 2)},
        phrases={"to be fair": 3},
        drill="label",
    )
    for n in (1, 2, 3)
]


def test_it_fits_a_terminal_and_tells_the_figures() -> None:
    text = history_text(SESSIONS)
    assert max(map(len, text.splitlines())) <= 100
    for part in (
        "3 sessions",
        "2026-01-03",
        "3 of 8 facts",
        "▁▄█",
        "3 of 6",
        "“to be fair”",
        "drill label",
    ):
        assert part in text


def test_nothing_yet_says_what_to_do() -> None:
    assert "voicecoach practice" in history_text([])


def test_the_same_as_data_and_without_own_phrases_of_single_sessions() -> None:
    data = json.loads(json.dumps(history_data(SESSIONS)))
    assert data["measures"][0]["values"] == [1.0, 2.0, 3.0]
    assert data["probes"]["silence"] == {"opened": 3, "used": 6}
    assert data["best_probe"] == "silence"
    assert data["phrases"] == [{"phrase": "to be fair", "times": 9, "sessions": 3}]
    assert "phrases" not in data["sessions"][0]


def test_csv_has_a_line_a_session() -> None:
    rows = list(csv.DictReader(io.StringIO(history_csv(SESSIONS))))
    assert [row["held_silences"] for row in rows] == ["1.0", "2.0", "3.0"]
    assert [row["facts_found"] + "/" + row["facts_found_of"] for row in rows] == [
        "1/8", "2/8", "3/8",
    ]  # fmt: skip


def test_a_trend_is_drawn_with_its_gaps_left_out() -> None:
    drawn = plot(trend_of("silences held", "", [1.0, None, 4.0]))
    assert "silences held" in drawn
    assert len(drawn.splitlines()) > 8


def test_the_command_shows_typed_sessions_too(tmp_path: Path) -> None:
    for _ in range(2):
        done = run_program(
            "practice",
            "marlow",
            "--typed",
            "--json",
            home=tmp_path,
            typed="What happened?\n4\nI see.\n",
        )
        assert done.code == 0, done.err
    shown = run_program("history", "--json", home=tmp_path)
    assert shown.code == 0, shown.err
    assert [one["persona"] for one in shown.result["sessions"]] == ["marlow", "marlow"]
    wrong = run_program("history", "nobody", home=tmp_path)
    assert wrong.code == 2
    assert "marlow" in wrong.err
    wrong = run_program("history", "--plot", "charm", home=tmp_path)
    assert wrong.code == 2
    assert "words a turn" in wrong.err


def test_the_page_holds_every_figure_and_asks_nothing_of_the_network() -> None:
    hostile = replace(SESSIONS[-1], persona_name="<script>alert(1)</script>", session="x")
    page = history_page([*SESSIONS, hostile])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    for part in (
        "silences held",
        "voicecoach drill label",
        "works best",
        "to be fair",
        "3 of 8 facts",
    ):
        assert part in page
    assert page.count("<svg") == page.count('class="trend"')


def test_a_page_without_sessions_is_a_page() -> None:
    assert "Nothing has been practised yet" in history_page([])
