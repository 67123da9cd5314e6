from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import FULL, mine, move
from tests.coaching.prepared import ISSUE, PREPARED, REVEAL, SHEET
from voicecoach.coaching.preparation.checks import PREPARATION_CHECKS
from voicecoach.coaching.preparation.guesses import (
    check_interests,
    check_story,
    check_style_guess,
)
from voicecoach.coaching.preparation.likeness import Plans, stems_of
from voicecoach.coaching.preparation.missing import check_missing
from voicecoach.coaching.preparation.raised import (
    check_agenda,
    check_aims,
    check_batna,
    check_criteria,
    check_planned_questions,
)
from voicecoach.coaching.preparation.terms import (
    check_first_offer,
    check_limit,
    check_result,
    terms_of,
)
from voicecoach.coaching.preparation.trades import check_trades
from voicecoach.prep_sheet import Hidden, Opposite, PrepSheet
from voicecoach.turns import SessionRecord, Turn


def with_turns(*turns: Turn) -> SessionRecord:
    return replace(PREPARED, turns=turns)


def settled_at(value: float | None) -> SessionRecord:
    issues = (replace(ISSUE, settled=value),)
    return replace(PREPARED, reveal=replace(REVEAL, issues=issues))


def prepared_with(**fields: object) -> SessionRecord:
    return replace(PREPARED, prep=SHEET.model_copy(update=fields))


@pytest.mark.parametrize("check", PREPARATION_CHECKS)
def test_without_a_sheet_nothing_is_said_of_it(check: object) -> None:
    assert check(FULL) == ()  # type: ignore[operator]


def test_what_the_sheet_is_silent_on_is_named_as_not_measured() -> None:
    (remark,) = check_missing(replace(PREPARED, prep=PrepSheet(issue="The rent")))
    assert remark.observed.startswith("Could not be measured, since the sheet is silent on it:")
    for part in ("aims", "limit", "alternative", "trades", "their style", "agenda", "questions"):
        assert part in remark.observed
    assert check_missing(PREPARED) == ()


@pytest.mark.parametrize("check", PREPARATION_CHECKS[:-1])
def test_an_empty_part_of_the_sheet_is_not_judged(check: object) -> None:
    bare = replace(PREPARED, prep=PrepSheet(issue="The rent"))
    assert check(bare) == ()  # type: ignore[operator]


def test_each_aim_is_found_in_the_words_that_raised_it() -> None:
    summary, bill, client = check_aims(PREPARED)
    assert (summary.observed, summary.band) == ("1 of 2 aims raised aloud.", None)
    assert bill.observed == "Raised: Settle the bill today."
    assert bill.at_s == 6.0
    assert (bill.quote or "").startswith("I want to settle this bill today.")
    assert client.observed == "Not heard: Keep them as a client after the quarrel."
    assert client.try_instead


def test_an_agenda_in_the_first_turns_is_good() -> None:
    (remark,) = check_agenda(PREPARED)
    assert (remark.at_s, remark.band) == (6.0, "green")
    assert remark.observed == "Agenda set at 0:06. 1 of 2 points of it came up."


def test_an_agenda_after_the_fourth_turn_and_ninety_seconds_is_late() -> None:
    filler = [mine(start_s, start_s + 3, "No.") for start_s in (10.0, 40.0, 70.0, 85.0)]
    late = mine(95.0, 99.0, "Shall we take the dates first?", move("agenda", "the dates first"))
    (remark,) = check_agenda(with_turns(*filler, late))
    assert (remark.at_s, remark.band) == (95.0, "amber")
    in_time = replace(late, start_s=89.0)
    assert check_agenda(with_turns(*filler, in_time))[0].band == "green"


def test_no_agenda_brings_words_for_one() -> None:
    (remark,) = check_agenda(with_turns(mine(6.0, 9.0, "Thirty-eight thousand.")))
    assert remark.band == "amber"
    assert "what went wrong with the bill first" in (remark.try_instead or "")


def test_planned_questions_are_found_whatever_the_order_of_their_words() -> None:
    summary, june, board = check_planned_questions(PREPARED)
    assert summary.observed == "1 of 2 planned questions asked."
    assert june.at_s == 30.0
    assert june.quote == "What happens for you at the end of June?"
    assert board.observed == 'Not heard: "Who else on the board has to agree?"'


def test_a_statement_with_the_words_of_a_question_does_not_ask_it() -> None:
    told = with_turns(mine(5.0, 9.0, "I know what happens at the end of June."))
    assert check_planned_questions(told)[0].observed.startswith("0 of 2")


def test_the_alternative_is_found_and_a_threat_told_from_a_fact() -> None:
    assert check_batna(PREPARED)[0].observed == "Your alternative was not named."
    words = "If we part here, I have a claim in the county court."
    (calm,) = check_batna(with_turns(mine(5.0, 9.0, words, move("calm_limit", words))))
    assert (calm.at_s, calm.band) == (5.0, None)
    (threat,) = check_batna(with_turns(mine(5.0, 9.0, words, move("threat", words))))
    assert (threat.observed, threat.band) == ("Your alternative was named, as a threat.", "amber")


def test_standards_are_looked_for_in_the_words() -> None:
    assert check_criteria(PREPARED)[0].observed == "0 of 1 planned standard named."
    words = "The hourly rates stand in the engagement letter."
    (remark,) = check_criteria(with_turns(mine(5.0, 9.0, words)))
    assert (remark.at_s, remark.band) == (5.0, "green")


def test_a_limit_that_was_kept_says_how_far_one_went() -> None:
    (remark,) = check_limit(PREPARED)
    assert remark.observed == (
        "Limit on fee, £27,000: kept. The furthest you went was £30,000, at 1:30."
    )
    assert remark.band == "green"


def test_a_deal_beyond_the_limit_crosses_it() -> None:
    (remark,) = check_limit(settled_at(26000.0))
    assert remark.band == "amber"
    assert "crossed. Settled at £26,000." in remark.observed


def test_an_offer_beyond_the_limit_crosses_it_even_without_a_deal() -> None:
    low = mine(
        9.0, 12.0, "Twenty-five?", move("proposal", "Twenty-five?", amount=25e3, issue="fee")
    )
    (remark,) = check_limit(replace(settled_at(None), turns=(low,)))
    assert (remark.at_s, remark.quote, remark.band) == (9.0, "Twenty-five?", "amber")
    assert "You offered £25,000." in remark.observed


def test_a_figure_in_a_condition_is_shown_and_not_judged() -> None:
    part = mine(
        9.0,
        12.0,
        "If you pay ten now, the rest can wait.",
        move("conditional_trade", "If you pay ten now", amount=10e3, issue="fee"),
    )
    (remark,) = check_limit(replace(settled_at(None), turns=(part,)))
    assert remark.band is None
    assert "on a condition" in remark.observed


def test_for_a_buyer_more_is_worse() -> None:
    sheet = SHEET.figures[0].model_copy(
        update={"wants": "lower", "limit": 30000, "target": 28000, "best": None}
    )
    session = prepared_with(figures=(sheet,))
    assert "crossed. You offered £31,000" in check_limit(session)[0].observed
    assert check_first_offer(session)[0].band == "amber"


def test_a_figure_is_matched_to_an_issue_by_unit_and_words() -> None:
    days = replace(ISSUE, id="notice", name="Days of notice", unit="days", settled=30.0)
    reveal = replace(REVEAL, issues=(days, ISSUE))
    (term,) = terms_of(replace(PREPARED, reveal=reveal))
    assert term.issue == ISSUE
    (other,) = terms_of(replace(PREPARED, reveal=replace(REVEAL, issues=(days,))))
    assert (other.issue, other.offers) == (None, ())


def test_without_a_reveal_the_offers_still_show_the_limit() -> None:
    (remark,) = check_limit(replace(PREPARED, reveal=None))
    assert "kept" in remark.observed
    assert check_result(replace(PREPARED, reveal=None)) == ()


def test_the_first_figure_is_set_against_the_target() -> None:
    (remark,) = check_first_offer(PREPARED)
    assert (remark.at_s, remark.band) == (60.0, "green")
    (timid,) = check_first_offer(prepared_with(figures=(_with_target(32000),)))
    assert timid.band == "amber"


def _with_target(target: float) -> object:
    return SHEET.figures[0].model_copy(update={"target": target})


def test_the_result_is_set_beside_every_mark_and_their_limit() -> None:
    (remark,) = check_result(PREPARED)
    assert remark.observed == (
        "Settled on fee: £29,000 (best £33,000, target £31,000, limit £27,000), "
        "no worse than your alternative (£24,000). They would have gone to £31,000; "
        "of the room between both limits you have 50%."
    )
    assert remark.band is None
    assert check_result(settled_at(31000.0))[0].band == "green"
    worse = check_result(settled_at(23000.0))[0]
    assert worse.band == "amber"
    assert "worse than your alternative" in worse.observed


def test_where_there_was_no_room_the_result_says_so() -> None:
    narrow = replace(REVEAL, issues=(replace(ISSUE, limit=25000, settled=None),))
    (remark,) = check_result(replace(PREPARED, reveal=narrow))
    assert remark.observed.startswith("Nothing was settled on fee. There was no room")


def test_trades_are_told_from_gifts() -> None:
    summary, stages, breakdown, fixed, gift = check_trades(PREPARED)
    assert summary.observed == (
        "1 of 3 planned trades made for something in return, 1 given away; "
        "1 concession outside the plan."
    )
    assert stages.observed == "Traded: payment in stages, for thirty thousand in all."
    assert stages.at_s == 90.0
    assert breakdown.observed == "Given away: a breakdown of every hour, for a decision today."
    assert (breakdown.at_s, breakdown.band) == (120.0, "amber")
    assert "a decision today, for a breakdown" in (breakdown.try_instead or "")
    assert fixed.observed == "Not heard: a fixed fee for the next matter."
    assert (gift.check, gift.at_s) == ("prep_gift", 150.0)


def test_a_trade_in_other_words_for_a_condition_is_no_gift() -> None:
    words = "You can have a breakdown of every hour as long as you decide now."
    turn = mine(9.0, 12.0, words, move("concession", "a breakdown of every hour"))
    assert "Traded: a breakdown" in check_trades(with_turns(turn))[2].observed


def test_guessed_interests_are_set_beside_what_they_really_wanted() -> None:
    summary, surprises, discount, missed = check_interests(PREPARED)
    assert (summary.observed, summary.band) == ("1 of 2 interests of theirs guessed.", "green")
    assert surprises.observed.startswith("Right: no more surprises on a bill.")
    assert discount.observed == ("Not found among their reasons: a discount for a quick payment.")
    assert missed.observed == "Not foreseen: The bank counts their cash in June."


def test_a_guess_that_is_true_but_moved_nobody_is_called_that() -> None:
    session = prepared_with(interests=("she heard the sum second-hand",))
    assert check_interests(session)[1].observed.startswith("True, though not what moved them")


def test_the_guess_at_the_style_is_judged_and_a_wrong_one_explained() -> None:
    (right,) = check_style_guess(PREPARED)
    assert right.observed == "You expected a driver, and Dana is one."
    (wrong,) = check_style_guess(prepared_with(style="amiable"))
    assert wrong.observed == "You expected an amiable; Dana is a driver."
    assert "short and quick" in (wrong.try_instead or "")


def test_events_of_their_story_are_counted() -> None:
    (remark,) = check_story(PREPARED)
    assert remark.observed == (
        "1 of 2 events of their story foreseen. Not in yours: A threat of court came by post."
    )


def test_guesses_prove_nothing_against_a_counterpart_made_of_them() -> None:
    guess = Opposite(
        name="Dana Reed", sex="female", style="driver", says_first=("Fifteen.",), figure="fee",
        unit="GBP", wants="lower", opens_at=15000, limit=31000,
        hides=(Hidden(fact="No cash in June."), Hidden(fact="The board watches me.")),
    )  # fmt: skip
    session = prepared_with(counterpart=guess)
    for check in (check_interests, check_style_guess, check_story):
        (remark,) = check(session)
        assert "made from your own guesses" in remark.observed
    assert check_interests(replace(session, persona_name="Vera Holt"))[0].band == "green"


def test_words_are_compared_by_their_stems() -> None:
    assert stems_of("The payments' dates") == stems_of("pay a date")


def test_a_word_in_many_plans_weighs_little() -> None:
    plans = Plans(["Talk about the bill and the bank", "Talk about the bill and the board"])
    assert plans.is_in("Talk about the bill and the bank", "What does the bank say to this bill?")
    assert not plans.is_in("Talk about the bill and the board", "This bill. Let's talk.")
