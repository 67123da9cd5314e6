"""`--prep FILE`: the sheet that a talk is held with, and compared against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.prep_sheet import PrepSheet
from voicecoach.preparation.reading import read_sheet
from voicecoach.store.prep import keep_prep, read_prep_file


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet, and its text as its author wrote it."""

    sheet: PrepSheet
    text: str

    def keep_in(self, session: Path) -> None:
        """Copy it into the folder of a session."""
        keep_prep(session, self.text)


def read_prepared(path: Path | None) -> Prepared | None:
    """Read the sheet before anything begins, so that a mistake in it costs no talk."""
    if path is None:
        return None
    text = read_prep_file(path)
    return Prepared(read_sheet(text, path.name), text)
