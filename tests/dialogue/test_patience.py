"""Patience, and fear of exposure."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, label, offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart

PLAIN = turn("That is how it stands.")
PATIENCE = {"amiable": 10, "expressive": 8, "driver": 6, "analyst": 9}


@pytest.mark.parametrize("style", PATIENCE)
def test_turns_that_move_nothing_wear_patience_out_by_style(style: str) -> None:
    counterpart = meet(build(style))
    acts = [counterpart.respond(PLAIN).act for _ in range(12)]
    assert acts.index("impatient") == PATIENCE[style]


def test_it_says_so_and_what_it_cost() -> None:
    counterpart = meet(build("driver"))
    for _ in range(6):
        counterpart.respond(PLAIN)
    reply = counterpart.respond(PLAIN)
    assert "impatience -2.0" in reply.because


def test_what_moves_the_talk_restores_patience() -> None:
    counterpart = meet(build("driver"))
    acts = []
    for number in range(5):
        acts += [counterpart.respond(PLAIN).act for _ in range(2)]
        ask = turn(f"Tell me about topic{number}.", K.OPEN_QUESTION, K.REASONED_QUESTION)
        acts.append(counterpart.respond(ask).act)
    assert "impatient" not in acts


def test_asked_for_a_point_and_given_none_it_leaves() -> None:
    for difficulty, leaves in ((1, False), (2, True)):
        counterpart = meet(build("driver"), difficulty=difficulty)
        replies = []
        while counterpart.outcome is None and len(replies) < 40:
            replies.append(counterpart.respond(PLAIN))
        assert (counterpart.outcome == "walked_out") is leaves
    assert [reply.act for reply in replies].count("impatient") == 2
    assert replies[-1].text.startswith("time_up")


def test_its_patience_may_be_its_own() -> None:
    counterpart = meet(build("driver", numbers={"patience": 2}))
    acts = [counterpart.respond(PLAIN).act for _ in range(3)]
    assert acts[2] == "impatient"


def test_a_line_said_again_wears_nothing() -> None:
    counterpart = meet(build("driver"))
    for _ in range(8):
        assert counterpart.respond(turn("Sorry?")).act != "impatient"


def fearing(exposure: float, **changes: object) -> Counterpart:
    facts = build().model_dump()["facts"]
    for fact in facts:
        fact["exposure"] = exposure if fact["id"] == "asked" else 0.3
    return meet(build(facts=facts, difficulty=1, **changes))


ASK = turn("Tell me about topic0.", K.OPEN_QUESTION)


def test_a_fact_that_exposes_much_takes_more_trust() -> None:
    assert fearing(0.3).respond(ASK).fact == "asked"
    low = fearing(1.0, start_trust=5)
    reply = low.respond(ASK)
    assert reply.fact is None
    assert "held back for fear of exposure" in reply.because
    assert fearing(1.0, start_trust=25).respond(ASK).fact == "asked"


@pytest.mark.parametrize(
    "eased",
    [
        turn("Tell me about topic0.", K.OPEN_QUESTION, K.REASONED_QUESTION),
        turn("That was hard. Tell me about topic0.", K.OPEN_QUESTION, K.EMPATHY),
    ],
)
def test_a_reason_and_warmth_lower_fear(eased: object) -> None:
    start = 2  # trust after the turn lies between what the bare and the eased question need
    assert fearing(0.8, start_trust=start).respond(ASK).fact is None
    counterpart = fearing(0.8, start_trust=start)
    assert counterpart.respond(eased).fact == "asked"  # type: ignore[arg-type]


def test_questions_in_a_row_raise_fear() -> None:
    asked_first, asked_third = (fearing(0.7, start_trust=6) for _ in range(2))
    assert asked_first.respond(ASK).fact == "asked"
    asked_third.respond(turn("Is it topic3?", K.CLOSED_QUESTION))
    assert asked_third.respond(ASK).fact is None


def test_fear_never_outgrows_what_can_be_earned() -> None:
    facts = build().model_dump()["facts"]
    for fact in facts:
        fact["exposure"] = 1.0
    counterpart = meet(build(facts=facts))
    earn(counterpart, "influence")
    for _ in range(6):
        counterpart.respond(label())
        counterpart.respond(turn("I was wrong there", K.APOLOGY))
    assert counterpart.respond(turn("Anything else?", K.CLEARINGHOUSE_PROBE)).fact == "last"
    assert counterpart.respond(offer(25000, "fee")).act == "counter_offer"
