"""What words show beside the moves, and what the counterpart makes of it."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart_bargaining import at
from voicecoach.dialogue.wording import (
    asks_to_act,
    asks_who_or_when,
    asks_with_figure,
    gives,
    gives_back,
    names_no_offer,
)
from voicecoach.turns import Move


@pytest.mark.parametrize(
    "text",
    ["So you were told twenty-six.", "From where you sit it looks late.", "If I've understood you,",
     "You said that the board decides.", "Let me check I have this."],
)  # fmt: skip
def test_giving_back_is_known(text: str) -> None:
    assert gives_back(text)


@pytest.mark.parametrize(
    "text", ["Your bill is late.", "I said that.", "You could pay later.", "Tell me what you need."]
)
def test_what_gives_nothing_back_is_not_taken_for_it(text: str) -> None:
    assert not gives_back(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The tank saved you a hundred and forty thousand pounds.", True),
        ("Steel is up twenty percent since February.", True),
        ("I can't wait sixty days for my money.", True),
        ("We won't pay eight.", True),
        ("I can't do ten, but I could do eight.", False),
        ("I need thirty-nine thousand.", False),
        ("Twelve hundred.", False),
        ("Seven thousand and the statement in four days.", False),
        ("We offered ten, so let's say nine.", False),
    ],
)
def test_figures_told_or_refused_are_no_offer(text: str, is_told: bool) -> None:
    assert names_no_offer(text) is is_told
    fee = Move(K.PROPOSAL, 0.9, text, "test", amount=20000, issue="fee")
    reply = at("influence").respond(turn(text, fee))
    assert (reply.act in ("counter_offer", "hold", "offer_readback")) is not is_told


def test_a_figure_in_a_question_is_an_offer() -> None:
    assert asks_with_figure("What about twenty thousand pounds?")
    reply = at("influence").respond(turn("What about twenty-four thousand?", K.OPEN_QUESTION))
    assert reply.act == "counter_offer"
    asked = turn("What about the twenty-four boxes in the fee?", K.OPEN_QUESTION)
    assert at("influence").respond(asked).act != "counter_offer"


def test_a_trade_named_as_a_gift_is_on_the_table_and_refused_it_is_not() -> None:
    assert gives("We could let you pay in instalments.")
    for text, act in (
        ("We could let you pay in instalments.", "trade_yes"),
        ("We can't do instalments.", "push"),
    ):
        assert meet(build()).respond(turn(text)).act == act


def test_a_request_to_act_is_answered_as_a_step() -> None:
    assert asks_to_act("Could you confirm that by email?")
    assert not asks_to_act("Could you tell me about the fee?")
    assert meet(build()).respond(turn("Can we put that in writing?")).act == "next_step"


def test_a_question_mark_alone_makes_a_question() -> None:
    assert meet(build()).respond(turn("The colour of the door?")).act == "evade"
    assert meet(build()).respond(turn("topic2?")).act == "answer"


def test_only_a_question_about_who_or_when_tests_a_yes() -> None:
    assert asks_who_or_when("By when can you start?")
    assert not asks_who_or_when("Do you lose much fruit?")


def test_praise_of_the_person_is_not_taken_up_on_a_subject() -> None:
    reply = meet(build()).respond(turn("I think you're wonderful with topic2."))
    assert reply.act == "given_back"


def test_a_point_given_back_without_a_move_is_still_confirmed() -> None:
    counterpart = meet(build())
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    before = counterpart.trust
    assert counterpart.respond(turn("So you said topic1 was it.")).act == "paraphrase_right"
    assert counterpart.trust == before


def test_a_question_that_may_push_is_taken_as_the_plain_one_it_more_surely_is() -> None:
    text = "Did you leave topic1?"
    plain = Move(K.CLOSED_QUESTION, 0.95, text, "test")
    for confidence, act in ((0.6, "answer"), (0.9, "leading")):
        leading = Move(K.LEADING_QUESTION, confidence, text, "test")
        assert meet(build()).respond(turn(text, plain, leading)).act == act


def test_who_else_decides_is_answered_as_such_and_not_on_the_subject_in_hand() -> None:
    counterpart = meet(build())
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    asked = turn("Who else has to agree to this?", K.MONITOR_CHANGE, K.CLOSED_QUESTION)
    reply = counterpart.respond(asked)
    assert reply.act == "answer"
    assert "topic1" not in reply.text


def test_an_offer_before_its_time_is_told_so_even_if_hardly_recognised() -> None:
    reply = meet(build()).respond(offer(25000, "fee"))
    assert reply.act == "skip"
    unsure = Move(K.PROPOSAL, 0.45, "25", "test", amount=25000, issue="fee")
    counterpart = meet(build())
    before = counterpart.trust
    assert counterpart.respond(turn("Twenty-five, maybe", unsure)).act == "skip"
    assert counterpart.trust == before
