"""The labelled recordings: one JSON line each in `audio_manifest.jsonl`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "audio_manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One clip with what is known of it."""

    path: str
    duration_s: float
    n_words: int | None
    n_syllables: int | None
    speech: list[tuple[float, float]] | None
    speakers: list[dict[str, Any]]
    style: str
    transcript: str


def read_manifest(folder: Path) -> list[Labelled]:
    rows = [json.loads(line) for line in (folder / MANIFEST).read_text().splitlines()]
    return [
        Labelled(
            path=row["path"],
            duration_s=row["duration_s"],
            n_words=row.get("n_words"),
            n_syllables=row.get("n_syllables"),
            speech=row.get("speech"),
            speakers=row.get("speakers") or [],
            style=row["style"],
            transcript=row.get("transcript") or "",
        )
        for row in rows
    ]


def single_speaker(folder: Path) -> list[Labelled]:
    return [clip for clip in read_manifest(folder) if not clip.speakers]
