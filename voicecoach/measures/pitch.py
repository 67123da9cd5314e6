"""Pitch: how high a voice speaks and how much it moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.level import check_samples
from voicecoach.measures.pitch_candidates import (
    FRAME_SAMPLES,
    HOP_SAMPLES,
    PITCH_HOP_S,
    find_candidates,
)
from voicecoach.measures.pitch_path import best_path
from voicecoach.measures.spans import Spans, frames_of_spans
from voicecoach.turns import Samples

PitchTrack = NDArray[np.float64]  # Hz per hop of 20 ms, NaN where there is no voice


@dataclass(frozen=True, slots=True)
class Voicing:
    """Pitch and periodicity, one value each per 20 ms."""

    pitch_hz: PitchTrack  # NaN where there is no voice
    periodicity: NDArray[np.float64]  # 0 to 1: how much the sound repeats itself


# Frames that are worked on together; bounds memory at some 40 MB.
_BATCH_FRAMES = 1500


def track_pitch(samples: Samples) -> Voicing:
    """Follow the pitch of one voice by autocorrelation and the best path [1]_.

    The method that Praat uses, chosen over probabilistic YIN (`librosa.pyin`), which was eight
    times slower and gave up on creaky and soft voices; figures in `docs/measures.md`.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz.

    Returns
    -------
    voicing : Voicing
        Of n_samples // 320 frames, in the middle of each 20 ms; pitch from 65 to 500 Hz.

    Raises
    ------
    MeasureError
        If `samples` is not one channel or holds something that is not a number.

    References
    ----------
    .. [1] P. Boersma, "Accurate short-term analysis of the fundamental frequency and the
       harmonics-to-noise ratio of a sampled sound", IFA Proceedings 17, 1993, pp. 97-110.

    Examples
    --------
    >>> buzz = np.sin(2 * np.pi * 120 * np.arange(16_000) / 16_000) ** 3
    >>> round(float(np.nanmedian(track_pitch(buzz).pitch_hz)), 1)
    120.0
    """
    check_samples(samples)
    n_frames = len(samples) // HOP_SAMPLES
    voicing = Voicing(np.full(n_frames, np.nan), np.zeros(n_frames))
    if n_frames == 0:
        return voicing
    around = (FRAME_SAMPLES - HOP_SAMPLES) // 2
    padded = np.pad(samples.astype(np.float32), (around, around + HOP_SAMPLES))
    peak = float(np.max(np.abs(samples - np.mean(samples))))
    windows = np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[::HOP_SAMPLES]
    for first in range(0, n_frames, _BATCH_FRAMES):
        batch = slice(first, min(first + _BATCH_FRAMES, n_frames))
        candidates = find_candidates(windows[batch], peak=peak)
        voicing.pitch_hz[batch] = best_path(candidates)
        voicing.periodicity[batch] = np.clip(candidates.strength[:, 1:].max(axis=1), 0.0, 1.0)
    return voicing


def pitch_inside(samples: Samples, speech: Spans) -> Voicing:
    """Follow the pitch inside the spoken stretches only; no voice elsewhere.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz.
    speech : float array, shape (n_spans, 2)
        Seconds.

    Returns
    -------
    voicing : Voicing
        As `track_pitch`, over the whole of `samples`.
    """
    check_samples(samples)
    n_frames = len(samples) // HOP_SAMPLES
    voicing = Voicing(np.full(n_frames, np.nan), np.zeros(n_frames))
    for start, end in speech:
        first, last = int(start / PITCH_HOP_S), min(n_frames, round(end / PITCH_HOP_S))
        if last > first:
            inside = track_pitch(samples[first * HOP_SAMPLES : last * HOP_SAMPLES])
            voicing.pitch_hz[first:last] = inside.pitch_hz
            voicing.periodicity[first:last] = inside.periodicity
    return voicing


def voiced_inside(track: PitchTrack, spans: Spans) -> PitchTrack:
    """Pick the voiced frames inside `spans`.

    Examples
    --------
    >>> voiced_inside(np.array([100.0, np.nan, 120.0, 130.0]), np.array([[0.0, 0.06]]))
    array([100., 120.])
    """
    inside = track[frames_of_spans(spans, n_frames=len(track), hop_s=PITCH_HOP_S)]
    return inside[np.isfinite(inside)]


def keep_own_range(track: PitchTrack) -> PitchTrack:
    """Drop the frames outside the speaker's own range, nearly all of them octave errors.

    The range is 0.75 of the lower quartile to 1.5 of the upper one, after [1]_: creaky voice and
    soft word endings are often tracked an octave off, which would double the spread.

    Parameters
    ----------
    track : float array, shape (n_frames,)
        Everything this speaker said.

    Returns
    -------
    track : float array, shape (n_frames,)
        NaN where it was outside.

    References
    ----------
    .. [1] D. Hirst, "The analysis by synthesis of speech melody: from data to models",
       Journal of Speech Sciences 1(1), 2011, pp. 55-83.

    Examples
    --------
    >>> keep_own_range(np.array([100.0, 110.0, np.nan, 120.0, 240.0, 110.0]))
    array([100., 110.,  nan, 120.,  nan, 110.])
    """
    voiced = track[np.isfinite(track)]
    if not len(voiced):
        return track
    low, high = np.percentile(voiced, (25, 75))
    with np.errstate(invalid="ignore"):
        is_own = (track >= 0.75 * low) & (track <= 1.5 * high)
    return np.where(is_own, track, np.nan)


def pitch_median_hz(track: PitchTrack) -> float | None:
    """Give the middle pitch in Hz; None without a voiced frame.

    Examples
    --------
    >>> pitch_median_hz(np.array([100.0, np.nan, 110.0, 200.0]))
    110.0
    """
    voiced = track[np.isfinite(track)]
    return float(np.median(voiced)) if len(voiced) else None


def pitch_spread_st(track: PitchTrack) -> float | None:
    """Measure how pitch moves: its standard deviation in semitones around its median [1]_.

    References
    ----------
    .. [1] R. Hincks and J. Edlund, "Promoting increased pitch variation in oral
       presentations with transient visual feedback", Language Learning & Technology 13(3),
       2009, pp. 32-50.

    Examples
    --------
    >>> pitch_spread_st(np.array([100.0, 200.0]))
    6.0
    """
    voiced = track[np.isfinite(track)]
    if len(voiced) < 2:
        return None
    return round(float(np.std(12 * np.log2(voiced / np.median(voiced)))), 6)
