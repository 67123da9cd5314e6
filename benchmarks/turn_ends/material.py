"""Utterances with pauses: cut from recordings, or voiced stretch by stretch."""

from __future__ import annotations

import hashlib
import random
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.hearing.sound_file import read_channels
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.measures.level import frame_levels
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.turns import FRAME_SAMPLES, RATE_HZ, Manner, Samples

HERE = Path(__file__).resolve().parent
SHORTEST_S, LONGEST_S = 0.4, 1.5  # a pause in the middle of a turn
BEFORE_S, AFTER_S = 0.6, 4.5  # room tone around; the slowest rule gives up at 3 s
TONE_S = 0.1
ABOVE_TONE_DB = 12.0  # a voice stands out from the room,
BELOW_LOUDEST_DB = 30.0  # is not this far below its loudest moments,
VOICE_AT = 0.2  # and Silero thinks it possible
EDGE_S = 0.02  # a soft onset
LEVEL_HOP = RATE_HZ // 100


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of a learner, with what is true of it."""

    name: str
    kind: str  # real or voiced
    source: str  # the recording or the voice: what is held out together
    samples: Samples
    pauses: tuple[tuple[float, float], ...]  # s, from audible to audible
    end_s: float  # the last audible sample
    words: str | None  # None: not known
    pause_kind: str
    n_lengthened: int  # pauses that were longer or shorter when they were recorded


def real_utterances(audio: Path, cuts: Path = HERE / "real.txt") -> list[Utterance]:
    """Cut the utterances of `cuts` from the recordings in `audio`."""
    rows = [line.split("|") for line in _lines(cuts)]
    return [_cut(audio, number, *(cell.strip() for cell in row)) for number, row in enumerate(rows)]


def voiced_utterances(texts: Path = HERE / "voiced.txt", n_voices: int = 1) -> list[Utterance]:
    """Voice the texts, each with `n_voices` of the voices in turn."""
    made = []
    for number, line in enumerate(_lines(texts)):
        kind, *parts = (cell.strip() for cell in line.split("|"))
        for turn in range(n_voices):
            voice = VOICES[(number + turn * 2 + number // len(VOICES)) % len(VOICES)]
            made.append(_voiced(f"voiced-{number:02d}-{voice}", voice, kind, parts))
    return made


def _lines(path: Path) -> list[str]:
    return [row for row in path.read_text().splitlines() if row.strip() and row[0] != "#"]


# Real speech


def _cut(
    audio: Path, number: int, recording: str, start: str, end: str, pauses: str, words: str
) -> Utterance:
    whole = _recording(audio / f"{recording}.flac")
    is_loud, tone = _loud_and_tone(audio / f"{recording}.flac")
    chance = random.Random(f"{recording} {start}")
    edges = [float(start), *map(float, pauses.split()), float(end)]
    stretches, gaps, n_lengthened = [], [], 0
    spans = [_audible(is_loud, a, b) for a, b in pairwise(edges)]
    for (first, last), following in zip(spans, [*spans[1:], None], strict=True):
        stretches.append(whole[round(first * RATE_HZ) : round(last * RATE_HZ)])
        if following is not None:
            natural_s = following[0] - last
            is_kept = SHORTEST_S <= natural_s <= LONGEST_S
            gaps.append(natural_s if is_kept else chance.uniform(SHORTEST_S, LONGEST_S))
            n_lengthened += not is_kept
    samples, silences, end_s = _join(stretches, gaps, tone)
    return Utterance(
        name=f"{recording}-{number:02d}",
        kind="real",
        source=_reader(recording),
        samples=samples,
        pauses=silences,
        end_s=end_s,
        words=None if words == "-" else words,
        pause_kind="real",
        n_lengthened=n_lengthened,
    )


def _reader(recording: str) -> str:
    """Who is heard: recordings of one voice are held out together."""
    return recording.split("-")[0] if recording[:3] in ("mfa", "ami") else recording[:5]


@cache
def _recording(path: Path) -> Samples:
    return read_channels(path)[0]


@cache
def _loud_and_tone(path: Path) -> tuple[np.ndarray, Samples]:
    """Which hops of 10 ms hold a voice, and the quietest tenth of a second."""
    whole = _recording(path)
    levels = frame_levels(whole)
    n_tone = round(TONE_S * 100)
    means = np.convolve(levels, np.ones(n_tone) / n_tone, mode="valid")
    quietest = int(np.argmin(means))
    tone = whole[quietest * LEVEL_HOP : (quietest + n_tone) * LEVEL_HOP]
    loudest = float(np.percentile(levels, 98))
    threshold = max(float(means[quietest]) + ABOVE_TONE_DB, loudest - BELOW_LOUDEST_DB)
    voice_activity = VoiceActivity()
    n_frames = len(whole) // FRAME_SAMPLES
    is_voice = [
        voice_activity.probability(whole[n * FRAME_SAMPLES : (n + 1) * FRAME_SAMPLES]) >= VOICE_AT
        for n in range(n_frames)
    ]
    near = np.convolve(is_voice, [1, 1, 1], mode="same") > 0  # a soft edge is one frame off
    frame = np.minimum(np.arange(len(levels)) * LEVEL_HOP // FRAME_SAMPLES, n_frames - 1)
    return (levels >= threshold) & near[frame], tone


def _audible(is_loud: np.ndarray, start_s: float, end_s: float) -> tuple[float, float]:
    first, last = round(start_s * 100), round(end_s * 100)
    loud = np.flatnonzero(is_loud[first:last])
    if not len(loud):
        return start_s, end_s
    return max(0.0, (first + int(loud[0])) / 100 - EDGE_S), (first + int(loud[-1]) + 1) / 100


# Voiced speech


def _flite(voice: str, text: str, path: Path) -> None:
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)


def _espeak(voice: str, text: str, path: Path) -> None:
    subprocess.run(["espeak-ng", "-v", voice, "-s", "155", "-w", str(path), text], check=True)


VOICES = ("flite-rms", "hibari", "flite-slt", "espeak-en-us", "espeak-en-gb")


@cache
def _hibari() -> NeuralVoice:
    return NeuralVoice(VoiceChoice(sex="female", rate_wpm=168))


def voice_text(voice: str, text: str) -> Samples:
    """Voice a text; 16 kHz."""
    if voice == "hibari":
        return _hibari().render(text, Manner())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voiced.wav"
        engine, _, name = voice.partition("-")
        (_flite if engine == "flite" else _espeak)(name, text, path)
        return read_channels(path)[0]


def _voiced(name: str, voice: str, kind: str, parts: list[str]) -> Utterance:
    chance = random.Random(hashlib.sha256(name.encode()).hexdigest())
    tone = np.asarray(
        np.random.default_rng(7).normal(0, 10 ** (-66 / 20), round(TONE_S * RATE_HZ)),
        dtype=np.float32,
    )
    stretches = [_trimmed(voice_text(voice, part)) for part in parts]
    gaps = [chance.uniform(SHORTEST_S, LONGEST_S) for _ in parts[1:]]
    samples, silences, end_s = _join(stretches, gaps, tone)
    return Utterance(name, "voiced", voice, samples, silences, end_s, " ".join(parts), kind, 0)


def _trimmed(samples: Samples) -> Samples:
    levels = frame_levels(samples)
    loud = np.flatnonzero(levels >= levels.max() - 40.0)
    first, last = max(0, int(loud[0]) - 2), int(loud[-1]) + 3
    return samples[first * LEVEL_HOP : last * LEVEL_HOP]


def _join(
    stretches: list[Samples], gaps: list[float], tone: Samples
) -> tuple[Samples, tuple[tuple[float, float], ...], float]:
    """Put stretches and pauses of room tone together; tell where the pauses and the end are."""
    pieces = [_room(tone, BEFORE_S)]
    n_samples, pauses, end_s = len(pieces[0]), [], 0.0
    for stretch, gap_s in zip(stretches, [*gaps, AFTER_S], strict=True):
        pieces += [_faded(stretch), _room(tone, gap_s)]
        n_samples += len(stretch)
        end_s = n_samples / RATE_HZ
        n_samples += len(pieces[-1])
        pauses.append((end_s, n_samples / RATE_HZ))
    return np.concatenate(pieces), tuple(pauses[:-1]), end_s


def _room(tone: Samples, length_s: float) -> Samples:
    """Noise that sounds like the tone for as long as needed, and never repeats itself."""
    n_samples = round(length_s * RATE_HZ)
    chance = np.random.default_rng(n_samples)
    loudness = np.abs(np.fft.rfft(tone, n_samples))
    phases = np.exp(2j * np.pi * chance.random(len(loudness)))
    noise = np.fft.irfft(loudness * phases, n_samples)
    noise *= np.sqrt(np.mean(tone**2) / max(np.mean(noise**2), 1e-20))
    return noise.astype(np.float32)


def _faded(samples: Samples) -> Samples:
    faded = samples.copy()
    ramp = np.linspace(0, 1, min(160, len(faded) // 4), dtype=np.float32)
    faded[: len(ramp)] *= ramp
    faded[len(faded) - len(ramp) :] *= ramp[::-1]
    return faded
