from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FACTS, FULL, mine, move, theirs
from voicecoach.coaching.silences import (
    check_broken_silences,
    check_held_silences,
    check_silence_disclosures,
    check_silences,
    how_broken,
)
from voicecoach.turns import SessionRecord, Silence, Turn

FORBIDDEN = ("intimidat", "nervous", "pressure on", "squirm", "frighten", "dominan")


def breaking(*words: Turn, after: str = "own_ask") -> SessionRecord:
    """A 4 s silence from 10 s to 14 s, and what ended it."""
    before = (
        mine(8.0, 10.0, "What changed?", move("open_question"))
        if after == "own_ask"
        else theirs(8.0, 10.0, "Your price is a joke.")
    )
    silence = Silence(10.0, 14.0, after, "broken", "learner")  # type: ignore[arg-type]
    return replace(EMPTY, duration_s=120.0, turns=(before, *words), silences=(silence,))


def test_held_broken_and_filled_silences_are_counted_out_of_all_openings() -> None:
    (remark,) = check_silences(FULL)
    assert remark.observed == (
        "2 of 5 silences held for 3 s or more, 1 broken; Dana filled 1 of the 2. "
        "Longest held: 5.1 s."
    )
    assert (remark.at_s, remark.quote) == (16.0, "What changed?")


def test_a_pause_inside_a_turn_is_no_opening() -> None:
    inside = Silence(7.0, 7.4, "own_ask", "pause", "learner")
    (remark,) = check_silences(replace(FULL, silences=(*FULL.silences, inside)))
    assert remark.observed.startswith("2 of 5 silences held")


def test_two_held_silences_in_ten_minutes_are_few_and_three_are_enough() -> None:
    third = Silence(43.0, 46.2, "own_ask", "held", "counterpart")
    unbroken = tuple(silence for silence in FULL.silences if silence.kind != "broken")
    assert check_silences(FULL)[0].band == "amber"
    assert check_silences(replace(FULL, silences=(*unbroken, third)))[0].band == "green"


def test_half_a_minute_is_too_short_to_judge_silence_by() -> None:
    assert check_silences(replace(FULL, duration_s=31.0))[0].band is None


def test_a_session_without_silences_cites_nothing() -> None:
    (remark,) = check_silences(EMPTY)
    assert (remark.at_s, remark.quote) == (None, None)
    assert remark.observed == "No silence in which you could have spoken."


def test_a_held_silence_says_how_long_after_what_and_what_it_drew_out() -> None:
    first, last = check_held_silences(FULL)
    assert first.observed == (
        '5.1 s held after "What changed?", then Dana let out: The board meets on Friday.'
    )
    assert (first.at_s, first.quote, first.band) == (16.0, "What changed?", "green")
    assert last.observed == '3.2 s held after "Do not rush me.", then the session ended.'
    assert (last.at_s, last.quote) == (128.0, "Do not rush me.")


def test_a_filled_silence_without_a_fact_cites_what_filled_it() -> None:
    session = replace(
        EMPTY,
        turns=(mine(1.0, 2.0, "Why?", move("open_question")), theirs(6.0, 7.0, "Well?")),
        silences=(Silence(2.0, 6.0, "own_ask", "held", "counterpart"),),
    )
    (remark,) = check_held_silences(session)
    assert remark.observed == '4 s held after "Why?", then Dana spoke first: "Well?"'


def test_a_held_silence_that_ends_with_a_nudge_stays_held() -> None:
    session = replace(
        EMPTY,
        turns=(theirs(0.0, 2.0, "It was a bad week."), mine(6.5, 7.0, "Mm-hm.", move("nudge"))),
        silences=(Silence(2.0, 6.5, "counterpart_turn", "held", "learner"),),
    )
    (remark,) = check_held_silences(session)
    assert 'after "It was a bad week.", then you spoke: "Mm-hm."' in remark.observed


def test_beyond_ten_seconds_a_held_silence_is_too_long() -> None:
    session = replace(EMPTY, silences=(Silence(1.0, 12.5, "own_ask", "held", "counterpart"),))
    (remark,) = check_held_silences(session)
    assert remark.band == "amber"
    assert remark.observed.startswith("11.5 s held")
    assert remark.try_instead is not None


@pytest.mark.parametrize(
    ("words", "kinds", "after", "how"),
    [
        ("Fine, thirty-five then.", ["concession"], "own_ask", "gave way"),
        ("All right, we have a deal.", ["accept"], "counterpart_turn", "gave way"),
        ("Um, so, well...", [], "own_ask", "filled it"),
        ("I mean, is it the price?", ["closed_question"], "own_ask", "asked again"),
        ("Is it the price?", ["closed_question"], "counterpart_turn", "went on"),
        ("It's because our costs went up.", [], "own_ask", "justified"),
        ("Our costs went up.", [], "own_ask", "went on"),
        ("Umbrella stands are not like that.", [], "own_ask", "went on"),
    ],
)
def test_how_a_silence_was_broken_is_told_from_the_words(
    words: str, kinds: list[str], after: str, how: str
) -> None:
    turn = mine(14.0, 16.0, words, *(move(kind, words) for kind in kinds))
    session = breaking(turn, after=after)
    assert how_broken(session, session.silences[0]) == how


def test_a_broken_silence_cites_the_words_that_broke_it() -> None:
    (remark,) = check_broken_silences(FULL)
    assert remark.observed == (
        '3.4 s after "We could do thirty-eight thousand.", broken before Dana spoke: you gave way.'
    )
    assert (remark.at_s, remark.quote) == (98.4, "Or thirty-five, if that is easier.")
    assert remark.band == "amber"


def test_a_fact_still_locked_to_silence_is_mentioned_and_an_opened_one_is_not() -> None:
    (remark,) = check_broken_silences(FULL)
    assert "still hidden" in (remark.try_instead or "")
    opened = replace(FULL, facts=FACTS[:1])
    (remark,) = check_broken_silences(opened)
    assert "still hidden" not in (remark.try_instead or "")


def test_thinking_before_an_answer_is_not_held_against_the_learner() -> None:
    session = breaking(mine(14.0, 16.0, "Our costs went up."), after="counterpart_turn")
    (remark,) = check_broken_silences(session)
    assert remark.band is None
    assert "think" in (remark.try_instead or "")


def test_a_broken_silence_whose_end_was_not_heard_cites_what_came_before() -> None:
    session = breaking()
    (remark,) = check_broken_silences(session)
    assert (remark.at_s, remark.quote) == (10.0, "What changed?")
    assert remark.observed.endswith("you spoke.")


def test_facts_out_of_silence_are_counted_out_of_all_facts() -> None:
    (remark,) = check_silence_disclosures(FULL)
    assert remark.observed == "1 of 5 hidden facts came out of a silence."
    assert (remark.at_s, remark.quote, remark.band) == (16.0, "What changed?", "green")
    (remark,) = check_silence_disclosures(replace(FULL, silences=()))
    assert (remark.at_s, remark.band) == (None, "amber")
    assert check_silence_disclosures(EMPTY) == ()


def test_no_remark_says_that_silence_frightens() -> None:
    remarks = [
        *check_silences(FULL),
        *check_held_silences(FULL),
        *check_broken_silences(FULL),
        *check_silence_disclosures(FULL),
    ]
    said = " ".join(f"{remark.observed} {remark.try_instead}" for remark in remarks).lower()
    assert not any(word in said for word in FORBIDDEN)
