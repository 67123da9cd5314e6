"""An index over the kept sessions, so that a history of hundreds opens at once.

It holds nothing that the folders do not: it may be deleted at any time and is made anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from voicecoach.errors import StoreError, VoicecoachError
from voicecoach.store.folders import open_private
from voicecoach.store.session_folder import JOURNAL, RESULT

INDEX = "index.sqlite"
VERSION = 2  # another number makes the index anew

Row = dict[str, Any]


def read_index(sessions: Path, sum_up: Callable[[Path], Row]) -> tuple[list[Row], list[str]]:
    """Read a row for every session, oldest first, and sum up only what is new or has changed.

    Parameters
    ----------
    sessions : Path
        The folder that holds the sessions' folders.
    sum_up : callable
        Makes the row of one session folder; a VoicecoachError leaves that session out.

    Returns
    -------
    rows : list of dict
    unreadable : list of str
        What was wrong with each session that was left out.
    """
    # An empty journal is a session that was killed before it began: there is nothing to tell of it.
    begun = (path for path in sessions.glob(f"*/{JOURNAL}") if path.stat().st_size)
    folders = sorted(path.parent for path in begun)
    try:
        return _read(sessions / INDEX, folders, sum_up)
    # Damaged, also where SQLite does not notice, or not ours: the folders hold everything.
    except (sqlite3.DatabaseError, ValueError):
        with suppress(OSError):
            (sessions / INDEX).unlink()
        try:
            return _read(sessions / INDEX, folders, sum_up)
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{sessions / INDEX}: cannot be written ({error}); free some space, or delete it"
            ) from error


def forget_index(sessions: Path) -> None:
    """Delete the index; the next look at the history makes it anew."""
    (sessions / INDEX).unlink(missing_ok=True)


def _read(
    path: Path, folders: list[Path], sum_up: Callable[[Path], Row]
) -> tuple[list[Row], list[str]]:
    if not folders:
        return [], []
    with closing(_open(path)) as database, database:
        known = {
            name: (stamp, row)
            for name, stamp, row in database.execute("SELECT name, stamp, row FROM sessions")
        }
        rows: list[Row] = []
        unreadable: list[str] = []
        for folder, stamp in _stamped(folders):
            if folder.name in known and known[folder.name][0] == stamp:
                rows.append(json.loads(known[folder.name][1]))
                continue
            try:
                row = sum_up(folder)
            except VoicecoachError as error:
                unreadable.append(f"{folder.name}: {error}")
                continue
            database.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)",
                (folder.name, stamp, json.dumps(row)),
            )
            rows.append(row)
        gone = known.keys() - {folder.name for folder in folders}
        database.executemany("DELETE FROM sessions WHERE name = ?", [(name,) for name in gone])
    return rows, unreadable


def _open(path: Path) -> sqlite3.Connection:
    os.close(open_private(path, "ab"))
    database = sqlite3.connect(path)
    # What is deleted shall be gone, not only unreachable; the setting holds for one connection.
    database.execute("PRAGMA secure_delete = ON")
    if database.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        database.execute("DROP TABLE IF EXISTS sessions")
        database.execute("CREATE TABLE sessions (name TEXT PRIMARY KEY, stamp TEXT, row TEXT)")
        database.execute(f"PRAGMA user_version = {VERSION}")
    return database


def _stamped(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """Tell by size and time whether a session has changed since it was summed up."""
    for folder in folders:
        parts = []
        for name in (JOURNAL, RESULT):
            with suppress(OSError):
                status = (folder / name).stat()
                parts.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
        yield folder, " ".join(parts)
