"""The journal: append-only events, one JSON object a line.

The state of everything is a fold over it.
"""

from __future__ import annotations

import errno
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from voicecoach.errors import StoreError
from voicecoach.store.folders import open_private, sync_folder

SYNC_EVERY_S = 0.5  # of what is not synced at once, at most so much is lost when the power goes
# What was said, and how it left the counterpart, outlives a power cut from the moment it is noted.
SYNCED_AT_ONCE = frozenset(
    {"started", "learner_spoke", "counterpart_spoke", "mind", "measured", "ended"}
)

# A place that was given to the file and had nothing written to it when the power went. Events
# never hold this byte: JSON escapes it.
NEVER_WRITTEN = b"\0"

Event = dict[str, Any]


class Journal:
    """Appends events and sees to it that they reach the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._synced = 0.0
        try:
            self._file = os.fdopen(open_private(path, "ab"), "ab", buffering=0)
            self._size = _without_torn_line(path)
            self._cut()
            sync_folder(path.parent)
        except OSError as error:
            raise _cannot_write(path, error) from error

    def note(self, event: Event) -> None:
        """Append one event, as a whole or not at all."""
        line = (json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            self._append(line)
            if event["event"] in SYNCED_AT_ONCE or self._is_due:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            raise _cannot_write(self.path, error) from error

    @property
    def _is_due(self) -> bool:
        return time.monotonic() - self._synced >= SYNC_EVERY_S

    def _append(self, line: bytes) -> None:
        try:
            if self._file.write(line) != len(line):  # unbuffered: a full disk takes only a part
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError:
            with suppress(OSError):  # where nothing can be cut, the next reader leaves it out
                self._cut()
            raise
        self._size += len(line)

    def _cut(self) -> None:
        """Drop what stands after the last whole event: another line would run into it."""
        if os.fstat(self._file.fileno()).st_size > self._size:
            self._file.truncate(self._size)

    def close(self) -> None:
        """Write out what is left."""
        try:
            self._file.close()
        except OSError as error:
            raise _cannot_write(self.path, error) from error


def read_journal(path: Path) -> list[Event]:
    """Read what there is; a last line that was cut off, or never reached the disk, is left out.

    Raises
    ------
    StoreError
        If there is no journal, or a line in its middle is damaged.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be read ({error.strerror}); give the folder of a session"
        ) from error
    events: list[Event] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or NEVER_WRITTEN in line:
            continue
        try:
            event = json.loads(line)
        except (ValueError, RecursionError) as error:
            if number == len(lines):  # no newline after it: the program was stopped while writing
                break
            raise StoreError(
                f"{path}, line {number}: is not JSON ({error}); restore or delete it"
            ) from error
        if not isinstance(event, dict) or "event" not in event:
            raise StoreError(f"{path}, line {number}: is not an event; restore or delete it")
        events.append(event)
    return events


def _without_torn_line(path: Path) -> int:
    """Count the bytes up to the end of the last whole line; devices have none."""
    return path.read_bytes().rfind(b"\n") + 1 if path.is_file() else 0


def _cannot_write(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path}: cannot be written ({error.strerror}); free some space or set VOICECOACH_HOME "
        "to another disk; what was kept so far is still there"
    )
