"""Turns and silences of a recording, from nothing but who spoke when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from voicecoach.measures.backchannels import LONGEST_BACKCHANNEL_S
from voicecoach.measures.edges import SHORTEST_PAUSE_S
from voicecoach.measures.spans import Spans
from voicecoach.turns import Turn, Who

FLOOR_KEPT_S = 1.0  # a speaker who goes on within a second has kept the floor
HELD_S = 3.0

Stretch = tuple[float, float, Who]


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence of both sides, not yet named."""

    start_s: float
    end_s: float
    after: Literal["counterpart_turn", "own_ask"]
    ended_by: Literal["learner", "counterpart"]


def find_turns(learner: Spans, counterpart: Spans) -> tuple[list[Turn], list[Turn]]:
    """Join stretches of speech to turns.

    A turn is everything one side says until the other speaks or a silence of 3 s begins; short
    sounds beside which the other keeps the floor are backchannels and end no turn.

    Parameters
    ----------
    learner, counterpart : float array, shape (n_spans, 2)
        Speech of each side in seconds.

    Returns
    -------
    turns, backchannels : list of Turn
        Without text, with `speech` stretches, in order of time.

    Examples
    --------
    >>> own = np.array([[0.0, 2.0], [2.5, 3.0], [5.0, 5.4]])
    >>> turns, backchannels = find_turns(own, np.array([[3.5, 8.0]]))
    >>> [(turn.who, turn.start_s, turn.end_s) for turn in turns]
    [('learner', 0.0, 3.0), ('counterpart', 3.5, 8.0)]
    >>> [turn.start_s for turn in backchannels]
    [5.0]
    """
    floor: list[Stretch] = []
    aside: list[Stretch] = []
    sides: tuple[tuple[Who, Spans, Spans], ...] = (
        ("learner", learner, counterpart),
        ("counterpart", counterpart, learner),
    )
    for who, own, other in sides:
        for start, end in own:
            is_aside = _is_aside(float(start), float(end), own, other)
            (aside if is_aside else floor).append((float(start), float(end), who))
    turns = [_turn(run) for run in _runs(sorted(floor))]
    return turns, [_turn([stretch]) for stretch in sorted(aside)]


def find_gaps(turns: list[Turn]) -> list[Gap]:
    """List the silences between turns, and those of 3 s and more inside them.

    Examples
    --------
    >>> theirs = Turn("counterpart", 0.0, 2.0, "", speech=((0.0, 2.0),))
    >>> own = Turn("learner", 6.0, 7.0, "", speech=((6.0, 7.0),))
    >>> find_gaps([theirs, own])
    [Gap(start_s=2.0, end_s=6.0, after='counterpart_turn', ended_by='learner')]
    """
    stretches = sorted((*stretch, turn.who) for turn in turns for stretch in turn.speech)
    gaps = []
    reach_s, last = 0.0, None
    for start, end, who in stretches:
        if last is not None and _counts(start - reach_s, last, who):
            after: Literal["counterpart_turn", "own_ask"] = (
                "own_ask" if last == "learner" else "counterpart_turn"
            )
            gaps.append(Gap(reach_s, start, after, who))
        if end >= reach_s:
            reach_s, last = end, who
    return gaps


def _counts(length_s: float, before: Who, after: Who) -> bool:
    """Tell whether the learner could have spoken, or gave the floor away, in a gap."""
    if before == "counterpart" and after == "learner":
        return length_s >= SHORTEST_PAUSE_S
    return length_s >= HELD_S


def _is_aside(start: float, end: float, own: Spans, other: Spans) -> bool:
    """Tell whether the other side talks on around a short stretch."""
    if end - start > LONGEST_BACKCHANNEL_S or not len(other):
        return False
    index = int(np.searchsorted(other[:, 0], start, side="right"))
    if index == 0:
        return False
    if other[index - 1, 1] > end:
        return True
    goes_on = index < len(other) and other[index, 0] <= end + FLOOR_KEPT_S
    was_on = other[index - 1, 1] >= start - FLOOR_KEPT_S
    if not (goes_on and was_on):
        return False
    # The next own stretch must not come before the other has gone on.
    following = own[np.searchsorted(own[:, 0], start, side="right") :]
    return not len(following) or bool(following[0, 0] > other[index, 0])


def _runs(stretches: list[Stretch]) -> list[list[Stretch]]:
    runs: list[list[Stretch]] = []
    for stretch in stretches:
        if runs and runs[-1][-1][2] == stretch[2] and stretch[0] - runs[-1][-1][1] < HELD_S:
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    return runs


def _turn(run: list[Stretch]) -> Turn:
    speech = tuple((start, end) for start, end, _ in run)
    return Turn(run[0][2], speech[0][0], speech[-1][1], "", speech=speech)
