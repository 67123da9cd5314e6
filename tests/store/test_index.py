"""The index speeds a history up, and holds nothing that the folders do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from voicecoach.errors import StoreError
from voicecoach.store.index import INDEX, forget_index, read_index


class Counting:
    """Sums a session up and counts how often it is asked to."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, folder: Path) -> dict[str, Any]:
        self.asked.append(folder.name)
        if "broken" in folder.name:
            raise StoreError("the journal does not begin with a 'started' event")
        return {"session": folder.name, "size": (folder / "journal.jsonl").stat().st_size}


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    for name in ("a", "b", "broken"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "journal.jsonl").write_text("{}\n")
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_every_session_is_summed_up_once(sessions: Path) -> None:
    count = Counting()
    first, unreadable = read_index(sessions, count)
    assert [row["session"] for row in first] == ["a", "b"]
    assert len(unreadable) == 1
    assert "broken" in unreadable[0]
    count.asked.clear()
    again, _ = read_index(sessions, count)
    assert again == first
    assert count.asked == ["broken"]


def test_a_session_that_has_changed_is_summed_up_again(sessions: Path) -> None:
    count = Counting()
    read_index(sessions, count)
    with (sessions / "a" / "journal.jsonl").open("a") as file:
        file.write("{}\n")
    count.asked.clear()
    rows, _ = read_index(sessions, count)
    assert "a" in count.asked
    assert rows[0]["size"] == 6


def test_a_session_that_is_gone_leaves_the_index(sessions: Path) -> None:
    read_index(sessions, Counting())
    (sessions / "a" / "journal.jsonl").unlink()
    rows, _ = read_index(sessions, Counting())
    assert [row["session"] for row in rows] == ["b"]
    assert b'"a"' not in (sessions / INDEX).read_bytes()


def test_a_damaged_index_is_made_anew(sessions: Path) -> None:
    expected, _ = read_index(sessions, Counting())
    (sessions / INDEX).write_bytes(b"not a database at all, but long enough to look at" * 100)
    rows, _ = read_index(sessions, Counting())
    assert rows == expected


def test_a_row_that_was_spoilt_on_the_disk_is_made_anew(sessions: Path) -> None:
    expected, _ = read_index(sessions, Counting())
    data = (sessions / INDEX).read_bytes()
    assert b'"size"' in data
    (sessions / INDEX).write_bytes(data.replace(b'"size"', bytes(6)))
    assert read_index(sessions, Counting())[0] == expected


def test_a_deleted_index_is_made_anew(sessions: Path) -> None:
    expected, _ = read_index(sessions, Counting())
    forget_index(sessions)
    assert not (sessions / INDEX).exists()
    assert read_index(sessions, Counting())[0] == expected


def test_the_index_is_the_owners_alone(sessions: Path) -> None:
    read_index(sessions, Counting())
    assert (sessions / INDEX).stat().st_mode & 0o077 == 0


def test_without_sessions_there_is_no_index(tmp_path: Path) -> None:
    assert read_index(tmp_path, Counting()) == ([], [])
    assert not (tmp_path / INDEX).exists()
