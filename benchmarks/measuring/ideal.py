"""Ideal signals: tones, noise bursts and voiced text whose truth is known by construction."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from measuring.row import Row
from voicecoach.hearing.sound_file import read_sound
from voicecoach.hearing.speech_spans import find_speech
from voicecoach.measures.edges import find_sounding, refine_edges
from voicecoach.measures.level import frame_levels, mean_level_dbfs
from voicecoach.measures.pitch import pitch_median_hz, track_pitch
from voicecoach.measures.rates import words_per_minute
from voicecoach.measures.shares import talk_share
from voicecoach.measures.spans import (
    Spans,
    as_spans,
    frames_of_spans,
    gaps_between,
    join_spans,
    spans_of_frames,
    total_s,
)
from voicecoach.measures.words import count_words
from voicecoach.turns import RATE_HZ, Samples

GROUP = "ideal signals"
LINES = (
    "What matters most to you about the deadline?",
    "It sounds as if the last invoice upset the whole board.",
    "I can move on the date if you can move on the fee.",
    "So you need the money before March, and nobody told you why it was late.",
    "Tell me more about that.",
    "We would rather keep working with you than argue about a clause.",
    "How did you get to that figure?",
    "Is there anything else that we should settle today?",
)
GAPS_S = (0.3, 0.4, 0.6, 0.9, 1.5, 3.2)
# Where a synthetic voice begins and ends: 38 dB below its loudest 10 ms.
SOUNDING_DB = 38.0


def ideal_rows() -> list[Row]:
    rows = [_pitch(), _levels(), *_bursts()]
    voices = [name for name in ("flite", "espeak-ng") if shutil.which(name)]
    if voices:
        rows += _voiced(voices)
    return rows


def _pitch() -> Row:
    errors = []
    for pitch_hz in (75, 90, 110.5, 140, 187.3, 240, 330, 450):
        times = np.arange(2 * RATE_HZ) / RATE_HZ
        sound = sum(np.sin(2 * np.pi * pitch_hz * k * times) / k for k in range(1, 8)) / 5
        found = pitch_median_hz(track_pitch(sound.astype(np.float32)).pitch_hz)
        errors.append(abs(12 * np.log2(found / pitch_hz)) if found else 99.0)
    return Row(GROUP, "pitch of harmonic tones, largest error", max(errors), 0.1, "st", len(errors))


def _levels() -> Row:
    errors = []
    for pitch_hz in (70, 97, 150, 233, 440, 1000):
        for amplitude, offset in ((0.9, 0.0), (0.1, 0.05), (0.01, 0.0)):
            times = np.arange(2 * RATE_HZ) / RATE_HZ
            sound = amplitude * np.sin(2 * np.pi * pitch_hz * times) + offset
            level = mean_level_dbfs(frame_levels(sound), as_spans([(0.0, 2.0)]))
            errors.append(abs((level or 0.0) - 20 * np.log10(amplitude / np.sqrt(2))))
    return Row(
        GROUP, "level of tones, also on an offset, largest error", max(errors), 0.1, "dB", 18
    )


def _bursts() -> list[Row]:
    """Noise bursts at known times, found by level; edges are then refined from 32 ms frames."""
    chance = np.random.default_rng(1)
    n_bursts, truth, at_s = 60, [], 0.5
    for _ in range(n_bursts):
        length_s = float(chance.uniform(0.3, 2.0))
        truth.append((at_s, at_s + length_s))
        at_s += length_s + float(chance.uniform(0.3, 3.5))
    spans = as_spans(truth)
    sound = np.zeros(round((at_s + 0.5) * RATE_HZ))
    for start, end in truth:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] = chance.normal(0, 0.1, last - first)
    sound += chance.normal(0, 0.0005, len(sound))
    levels = frame_levels(sound)
    coarse = np.round(spans / 0.032) * 0.032 + chance.uniform(-0.05, 0.05, spans.shape)
    found, refined = find_sounding(levels), refine_edges(levels, coarse)
    half = len(spans) // 2
    share = talk_share(total_s(found[:half]), total_s(found[half:])) or 0.0
    true_share = talk_share(total_s(spans[:half]), total_s(spans[half:])) or 0.0
    return [
        Row(GROUP, "edges of noise bursts, by level, largest", _edge_error(spans, found),
            20, "ms", 60),
        Row(GROUP, "edges of noise bursts, refined, largest", _edge_error(spans, refined),
            20, "ms", 60),
        Row(GROUP, "talk share of noise bursts", 100 * abs(share - true_share), 0.5, "points", 60),
    ]  # fmt: skip


def _edge_error(truth: Spans, found: Spans) -> float:
    if truth.shape != found.shape:
        return 9999.0
    return float(np.max(np.abs(truth - found))) * 1000


def _voiced(voices: list[str]) -> list[Row]:
    edges: list[float] = []
    n_pauses = n_missed = n_words = 0
    paces: list[float] = []
    shares: list[float] = []
    overlap = np.zeros(3)
    for noise_dbfs in (-90, -60):
        talks = [_voiced_talk(voice, noise_dbfs) for voice in voices]
        for sound, truth, words, turns in talks:
            found = find_speech(sound)
            found_edges, missed = _pause_edges(truth, found)
            edges += found_edges
            n_pauses += len(gaps_between(truth))
            n_missed += missed
            overlap += _agreement(truth, found, len(sound))
            paces += _paces(turns, found)
            n_words += words
        if len(talks) == 2:
            found_s = [total_s(find_speech(sound)) for sound, *_ in talks]
            true_s = [total_s(truth) for _, truth, *_ in talks]
            shares.append(abs((talk_share(*found_s) or 0) - (talk_share(*true_s) or 0)))
    both, found_only, true_only = overlap
    rows = [
        Row(GROUP, "edges of pauses in voiced text, 95th percentile",
            float(np.percentile(np.abs(edges), 95)), 20, "ms", len(edges)),
        Row(GROUP, "pauses of voiced text missed", 100 * n_missed / n_pauses, 5, "%", n_pauses),
        Row(GROUP, "speech in voiced text, F1", 2 * both / (2 * both + found_only + true_only),
            0.95, "", int(both), is_at_least=True),
        Row(GROUP, "words per minute of voiced text, known words, median",
            float(np.median(paces)), 2, "%", n_words),
    ]  # fmt: skip
    if shares:
        rows.append(
            Row(GROUP, "talk share of voiced text", 100 * max(shares), 0.5, "points", len(shares))
        )
    return rows


VoicedTalk = tuple[Samples, Spans, int, list[tuple[float, float, int]]]


def _voiced_talk(voice: str, noise_dbfs: float) -> VoicedTalk:
    chance = np.random.default_rng(len(voice))
    parts, turns, at = [], [], 0
    for _ in range(16):
        parts.append(np.zeros(round(float(chance.choice(GAPS_S)) * RATE_HZ), dtype=np.float32))
        at += len(parts[-1])
        text = LINES[chance.integers(len(LINES))]
        parts.append(_say(text, voice))
        turns.append((at / RATE_HZ, (at + len(parts[-1])) / RATE_HZ, count_words(text)))
        at += len(parts[-1])
    sound = np.concatenate([*parts, np.zeros(RATE_HZ // 2, dtype=np.float32)])
    levels = frame_levels(sound)
    sounding = spans_of_frames(levels > levels.max() - SOUNDING_DB, hop_s=0.01)
    truth = join_spans(sounding, gaps_below_s=0.25 - 1e-9)
    noise = chance.normal(0, 10 ** (noise_dbfs / 20), len(sound))
    n_words = sum(words for *_, words in turns)
    return (sound + noise).astype(np.float32), truth, n_words, turns


def _say(text: str, voice: str) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        command = ["espeak-ng", "-w", str(path), text]
        if voice == "flite":
            command = ["flite", "-voice", "slt", "-t", text, "-o", str(path)]
        subprocess.run(command, check=True)
        sound = read_sound(path)
    sound = sound - np.mean(sound)
    sound = sound * 0.1 / np.sqrt(np.mean(sound**2))
    levels = frame_levels(sound)
    loud = np.flatnonzero(levels > levels.max() - SOUNDING_DB)
    return np.asarray(sound[loud[0] * 160 : (loud[-1] + 1) * 160], dtype=np.float32)


def _pause_edges(truth: Spans, found: Spans) -> tuple[list[float], int]:
    """Errors in ms of both edges of every pause that was found, and how many were not."""
    errors, n_missed = [], 0
    candidates = gaps_between(found)
    for start, end in gaps_between(truth):
        shared = np.minimum(end, candidates[:, 1]) - np.maximum(start, candidates[:, 0])
        if not len(shared) or shared.max() < 0.1:
            n_missed += 1
            continue
        best = candidates[int(np.argmax(shared))]
        errors += [1000 * float(best[0] - start), 1000 * float(best[1] - end)]
    return errors, n_missed


def _agreement(truth: Spans, found: Spans, n_samples: int) -> np.ndarray:
    n_frames = n_samples // 160
    is_true = frames_of_spans(truth, n_frames=n_frames, hop_s=0.01)
    is_found = frames_of_spans(found, n_frames=n_frames, hop_s=0.01)
    return np.array(
        [(is_true & is_found).sum(), (is_found & ~is_true).sum(), (is_true & ~is_found).sum()]
    )


def _paces(turns: list[tuple[float, float, int]], found: Spans) -> list[float]:
    """Errors of the pace of each line, in percent: its words over its time as found."""
    errors = []
    for start, end, words in turns:
        inside = found[(found[:, 1] > start) & (found[:, 0] < end)]
        if not len(inside):
            continue
        measured = words_per_minute(words, float(inside[-1, 1] - inside[0, 0])) or 0.0
        known = words_per_minute(words, end - start) or 1.0
        errors.append(100 * abs(measured / known - 1))
    return errors
