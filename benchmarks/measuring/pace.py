"""Pace of long clips, words by Whisper, against their transcripts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from measuring.manifest import read_manifest
from measuring.row import Row
from voicecoach.analysis import Request, analyse
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.measures.pauses import one_turn_time_s
from voicecoach.measures.words import count_syllables, count_words

GROUP = "pace against transcripts (clips over 10 s, Whisper base)"
LEAST_S = 10.0
LEAST_WORDS = 15


def pace_rows(folder: Path, cache: Path) -> list[Row]:
    model = locate_model("base", path=None, cache=cache)
    transcriber = WhisperTranscriber(model, name="base")
    errors, details, syllable_errors = [], [], []
    for clip in read_manifest(folder):
        n_words = clip.n_words
        if not n_words or n_words < LEAST_WORDS or clip.duration_s <= LEAST_S:
            continue
        measured = analyse(Request(folder / clip.path), transcriber=transcriber)
        own = [turn for turn in measured.turns if turn.who == "learner"]
        minutes = sum(one_turn_time_s(turn) for turn in own) / 60
        pace = measured.figures["words_per_minute"].value or 0.0
        errors.append(100 * abs(pace / (n_words / minutes) - 1))
        heard = sum(count_words(turn.text) for turn in own)
        details.append(f"{Path(clip.path).stem} {heard} of {n_words}")
    for clip in read_manifest(folder):
        if clip.n_syllables and clip.transcript:
            counted = count_syllables(clip.transcript)
            syllable_errors.append(100 * abs(counted / clip.n_syllables - 1))
    rows = [
        Row(GROUP, "words per minute, median error", float(np.median(errors)), 4, "%",
            len(errors), detail=", ".join(details)),
    ]  # fmt: skip
    if syllable_errors:
        rows.append(
            Row(GROUP, "syllables counted from spelling, largest error", max(syllable_errors),
                10, "%", len(syllable_errors))
        )  # fmt: skip
    return rows
