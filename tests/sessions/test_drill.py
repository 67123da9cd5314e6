"""The drill as it is used: by keyboard, and aloud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sessions.conftest import DEMO, run_program

TRIES = "What has that done on your side?\n4\nNo.\n"


def test_by_keyboard_it_begins_at_once_and_is_kept(tmp_path: Path) -> None:
    done = run_program("drill", "silence", "--typed", "--json", home=tmp_path, typed=TRIES)
    assert done.code == 0, done.err
    assert [one["is_good"] for one in done.result["rounds"]] == [True, False]
    assert done.result["next_level"] == 1
    listed = run_program("drill", "--list", "--json", home=tmp_path)
    assert [row["done"] for row in listed.result if row["id"] == "silence"] == [1]
    history = run_program("history", "--json", home=tmp_path)
    assert history.result["sessions"][0]["skills"] == {"drill: silence": [1, 2]}


def test_success_raises_the_level_of_the_next(tmp_path: Path) -> None:
    tries = "What has that done on your side?\n4\n" * 5
    first = run_program("drill", "silence", "--typed", "--json", home=tmp_path, typed=tries)
    assert first.result["n_good"] == 5
    second = run_program("drill", "silence", "--typed", "--json", home=tmp_path, typed=tries)
    assert second.result["level"] == 2
    assert second.result["n_good"] == 5


def test_a_drill_that_was_not_tried_leaves_no_result(tmp_path: Path) -> None:
    done = run_program("drill", "label", "--typed", "--json", home=tmp_path)
    assert done.code == 0, done.err
    assert done.result["n_rounds"] == 0
    assert not (tmp_path / "drills" / "results.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("charm",), "silence"), (("label", "--level", "9"), "1 to 5")],
)
def test_what_cannot_be_is_said(tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    done = run_program("drill", *arguments, "--typed", home=tmp_path)
    assert done.code == 2
    assert word in done.err
    assert "Traceback" not in done.err


def test_a_damaged_line_of_results_is_left_out(tmp_path: Path) -> None:
    run_program("drill", "silence", "--typed", home=tmp_path, typed=TRIES)
    results = tmp_path / "drills" / "results.jsonl"
    results.write_text('{"drill": "silence", "level": 99}\nnonsense\n' + results.read_text())
    listed = run_program("drill", "--list", "--json", home=tmp_path)
    assert listed.code == 0, listed.err
    assert [row["done"] for row in listed.result if row["id"] == "silence"] == [1]


@pytest.mark.model
@pytest.mark.slow
def test_aloud_a_label_is_judged_by_what_was_heard(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "drill.yaml"
    label = DEMO.parent / "demo" / "2-label.wav"
    script.write_text(f"- wait: counterpart\n- hold: 1.0\n- say: {label}\n- wait: counterpart\n")
    done = run_program(
        "drill", "label", "--level", "1", "--seed", "1", "--script", str(script), "--pace", "fast",
        "--json", "--model", "tiny.en", "--voice", "silent",
        home=home,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert len(done.result["rounds"]) == 1
    journal = next((home / "drills").glob("*-label/journal.jsonl"))
    events = [json.loads(line) for line in journal.read_text().splitlines()]
    spoken = [event for event in events if event["event"] == "learner_spoke"]
    assert "let down" in spoken[0]["text"]
    assert "emotion_label" in [move["move"] for move in spoken[0]["moves"]]
    assert (journal.parent / "sound.wav").stat().st_size > 100_000
