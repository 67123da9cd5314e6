"""The five conflict modes at the table, and what pressure makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart


def at(step: str, style: str = "amiable", **changes: Any) -> Counterpart:
    counterpart = meet(build(style, **changes))
    earn(counterpart, step)
    return counterpart


def find_offers(mode: str, values: tuple[float, ...]) -> list[float | None]:
    counterpart = at("influence", mode=mode)
    return [counterpart.respond(offer(value, "fee")).offer for value in values]


def test_one_who_competes_concedes_late_and_then_step_by_step() -> None:
    assert find_offers("competing", (26000, 25000, 24000)) == [10000, 13000, 16000]


def test_something_new_moves_even_one_who_competes() -> None:
    counterpart = at("influence", mode="competing")
    text = "If you come up, you could pay in instalments"
    assert counterpart.respond(offer(26000, "fee", K.CONDITIONAL_TRADE, text)).offer == 13000


def test_one_who_splits_goes_halfway_but_not_further() -> None:
    assert find_offers("compromising", (24000,)) == [16000]
    assert find_offers("compromising", (17000,)) == [13000]


def test_one_who_gives_way_gives_two_steps_at_once() -> None:
    assert find_offers("accommodating", (24000,)) == [16000]


def test_one_who_avoids_puts_the_first_offer_off() -> None:
    counterpart = at("influence", mode="avoiding")
    reply = counterpart.respond(offer(24000, "fee"))
    assert (reply.act, reply.offer) == ("postpone", 10000)
    assert counterpart.respond(offer(24000, "fee")).act == "counter_offer"


def test_a_reason_moves_even_one_who_avoids() -> None:
    counterpart = at("influence", mode="avoiding")
    heard = turn(
        "We offer 24,000, as the index has it", K.OBJECTIVE_CRITERION, offer(24000, "fee").moves[0]
    )
    assert counterpart.respond(heard).act == "counter_offer"


def test_one_who_collaborates_asks_what_else_could_be_traded() -> None:
    counterpart = at("influence", mode="collaborating")
    acts = [
        counterpart.respond(offer(value, "fee")).act
        for value in (26000, 25000, 24000, 23000, 22000)
    ]
    assert acts == ["counter_offer", "counter_offer", "ask_priorities", "ask_priorities", "hold"]


@pytest.mark.parametrize(
    ("style", "mode"),
    [
        ("amiable", "accommodating"),
        ("expressive", "competing"),
        ("driver", "competing"),
        ("analyst", "avoiding"),
    ],
)
def test_under_pressure_its_style_takes_over_and_calm_brings_its_mode_back(
    style: str, mode: str
) -> None:
    counterpart = meet(build(style, mode="collaborating"))
    assert counterpart.respond(turn("That is how it stands.")).mode == "collaborating"
    assert counterpart.respond(turn("You are a liar", K.PERSONAL_ATTACK)).mode == mode
    for _ in range(8):
        reply = counterpart.respond(turn("I see how hard this is", K.EMPATHY))
    assert reply.mode == "collaborating"


def test_a_persona_may_have_its_own_way_under_pressure() -> None:
    counterpart = meet(build("driver", mode="collaborating", mode_under_pressure="avoiding"))
    assert counterpart.respond(turn("You are a liar", K.PERSONAL_ATTACK)).mode == "avoiding"


def test_what_weighs_little_is_given_way_on_faster() -> None:
    issues = build().model_dump()["issues"]
    reached = {}
    for weight in (5, 2):
        issues[1]["weight"] = weight
        counterpart = at("influence", issues=issues)
        reached[weight] = counterpart.respond(offer(20, "date")).offer
    assert reached == {5: 45, 2: 30}


def test_one_who_avoids_changes_the_subject_and_one_who_competes_hits_back() -> None:
    hidden = turn("Is it about topic0?", K.CLOSED_QUESTION)
    acts = {}
    for mode in ("avoiding", "competing", "compromising"):
        replies = []
        for seed in range(6):
            counterpart = meet(build(mode=mode), seed=seed, difficulty=2)
            for _ in range(2):
                counterpart.respond(hidden)
                counterpart.respond(turn("I see", K.EMPATHY))
            replies.append(counterpart.respond(hidden))
        acts[mode] = {
            reply.text.split()[0] if reply.tactic is None else "tactic" for reply in replies
        }
    assert acts == {
        "avoiding": {"deflect"},
        "competing": {"tactic", "evade"},
        "compromising": {"evade"},
    }
