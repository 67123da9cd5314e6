from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import said, settled, talk
from tests.coaching.hand_made import theirs
from voicecoach.coaching.closing import check_confirmation, check_review_date
from voicecoach.coaching.process import check_agenda, check_shift
from voicecoach.turns import Turn

FULL_TERMS = "So we've agreed: you pay half by Friday and I send the file."
YES = theirs(3.0, 4.0, "Yes.", act="confirm")


@pytest.mark.parametrize(("n_before", "start_s", "band"), [(3, 100.0, "green"), (4, 91.0, None)])
def test_an_agenda_is_early_within_four_turns_or_ninety_seconds(
    n_before: int, start_s: float, band: str | None
) -> None:
    before = [said(2.0 * n, "I see.") for n in range(n_before)]
    (remark,) = check_agenda(talk(*before, said(start_s, "First A, then B?", "agenda")))
    assert f"in turn {n_before + 1} of {n_before + 1}" in remark.observed
    assert (remark.at_s, remark.band) == (start_s, band)


def test_no_agenda_is_amber_only_from_eight_turns() -> None:
    turns = [said(5.0 * n, "I see.") for n in range(8)]
    assert check_agenda(talk(*turns[:7]))[0].band is None
    assert check_agenda(talk(*turns))[0].band == "amber"
    assert check_agenda(talk()) == ()


def changing(n_turns: int | None) -> list[Turn]:
    """A change that is asked about after so many turns, or never."""
    turns = [theirs(0.0, 2.0, "They rang again.", act="shift_hint")]
    for n in range(5):
        kinds = ("monitor_change",) if n + 1 == n_turns else ()
        turns.append(said(5.0 * n + 3, "Has anything changed?" if kinds else "I see.", *kinds))
    return turns


@pytest.mark.parametrize(("n_turns", "band"), [(1, "green"), (3, "green"), (4, None)])
def test_a_change_is_noticed_in_time_within_three_turns(n_turns: int, band: str | None) -> None:
    (remark,) = check_shift(talk(*changing(n_turns)))
    turns = "1 turn" if n_turns == 1 else f"{n_turns} turns"
    assert remark.observed == (
        f"Something changed for Dana at 0:00: A tender came up. You asked within {turns}."
    )
    assert (remark.quote, remark.band) == ("Has anything changed?", band)


def test_a_change_that_nobody_took_up_cites_the_hint() -> None:
    (remark,) = check_shift(talk(*changing(None)))
    assert remark.observed.endswith("You did not take it up.")
    assert (remark.at_s, remark.quote, remark.band) == (0.0, "They rang again.", "amber")


def test_what_made_them_tell_it_counts_as_asking() -> None:
    hint, first, *_ = changing(None)
    told = theirs(6.0, 7.0, "It was the tender.", act="shift_told")
    assert "within 1 turn" in check_shift(talk(hint, first, told))[0].observed
    (remark,) = check_shift(talk(first, told))
    assert remark.observed.endswith("You asked before it showed.")


def test_nothing_changed_is_nothing_said() -> None:
    assert check_shift(talk(said(0.0, "I see."))) == ()


@pytest.mark.parametrize(
    ("text", "answer", "observed", "band"),
    [
        (FULL_TERMS, YES, "Said back 3 of 3 terms (who, what, when); they said yes.", "green"),
        (
            FULL_TERMS,
            theirs(3.0, 4.0, "Whoa.", act="confirm_no"),
            "Said back 3 of 3 terms (who, what, when); they did not say yes to it.",
            "amber",
        ),
        (
            "So you pay half and I send the file.",
            YES,
            "Said back 2 of 3 terms (who, what, when), without when; they said yes.",
            "amber",
        ),
        (
            "So we have a deal.",
            YES,
            "Said back 0 of 3 terms (who, what, when), without who and what and when; "
            "they said yes.",
            "amber",
        ),
    ],
)
def test_terms_said_back_are_checked_for_who_what_and_when(
    text: str, answer: Turn, observed: str, band: str
) -> None:
    session = talk(said(0.0, text, "confirm_agreement"), answer, reveal=settled(29000))
    (remark,) = check_confirmation(session)
    assert (remark.observed, remark.at_s, remark.band) == (observed, 0.0, band)


def test_a_deal_that_was_never_said_back_is_amber_and_no_deal_is_not() -> None:
    agreed = talk(said(0.0, "Fine."), outcome="agreed")
    (remark,) = check_confirmation(agreed)
    assert (remark.observed, remark.band) == (
        "Agreed, and never said back: 0 of 3 (who, what, when).",
        "amber",
    )
    assert check_confirmation(replace(agreed, outcome="stopped")) == ()
    assert check_review_date(replace(agreed, outcome="stopped")) == ()


@pytest.mark.parametrize(
    ("text", "observed", "band"),
    [
        (
            "Shall we look at it again in four weeks?",
            "A review was asked for: in four weeks.",
            "green",
        ),
        ("Shall we review that?", "A review was asked for, without a day.", None),
        ("Fine.", "No review was asked for.", None),
    ],
)
def test_a_review_is_worth_its_day(text: str, observed: str, band: str | None) -> None:
    (remark,) = check_review_date(talk(said(0.0, text), outcome="agreed"))
    assert (remark.observed, remark.band) == (observed, band)
