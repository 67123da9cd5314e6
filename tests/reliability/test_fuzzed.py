"""Whatever a file, a line or a request holds: no traceback, no hang, nothing written elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sessions.conftest import ROOT
from voicecoach.dialogue.moves.jsonl import BadLine, Recognised, recognise_lines
from voicecoach.errors import RecordingError, ScriptError, StoreError
from voicecoach.hearing.recorded_microphone import read_script
from voicecoach.hearing.sound_file import read_channels
from voicecoach.store.drills import RESULTS, drills_folder, read_drill_results
from voicecoach.store.folders import Home
from voicecoach.store.mending import mended

FIRST = ROOT / "tests/golden/schema-1/sessions/20250301-100000-marlow/journal.jsonl"
ROWS = [json.loads(line) for line in FIRST.read_text(encoding="utf-8").splitlines()]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
often = settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.slow
def test_two_thousand_bent_files_arguments_and_requests(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.reliability", "fuzz", "--cases", "2000"]
    done = subprocess.run(
        [*command, "--seed", "7", "--json", str(tmp_path / "found.json")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    found = json.loads((tmp_path / "found.json").read_text())
    assert sum(each["n"] for each in found) >= 1900
    # Bent files that were all refused would show nothing, and so would some that never were.
    sound = next(each for each in found if each["name"] == "sound")
    assert 0 < sound["n_refused"] < sound["n"]


@often
@given(row=st.sampled_from(range(1, len(ROWS))), value=PLAIN, data=st.data())
def test_any_value_in_any_field_of_an_event_leaves_the_others(
    row: int, value: object, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(ROWS[row])))
    spoilt = [*ROWS]
    spoilt[row] = ROWS[row] | {name: value}
    kept, notice = mended(spoilt)
    assert kept[:row] == spoilt[:row]
    assert kept[-1] == spoilt[-1] or row == len(ROWS) - 1
    assert bool(notice) == (len(kept) < len(spoilt))


@often
@given(name=st.sampled_from(sorted(ROWS[0])), value=PLAIN)
def test_any_value_in_the_first_event_is_mended_or_refused(name: str, value: object) -> None:
    try:
        kept, _ = mended([ROWS[0] | {name: value}, *ROWS[1:]])
    except StoreError as error:
        assert "restore or delete it" in str(error)  # noqa: PT017 (either outcome is right)
    else:
        assert kept[1:] == ROWS[1:]


@often
@given(value=PLAIN)
def test_any_json_is_a_line_of_moves_or_told_by_its_number(value: object) -> None:
    (told,) = recognise_lines([json.dumps(value)])
    assert isinstance(told, Recognised) or "line 1" in told.message


@often
@given(line=st.text(min_size=1).filter(str.strip))
def test_any_text_is_a_line_of_moves_or_told_by_its_number(line: str) -> None:
    (told,) = recognise_lines([line])
    assert isinstance(told, Recognised | BadLine)


@often
@given(name=st.sampled_from(["drill", "level", "started_at", "n_good", "n_rounds"]), value=PLAIN)
def test_a_drill_result_that_was_edited_is_whole_or_left_out(
    tmp_path: Path, name: str, value: object
) -> None:
    home = Home(tmp_path / "sessions", tmp_path / "cache", tmp_path / "settings.toml")
    drills_folder(home).mkdir(exist_ok=True)
    good = {"drill": "label", "level": 2, "started_at": "2026-01-02", "n_good": 3, "n_rounds": 5}
    lines = [json.dumps(good | {name: value}), json.dumps(good)]
    (drills_folder(home) / RESULTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = read_drill_results(home)
    assert rows[-1] == good
    assert all(0 <= row["n_good"] <= row["n_rounds"] for row in rows)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(RecordingError, match="pipe or a device"):
        read_channels(tmp_path / "pipe.wav")


@pytest.mark.parametrize("name", ["a" * 300 + ".wav", "a\0.wav"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordingError, match="name"):
        read_channels(tmp_path / name)


def test_a_date_that_is_none_in_a_script_is_refused(tmp_path: Path) -> None:
    (tmp_path / "script.yaml").write_text("- hold: 2025-02-30\n")
    with pytest.raises(ScriptError, match="is not YAML"):
        read_script(tmp_path / "script.yaml")
