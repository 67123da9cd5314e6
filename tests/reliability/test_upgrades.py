"""What earlier versions kept can still be opened: sessions, tries, settings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.sessions.conftest import ROOT
from voicecoach.cli import main
from voicecoach.settings import IN_FILE, with_file
from voicecoach.store.library import read_settings

GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = sorted(path.name for path in GOLDEN.iterdir())
JOURNALS = sorted(GOLDEN.rglob("journal.jsonl"))


def events_of(journal: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def is_a_turn(event: dict[str, Any]) -> bool:
    return str(event["event"]).endswith("_spoke")


def name_of(journal: Path) -> str:
    return str(journal.parent.relative_to(GOLDEN))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which every kept session stands."""
    shutil.copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / SCHEMAS[0]))
    return tmp_path


def test_there_are_sessions_of_every_kind() -> None:
    began = [events_of(journal)[0] for journal in JOURNALS]
    assert any(event["settings"].get("typed") for event in began)
    assert any("recogniser" in event["settings"] for event in began)
    assert any("retake" in event for event in began)
    assert any("reveal" not in event for event in began)  # as the first version wrote it


@pytest.mark.parametrize("journal", JOURNALS, ids=name_of)
def test_a_kept_session_is_folded_again(
    home: Path, journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(home / name_of(journal)), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    said = [event["text"] for event in events_of(journal) if is_a_turn(event)]
    assert sorted(turn["text"] for turn in told["turns"]) == sorted(said)
    kept = [event for event in events_of(journal) if event["event"] == "measured"]
    for name, value in kept[-1]["measures"].items() if kept else ():
        shown = told["measures"][name]
        assert shown is value is None or shown == pytest.approx(value, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("journal", JOURNALS, ids=name_of)
def test_a_kept_session_is_shown_on_a_page(home: Path, journal: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert main(["review", str(home / name_of(journal)), "--html", str(page)]) == 0
    said = [event["text"] for event in events_of(journal) if event["event"] == "learner_spoke"]
    first_words = said[0].split("'")[0].split(",")[0]
    assert first_words in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_kept_sessions_stand_in_the_history(
    home: Path,
    schema: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(home / schema))
    assert main(["history", "--json"]) == 0
    told = capsys.readouterr()
    listed = {row["session"] for row in json.loads(told.out)["sessions"]}
    assert {path.name for path in (GOLDEN / schema / "sessions").iterdir()} <= listed
    assert told.err == ""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_kept_settings_are_understood(schema: str) -> None:
    path = GOLDEN / schema / "settings.toml"
    stored = read_settings(path)
    settings = with_file({}, stored, path=str(path))
    assert settings.difficulty == stored["difficulty"]
    assert set(stored) <= set(IN_FILE)
