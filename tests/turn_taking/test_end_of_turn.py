from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.turn_taking import Patience, completeness
from voicecoach.turn_taking.end_of_turn import Evidence, finished_odds, wait_at_pause
from voicecoach.turns import Ending


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What would you need to see?", "asked"),
        ("How did this bill land with you.", "finished"),
        ("I can pay half now.", "finished"),
        ("Thank you for telling me that.", "finished"),
        ("Deal.", "finished"),
        ("we could do that on friday", "open"),
        ("I can offer eighteen, but", "unfinished"),
        ("The reason I ask is because.", "unfinished"),
        ("Our budget, um,", "unfinished"),
        ("Well, uh", "unfinished"),
        ("Let me think...", "unfinished"),
        ("I was going to say that we", "unfinished"),
        ("I would need to", "unfinished"),
        ("the", "unfinished"),
        ("", "unfinished"),
    ],
)
def test_how_finished_the_words_are(text: str, expected: str) -> None:
    assert completeness(text) == expected


SURE = Ending(stop=0.97, question=0.0, comma=0.001, ellipsis=0.002, nothing=0.02)
TRAILING = Ending(stop=0.2, question=0.0, comma=0.1, ellipsis=0.5, nothing=0.15)


def evidence(text: str, turn_s: float = 3.0, ending: Ending | None = SURE) -> Evidence:
    return Evidence(text, turn_s, ending)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (evidence("We can do it by", 2.0), evidence("We can do it by Friday.", 2.0)),
        (evidence("I can do that.", ending=TRAILING), evidence("I can do that.", ending=SURE)),
        (evidence("I can do that.", 0.6), evidence("I can do that.", 4.0)),
        (evidence("If you sign this week."), evidence("Could you sign this week?")),
        (evidence("The, um,", 1.5), evidence("The date.", 1.5)),
        (
            Evidence("That is our price.", 2.0, SURE, slope_st_s=12.0),
            Evidence("That is our price.", 2.0, SURE, slope_st_s=-12.0),
        ),
    ],
)
def test_more_finished_has_better_odds(less: Evidence, more: Evidence) -> None:
    assert finished_odds(less) < finished_odds(more)


def test_a_plain_question_is_answered_at_once() -> None:
    asked = evidence("I see. What would you need from us to sign it today?", 6.0)
    assert wait_at_pause(asked, Patience()) == Patience().plain_s


@pytest.mark.parametrize(
    "text", ["I could do nineteen, but", "The reason I'm asking is", "Our budget is, um,", ""]
)
def test_who_is_plainly_not_done_is_left_in_peace(text: str) -> None:
    assert wait_at_pause(evidence(text, 2.0, TRAILING), Patience()) == Patience().unlikely_s


@pytest.mark.parametrize("text", ["No.", "Yes, please.", "Deal.", "Fair enough."])
def test_a_whole_answer_of_a_word_or_two_needs_no_second_thought(text: str) -> None:
    assert wait_at_pause(evidence(text, 0.4), Patience()) < Patience().unlikely_s


def test_without_a_decoder_that_can_tell_the_words_still_count() -> None:
    whole = evidence("We need to know by Friday.", ending=None)
    broken = evidence("We need to know by", ending=None)
    assert finished_odds(broken) < finished_odds(whole)


def test_who_never_pauses_for_long_is_waited_for_less() -> None:
    broken = evidence("I could do nineteen, but", 2.0, TRAILING)
    quick = replace(broken, own_pauses_s=(0.4, 0.5, 0.7, 0.6, 0.5, 0.8, 0.4))
    slow = replace(broken, own_pauses_s=(1.2, 1.4, 0.9, 1.6, 1.3, 1.5))
    assert Patience().likely_s <= wait_at_pause(quick, Patience()) < Patience().unlikely_s
    assert wait_at_pause(slow, Patience()) == Patience().unlikely_s


@given(
    text=st.text("abc ,.?!'", max_size=40),
    turn_s=st.floats(0.0, 120.0),
    shares=st.lists(st.floats(0.0, 0.2), min_size=5, max_size=5),
    slope=st.none() | st.floats(-500, 500),
    pauses=st.lists(st.floats(0.0, 10.0), max_size=30),
)
def test_whatever_is_heard_the_wait_stays_in_bounds(
    text: str, turn_s: float, shares: list[float], slope: float | None, pauses: list[float]
) -> None:
    heard = Evidence(text, turn_s, Ending(*shares), slope, tuple(pauses))
    patience = Patience()
    assert patience.plain_s <= wait_at_pause(heard, patience) <= patience.unlikely_s


def test_patience_scales_every_wait() -> None:
    assert Patience().scaled(2.0) == Patience(plain_s=0.9, likely_s=1.72, unlikely_s=3.0)
