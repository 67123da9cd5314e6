"""Silences between turns: response latency, held and broken silences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voicecoach.measures.figure import Figure, unmeasured
from voicecoach.measures.talk import Talk, turn_extent
from voicecoach.turns import Turn

HELD_FROM_S = 3.0  # Curhan, Overbeck, Cho, Zhang and Yang (2022): extended silence
LEAST_LATENCIES = 3
HELD_KINDS = ("held", "broken")


def response_latencies(
    learner_turns: Sequence[Turn],
    counterpart_turns: Sequence[Turn],
    *,
    longest_s: float = HELD_FROM_S,
) -> list[tuple[float, float]]:
    """List how long the learner took to answer, for turns not preceded by a hold.

    Parameters
    ----------
    learner_turns, counterpart_turns : sequence of Turn
    longest_s : float > 0
        From here on a silence is held and no latency: 3 s.

    Returns
    -------
    latencies : list of (end of the counterpart's turn, latency in seconds)
        Turns that broke in, and those after a held silence, are not in it.

    Examples
    --------
    >>> theirs = [Turn("counterpart", 0.0, 2.0, "Well?"), Turn("counterpart", 5.0, 6.0, "And?")]
    >>> own = [Turn("learner", 2.5, 4.0, "Yes."), Turn("learner", 9.5, 10, "No.")]
    >>> response_latencies(own, theirs)
    [(2.0, 0.5)]
    """
    starts = np.array(sorted(turn.start_s for turn in counterpart_turns))
    ends = np.array(sorted(turn.end_s for turn in counterpart_turns))
    own_ends = np.array(sorted(turn_extent(turn)[1] for turn in learner_turns))
    latencies = []
    for turn in learner_turns:
        start = turn_extent(turn)[0]
        n_ended = int(np.searchsorted(ends, start, side="right"))
        broke_in = int(np.searchsorted(starts, start, side="left")) > n_ended
        if broke_in or not n_ended:
            continue
        end = float(ends[n_ended - 1])
        first_own, last_own = np.searchsorted(own_ends, (end, start), side="left")
        is_answer = first_own == last_own
        if is_answer and start - end < longest_s:
            latencies.append((end, round(start - end, 6)))
    return latencies


def silence_figures(talk: Talk) -> dict[str, Figure]:
    """Count and measure the silences in which the learner could have spoken."""
    keys = {
        "held_silences": "count",
        "broken_silences": "count",
        "longest_silence_s": "s",
        "response_latency_median_s": "s",
    }
    if talk.no_counterpart:
        missing = {key: unmeasured(unit, talk.no_counterpart) for key, unit in keys.items()}
        return missing | _silences_alone(talk)
    if not talk.counterpart_turns:
        return {key: unmeasured(unit, "the counterpart took no turn") for key, unit in keys.items()}
    held = [s for s in talk.silences if s.kind in HELD_KINDS and s.duration_s >= HELD_FROM_S]
    broken = sum(silence.kind == "broken" for silence in talk.silences)
    longest = max((silence.duration_s for silence in talk.silences), default=0.0)
    return {
        "held_silences": Figure(len(held), "count", f"of {len(talk.silences)} silences"),
        "broken_silences": Figure(broken, "count", f"of {len(talk.silences)} silences"),
        "longest_silence_s": Figure(longest, "s"),
        "response_latency_median_s": _latency(talk),
    }


def _silences_alone(talk: Talk) -> dict[str, Figure]:
    """Silences of 3 s and more where nobody else could have ended them."""
    longest = max((silence.duration_s for silence in talk.silences), default=0.0)
    return {
        "held_silences": Figure(len(talk.silences), "count", "3 s and more without speech"),
        "longest_silence_s": Figure(longest, "s", "of 3 s and more"),
    }


def _latency(talk: Talk) -> Figure:
    pairs = response_latencies(talk.learner_turns, talk.counterpart_turns)
    if len(pairs) < LEAST_LATENCIES:
        return unmeasured("s", f"too few: {len(pairs)} answers, needs {LEAST_LATENCIES}")
    latencies = [latency for _, latency in pairs]
    low, high = np.percentile(latencies, (25, 75))
    basis = f"{len(latencies)} answers, middle half {low:.2f} to {high:.2f} s"
    return Figure(float(np.median(latencies)), "s", basis)
