"""The turns that stand out: longest, fastest, wordiest, slowest to come."""

from __future__ import annotations

import re
from collections.abc import Callable

from voicecoach.coaching.timeline import turn_before, turns_of
from voicecoach.turns import SessionRecord, Turn

PRESSURE_ACTS = ("tactic", "fill_push", "rupture")  # as the measures of pressure take them
LEAST_TIME_S, LEAST_WORDS = 3.0, 8  # a turn needs both to have a pace


def duration_s(turn: Turn) -> float:
    """Measure how long a turn took."""
    return turn.end_s - turn.start_s


def n_words(turn: Turn) -> int:
    """Count the words of a turn."""
    return len(turn.text.split())


def longest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's longest turn."""
    return max(turns_of(session, "learner"), key=duration_s, default=None)


def longest_story(session: SessionRecord) -> Turn | None:
    """Find the counterpart's longest turn."""
    return max(turns_of(session, "counterpart"), key=duration_s, default=None)


def wordiest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's turn with the most words."""
    return max(turns_of(session, "learner"), key=n_words, default=None)


def fastest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's fastest turn, if possible among those long enough to have a pace."""
    timed = [turn for turn in turns_of(session, "learner") if duration_s(turn) > 0]
    paced = [
        turn for turn in timed if duration_s(turn) >= LEAST_TIME_S and n_words(turn) >= LEAST_WORDS
    ]
    return max(paced or timed, key=lambda turn: n_words(turn) / duration_s(turn), default=None)


def slowest_answer(session: SessionRecord) -> Turn | None:
    """Find the learner's turn that came longest after the counterpart's end."""
    waits = []
    for turn in turns_of(session, "learner"):
        theirs = turn_before(session, turn.start_s, "counterpart")
        own = turn_before(session, turn.start_s, "learner")
        if theirs and (own is None or own.end_s <= theirs.start_s):
            waits.append((turn.start_s - theirs.end_s, turn))
    return max(waits, key=lambda wait: wait[0], default=(0.0, None))[1]


def first_break_in(session: SessionRecord) -> Turn | None:
    """Find the learner's first turn that began while the counterpart was speaking."""
    theirs = turns_of(session, "counterpart")
    return next(
        (
            turn
            for turn in turns_of(session, "learner")
            if any(other.start_s < turn.start_s < other.end_s for other in theirs)
        ),
        None,
    )


def first_under_pressure(session: SessionRecord) -> Turn | None:
    """Find the learner's first turn after a tactic, a push into silence, or a rupture."""
    pressing = [turn for turn in turns_of(session, "counterpart") if turn.act in PRESSURE_ACTS]
    if not pressing:
        return None
    return next(
        (turn for turn in turns_of(session, "learner") if turn.start_s > pressing[0].start_s), None
    )


def most_matches(pattern: re.Pattern[str]) -> Callable[[SessionRecord], Turn | None]:
    """Build the search for the learner's turn in which a pattern occurs most often."""

    def find(session: SessionRecord) -> Turn | None:
        counts = [
            (len(pattern.findall(turn.text.lower())), turn) for turn in turns_of(session, "learner")
        ]
        most, turn = max(counts, key=lambda count: count[0], default=(0, None))
        return turn if most else None

    return find
