"""Spans: stretches of time as rows of start and end, and the arithmetic on them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import MeasureError

Spans = NDArray[np.float64]  # shape (n_spans, 2), seconds, in time order, not overlapping

NO_SPANS: Spans = np.empty((0, 2))


def as_spans(pairs: Iterable[tuple[float, float]]) -> Spans:
    """Sort stretches by time and join those that touch or overlap.

    Parameters
    ----------
    pairs : iterable of (start, end) in seconds
        In any order; stretches of no length are dropped.

    Returns
    -------
    spans : float array, shape (n_spans, 2)
        In time order, not overlapping.

    Raises
    ------
    MeasureError
        If a stretch ends before it starts, or a time is not a finite number.

    Examples
    --------
    >>> as_spans([(2, 3), (0, 1), (2.5, 4)])
    array([[0., 1.],
           [2., 4.]])
    """
    rows = np.array([(start, end) for start, end in pairs], dtype=np.float64).reshape(-1, 2)
    _check_rows(rows)
    return join_spans(rows[rows[:, 1] > rows[:, 0]])


def join_spans(spans: Spans, *, gaps_below_s: float = 0.0) -> Spans:
    """Join neighbours whose gap is shorter than `gaps_below_s`, or that touch.

    Examples
    --------
    >>> join_spans(np.array([[0, 1], [1.2, 2], [3, 4]]), gaps_below_s=0.25)
    array([[0., 2.],
           [3., 4.]])
    """
    if len(spans) < 2:
        return spans.astype(np.float64)
    rows = spans[np.argsort(spans[:, 0], kind="stable")].astype(np.float64)
    reach = np.maximum.accumulate(rows[:, 1])
    gaps = rows[1:, 0] - reach[:-1]
    is_new = np.r_[True, (gaps > 0) & (gaps >= gaps_below_s)]
    last = np.r_[np.flatnonzero(is_new)[1:] - 1, len(rows) - 1]
    return np.column_stack([rows[is_new, 0], reach[last]])


def drop_short(spans: Spans, *, shortest_s: float) -> Spans:
    """Keep the spans of at least `shortest_s`.

    Examples
    --------
    >>> drop_short(np.array([[0, 0.05], [1, 2]]), shortest_s=0.1)
    array([[1., 2.]])
    """
    return spans[spans[:, 1] - spans[:, 0] >= shortest_s - 1e-9]


def total_s(spans: Spans) -> float:
    """Add up the lengths, in seconds.

    Examples
    --------
    >>> total_s(np.array([[0, 1], [2, 4.5]]))
    3.5
    """
    return float(np.sum(spans[:, 1] - spans[:, 0]))


def longest_s(spans: Spans) -> float:
    """Length of the longest span in seconds; 0 if there are none.

    Examples
    --------
    >>> longest_s(np.array([[0, 1], [2, 4.5]]))
    2.5
    """
    return float(np.max(spans[:, 1] - spans[:, 0], initial=0.0))


def gaps_between(spans: Spans) -> Spans:
    """List what lies between neighbouring spans.

    Examples
    --------
    >>> gaps_between(np.array([[0, 1], [2, 4], [4.5, 5]]))
    array([[1. , 2. ],
           [4. , 4.5]])
    """
    return np.column_stack([spans[:-1, 1], spans[1:, 0]]) if len(spans) > 1 else NO_SPANS


def intersect(first: Spans, second: Spans) -> Spans:
    """List the stretches that lie in both.

    Examples
    --------
    >>> intersect(np.array([[0., 2.], [3., 5.]]), np.array([[1., 4.]]))
    array([[1., 2.],
           [3., 4.]])
    """
    pairs = []
    i = j = 0
    while i < len(first) and j < len(second):
        start = max(first[i, 0], second[j, 0])
        end = min(first[i, 1], second[j, 1])
        if end > start:
            pairs.append((start, end))
        if first[i, 1] <= second[j, 1]:
            i += 1
        else:
            j += 1
    return as_spans(pairs)


def subtract(spans: Spans, taken: Spans) -> Spans:
    """List the parts of `spans` that lie outside `taken`.

    Examples
    --------
    >>> subtract(np.array([[0., 4.]]), np.array([[1., 2.]]))
    array([[0., 1.],
           [2., 4.]])
    """
    if not len(spans) or not len(taken):
        return spans
    edges = np.r_[-np.inf, join_spans(taken).ravel(), np.inf].reshape(-1, 2)
    return intersect(spans, edges)


def spans_of_frames(is_inside: NDArray[np.bool_], *, hop_s: float) -> Spans:
    """Turn a decision per frame into spans.

    Parameters
    ----------
    is_inside : bool array, shape (n_frames,)
        Decision per frame, in time order.
    hop_s : float > 0
        Seconds from one frame to the next.

    Returns
    -------
    spans : float array, shape (n_spans, 2)
        Seconds from the start of frame 0.

    Raises
    ------
    MeasureError
        If `is_inside` is not one-dimensional or `hop_s` is not positive.

    Examples
    --------
    >>> spans_of_frames(np.array([0, 1, 1, 0, 1], dtype=bool), hop_s=0.5)
    array([[0.5, 1.5],
           [2. , 2.5]])
    """
    if is_inside.ndim != 1:
        raise MeasureError(
            f"is_inside must have shape (n_frames,), got {is_inside.shape}; pass one channel"
        )
    if not hop_s > 0:
        raise MeasureError(f"hop_s must be positive, got {hop_s}")
    padded = np.r_[False, is_inside.astype(bool), False]
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return np.asarray(edges.reshape(-1, 2) * hop_s, dtype=np.float64)


def frames_of_spans(spans: Spans, *, n_frames: int, hop_s: float) -> NDArray[np.bool_]:
    """Mark the frames whose middle lies inside a span.

    Examples
    --------
    >>> frames_of_spans(np.array([[0.1, 0.25]]), n_frames=4, hop_s=0.1)
    array([False,  True, False, False])
    """
    middles = (np.arange(n_frames) + 0.5) * hop_s
    n_started = np.searchsorted(spans[:, 0], middles, side="right")
    n_ended = np.searchsorted(spans[:, 1], middles, side="right")
    return n_started > n_ended


def _check_rows(rows: Spans) -> None:
    if not np.all(np.isfinite(rows)):
        raise MeasureError("a span has a time that is not a finite number; leave it out")
    if np.any(rows[:, 1] < rows[:, 0]):
        start, end = rows[np.argmax(rows[:, 1] < rows[:, 0])]
        raise MeasureError(
            f"the span from {start:g} s to {end:g} s ends before it starts; swap them"
        )
