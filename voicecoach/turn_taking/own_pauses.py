"""How long this learner pauses inside a turn."""

from __future__ import annotations

import math
from collections.abc import Sequence

from voicecoach.turn_taking.silences import SHORTEST_S

FEWEST = 6  # before that it could be chance
NEWEST = 20
USUAL = 0.9  # nine pauses in ten are shorter


def usual_pause_s(pauses_s: Sequence[float]) -> float | None:
    """Tell below which length nine in ten of the learner's own pauses stay.

    Parameters
    ----------
    pauses_s : sequence of float
        Pauses after which the learner went on by themselves, oldest first. Held silences are no
        pauses and must not be among them.

    Returns
    -------
    usual_s : float or None
        Seconds, from the newest 20; None with fewer than six.

    Examples
    --------
    >>> usual_pause_s([0.3, 0.4, 0.5, 0.4, 0.6, 0.1, 0.5])
    0.6
    >>> usual_pause_s([0.8, 0.9]) is None
    True
    """
    pauses = sorted([pause for pause in pauses_s if pause >= SHORTEST_S][-NEWEST:])
    if len(pauses) < FEWEST:
        return None
    return pauses[math.ceil(USUAL * len(pauses)) - 1]
