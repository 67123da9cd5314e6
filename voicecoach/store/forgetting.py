"""Erasing: what was kept of a session, or of everything, without a trace in index or cache."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from voicecoach.errors import StoreError
from voicecoach.store.drills import drills_folder
from voicecoach.store.folders import Home
from voicecoach.store.index import forget_index
from voicecoach.store.prep import preparations
from voicecoach.store.session_folder import JOURNAL, SOUND


def all_sessions(home: Home) -> list[Path]:
    """List the folders of all sessions, oldest first."""
    return sorted(path.parent for path in home.sessions.glob(f"*/{JOURNAL}"))


def forget_sessions(folders: Iterable[Path], home: Home) -> None:
    """Erase whole sessions, tries and all.

    Raises
    ------
    StoreError
        If a folder is no session, or cannot be erased; those before it are gone.
    """
    for folder in folders:
        if folder.is_symlink() or not (folder / JOURNAL).is_file():
            raise StoreError(f"{folder}: is no session; nothing was erased there")
        _erase(folder)
    forget_index(home.sessions)


def forget_sound(folders: Iterable[Path]) -> int:
    """Erase the recordings in these folders, of tries too, and tell how many there were."""
    n_erased = 0
    for folder in folders:
        for path in sorted(folder.rglob(SOUND)):
            _erase(path)
            n_erased += 1
    return n_erased


def forget_everything(home: Home) -> None:
    """Erase sessions, drills, preparations, the index and rendered lines.

    Settings, the recogniser's weights and the learner's own personas stay; of these, one made from
    a prep sheet holds its limit and its story, so whoever calls this says where they are.
    """
    for folder in _everything(home):
        if folder.is_dir() and not folder.is_symlink():
            _erase(folder)


def drill_folders(home: Home) -> list[Path]:
    """List the folders of all drills."""
    return sorted(path.parent for path in drills_folder(home).glob(f"*/{JOURNAL}"))


def _everything(home: Home) -> Iterator[Path]:
    yield home.sessions
    yield drills_folder(home)
    yield preparations(home)
    yield home.cache / "lines"


def _erase(path: Path) -> None:
    try:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise StoreError(
            f"{error.filename or path}: cannot be erased ({error.strerror}); "
            "close what holds it open and try again"
        ) from error
