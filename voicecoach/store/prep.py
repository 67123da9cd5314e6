"""Preparations on disk: sheets, drafts of sheets, and what a session keeps of them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import yaml

from voicecoach.errors import PrepError, StoreError
from voicecoach.store.folders import Home, make_private
from voicecoach.store.session_folder import write_whole

SHEET = "prep.yaml"
PAGE = "prep.md"
DRAFT = "draft.yaml"
ACTIONS = "actions.md"
Answers = dict[str, list[str]]


def preparations(home: Home) -> Path:
    """Where preparations live, beside the sessions."""
    return home.sessions.parent / "preparations"


def read_prep_file(path: Path) -> str:
    """Read the text of a prep sheet."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PrepError(
            f"{path}: cannot be read ({error.strerror}); `voicecoach prepare` writes one"
        ) from error
    except UnicodeDecodeError as error:
        raise PrepError(f"{path}: is not UTF-8 text; save it as UTF-8") from error


def keep_prep(session: Path, text: str) -> None:
    """Copy a sheet, as it is, into the folder of a session."""
    write_whole(session / SHEET, text)


def keep_actions(session: Path, text: str | None) -> None:
    """Write what comes after a session into its folder; nothing leaves no file behind."""
    if text is not None:
        write_whole(session / ACTIONS, text)
    else:
        with suppress(OSError):
            (session / ACTIONS).unlink()


def new_folder_for(name: str, home: Home) -> Path:
    """Choose a folder of its own for a preparation."""
    root = preparations(home)
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "preparation"
    numbered = (root / (stem if number == 1 else f"{stem}-{number}") for number in range(1, 1000))
    return next(path for path in numbered if not path.exists())


def write_prep(folder: Path, files: dict[str, str]) -> list[Path]:
    """Write the files of a preparation; one that was there and differs is put aside, not lost.

    Returns
    -------
    aside : list of Path
        Where earlier files went.
    """
    make_private(folder)
    aside = [there for name, text in files.items() if (there := put_aside(folder / name, text))]
    for name, text in files.items():
        write_whole(folder / name, text)
    return aside


def put_aside(path: Path, text: str) -> Path | None:
    """Rename a file that holds something else than what is to be written over it."""
    try:
        if not path.exists() or path.read_text(encoding="utf-8", errors="replace") == text:
            return None
        numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(1, 1000))
        free = next(each for each in numbered if not each.exists())
        path.rename(free)
    except OSError as error:
        raise StoreError(f"{path}: cannot be put aside ({error.strerror}); move it") from error
    return free


class DraftFile:
    """The answers given so far, kept after each one."""

    def __init__(self, home: Home) -> None:
        self.path = preparations(home) / DRAFT

    def read(self) -> Answers:
        """Read an earlier draft; empty if there is none."""
        if not self.path.is_file():
            return {}
        try:
            rows = yaml.safe_load(self.path.read_text(encoding="utf-8"))
            return {str(name): [str(line) for line in lines] for name, lines in rows.items()}
        except (OSError, ValueError, AttributeError, TypeError, yaml.YAMLError) as error:
            raise StoreError(f"{self.path}: is no draft any more; mend or delete it") from error

    def keep(self, answers: Answers) -> None:
        """Write the answers down."""
        make_private(self.path.parent)
        text = yaml.safe_dump(answers, sort_keys=False, allow_unicode=True, width=96)
        write_whole(self.path, text)

    def forget(self) -> None:
        """Delete the draft: the sheet is written."""
        with suppress(OSError):
            self.path.unlink()
