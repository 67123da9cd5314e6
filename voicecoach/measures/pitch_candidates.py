"""Candidates for the pitch of each frame, from the autocorrelation of its sound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.turns import RATE_HZ

LOWEST_HZ = 65.0
HIGHEST_HZ = 500.0
PITCH_HOP_S = 0.02
HOP_SAMPLES = round(PITCH_HOP_S * RATE_HZ)
FRAME_SAMPLES = 2 * round(1.5 * RATE_HZ / LOWEST_HZ)  # three periods of the lowest pitch

# Names and values as in Boersma (1993) and in Praat's standard settings.
VOICING_THRESHOLD = 0.45
SILENCE_THRESHOLD = 0.03
OCTAVE_COST = 0.01
N_VOICED = 8  # candidates kept per frame

_FFT_SAMPLES = 2048
_UPSAMPLING = 2  # of the autocorrelation, so that a parabola finds the peak of a sharp voice
_SHORTEST_LAG = int(RATE_HZ / HIGHEST_HZ * _UPSAMPLING)
_LONGEST_LAG = int(RATE_HZ / LOWEST_HZ * _UPSAMPLING) + 1
_WINDOW = np.hanning(FRAME_SAMPLES + 2)[1:-1].astype(np.float32)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Per frame: candidate 0 is "no voice", the rest are pitches; strength decides."""

    pitch_hz: Array  # shape (n_frames, 1 + N_VOICED), NaN for "no voice" and for empty places
    strength: Array  # same shape, -inf for empty places


def find_candidates(frames: NDArray[np.float32], *, peak: float) -> Candidates:
    """Find the candidates of each frame.

    Parameters
    ----------
    frames : float array, shape (n_frames, 492)
        Sound at 16 kHz, three periods of the lowest pitch around each frame's middle.
    peak : float >= 0
        Largest sample of the whole stretch; frames far below it are silent.

    Returns
    -------
    candidates : Candidates
        Strengths after Boersma (1993), equations 23 and 24.
    """
    centred = frames - frames.mean(axis=1, keepdims=True)
    correlation = _autocorrelation(centred)
    lags, heights = _peaks(correlation)
    pitch_hz = np.where(lags > 0, RATE_HZ * _UPSAMPLING / np.maximum(lags, 1), np.nan)
    with np.errstate(invalid="ignore"):
        is_usable = (pitch_hz >= LOWEST_HZ) & (pitch_hz <= HIGHEST_HZ)
        strength = heights - OCTAVE_COST * np.log2(LOWEST_HZ / pitch_hz)
    strength = np.where(is_usable, strength, -np.inf)
    return Candidates(
        pitch_hz=np.column_stack([np.full(len(frames), np.nan), pitch_hz]),
        strength=np.column_stack([_silence_strength(centred, peak), strength]),
    )


def _autocorrelation(frames: NDArray[np.float32]) -> Array:
    spectrum = np.fft.rfft(frames * _WINDOW, _FFT_SAMPLES)
    raw = np.fft.irfft(_power(spectrum), _UPSAMPLING * _FFT_SAMPLES)[:, : _LONGEST_LAG + 2]
    energy = np.maximum(raw[:, :1], 1e-20)
    return np.asarray(raw / energy / _WINDOW_CORRELATION, dtype=np.float64)


def _power(spectrum: NDArray[np.complexfloating]) -> NDArray[np.floating]:
    return spectrum.real**2 + spectrum.imag**2


def _window_correlation() -> Array:
    power = _power(np.fft.rfft(_WINDOW, _FFT_SAMPLES))
    raw = np.fft.irfft(power, _UPSAMPLING * _FFT_SAMPLES)[: _LONGEST_LAG + 2]
    return np.asarray(raw / raw[0], dtype=np.float64)


_WINDOW_CORRELATION = _window_correlation()


def _peaks(correlation: Array) -> tuple[Array, Array]:
    """Give lags and heights of the strongest maxima; lag 0 where there are fewer."""
    middle = correlation[:, _SHORTEST_LAG : _LONGEST_LAG + 1]
    before = correlation[:, _SHORTEST_LAG - 1 : _LONGEST_LAG]
    after = correlation[:, _SHORTEST_LAG + 1 : _LONGEST_LAG + 2]
    is_peak = (middle > before) & (middle >= after) & (middle > VOICING_THRESHOLD / 2)
    lags = np.arange(_SHORTEST_LAG, _LONGEST_LAG + 1)
    rank = np.where(is_peak, middle - OCTAVE_COST * np.log2(lags), -np.inf)
    best = np.argpartition(rank, -N_VOICED, axis=1)[:, -N_VOICED:]
    left, top, right = (np.take_along_axis(part, best, 1) for part in (before, middle, after))
    curve = np.where(left - 2 * top + right < 0, left - 2 * top + right, -1.0)
    shift = np.clip(0.5 * (left - right) / curve, -0.5, 0.5)
    height = top - 0.25 * (left - right) * shift
    is_there = np.take_along_axis(is_peak, best, 1)
    # A height above 1 is an artefact of dividing by the window's own correlation.
    height = np.where(height > 1, 1 / np.maximum(height, 1), height)
    return np.where(is_there, lags[best] + shift, 0.0), height


def _silence_strength(frames: NDArray[np.float32], peak: float) -> Array:
    quarter = FRAME_SAMPLES // 4
    local = np.max(np.abs(frames[:, quarter:-quarter]), axis=1) / max(peak, 1e-9)
    excess = 2 - local / (SILENCE_THRESHOLD / (1 + VOICING_THRESHOLD))
    return np.asarray(VOICING_THRESHOLD + np.maximum(0, excess), dtype=np.float64)
