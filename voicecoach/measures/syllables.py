"""Syllables heard in the sound itself: pace without a transcript."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.level import LEVEL_HOP_S, Levels
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.measures.spans import Spans

# As in the script of de Jong and Wempe (2009).
BELOW_LOUDEST_DB = 25.0
SHALLOWEST_DIP_DB = 2.0
_LOUDEST_PERCENTILE = 99
LEAST_WINDOW_SPEECH_S = 2.0
# Laxer than for pitch, so that creaky syllables count; 0.25 in the script, fitted to agree with it.
LEAST_PERIODICITY = 0.35

Times = NDArray[np.float64]


def find_syllables(contour: Levels, periodicity: NDArray[np.float64]) -> Times:
    """Find the nuclei of syllables: voiced peaks of loudness with a dip before each [1]_.

    Parameters
    ----------
    contour : float array, shape (n_frames,)
        dBFS per 10 ms, from `intensity_contour`.
    periodicity : float array, shape (n_hops,)
        0 to 1 per 20 ms, from `track_pitch`.

    Returns
    -------
    times : float array, shape (n_syllables,)
        Seconds, in order.

    References
    ----------
    .. [1] N. H. de Jong and T. Wempe, "Praat script to detect syllable nuclei and measure
       speech rate automatically", Behavior Research Methods 41, 2009, pp. 385-390.

    Examples
    --------
    >>> contour = -30 + 10 * np.sin(2 * np.pi * 4 * np.arange(100) / 100)
    >>> find_syllables(contour, np.full(50, 0.9)).round(2)
    array([0.06, 0.32, 0.57, 0.82])
    """
    if len(contour) < 3:
        return np.empty(0)
    peaks = _peaks(contour, above=np.percentile(contour, _LOUDEST_PERCENTILE) - BELOW_LOUDEST_DB)
    if not len(peaks):  # silence throughout
        return np.empty(0)
    kept = [
        peak
        for peak, following in zip(peaks, [*peaks[1:], None], strict=True)
        if following is None
        or contour[peak] - contour[peak : following + 1].min() > SHALLOWEST_DIP_DB
    ]
    times = (np.array(kept, dtype=np.float64) + 0.5) * LEVEL_HOP_S
    return times[_is_voiced(times, periodicity)]


def syllables_per_s(times: Times, speech: Spans) -> float | None:
    """Syllables heard per second of speech; None without speech.

    Examples
    --------
    >>> syllables_per_s(np.array([0.1, 0.4, 5.0]), np.array([[0.0, 0.5]]))
    4.0
    """
    spoken_s = float(np.sum(speech[:, 1] - speech[:, 0]))
    if spoken_s <= 0:
        return None
    n_inside = sum(int(np.sum((times >= start) & (times < end))) for start, end in speech)
    return n_inside / spoken_s


def _peaks(contour: Levels, *, above: float) -> list[int]:
    middle = contour[1:-1]
    is_peak = (middle > contour[:-2]) & (middle >= contour[2:]) & (middle > above)
    return [int(index) + 1 for index in np.flatnonzero(is_peak)]


def _is_voiced(times: Times, periodicity: NDArray[np.float64]) -> NDArray[np.bool_]:
    if not len(periodicity):
        return np.zeros(len(times), dtype=bool)
    hops = np.minimum((times / PITCH_HOP_S).astype(int), len(periodicity) - 1)
    return np.asarray(periodicity[hops] > LEAST_PERIODICITY)


def rate_over_time(
    times: Times, speech: Spans, *, duration_s: float, window_s: float = 10.0
) -> tuple[Times, Times]:
    """Follow the pace: syllables per second of speech, in windows that overlap by half.

    Parameters
    ----------
    times : float array, shape (n_syllables,)
        Seconds.
    speech : float array, shape (n_spans, 2)
        Seconds.
    duration_s : float >= 0
        Of the whole recording.
    window_s : float > 0
        Length of a window.

    Returns
    -------
    middles, rates : float arrays of one shape
        Seconds, and syllables per second; NaN with less than 2 s of speech in the window.

    Examples
    --------
    >>> rate_over_time(np.arange(0, 20, 0.25), np.array([[0.0, 20.0]]), duration_s=20)[1]
    array([4., 4., 4.])
    """
    starts = np.arange(0, max(duration_s - window_s / 2, 1e-9), window_s / 2)
    spoken_s = _spoken_until(speech, starts + window_s) - _spoken_until(speech, starts)
    counts = np.searchsorted(times, starts + window_s) - np.searchsorted(times, starts)
    is_enough = spoken_s >= LEAST_WINDOW_SPEECH_S
    rates = np.where(is_enough, counts / np.where(is_enough, spoken_s, 1.0), np.nan)
    return starts + window_s / 2, rates


def _spoken_until(speech: Spans, times: Times) -> Times:
    """Seconds of speech before each time."""
    if not len(speech):
        return np.zeros(len(times))
    spoken = np.concatenate([[0.0], np.cumsum(speech[:, 1] - speech[:, 0])])
    return np.asarray(
        np.interp(times, np.ravel(speech), np.ravel(np.column_stack([spoken[:-1], spoken[1:]])))
    )
