from __future__ import annotations

import pytest

from tests.dialogue.plain_persona import make_persona
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import earn, meet
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import Move


def at(step: str, style: str = "amiable") -> Counterpart:
    counterpart = meet(style)
    earn(counterpart, step)
    return counterpart


def test_its_own_figure_is_taken_even_at_the_start_but_read_back_first() -> None:
    counterpart = meet()
    reply = counterpart.respond(offer(10000, "fee"))
    assert reply.act == "offer_readback"
    assert "Ten thousand pounds" in reply.text or "ten thousand pounds" in reply.text
    assert not any("skipped" in because for because in reply.because)
    reply = counterpart.respond(turn("Yes.", K.ACCEPT))
    assert (reply.act, reply.offer) == ("accept", 10000)


@pytest.mark.parametrize(
    "yes",
    [
        turn("Yes, that's it."),
        turn("Agreed", K.ACCEPT),
        turn("So that is settled", K.CONFIRM_AGREEMENT),
        offer(9000, "fee"),
        offer(9000, "fee", K.POSITION),
    ],
)
def test_what_was_read_back_binds_on_a_yes_or_the_same_figure(yes: object) -> None:
    counterpart = meet()
    counterpart.respond(offer(9000, "fee"))
    assert counterpart.respond(yes).act == "accept"  # type: ignore[arg-type]


def test_what_was_read_back_does_not_bind_without_a_yes() -> None:
    counterpart = meet()
    counterpart.respond(offer(9000, "fee"))
    counterpart.respond(turn("No, I misspoke."))
    assert counterpart.respond(turn("Yes.")).act != "accept"


def test_it_goes_down_one_rung_a_turn_and_only_when_the_learner_moves() -> None:
    counterpart = at("influence")
    first = counterpart.respond(offer(25000, "fee"))
    assert (first.act, first.offer) == ("counter_offer", 13000)
    again = counterpart.respond(offer(25000, "fee"))
    assert (again.act, again.text.split()[0], again.offer) == ("hold", "offer_repeat", 13000)
    nearer = counterpart.respond(offer(22000, "fee"))
    assert (nearer.act, nearer.offer) == ("counter_offer", 16000)


def test_a_rung_that_needs_a_trade_waits_for_it() -> None:
    counterpart = at("influence")
    for value in (25000, 24000, 23000, 22000):
        reply = counterpart.respond(offer(value, "fee"))
    assert reply.offer == 16000
    text = "If you come up, you could pay in instalments"
    reply = counterpart.respond(offer(21000, "fee", K.CONDITIONAL_TRADE, text))
    assert (reply.act, reply.offer) == ("counter_offer", 18000)


def test_it_never_passes_its_limit() -> None:
    counterpart = at("influence")
    text = "If you come up: instalments, and one contact"
    for value in range(30000, 20000, -500):
        reply = counterpart.respond(offer(value, "fee", K.CONDITIONAL_TRADE, text))
    assert reply.offer == 20000
    assert counterpart.outcome is None


def test_a_figure_within_reach_is_taken() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(25000, "fee"))
    reply = counterpart.respond(offer(15500, "fee"))
    assert reply.act == "offer_readback"
    assert "fifteen thousand five hundred pounds" in reply.text.lower()


def test_an_offer_far_outside_is_an_insult() -> None:
    counterpart = at("influence")
    before = counterpart.trust
    assert counterpart.respond(offer(39000, "fee")).act == "offer_insulting"
    assert counterpart.trust < before


def test_an_implausible_figure_is_no_figure() -> None:
    counterpart = at("influence")
    reply = counterpart.respond(offer(17.5, "fee"))
    assert reply.act in ("invite", "hold")
    assert counterpart.context().learner_offer is None


def test_another_issue_is_bargained_in_its_own_unit() -> None:
    counterpart = at("influence")
    reply = counterpart.respond(offer(20, "date"))
    assert (reply.act, reply.offer) == ("counter_offer", 45)
    assert "forty-five days" in reply.text.lower()
    assert counterpart.context().counterpart_offer == 45


def test_a_yes_to_a_counter_offer_binds_at_once() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(25000, "fee"))
    reply = counterpart.respond(turn("All right, we take that", K.ACCEPT))
    assert (reply.act, reply.offer, reply.state) == ("accept", 13000, "commitment")


def test_a_yes_at_another_time_is_read_back() -> None:
    counterpart = meet()
    reply = counterpart.respond(turn("Agreed, you have a deal", K.ACCEPT))
    assert reply.act == "offer_readback"
    assert counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION)).outcome is None


@pytest.mark.parametrize("text", ["Okay.", "Fair enough.", "Yes.", "Sounds good."])
def test_a_word_of_assent_at_another_time_binds_nothing(text: str) -> None:
    counterpart = meet()
    assert counterpart.respond(turn(text, K.ACCEPT)).act == "acknowledged"
    assert counterpart.context().learner_offer is None


def test_a_yes_without_a_figure_is_no_figure() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    taken = Move(K.ACCEPT, 0.9, "deal", "test", amount=10000)
    assert counterpart.respond(turn("Deal", taken)).act == "offer_readback"


def test_asking_where_its_figure_comes_from_is_no_offer() -> None:
    counterpart = meet()
    asked = Move(K.PROPOSAL, 0.7, "ten thousand", "test", amount=10000, issue="fee")
    reply = counterpart.respond(turn("How did you get to ten?", K.CHALLENGE_BASIS, asked))
    assert reply.act == "challenge"


def strike() -> Counterpart:
    counterpart = at("influence")
    counterpart.respond(offer(25000, "fee"))
    counterpart.respond(turn("We take that", K.ACCEPT))
    return counterpart


def test_the_deal_ends_with_terms_and_a_farewell() -> None:
    counterpart = strike()
    assert counterpart.outcome is None
    assert counterpart.respond(turn("So thirteen, then", K.CONFIRM_AGREEMENT)).act == "confirm"
    step = turn("I send the letter on Monday", K.NEXT_STEP)
    assert counterpart.respond(step).act == "next_step"
    reply = counterpart.respond(step)
    assert (reply.act, reply.outcome, counterpart.state) == ("farewell", "agreed", "agreed")


def test_a_plain_goodbye_after_the_deal_ends_it_agreed() -> None:
    assert strike().respond(turn("Goodbye then")).outcome == "agreed"


def test_silence_after_the_terms_ends_it_agreed() -> None:
    counterpart = strike()
    counterpart.respond(turn("So thirteen, then", K.CONFIRM_AGREEMENT))
    assert counterpart.feel_silence(4.0).outcome == "agreed"


def test_stopping_after_the_deal_leaves_it_agreed() -> None:
    assert strike().end("stopped").outcome == "agreed"


def test_other_terms_are_not_confirmed() -> None:
    assert strike().respond(offer(14000, "fee", K.CONFIRM_AGREEMENT)).act == "confirm_no"
    assert meet().respond(turn("So we are agreed", K.CONFIRM_AGREEMENT)).act == "confirm_no"


def test_a_calm_limit_earns_a_concession_and_then_an_orderly_no() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(30000, "fee"))
    limit = turn("Below that I would rather go to court, because it costs me less", K.CALM_LIMIT)
    reply = counterpart.respond(limit)
    assert (reply.act, reply.offer) == ("counter_offer", 16000)
    reply = counterpart.respond(limit)
    assert (reply.act, reply.outcome) == ("no_deal", "no_deal_good")
    assert counterpart.state == "no_deal_good"


def test_a_calm_limit_early_is_only_heard() -> None:
    counterpart = meet()
    for _ in range(4):
        reply = counterpart.respond(turn("I can't, because", K.CALM_LIMIT))
    assert (reply.act, reply.outcome) == ("calm_limit", None)


def test_a_trade_it_values_is_welcome_and_one_it_does_not_is_not() -> None:
    counterpart = at("influence")
    assert counterpart.respond(turn("If so, instalments", K.CONDITIONAL_TRADE)).act == "trade_yes"
    assert counterpart.respond(turn("If so, a balloon", K.CONDITIONAL_TRADE)).act == "trade_no"


def test_hesitation_is_rare_tactical_and_only_after_an_offer() -> None:
    held: dict[str, list[float]] = {"driver": [], "amiable": []}
    for style, waits in held.items():
        for seed in range(200):
            counterpart = Counterpart(make_persona(style), seed=seed, difficulty=3)
            counterpart.open()
            assert counterpart.copy().respond(turn("Well")).hesitate_s == 0
            waits.append(counterpart.respond(offer(25000, "fee")).hesitate_s)
    driver = [wait for wait in held["driver"] if wait]
    assert 0.1 < len(driver) / 200 < 0.3
    assert all(3.5 <= wait <= 5 for wait in driver)
    assert not any(held["amiable"])


def test_at_low_difficulty_an_offer_is_answered_at_once() -> None:
    for seed in range(50):
        counterpart = Counterpart(make_persona("driver"), seed=seed, difficulty=2)
        counterpart.open()
        assert counterpart.respond(offer(25000, "fee")).hesitate_s == 0


def test_a_demand_said_too_early_is_a_position_not_a_skip() -> None:
    reply = meet().respond(
        turn("I need it all", Move(K.POSITION, 0.9, "", "test", amount=30000, issue="fee"))
    )
    assert reply.act == "position"
