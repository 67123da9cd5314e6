"""Several issues at once: packages, rungs that wait for another issue, priorities, terms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.terms import name_issue, speak_terms
from voicecoach.turns import Heard, Move, MoveKind


def package(fee: float, date: float, kind: MoveKind = K.PROPOSAL) -> Heard:
    begin = "So we agreed on" if kind is K.CONFIRM_AGREEMENT else "We could do"
    text = f"{begin} {fee} in {date} days"
    amounts = (("fee", fee), ("date", date))
    moves = (Move(kind, 0.9, text, "test", amount=amount, issue=id_) for id_, amount in amounts)
    return turn(text, *moves)


def at(step: str, **changes: Any) -> Counterpart:
    counterpart = meet(build(**changes))
    earn(counterpart, step)
    return counterpart


def weigh(fee: float, date: float) -> list[dict[str, Any]]:
    issues = build().model_dump()["issues"]
    issues[0]["weight"], issues[1]["weight"] = fee, date
    return issues


def settled(counterpart: Counterpart) -> dict[str, float | None]:
    return {issue.id: issue.settled for issue in counterpart.reveal().issues}


def test_what_suits_on_every_issue_is_read_back_whole_and_binds_on_one_yes() -> None:
    counterpart = at("influence")
    reply = counterpart.respond(package(12000, 50))
    assert reply.act == "offer_readback"
    assert "twelve thousand pounds on the fee and fifty days on the date" in reply.text.lower()
    reply = counterpart.respond(turn("Yes.", K.ACCEPT))
    assert (reply.act, reply.offer) == ("accept", 12000)
    assert settled(counterpart) == {"fee": 12000, "date": 50}
    assert counterpart.state == "commitment"


def test_said_twice_a_package_binds_without_a_yes() -> None:
    counterpart = at("influence")
    counterpart.respond(package(12000, 50))
    assert counterpart.respond(package(12000, 50)).act == "accept"
    assert settled(counterpart) == {"fee": 12000, "date": 50}
    assert counterpart.state == "commitment"


def test_figures_may_make_up_for_each_other_by_weight() -> None:
    # Beyond its reach on the fee (13,000), better than its reach on the date (45 days).
    for weights, act in (((2, 9), "offer_readback"), ((9, 2), "counter_offer")):
        counterpart = at("influence", issues=weigh(*weights))
        assert counterpart.respond(package(17500, 58)).act == act


def test_but_none_may_pass_its_limit() -> None:
    counterpart = at("influence", issues=weigh(1, 9))
    assert counterpart.respond(package(20500, 60)).act != "offer_readback"


def test_and_not_before_there_is_rapport() -> None:
    counterpart = at("listening", issues=weigh(1, 9))
    reply = counterpart.respond(package(15000, 60))
    assert reply.act == "skip"
    assert settled(counterpart) == {"fee": None, "date": None}


def test_a_counter_names_every_issue_moves_where_it_costs_least_and_binds_whole() -> None:
    counterpart = at("influence", issues=weigh(9, 6))
    reply = counterpart.respond(package(24000, 20))
    assert reply.act == "counter_offer"
    assert "ten thousand pounds on the fee and forty-five days on the date" in reply.text.lower()
    reply = counterpart.respond(turn("We accept that", K.ACCEPT))
    assert reply.act == "accept"
    assert settled(counterpart) == {"fee": 10000, "date": 45}


def test_a_package_of_its_own_words_is_answered_in_them() -> None:
    lines = {"package": {"any": ["All together, {offer}, for me."]}}
    counterpart = at("influence", lines=lines)
    assert counterpart.respond(package(24000, 20)).text.startswith("All together, ")


def test_a_package_that_gives_less_each_time_moves_nothing() -> None:
    counterpart = at("influence")
    counterpart.respond(package(24000, 20))  # whatever comes first is answered
    before = {id_: deal["offer"] for id_, deal in deals(counterpart).items()}
    for fee, date in ((25000, 19), (26000, 18), (27000, 17)):
        assert counterpart.respond(package(fee, date)).act == "hold"
    assert {id_: deal["offer"] for id_, deal in deals(counterpart).items()} == before


def deals(counterpart: Counterpart) -> dict[str, Any]:
    mind: Any = counterpart.snapshot()["mind"]
    found: dict[str, Any] = mind["deals"]
    return found


def test_a_package_that_was_never_agreed_is_not_confirmed() -> None:
    counterpart = at("influence")
    assert counterpart.respond(package(24000, 20, K.CONFIRM_AGREEMENT)).act == "confirm_no"


def test_a_rung_may_wait_for_another_issue() -> None:
    issues = build().model_dump()["issues"]
    issues[0]["ladder"][2]["needs"] = ["date"]
    counterpart = at("influence", issues=issues)
    offers = []
    for value in (25000, 24000):
        move = Move(K.PROPOSAL, 0.9, "", "test", amount=value, issue="fee")
        offers.append(counterpart.respond(turn("That much", move)).offer)
    assert offers == [13000, 13000]
    # Twenty days is more than it wants and within what it could bear.
    days = Move(K.PROPOSAL, 0.9, "", "test", amount=20, issue="date")
    counterpart.respond(turn("In twenty days", days))
    move = Move(K.PROPOSAL, 0.9, "", "test", amount=23000, issue="fee")
    assert counterpart.respond(turn("That much", move)).offer == 16000


def test_after_the_deal_all_terms_are_said_if_there_are_several() -> None:
    counterpart = at("influence")
    counterpart.respond(package(12000, 50))
    counterpart.respond(turn("Yes.", K.ACCEPT))
    reply = counterpart.respond(turn("So we are agreed", K.CONFIRM_AGREEMENT))
    assert reply.act == "confirm"
    assert "twelve thousand pounds on the fee and fifty days on the date" in reply.text


def test_confirming_another_figure_on_any_issue_is_refused() -> None:
    counterpart = at("influence")
    counterpart.respond(package(12000, 50))
    counterpart.respond(turn("Yes.", K.ACCEPT))
    assert counterpart.respond(package(12000, 40, K.CONFIRM_AGREEMENT)).act == "confirm_no"


def test_asked_for_its_priorities_it_tells_once_there_is_trust() -> None:
    ask = turn(
        "Is the fee or the date more important to you?", K.INTERESTS_QUESTION, K.CLOSED_QUESTION
    )
    early = meet(build(issues=weigh(3, 8)))
    assert early.respond(ask).act != "tell_priority"
    reply = at("empathy", issues=weigh(3, 8)).respond(ask)
    assert reply.act == "tell_priority"
    assert (
        reply.text.index("the date") < reply.text.index("the fee") or "about the fee" in reply.text
    )
    assert at("empathy").respond(ask).act != "tell_priority"  # both weigh the same


def test_telling_ones_own_priority_pays_once() -> None:
    counterpart = meet(build())
    heard = turn("The date matters most to us, because of the season", K.OWN_INTEREST)
    first, second = counterpart.respond(heard), counterpart.respond(heard)
    assert "priority_told +2.0" in first.because
    assert not any("priority_told" in because for because in second.because)


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("the yearly fee", ["fee"], "the yearly fee"),
        ("what she is paid to settle", ["settlement"], "the settlement"),
        ("The date he wants", ["your date", "date"], "your date"),
    ],
)
def test_an_issue_is_named_as_across_the_table(name: str, words: list[str], said: str) -> None:
    issue = build().issues[0].model_copy(update={"name": name, "words": words})
    assert name_issue(issue) == said


def test_one_figure_alone_is_said_without_its_name() -> None:
    issues = {issue.id: issue for issue in build().issues}
    assert speak_terms({"date": 30}, issues) == "thirty days"
