from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import REVEAL, said, settled, talk
from tests.coaching.hand_made import FACTS, theirs
from voicecoach.coaching.bargain import bargain_of
from voicecoach.coaching.bargaining import (
    check_concessions,
    check_gifts,
    check_positions,
    check_principled,
    check_steps_given,
)
from voicecoach.coaching.reveal import (
    check_interests,
    check_joint_value,
    check_limits,
    check_stories,
    check_trades,
    check_unplayed_shift,
)
from voicecoach.turns import IssueRecord, SessionRecord

GOOD = (
    said(0.0, "What would that let you do?", "interests_question"),
    said(5.0, "We need cash, because of the payroll.", "own_interest"),
    said(10.0, "One way would be stages.", "option"),
    said(15.0, "If you pay now, then thirty.", "conditional_trade"),
    said(20.0, "The index says four.", "objective_criterion"),
)


def test_principled_bargaining_is_counted_and_green() -> None:
    (remark,) = check_principled(talk(*GOOD))
    assert remark.observed == (
        "Interests asked for or told: 2; options and trades: 2; standards: 1. "
        "On the person: 0 of 5 turns. Positions said again: 0."
    )
    assert (remark.at_s, remark.band) == (0.0, "green")


@pytest.mark.parametrize("left_out", range(5))
def test_any_part_missing_leaves_it_unjudged(left_out: int) -> None:
    turns = GOOD[:left_out] + GOOD[left_out + 1 :]
    assert check_principled(talk(*turns))[0].band is None


def test_one_word_on_the_person_is_amber_however_much_else_was_good() -> None:
    session = talk(*GOOD, said(25.0, "You people are amateurs.", "personal_attack"))
    assert check_principled(session)[0].band == "amber"


def test_demands_said_again_are_cited_from_the_second_on_and_judged_from_the_third() -> None:
    demands = [said(5.0 * n, "I want thirty thousand.", "position") for n in range(3)]
    (second,) = check_positions(talk(*demands[:2]))
    assert (second.observed, second.band) == (
        "A demand without a reason, number 2 of 2.",
        None,
    )
    assert second.try_instead == (
        '"I need thirty thousand, because ... What makes that hard for you?"'
    )
    assert [remark.band for remark in check_positions(talk(*demands))] == ["amber"] * 2
    assert check_positions(talk(demands[0])) == ()


def test_what_has_a_price_is_told_from_what_was_given() -> None:
    trade = said(0.0, "If you pay now, then thirty.", "conditional_trade", "concession")
    gift = said(5.0, "I could do twenty-nine.", "concession")
    (summary,) = check_concessions(talk(trade, gift))
    assert summary.observed == "1 of 2 offers to move had a price; 1 given for nothing."
    assert (summary.at_s, summary.band) == (5.0, "amber")
    (given,) = check_gifts(talk(trade, gift))
    assert given.try_instead == '"If you can ..., then I could do twenty-nine."'
    assert check_concessions(talk(trade))[0].band == "green"
    assert check_concessions(talk()) == ()


def figure(start_s: float, value: float, kind: str = "proposal", issue: str | None = "fee"):
    return said(start_s, f"{value}", kind, amount=value, issue=issue)


def test_the_figures_are_told_in_order_and_steps_that_shrink_are_counted() -> None:
    values = (38000.0, 34000.0, 34000.0, 32000.0, 31500.0)
    session = talk(*(figure(5.0 * n, value) for n, value in enumerate(values)))
    assert check_steps_given(session)[0].observed == (
        "Your figures: £38,000, £34,000, £32,000, £31,500. "
        "2 of 2 steps smaller than the one before."
    )


def test_figures_of_other_issues_and_single_ones_are_left_out() -> None:
    session = talk(figure(0.0, 38000.0), figure(5.0, 30.0, issue="days"), figure(9.0, 35000.0))
    assert check_steps_given(session) == ()


def issue(wants: str, limit: float, own: float, agreed: float | None) -> IssueRecord:
    return IssueRecord("x", "x", "GBP", wants, 0, limit, own, 5, 5, agreed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wants", "limit", "own", "agreed", "share", "is_kept"),
    [
        ("lower", 31, 27, 28, 0.25, True),
        ("lower", 31, 27, 26, -0.25, False),
        ("lower", 31, 27, 33, 1.5, True),
        ("higher", 14, 30, 18, 0.75, True),
        ("higher", 14, 30, 34, -0.25, False),
        ("lower", 31, 27, None, None, None),
        ("lower", 25, 27, 26, None, False),
        ("lower", 27, 27, 27, None, True),
    ],
)
def test_the_share_is_that_of_the_room_between_both_limits(
    wants: str,
    limit: float,
    own: float,
    agreed: float | None,
    share: float | None,
    is_kept: bool | None,
) -> None:
    bargain = bargain_of(issue(wants, limit, own, agreed))
    assert (bargain.share, bargain.is_limit_kept) == (share, is_kept)
    assert (bargain.share is None) == bool(bargain.reason)


def struck(offer: float) -> SessionRecord:
    accepted = replace(theirs(5.0, 7.0, "Done.", act="accept"), offer=offer)
    return talk(GOOD[0], accepted, reveal=settled(offer))


@pytest.mark.parametrize(
    ("offer", "ending", "band"),
    [
        (28000, "settled at £28,000: 25% of what lay between.", None),
        (29000, "settled at £29,000: 50% of what lay between.", "green"),
        (26000, "settled at £26,000, past your own limit.", "amber"),
        (32000, "settled at £32,000, past the limit they came with.", "green"),
    ],
)
def test_what_was_settled_is_set_against_both_limits(
    offer: float, ending: str, band: str | None
) -> None:
    (remark,) = check_limits(struck(offer))
    assert remark.observed == (
        f"The fee: Dana would have gone to £31,000, your limit was £27,000; {ending}"
    )
    assert (remark.at_s, remark.quote, remark.band) == (5.0, "Done.", band)


def test_what_was_not_settled_has_no_second_and_no_share() -> None:
    (remark,) = check_limits(talk(GOOD[0]))
    assert remark.observed.endswith("your limit was £27,000; not settled.")
    assert (remark.at_s, remark.band) == (None, None)
    apart = replace(REVEAL, issues=(replace(REVEAL.issues[0], limit=20000.0),))
    assert check_limits(talk(GOOD[0], reveal=apart))[0].observed.endswith("; the two do not meet.")


def test_joint_value_is_told_from_two_issues_on() -> None:
    fee = replace(REVEAL.issues[0], weight=2, learner_weight=8, settled=31000)
    days = IssueRecord("days", "the days", "days", "higher", 90, 30, 60, 8, 2, 60)
    one, both = replace(REVEAL, issues=(fee,)), replace(REVEAL, issues=(fee, days))
    assert check_joint_value(talk(GOOD[0], reveal=one)) == ()
    (remark,) = check_joint_value(talk(GOOD[0], reveal=both))
    assert remark.observed == (
        "2 of 2 issues settled: together you have 100% of the most that both limits allowed."
    )
    assert remark.band == "green"


def test_interests_are_counted_among_what_they_wanted_and_the_hidden_are_named() -> None:
    (remark,) = check_interests(talk(theirs(21.1, 25.0, "Friday.", fact="board"), facts=FACTS))
    assert remark.observed == "2 of 2 things that Dana really wanted came out."
    facts = tuple(replace(fact, found_s=None) for fact in FACTS)
    (none,) = check_interests(talk(GOOD[0], facts=facts))
    assert none.observed.startswith("0 of 2 things that Dana really wanted came out. Still hidden:")
    assert (none.at_s, none.quote) == (None, None)


def test_trades_left_unused_are_named() -> None:
    offered = replace(REVEAL, offered=("stages",))
    assert check_trades(talk(GOOD[0], reveal=offered))[0].observed == (
        "1 of 2 things that Dana valued were offered. Not offered: One contact."
    )


@pytest.mark.parametrize(
    ("act", "told"), [("perspective", "You told their side."), ("loop", "You told the circle.")]
)
def test_telling_their_story_is_credited(act: str, told: str) -> None:
    mine = said(0.0, "From where you sit it began with us.", "reframe")
    (remark,) = check_stories(talk(mine, theirs(3.0, 4.0, "That is how it went.", act=act)))
    assert remark.observed == (
        "As Dana tells it: They named a price -> It grew. As you would: She said go on -> We did. "
        f"The circle: The more they chase, the less she says. {told}"
    )
    assert (remark.at_s, remark.quote, remark.band) == (0.0, mine.text, "green")


def test_a_story_told_counts_even_if_it_drew_another_answer() -> None:
    mine = said(0.0, "From where you sit it began with us.", "paraphrase")
    moved = replace(mine, because=("paraphrase +3.0", "perspective_right +4.0"))
    (remark,) = check_stories(talk(moved, theirs(3.0, 4.0, "The bank.", fact="bank")))
    assert remark.observed.endswith("You told their side.")
    assert remark.at_s == 0.0


def test_what_would_have_changed_is_told_only_if_it_did_not() -> None:
    (remark,) = check_unplayed_shift(talk(GOOD[0]))
    assert remark.observed == "What would have changed later: A tender came up."
    hint = theirs(3.0, 4.0, "They rang again.", act="shift_hint")
    assert check_unplayed_shift(talk(GOOD[0], hint)) == ()


@pytest.mark.parametrize(
    "check",
    [
        check_limits, check_joint_value, check_interests, check_trades, check_stories,
        check_unplayed_shift,
    ],
)  # fmt: skip
def test_a_journal_from_before_the_reveal_reveals_nothing(check) -> None:  # type: ignore[no-untyped-def]
    assert check(talk(*GOOD, reveal=None, facts=FACTS)) == ()
