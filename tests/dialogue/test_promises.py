"""What was offered stands: taking back a figure or a trade costs."""

from __future__ import annotations

import pytest

from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart_bargaining import at, strike

BROKEN = "broken_promise"


def is_broken(because: tuple[str, ...]) -> bool:
    return any(BROKEN in reason for reason in because)


def test_a_figure_taken_back_is_noticed_and_costs() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(22000, "fee"))
    before = counterpart.trust, counterpart.agitation
    reply = counterpart.respond(offer(24000, "fee"))
    assert reply.act == "promise_broken"
    assert f"{BROKEN} -5.0" in reply.because
    assert counterpart.trust < before[0]
    assert counterpart.agitation > before[1]
    assert reply.offer == 13000  # its own figure stays


@pytest.mark.parametrize("figure", [20000, 22000])
def test_staying_or_coming_nearer_breaks_nothing(figure: float) -> None:
    counterpart = at("influence")
    counterpart.respond(offer(22000, "fee"))
    assert not is_broken(counterpart.respond(offer(figure, "fee")).because)


def test_what_was_offered_on_a_condition_is_no_promise() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(22000, "fee", K.CONDITIONAL_TRADE, "22, if you pay at once"))
    assert not is_broken(counterpart.respond(offer(24000, "fee")).because)


def test_a_demand_is_no_promise() -> None:
    counterpart = at("influence")
    counterpart.respond(offer(22000, "fee", K.POSITION))
    assert not is_broken(counterpart.respond(offer(24000, "fee", K.POSITION)).because)


def test_going_back_on_what_was_settled_breaks_a_promise() -> None:
    counterpart = strike()
    reply = counterpart.respond(offer(15000, "fee"))
    assert reply.act == "confirm_no"
    assert is_broken(reply.because)


def test_a_trade_taken_back_no_longer_counts() -> None:
    counterpart = at("influence")
    text = "If you come up, you could pay in instalments"
    counterpart.respond(offer(25000, "fee", K.CONDITIONAL_TRADE, text))
    reply = counterpart.respond(turn("We can't do instalments after all."))
    assert reply.act == "promise_broken"
    offers = [counterpart.respond(offer(value, "fee")).offer for value in (24000, 23000, 22000)]
    assert offers == [16000, 16000, 16000]  # 18,000 waits for the instalments


def test_a_trade_refused_that_was_never_offered_breaks_nothing() -> None:
    reply = at("influence").respond(turn("We can't do instalments."))
    assert not is_broken(reply.because)
