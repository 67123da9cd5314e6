"""Where things live: sessions, cache and settings, the owner's alone."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from voicecoach.errors import StoreError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one person on one machine."""

    sessions: Path
    cache: Path
    settings: Path


def find_home() -> Home:
    """Find the folders: below `VOICECOACH_HOME` if set, else the platform's own."""
    own = os.environ.get("VOICECOACH_HOME")
    if own:
        root = Path(own).expanduser().absolute()
        return Home(root / "sessions", root / "cache", root / "settings.toml")
    return Home(
        Path(platformdirs.user_data_dir("voicecoach", appauthor=False)) / "sessions",
        Path(platformdirs.user_cache_dir("voicecoach", appauthor=False)),
        Path(platformdirs.user_config_dir("voicecoach", appauthor=False)) / "settings.toml",
    )


def make_private(folder: Path) -> Path:
    """Make a folder that only its owner can read; StoreError if it cannot be made or written."""
    try:
        # One by one: `parents=True` would give those above it the mode that everybody can read.
        for parent in reversed([folder, *folder.parents]):
            if not parent.exists():
                parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be made ({error.strerror}); "
            "set VOICECOACH_HOME to a folder that you may write to"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(
            f"{folder}: is not writable; set VOICECOACH_HOME to a folder that you may write to"
        )
    return folder


def open_private(path: Path, mode: str = "wb") -> int:
    """Open a file for its owner alone and return its descriptor."""
    flags = os.O_CREAT | os.O_RDWR | (os.O_APPEND if "a" in mode else os.O_TRUNC)
    flags |= getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder reach the disk, where the system can promise that."""
    if os.name == "nt" or not folder.is_dir():
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
