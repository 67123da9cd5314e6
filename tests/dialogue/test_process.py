"""The way of the talk: each step of it pays once and is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, turn
from tests.dialogue.test_counterpart_bargaining import strike
from voicecoach.turns import MoveKind

STEPS = {
    "agenda": (turn("Shall we take the fee first, then the date?", K.AGENDA), "agenda"),
    "common_aim": (turn("We both want this behind us."), "reframe"),
    "next_step": (turn("I'll send it on Monday", K.NEXT_STEP), "next_step"),
    "monitor_change": (turn("Has anything changed?", K.MONITOR_CHANGE), "monitor_change"),
}


@pytest.mark.parametrize("event", STEPS)
def test_each_step_pays_once_and_is_answered(event: str) -> None:
    heard, act = STEPS[event]
    counterpart = meet(build())
    first = counterpart.respond(heard)
    assert first.act == act
    assert any(because.startswith(event) for because in first.because)
    for _ in range(4):
        counterpart.respond(turn("That is how it stands."))
    again = counterpart.respond(heard)
    assert again.act == act
    assert not any(because.startswith(event) for because in again.because)


def test_common_ground_in_a_threat_is_none() -> None:
    reply = meet(build()).respond(turn("We both want this, so sign or else", K.THREAT))
    assert not any("common_aim" in because for because in reply.because)


def test_options_are_taken_up_and_pay_less_when_repeated() -> None:
    counterpart = meet(build())
    heard = turn("One way would be to wait", K.OPTION)
    gains = []
    for _ in range(3):
        before = counterpart.trust
        assert counterpart.respond(heard).act == "option"
        gains.append(counterpart.trust - before)
    assert gains == [2, 1, 0]


def test_acknowledging_feeling_calms_a_heated_talk() -> None:
    counterpart = meet(build())
    for _ in range(3):
        counterpart.respond(turn("Just sign", K.PRESSURE))
    before = counterpart.agitation
    counterpart.respond(turn("I see how hard this is", K.EMPATHY))
    assert counterpart.agitation < before - 0.5


def test_after_the_deal_terms_step_review_and_a_word_to_mend_each_have_their_answer() -> None:
    counterpart = strike()
    said = [
        (turn("So thirteen, then", K.CONFIRM_AGREEMENT), "confirm"),
        (turn("I send the letter on Monday", K.NEXT_STEP), "next_step"),
        (turn("And we review how it's going in May", K.NEXT_STEP), "next_step"),
        (turn("I was sharp with you earlier, that was wrong", K.APOLOGY), "apology"),
        (turn("Goodbye then"), "farewell"),
    ]
    replies = [counterpart.respond(heard) for heard, _ in said]
    assert [reply.act for reply in replies] == [act for _, act in said]
    assert "review_date +2.0" in replies[2].because
    assert replies[-1].outcome == "agreed"


def test_asking_whether_it_is_agreed_after_the_deal_has_it_confirmed() -> None:
    assert strike().respond(turn("So do we have a deal?", K.CLOSED_QUESTION)).act == "confirm"


def test_said_twice_after_the_deal_it_is_only_a_farewell() -> None:
    counterpart = strike()
    counterpart.respond(turn("So thirteen, then", K.CONFIRM_AGREEMENT))
    assert counterpart.respond(turn("Thirteen", K.CONFIRM_AGREEMENT)).outcome == "agreed"


def test_loudness_above_the_learners_own_is_felt() -> None:
    counterpart = meet(build())
    for _ in range(3):
        counterpart.respond(replace(turn("Well"), level_dbfs=-30.0))
    before = counterpart.trust
    counterpart.respond(replace(turn("Well"), level_dbfs=-26.0))
    assert counterpart.trust == before
    reply = counterpart.respond(replace(turn("Well"), level_dbfs=-20.0))
    assert counterpart.trust < before
    assert any(because.startswith("rattled") for because in reply.because)


@pytest.mark.parametrize("kind", [K.APOLOGY, K.EMPATHY, K.REFRAME])
def test_a_rupture_is_mended_by_repair_alone(kind: MoveKind) -> None:
    counterpart = meet(build())
    counterpart.respond(turn("You fool", K.PERSONAL_ATTACK))
    assert counterpart.respond(turn("Or we sue", K.THREAT)).act == "rupture"
    for other in (K.AGENDA, K.OPEN_QUESTION):
        assert counterpart.respond(turn("Anyway", other)).act == "repair_refused"
    assert counterpart.respond(turn("That was wrong of me", kind)).act == "repaired"
