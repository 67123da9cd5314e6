"""Against labels: speech and silence, pace, talk share and overlap of two parties."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from measuring.manifest import Labelled, read_manifest
from measuring.row import Row
from voicecoach.hearing.sound_file import read_sound
from voicecoach.hearing.speech_spans import find_speech
from voicecoach.measures.shares import talk_share
from voicecoach.measures.spans import (
    Spans,
    as_spans,
    frames_of_spans,
    intersect,
    subtract,
    total_s,
)
from voicecoach.turns import RATE_HZ, Samples

LONG_SILENCE_S = 0.5
LEAST_SIDE_S = 3.0
FADE_S = 0.005


def speech_rows(folder: Path) -> list[Row]:
    group = "speech and silence on labelled clips"
    sums = np.zeros(3)
    n_missed = n_silences = n_clips = 0
    details = []
    for clip in read_manifest(folder):
        if not clip.speech:
            continue
        samples = read_sound(folder / clip.path)
        truth, found = as_spans(clip.speech), find_speech(samples)
        counts = _agreement(truth, found, len(samples) // 160)
        missed, silences = _missed_silences(truth, found, clip.duration_s)
        sums, n_missed, n_silences = sums + counts, n_missed + missed, n_silences + silences
        n_clips += 1
        details.append(f"{Path(clip.path).stem} {_f1(counts):.2f}")
    precision = sums[0] / (sums[0] + sums[1])
    recall = sums[0] / (sums[0] + sums[2])
    return [
        Row(group, "speech, F1 of 10 ms frames", _f1(sums), 0.95, "", n_clips, is_at_least=True,
            detail=f"precision {precision:.3f}, recall {recall:.3f}; " + ", ".join(details)),
        Row(group, "silences of 0.5 s and more missed", 100 * n_missed / max(n_silences, 1), 5,
            "%", n_silences),
    ]  # fmt: skip


def two_party_rows(folder: Path) -> list[Row]:
    group = "two parties (the most talkative speaker against the rest, a channel each)"
    shares, overlaps, spoken = [], [], []
    for clip in read_manifest(folder):
        sides = _sides(clip)
        if sides is None:
            continue
        samples = read_sound(folder / clip.path)
        found = [find_speech(_only(samples, side)) for side in sides]
        shares.append(_share_error(sides, found))
        true_overlap = total_s(intersect(*sides)) / clip.duration_s
        overlaps.append(100 * abs(total_s(intersect(*found)) / clip.duration_s - true_overlap))
        spoken.append(Path(clip.path).stem)
    whole = [f"{name} {share:.1f}" for name, share in zip(spoken, shares, strict=True)]
    return [
        Row(group, "talk share, median difference", float(np.median(shares)), 2, "points",
            len(shares), detail=", ".join(whole)),
        Row(group, "overlap, share of the time, median difference", float(np.median(overlaps)), 3,
            "points", len(overlaps)),
    ]  # fmt: skip


def _sides(clip: Labelled) -> tuple[Spans, Spans] | None:
    names = {turn["speaker"] for turn in clip.speakers}
    by_name = {
        name: as_spans(
            (max(0.0, turn["start"]), min(clip.duration_s, turn["end"]))
            for turn in clip.speakers
            if turn["speaker"] == name
        )
        for name in names
    }
    if len(by_name) < 2:
        return None
    first = max(by_name, key=lambda name: total_s(by_name[name]))
    rest = as_spans(
        (start, end) for name in names - {first} for start, end in by_name[name].tolist()
    )
    if total_s(rest) < LEAST_SIDE_S:
        return None
    return by_name[first], rest


def _only(samples: Samples, spans: Spans) -> Samples:
    """Keep the sound inside spans, with short fades."""
    is_inside = np.zeros(len(samples))
    for start, end in spans:
        is_inside[round(start * RATE_HZ) : round(end * RATE_HZ)] = 1.0
    width = round(FADE_S * RATE_HZ)
    gain = np.convolve(is_inside, np.ones(width) / width, mode="same")
    return np.asarray(samples * gain, dtype=np.float32)


def _share_error(sides: tuple[Spans, Spans], found: list[Spans]) -> float:
    measured = talk_share(total_s(found[0]), total_s(found[1]))
    known = talk_share(total_s(sides[0]), total_s(sides[1]))
    return 100.0 if measured is None or known is None else 100 * abs(measured - known)


def _agreement(truth: Spans, found: Spans, n_frames: int) -> np.ndarray:
    is_true = frames_of_spans(truth, n_frames=n_frames, hop_s=0.01)
    is_found = frames_of_spans(found, n_frames=n_frames, hop_s=0.01)
    return np.array(
        [(is_true & is_found).sum(), (is_found & ~is_true).sum(), (is_true & ~is_found).sum()]
    )


def _f1(counts: np.ndarray) -> float:
    return float(2 * counts[0] / (2 * counts[0] + counts[1] + counts[2]))


def _missed_silences(truth: Spans, found: Spans, duration_s: float) -> tuple[int, int]:
    """Count long silences of which less than half was found silent."""
    whole = as_spans([(0.0, duration_s)])
    silent = subtract(whole, found)
    long = [row for row in subtract(whole, truth) if row[1] - row[0] >= LONG_SILENCE_S]
    missed = sum(total_s(intersect(row[None], silent)) < 0.5 * (row[1] - row[0]) for row in long)
    return int(missed), len(long)
