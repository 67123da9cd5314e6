"""What the counterpart was not let say was never said, asked for or agreed to."""

from __future__ import annotations

from typing import Any

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import MoveKind

K = MoveKind


def bargaining() -> Counterpart:
    counterpart = meet(build())
    earn(counterpart, "influence")
    return counterpart


def deal(counterpart: Counterpart, issue: str = "fee") -> dict[str, Any]:
    mind: Any = counterpart.snapshot()["mind"]
    found: dict[str, Any] = mind["deals"][issue]
    return found


def test_a_yes_to_a_counter_offer_that_was_not_heard_binds_nothing() -> None:
    counterpart = bargaining()
    standing = deal(counterpart)["offer"]
    reply = counterpart.respond(offer(26000, "fee"))
    assert reply.act == "counter_offer"
    assert deal(counterpart)["offer"] != standing
    counterpart.note_cut_off("")
    counterpart.respond(turn("I accept", K.ACCEPT))
    assert deal(counterpart)["settled"] is None


def test_saying_it_again_repeats_what_was_heard() -> None:
    counterpart = bargaining()
    heard = counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION)).text
    unheard = counterpart.respond(offer(26000, "fee")).text
    counterpart.note_cut_off("")
    again = counterpart.respond(turn("Sorry, could you say that again?")).text
    assert unheard not in again
    assert heard in again


def test_a_retreat_is_no_new_promise() -> None:
    counterpart = bargaining()
    promised = []
    for value in (24000, 22000, 23000):
        counterpart.respond(offer(value, "fee", text=f"We will take {value}"))
        promised.append(deal(counterpart)["promised"])
    assert promised == [24000, 22000, 22000]
