"""What is heard over time: both waveforms, and the learner's pace, pitch and loudness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.level import LEVEL_HOP_S, Levels, mean_level_dbfs
from voicecoach.measures.pitch import PitchTrack, pitch_median_hz, voiced_inside
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.measures.pressure import calm_speech, pressure_times, pressure_windows
from voicecoach.measures.spans import Spans, as_spans, frames_of_spans
from voicecoach.measures.syllables import rate_over_time, syllables_per_s
from voicecoach.measures.talk import Sound, Talk, stretches

WAVE_BINS_PER_S = 8
MOST_WAVE_BINS = 4800  # a half-hour in 0.4 s; more is not seen on a screen
BIN_S = 0.5  # of pitch and loudness: a word or two
LEAST_VOICED_FRAMES = 5  # of 25 in a bin, else it is a stray
LEAST_SPEECH_FRAMES = 20  # of 50

Pairs = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """One figure over time, and its own calm value to compare with."""

    times_s: tuple[float, ...] = ()  # the middles of what was measured
    values: tuple[float | None, ...] = ()  # None: not enough speech there
    calm: float | None = None  # outside the windows of pressure


@dataclass(frozen=True, slots=True)
class TurnVoice:
    """How one turn of the learner sounded."""

    start_s: float
    pace: float | None  # syllables heard per second of speech
    pitch_hz: float | None
    level_dbfs: float | None


@dataclass(frozen=True, slots=True)
class Curves:
    """Everything that is drawn from sound; small enough to be kept beside the journal."""

    duration_s: float  # of the recording; 0 if there is none
    wave_bin_s: float
    learner_wave: tuple[float, ...]  # loudest of each bin, 0 to 1 of the voice's own loudest
    counterpart_wave: tuple[float, ...]
    pace: Curve  # syllables heard per second of speech
    pitch: Curve  # Hz
    level: Curve  # dBFS
    under_pressure: Pairs  # the first 20 s of speech after each tactic or attack
    left_out: Pairs  # device gaps and pauses out of role
    turns: tuple[TurnVoice, ...]

    @property
    def has_sound(self) -> bool:
        """Tell whether there is a recording to draw."""
        return self.duration_s > 0

    def to_json(self) -> dict[str, Any]:
        """Turn into plain values."""
        return asdict(self)


def curves_of(talk: Talk) -> Curves:
    """Follow both voices through a talk that was laid out."""
    windows = pressure_windows(talk.learner.speech, pressure_times(talk.counterpart_turns))
    calm = calm_speech(talk.learner.speech, windows)
    duration_s = max(talk.learner.duration_s, talk.counterpart.duration_s)
    bin_s = max(1 / WAVE_BINS_PER_S, duration_s / MOST_WAVE_BINS)
    has_sound = duration_s > 0
    return Curves(
        duration_s=round(duration_s, 2),
        wave_bin_s=bin_s,
        learner_wave=wave(talk.learner.levels, bin_s),
        counterpart_wave=wave(talk.counterpart.levels, bin_s),
        pace=_pace(talk.learner, calm, duration_s) if has_sound else Curve(),
        pitch=_pitch(talk.learner, calm),
        level=_level(talk.learner, calm),
        under_pressure=_pairs(windows),
        left_out=_pairs(talk.left_out),
        turns=tuple(_voice_of(talk, stretches(turn)) for turn in talk.learner_turns),
    )


def wave(levels: Levels, bin_s: float) -> tuple[float, ...]:
    """Take the loudest of every bin, as a share of the loudest of all.

    Examples
    --------
    >>> wave(np.array([-120.0, -26.0, -20.0, -120.0]), 0.02)
    (0.501, 1.0)
    """
    n_frames = max(1, round(bin_s / LEVEL_HOP_S))
    padded = np.pad(levels, (0, -len(levels) % n_frames), constant_values=-np.inf)
    if not len(padded):
        return ()
    loudest = 10 ** (padded.reshape(-1, n_frames).max(axis=1) / 20)
    peak = max(float(loudest.max()), 1e-5)  # digital silence is no wave
    return tuple(round(float(value) / peak, 3) for value in loudest)


def _pace(learner: Sound, calm: Spans, duration_s: float) -> Curve:
    times, rates = rate_over_time(learner.syllables, learner.speech, duration_s=duration_s)
    return Curve(_rounded(times), _rounded(rates), _one(syllables_per_s(learner.syllables, calm)))


def _pitch(learner: Sound, calm: Spans) -> Curve:
    median = pitch_median_hz(voiced_inside(learner.pitch, calm))
    times, values = _binned(learner.pitch, PITCH_HOP_S, LEAST_VOICED_FRAMES, np.median)
    return Curve(times, values, _one(median))


def _level(learner: Sound, calm: Spans) -> Curve:
    inside = frames_of_spans(learner.speech, n_frames=len(learner.levels), hop_s=LEVEL_HOP_S)
    spoken = np.where(inside, learner.levels, np.nan)
    times, values = _binned(spoken, LEVEL_HOP_S, LEAST_SPEECH_FRAMES, _mean_power_db)
    return Curve(times, values, _one(mean_level_dbfs(learner.levels, calm)))


def _binned(
    track: PitchTrack,
    hop_s: float,
    n_least: int,
    middle: Callable[[NDArray[np.float64]], np.floating[Any]],
) -> tuple[tuple[float, ...], tuple[float | None, ...]]:
    """Sum up a track in bins, leaving out those with too few known frames."""
    n_frames = round(BIN_S / hop_s)
    padded = np.pad(track, (0, -len(track) % n_frames), constant_values=np.nan)
    times: list[float] = []
    values: list[float | None] = []
    for number, frames in enumerate(padded.reshape(-1, n_frames)):
        known = frames[np.isfinite(frames)]
        if len(known) >= n_least:
            times.append((number + 0.5) * BIN_S)
            values.append(round(float(middle(known)), 2))
    return tuple(times), tuple(values)


def _mean_power_db(levels: Levels) -> np.floating[Any]:
    return np.float64(10 * np.log10(np.mean(10 ** (levels / 10))))


def _voice_of(talk: Talk, speech: Spans) -> TurnVoice:
    learner = talk.learner
    has_sound = len(learner.levels) > 0
    return TurnVoice(
        start_s=round(float(speech[0, 0]), 3),
        pace=_one(syllables_per_s(learner.syllables, speech)) if has_sound else None,
        pitch_hz=_one(pitch_median_hz(voiced_inside(learner.pitch, speech))),
        level_dbfs=_one(mean_level_dbfs(learner.levels, speech)),
    )


def curves_from(row: dict[str, Any]) -> Curves:
    """Read what `to_json` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is something else; it is then measured again.
    """
    return Curves(
        duration_s=float(row["duration_s"]),
        wave_bin_s=float(row["wave_bin_s"]),
        learner_wave=tuple(float(value) for value in row["learner_wave"]),
        counterpart_wave=tuple(float(value) for value in row["counterpart_wave"]),
        pace=_curve_from(row["pace"]),
        pitch=_curve_from(row["pitch"]),
        level=_curve_from(row["level"]),
        under_pressure=_pairs(as_spans(row["under_pressure"])),
        left_out=_pairs(as_spans(row["left_out"])),
        turns=tuple(
            TurnVoice(
                float(turn["start_s"]),
                _known(turn["pace"]),
                _known(turn["pitch_hz"]),
                _known(turn["level_dbfs"]),
            )
            for turn in row["turns"]
        ),
    )


def _curve_from(row: dict[str, Any]) -> Curve:
    times = tuple(float(time_s) for time_s in row["times_s"])
    values = tuple(_known(value) for value in row["values"])
    if len(times) != len(values):
        raise ValueError("a curve needs one value a time")
    return Curve(times, values, _known(row["calm"]))


def _known(value: float | None) -> float | None:
    return None if value is None else float(value)


def _pairs(spans: Spans) -> Pairs:
    return tuple((round(float(start), 3), round(float(end), 3)) for start, end in spans)


def _rounded(values: NDArray[np.float64]) -> tuple[Any, ...]:
    return tuple(_one(value) for value in values)


def _one(value: float | None) -> float | None:
    if value is None or not np.isfinite(value):
        return None
    return round(float(value), 3)
