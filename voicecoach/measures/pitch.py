"""Pitch: how high a voice speaks and how much it moves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.level import check_samples
from voicecoach.measures.spans import Spans, frames_of_spans
from voicecoach.turns import RATE_HZ, Samples

LOWEST_HZ = 65.0
HIGHEST_HZ = 500.0
PITCH_HOP_S = 0.032
FRAME_LENGTH = 1024  # 64 ms: four periods of the lowest pitch
_RESOLUTION_ST = 0.25

PitchTrack = NDArray[np.float64]  # Hz per hop of 32 ms, NaN where there is no voice


def track_pitch(samples: Samples) -> PitchTrack:
    """Follow the pitch of one voice with probabilistic YIN [1]_.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz.

    Returns
    -------
    pitch_hz : float array, shape (1 + n_samples // 512,)
        Centred on multiples of 32 ms; NaN where there is no voice.

    References
    ----------
    .. [1] M. Mauch and S. Dixon, "pYIN: a fundamental frequency estimator using
       probabilistic threshold distributions", ICASSP 2014, pp. 659-663.
    """
    check_samples(samples)
    import librosa  # slow to import, so only where it is needed

    pitch_hz, _, _ = librosa.pyin(
        samples,
        fmin=LOWEST_HZ,
        fmax=HIGHEST_HZ,
        sr=RATE_HZ,
        frame_length=FRAME_LENGTH,
        hop_length=round(PITCH_HOP_S * RATE_HZ),
        resolution=_RESOLUTION_ST,
    )
    return np.asarray(pitch_hz, dtype=np.float64)


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


def pitch_inside(samples: Samples, speech: Spans) -> PitchTrack:
    """Follow the pitch inside the spoken stretches only; NaN elsewhere.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz.
    speech : float array, shape (n_spans, 2)
        Seconds.

    Returns
    -------
    pitch_hz : float array, shape (1 + n_samples // 512,)
        As `track_pitch`.
    """
    check_samples(samples)
    hop = round(PITCH_HOP_S * RATE_HZ)
    track = np.full(1 + len(samples) // hop, np.nan)
    for start, end in speech:
        first = max(0, int(start / PITCH_HOP_S))
        stretch = samples[first * hop : int(end * RATE_HZ)]
        if len(stretch) >= FRAME_LENGTH:
            found = track_pitch(stretch)[: len(track) - first]
            track[first : first + len(found)] = found
    return track


def voiced_inside(track: PitchTrack, spans: Spans) -> PitchTrack:
    """Pick the voiced frames inside `spans`.

    Examples
    --------
    >>> voiced_inside(np.array([100.0, np.nan, 120.0, 130.0]), np.array([[0.0, 0.09]]))
    array([100., 120.])
    """
    inside = track[frames_of_spans(spans, n_frames=len(track), hop_s=PITCH_HOP_S)]
    return inside[np.isfinite(inside)]
