"""Pauses: the silences inside a turn, by band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.edges import SHORTEST_PAUSE_S
from voicecoach.measures.figure import Figure, enough
from voicecoach.measures.spans import (
    NO_SPANS,
    Spans,
    as_spans,
    gaps_between,
    intersect,
    spans_of_frames,
    subtract,
    total_s,
)
from voicecoach.measures.talk import Talk, stretches, turn_extent
from voicecoach.measures.uncertainty import count_interval
from voicecoach.turns import Turn

# From 3 s a silence is held, not paused: Curhan, Overbeck, Cho, Zhang and Yang (2022).
LONGEST_PAUSE_S = 3.0
LEAST_TURN_TIME_S = 10.0
# Bands after Goldman-Eisler (1968): hesitation, planning, long planning.
BANDS_S = {"short": (0.25, 0.5), "medium": (0.5, 1.0), "long": (1.0, 3.0)}


def find_pauses(
    is_speech: NDArray[np.bool_], *, hop_s: float, shortest_s: float = SHORTEST_PAUSE_S
) -> Spans:
    """Find the silent pauses between the first and the last spoken frame.

    Parameters
    ----------
    is_speech : bool array, shape (n_frames,)
        Speech decision per frame, in time order.
    hop_s : float > 0
        Seconds from one frame to the next.
    shortest_s : float >= 0
        Shorter gaps count as articulation; 0.25 s after Goldman-Eisler (1968), see [1]_.

    Returns
    -------
    pauses : float array, shape (n_pauses, 2)
        Start and end of each pause, in seconds from frame 0; shape (0, 2) if none.

    Raises
    ------
    MeasureError
        If `is_speech` is not one-dimensional or `hop_s` is not positive.

    References
    ----------
    .. [1] N. H. de Jong and H. R. Bosker, "Choosing a threshold for silent pauses
       to measure second language fluency", DiSS 2013, pp. 17-20.

    Examples
    --------
    >>> find_pauses(np.array([0, 1, 0, 0, 0, 1, 0], dtype=bool), hop_s=0.1)
    array([[0.2, 0.5]])
    """
    gaps = gaps_between(spans_of_frames(is_speech, hop_s=hop_s))
    return gaps[gaps[:, 1] - gaps[:, 0] >= shortest_s - 1e-9]


def pauses_within(turns: Sequence[Turn], *, left_out: Spans = NO_SPANS) -> Spans:
    """List the pauses of 0.25 to 3 s inside turns.

    A pause that touches `left_out` (lost sound, a break out of role) is no pause.

    Examples
    --------
    >>> pauses_within([Turn("learner", 0.0, 9.0, "", speech=((0.0, 1.0), (1.5, 2.0), (6.0, 9.0)))])
    array([[1. , 1.5]])
    """
    pauses = [
        (float(start), float(end))
        for turn in turns
        for start, end in gaps_between(stretches(turn))
        if end - start < LONGEST_PAUSE_S and not len(intersect(as_spans([(start, end)]), left_out))
    ]
    return as_spans(pauses)


def pause_bands(pauses: Spans) -> dict[str, int]:
    """Count pauses by band: short 0.25 to 0.5 s, medium to 1 s, long to 3 s.

    Examples
    --------
    >>> pause_bands(np.array([[0.0, 0.3], [1.0, 1.5], [2.0, 4.0]]))
    {'short': 1, 'medium': 1, 'long': 1}
    """
    lengths = (pauses[:, 1] - pauses[:, 0]).round(6)
    return {
        band: int(np.sum((lengths >= low) & (lengths < high)))
        for band, (low, high) in BANDS_S.items()
    }


def turn_time_s(talk: Talk) -> float:
    """Time of the learner's turns with their pauses, in seconds.

    Silences of 3 s and more inside a turn, and what is left out, do not count.
    """
    return sum(one_turn_time_s(turn, left_out=talk.left_out) for turn in talk.learner_turns)


def one_turn_time_s(turn: Turn, *, left_out: Spans = NO_SPANS) -> float:
    """Time of one turn with its pauses, in seconds.

    Examples
    --------
    >>> one_turn_time_s(Turn("learner", 0.0, 9.0, "", speech=((0.0, 1.0), (1.5, 2.0), (6.0, 9.0))))
    5.0
    """
    gaps = gaps_between(stretches(turn))
    held = gaps[gaps[:, 1] - gaps[:, 0] >= LONGEST_PAUSE_S]
    extent = subtract(as_spans([turn_extent(turn)]), held)
    return total_s(subtract(extent, left_out))


def pause_figures(talk: Talk) -> dict[str, Figure]:
    """Measure how often the learner pauses inside turns, over all and by band."""
    pauses = pauses_within(talk.learner_turns, left_out=talk.left_out)
    minutes = turn_time_s(talk) / 60
    counts = {"within_turn_pauses_per_minute": len(pauses)}
    for band, count in pause_bands(pauses).items():
        counts[f"{band}_pauses_per_minute"] = count
    return {key: _per_minute(count, minutes) for key, count in counts.items()}


def _per_minute(count: int, minutes: float) -> Figure:
    unit = "per minute"
    low, high = (limit / minutes if minutes else None for limit in count_interval(count))
    basis = f"{count} in {60 * minutes:.1f} s of your turns"
    figure = Figure(count / minutes if minutes else None, unit, basis, low=low, high=high)
    return enough(figure, has=60 * minutes, needs=LEAST_TURN_TIME_S, what="your turns")
