"""Loudness: level of sound in decibels relative to full scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import MeasureError
from voicecoach.measures.spans import Spans, frames_of_spans
from voicecoach.turns import RATE_HZ, Samples

LEVEL_HOP_S = 0.01
HOP_SAMPLES = round(LEVEL_HOP_S * RATE_HZ)
PIECE_SAMPLES = 6000 * HOP_SAMPLES  # a minute at a time: an hour takes no more memory
FLOOR_DBFS = -120.0  # below the noise of 16 bit sound; stands for digital silence
_FLOOR_POWER = 10 ** (FLOOR_DBFS / 10)
# A Gaussian of 16 ms, over 13 frames of 10 ms.
_CONTOUR_WEIGHTS = np.exp(-0.5 * (np.arange(-6, 7) / 1.6) ** 2)
_CONTOUR_WEIGHTS /= _CONTOUR_WEIGHTS.sum()

Levels = NDArray[np.float64]  # dBFS, one per 10 ms


def frame_levels(samples: Samples) -> Levels:
    """Measure the level of every 10 ms of sound, without its constant offset.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz, full scale is 1. A tail of less than 10 ms is left out.

    Returns
    -------
    levels : float array, shape (n_samples // 160,)
        RMS in dB relative to full scale; a full-scale sine has -3.01. At least -120.

    Raises
    ------
    MeasureError
        If `samples` is not one channel or holds something that is not a number.

    Examples
    --------
    >>> tone = np.sin(2 * np.pi * 200 * np.arange(480) / 16_000)
    >>> frame_levels(tone).round(2)
    array([-3.01, -3.01, -3.01])
    """
    means, squares = _moments(samples)
    # The constant offset is no sound. It shows best in the quieter half: loud noise has a mean of
    # its own by chance. What is left is the mean of (x - offset)^2.
    spread = squares - means**2
    offset = float(np.mean(means[spread <= np.median(spread)])) if len(means) else 0.0
    return _to_db(squares - 2 * offset * means + offset**2)


def intensity_contour(samples: Samples) -> Levels:
    """Follow the loudness of syllables: level weighed over 64 ms, as Praat's intensity [1]_.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz.

    Returns
    -------
    contour : float array, shape (n_samples // 160,)
        dB relative to full scale, one per 10 ms; the mean within the window is no sound.

    References
    ----------
    .. [1] P. Boersma and D. Weenink, "Sound: To Intensity...", Praat manual; weighing for
       voices from 50 Hz up, here in steps of 10 ms.

    Examples
    --------
    >>> tone = np.sin(2 * np.pi * 200 * np.arange(1600) / 16_000)
    >>> intensity_contour(tone).round(2)[3:7]
    array([-3.01, -3.01, -3.01, -3.01])
    """
    means, squares = _moments(samples)
    if not len(means):
        return means
    reach = len(_CONTOUR_WEIGHTS) // 2
    mean, square = (
        np.convolve(np.pad(row, reach, mode="edge"), _CONTOUR_WEIGHTS, mode="valid")
        for row in (means, squares)
    )
    return _to_db(square - mean**2)


def _moments(samples: Samples) -> tuple[Levels, Levels]:
    """Mean and mean square of every 10 ms."""
    check_samples(samples)
    if len(samples) < HOP_SAMPLES:
        return np.empty(0), np.empty(0)
    n_whole = len(samples) // HOP_SAMPLES * HOP_SAMPLES
    starts = range(0, n_whole, PIECE_SAMPLES)
    pieces = [_piece_moments(samples[n : min(n + PIECE_SAMPLES, n_whole)]) for n in starts]
    means, squares = zip(*pieces, strict=True)
    return np.concatenate(means), np.concatenate(squares)


def _piece_moments(samples: Samples) -> tuple[Levels, Levels]:
    import librosa

    exact = np.asarray(samples, dtype=np.float64)  # an offset is much larger than what it hides
    frames = librosa.util.frame(exact, frame_length=HOP_SAMPLES, hop_length=HOP_SAMPLES)
    rms = librosa.feature.rms(
        y=exact, frame_length=HOP_SAMPLES, hop_length=HOP_SAMPLES, center=False
    )
    return frames.mean(axis=0), rms[0] ** 2


def _to_db(power: Levels) -> Levels:
    import librosa

    return np.asarray(librosa.power_to_db(power, ref=1.0, amin=_FLOOR_POWER, top_db=None))


def mean_level_dbfs(levels: Levels, spans: Spans) -> float | None:
    """Average the power over the frames inside `spans`.

    The energy-averaged level (Leq) of ISO 1996-1: 10 log10 of the mean of the squared samples.

    Returns
    -------
    level : float or None
        dB relative to full scale; None if no frame lies inside.

    Examples
    --------
    >>> mean_level_dbfs(np.array([-20.0, -20.0, -80.0]), np.array([[0.0, 0.02]]))
    -20.0
    """
    inside = levels[frames_of_spans(spans, n_frames=len(levels), hop_s=LEVEL_HOP_S)]
    if not len(inside):
        return None
    return round(float(10 * np.log10(np.mean(10 ** (inside / 10)))), 6)


def check_samples(samples: Samples) -> None:
    """Refuse what is not one channel of finite numbers.

    Raises
    ------
    MeasureError
        If `samples` is not one-dimensional or not finite.
    """
    if samples.ndim != 1:
        raise MeasureError(
            f"samples must have shape (n_samples,), got {samples.shape}; pass one channel"
        )
    if not np.all(np.isfinite(samples)):
        raise MeasureError("samples hold NaN or infinity; read the file through read_sound")
