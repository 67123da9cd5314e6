"""The journal: append-only events, one JSON object a line.

The state of everything is a fold over it.
"""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path
from typing import Any

from voicecoach.errors import StoreError
from voicecoach.store.folders import open_private

SYNC_EVERY_S = 0.5  # at most so much is lost when the power goes

Event = dict[str, Any]


class Journal:
    """Appends events and sees to it that they reach the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._synced = 0.0
        try:
            self._file = os.fdopen(open_private(path, "ab"), "ab", buffering=0)
        except OSError as error:
            raise _cannot_write(path, error) from error

    def note(self, event: Event) -> None:
        """Append one event."""
        line = (json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            if self._file.write(line) != len(line):  # unbuffered: a full disk takes only a part
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            if time.monotonic() - self._synced >= SYNC_EVERY_S:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            raise _cannot_write(self.path, error) from error

    def close(self) -> None:
        """Write out what is left."""
        try:
            self._file.close()
        except OSError as error:
            raise _cannot_write(self.path, error) from error


def read_journal(path: Path) -> list[Event]:
    """Read what there is; a last line that was cut off is left out.

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
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except ValueError as error:
            if number == len(lines):  # no newline after it: the program was stopped while writing
                break
            raise StoreError(
                f"{path}, line {number}: is not JSON ({error}); restore or delete it"
            ) from error
        if not isinstance(event, dict) or "event" not in event:
            raise StoreError(f"{path}, line {number}: is not an event; restore or delete it")
        events.append(event)
    return events


def _cannot_write(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path}: cannot be written ({error.strerror}); free some space or set VOICECOACH_HOME "
        "to another disk; what was kept so far is still there"
    )
