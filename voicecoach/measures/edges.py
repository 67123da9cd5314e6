"""Edges of speech: where within a voice-activity frame it begins and ends."""

from __future__ import annotations

import numpy as np

from voicecoach.measures.level import LEVEL_HOP_S, Levels
from voicecoach.measures.spans import (
    Spans,
    as_spans,
    drop_short,
    join_spans,
    spans_of_frames,
)

# Gaps of up to 250 ms belong to articulation (stop closures, glottal stops), longer ones are
# pauses: Goldman-Eisler (1968), confirmed as the best threshold by de Jong and Bosker (2013).
SHORTEST_PAUSE_S = 0.25
SHORTEST_SPEECH_S = 0.1  # shorter runs are clicks and breaths
SEARCH_S = 0.12  # voice activity looks at 32 ms frames and lags up to three of them
QUIET_BELOW_PEAK_DB = 35.0  # the softest consonants lie some 30 dB below the loudest vowels
QUIET_ABOVE_NOISE_DB = 6.0
SILENT_DBFS = -65.0  # below the noise of any room through any microphone


def tidy_speech(spans: Spans) -> Spans:
    """Join gaps that belong to articulation and drop runs too short to be speech.

    Gaps under 0.25 s are joined first, then runs under 0.1 s dropped.

    Examples
    --------
    >>> tidy_speech(np.array([[0.0, 0.5], [0.6, 1.0], [2.0, 2.05]]))
    array([[0., 1.]])
    """
    joined = join_spans(spans, gaps_below_s=SHORTEST_PAUSE_S - 1e-9)
    return drop_short(joined, shortest_s=SHORTEST_SPEECH_S)


def refine_edges(levels: Levels, spans: Spans, *, search_s: float = SEARCH_S) -> Spans:
    """Move the edges of speech to where the sound itself begins and ends.

    Each edge is looked for within `search_s` of where voice activity put it: the first (last)
    10 ms frame of the neighbourhood that is louder than the local threshold and connected with
    the span's own loud part.

    Parameters
    ----------
    levels : float array, shape (n_frames,)
        dBFS per 10 ms, from `frame_levels`.
    spans : float array, shape (n_spans, 2)
        Speech as voice activity found it, in seconds.
    search_s : float > 0
        How far an edge may move.

    Returns
    -------
    spans : float array, shape (n_spans, 2)
        In steps of 10 ms, tidied by `join_spans` where they came to touch.

    Examples
    --------
    >>> levels = np.r_[np.full(20, -90.0), np.full(30, -20.0), np.full(20, -90.0)]
    >>> refine_edges(levels, np.array([[0.16, 0.576]]))
    array([[0.2, 0.5]])
    """
    threshold = quiet_threshold(levels)
    refined = []
    for index, (start, end) in enumerate(spans):
        earliest = max(start - search_s, spans[index - 1, 1] if index else 0.0)
        latest = end + search_s
        if index + 1 < len(spans):
            latest = min(latest, spans[index + 1, 0])
        refined.append(_refine_one(levels, start, end, earliest, latest, search_s, threshold))
    return as_spans(refined)


def quiet_threshold(levels: Levels) -> float:
    """Level below which sound is taken for silence, from the recording itself.

    35 dB below its loud speech (95th percentile), but at least 6 dB above its noise (10th
    percentile) where the recording has both, and at least -65 dBFS.

    Examples
    --------
    >>> quiet_threshold(np.r_[np.full(50, -80.0), np.full(50, -20.0)])
    -55.0
    """
    if not len(levels):
        return SILENT_DBFS
    noise, loud = np.percentile(levels, (10, 95))
    threshold = max(loud - QUIET_BELOW_PEAK_DB, SILENT_DBFS)
    if loud - noise > 2 * QUIET_ABOVE_NOISE_DB:
        threshold = max(threshold, noise + QUIET_ABOVE_NOISE_DB)
    return float(threshold)


def find_sounding(levels: Levels) -> Spans:
    """Find where a channel without noise sounds, such as rendered lines.

    Not for microphones: noise sounds too. Gaps under 0.25 s count as sounding.

    Examples
    --------
    >>> find_sounding(np.r_[np.full(50, -120.0), np.full(50, -20.0), np.full(50, -120.0)])
    array([[0.5, 1. ]])
    """
    sounding = spans_of_frames(levels > quiet_threshold(levels), hop_s=LEVEL_HOP_S)
    return tidy_speech(sounding)


def _refine_one(
    levels: Levels,
    start: float,
    end: float,
    earliest: float,
    latest: float,
    search_s: float,
    threshold: float,
) -> tuple[float, float]:
    first, last = _frame(earliest), min(_frame(latest), len(levels))
    is_loud = levels[first:last] > threshold
    if not is_loud.any():
        return float(start), float(end)
    inner_start = min(_frame(start + search_s), last) - first
    inner_end = max(_frame(end - search_s) - first, 0)
    loud_before = np.flatnonzero(is_loud[: max(inner_start, 1)])
    loud_after = np.flatnonzero(is_loud[inner_end:]) + inner_end
    new_start = (first + loud_before[0]) * LEVEL_HOP_S if len(loud_before) else start
    new_end = (first + loud_after[-1] + 1) * LEVEL_HOP_S if len(loud_after) else end
    return (float(new_start), float(new_end)) if new_end > new_start else (float(start), float(end))


def _frame(time_s: float) -> int:
    return max(0, round(time_s / LEVEL_HOP_S))
