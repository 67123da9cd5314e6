from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.turn_taking.own_pauses import FEWEST, NEWEST, usual_pause_s

PAUSES = st.lists(st.floats(0.25, 3.0), min_size=FEWEST, max_size=60)


def test_a_few_pauses_say_nothing() -> None:
    assert usual_pause_s([0.5] * (FEWEST - 1)) is None


def test_gaps_inside_words_are_no_pauses() -> None:
    assert usual_pause_s([0.1] * 50) is None


def test_old_pauses_are_forgotten() -> None:
    assert usual_pause_s([1.4] * 30 + [0.4] * NEWEST) == 0.4


def test_one_long_pause_in_twenty_is_not_usual() -> None:
    assert usual_pause_s([0.5] * 19 + [1.4]) == 0.5


@given(PAUSES)
def test_the_usual_pause_is_one_that_was_made(pauses: list[float]) -> None:
    assert usual_pause_s(pauses) in pauses
