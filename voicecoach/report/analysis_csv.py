"""Analysed recordings as comma-separated values: one row a recording, one column a figure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from voicecoach.measures.recording import MeasuredRecording

HEAD = ("file", "duration_s", "layout")


def analysis_csv(recordings: Iterable[MeasuredRecording]) -> str:
    """Write all recordings; an empty cell could not be measured. Columns are named once."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    keys: list[str] = []
    for recording in recordings:
        if not keys:
            keys = list(recording.figures)
            writer.writerow([*HEAD, *keys, "notes"])
        values = [recording.figures[key].value for key in keys]
        writer.writerow(
            [
                _harmless(recording.name),
                f"{recording.duration_s:.3f}",
                recording.layout,
                *("" if value is None else f"{value:.6g}" for value in values),
                "; ".join(recording.notes),
            ]
        )
    return text.getvalue()


def _harmless(name: str) -> str:
    """Keep spreadsheets from taking a file's name for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name
