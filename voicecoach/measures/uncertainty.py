"""Uncertainty: how far a figure might lie from what more of the same talk would give."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Interval = tuple[float, float]
Z_95 = 1.959964


def ratio_interval(numerators: Sequence[float], denominators: Sequence[float]) -> Interval | None:
    """Give a 95 % interval for a ratio of sums over turns, by the jackknife [1]_.

    Parameters
    ----------
    numerators, denominators : sequence of float, one per turn
        For words per minute: words of each turn and its minutes.

    Returns
    -------
    interval : (low, high) or None
        None with fewer than five turns: too few to say.

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 11.

    Examples
    --------
    >>> ratio_interval([10, 20, 30, 40, 50], [10, 20, 30, 40, 50])
    (1.0, 1.0)
    """
    tops, bottoms = np.asarray(numerators, float), np.asarray(denominators, float)
    n_turns = len(tops)
    if n_turns < 5 or bottoms.sum() <= 0 or np.any(bottoms.sum() - bottoms <= 0):
        return None
    without = (tops.sum() - tops) / (bottoms.sum() - bottoms)
    error = math.sqrt((n_turns - 1) / n_turns * float(np.sum((without - without.mean()) ** 2)))
    middle = float(tops.sum() / bottoms.sum())
    return middle - Z_95 * error, middle + Z_95 * error


def count_interval(count: int) -> Interval:
    """Give a 95 % interval for the mean of a Poisson count.

    Byar's approximation to the exact limits, within 1 % of them from five events on [1]_.

    References
    ----------
    .. [1] N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research", vol. 2,
       IARC 1987, p. 69.

    Examples
    --------
    >>> low, high = count_interval(10)
    >>> round(low, 1), round(high, 1)
    (4.8, 18.4)
    """
    low = 0.0
    if count > 0:
        low = count * (1 - 1 / (9 * count) - Z_95 / (3 * math.sqrt(count))) ** 3
    more = count + 1
    high = more * (1 - 1 / (9 * more) + Z_95 / (3 * math.sqrt(more))) ** 3
    return max(0.0, low), high
