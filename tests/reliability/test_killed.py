"""Whatever moment a session ends at, what had been finished is there and can be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions.conftest import ROOT
from voicecoach.store.journal import Journal, read_journal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of a loaded program")


def kill(*arguments: str, into: Path) -> list[dict[str, object]]:
    """Run the benchmark on a few seeded sessions and hand back its rows."""
    command = [sys.executable, "-m", "benchmarks.reliability", "kill", *arguments]
    done = subprocess.run(
        [*command, "--json", str(into)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows: list[dict[str, object]] = json.loads(into.read_text())
    return rows


@pytest.mark.slow
def test_a_dozen_typed_sessions_that_were_killed_can_be_reviewed(tmp_path: Path) -> None:
    rows = kill(
        *("--typed", "12", "--spoken", "0", "--real", "0", "--pages", "4", "--seed", "3"),
        into=tmp_path / "rows.json",
    )
    assert [row["wrong"] for row in rows] == [[]] * 12
    assert {row["end"] for row in rows} == {"killed", "power", "full"}


@pytest.mark.model
@pytest.mark.slow
def test_a_killed_talk_loses_less_than_a_second_of_sound(tmp_path: Path) -> None:
    rows = kill(
        *("--typed", "0", "--spoken", "1", "--real", "0", "--seed", "5"),
        into=tmp_path / "rows.json",
    )
    assert [row["wrong"] for row in rows] == [[]]


def test_an_event_after_a_torn_one_does_not_run_into_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"event":"a"}\n{"event":"b","te')
    journal = Journal(path)
    journal.note({"event": "c"})
    journal.close()
    assert read_journal(path) == [{"event": "a"}, {"event": "c"}]


def test_a_piece_that_never_reached_the_disk_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"event":"a"}\n' + bytes(100) + b'xt":"b"}\n{"event":"c"}\n')
    assert read_journal(path) == [{"event": "a"}, {"event": "c"}]
