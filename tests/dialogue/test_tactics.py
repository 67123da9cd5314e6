"""The sixteen tactics of the field: each can be played, countered, and fed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import Heard, Move, Reply, Silence

# Tactic: when it is played, and what defuses it.
TACTICS: dict[str, tuple[str, list[str]]] = {
    "anchor": ("low", ["challenge_basis", "objective_criterion"]),
    "lowball": ("low", ["challenge_basis", "silence"]),
    "threat": ("hot", ["silence", "emotion_label", "interests_question"]),
    "deadline": ("mid", ["open_question", "challenge_basis"]),
    "good_cop": ("mid", ["name_tactic", "monitor_change"]),
    "higher_authority": ("mid", ["monitor_change", "next_step"]),
    "nibble": ("on_offer", ["conditional_trade"]),
    "personal_attack": ("hot", ["silence", "emotion_label", "i_message"]),
    "stonewalling": ("low", ["reframe", "option", "pause_request"]),
    "salami": ("mid", ["agenda", "summary"]),
    "bogey": ("on_offer", ["interests_question", "conditional_trade"]),
    "flinch": ("on_offer", ["silence", "objective_criterion"]),
    "take_it": ("on_offer", ["open_question", "calm_limit", "option"]),
    "snow_job": ("low", ["information_probe", "summary"]),
    "guilt": ("mid", ["empathy", "reframe"]),
    "krunch": ("on_offer", ["information_probe", "silence"]),
    "bluff": ("low", ["challenge_basis", "conditional_trade"]),
    "delay": ("low", ["next_step", "interests_question"]),
}


def bag(*names: str) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "name": name,
            "when": TACTICS[name][0],
            "countered_by": TACTICS[name][1],
            "say": [f"{name} played.", f"{name} played once more."],
            "countered": [f"{name} dropped."],
        }
        for name in names
    ]


def play(name: str, *, others: tuple[str, ...] = ()) -> Counterpart:
    """Find a talk in which this tactic is on the table."""
    when = TACTICS[name][0]
    persona = build(mode="competing", tactics=bag(name, *others), start_trust=40)
    for seed in range(40):
        counterpart = meet(persona, seed=seed, difficulty=2)
        if when in ("mid", "on_offer"):
            earn(counterpart, "listening" if when == "mid" else "influence")
        if when == "hot":
            counterpart.respond(turn("You fool", K.PERSONAL_ATTACK))
        heard = offer(26000, "fee") if when == "on_offer" else turn("So much for the fee.")
        if counterpart.respond(heard).tactic == name:
            return counterpart
    raise AssertionError(f"{name} was never played")


def counter(counterpart: Counterpart, by: str) -> Reply:
    if by == "silence":
        counterpart.note_silence(Silence(0.0, 4.0, "own_ask", "held", "learner"))
        return counterpart.respond(turn("Well."))
    text = "What would you need here?"
    move = Move(K(by), 0.9, text, "test", recall=1.0, is_accurate=True, is_tentative=True)
    return counterpart.respond(Heard(text, (move,), 0.0, 4.0))


@pytest.mark.parametrize("name", TACTICS)
def test_each_tactic_is_played_in_its_place_and_dropped_when_countered(name: str) -> None:
    counterpart = play(name)
    before = counterpart.trust
    by = TACTICS[name][1][0]
    reply = counter(counterpart, by)
    assert (reply.act, reply.tactic, reply.text) == ("drop_tactic", name, f"{name} dropped.")
    assert any(because.startswith(f"countered {name}") for because in reply.because)
    assert counterpart.trust > before


@pytest.mark.parametrize("name", TACTICS)
def test_naming_a_tactic_calmly_always_counters_it(name: str) -> None:
    assert counter(play(name), "name_tactic").act == "drop_tactic"


@pytest.mark.parametrize("name", ["deadline", "guilt", "salami"])
def test_giving_way_to_a_tactic_feeds_it(name: str) -> None:
    counterpart = play(name)
    reply = counterpart.respond(turn("All right, have it", K.CONCESSION))
    assert f"gave way to {name}" in reply.because
    assert reply.act != "drop_tactic"
    # It has worked and is off the table: countering it now comes too late.
    assert counter(counterpart, TACTICS[name][1][0]).act != "drop_tactic"


def test_coming_nearer_for_nothing_feeds_it_too_but_a_trade_does_not() -> None:
    given, traded = play("flinch"), play("flinch")
    reply = given.respond(offer(25000, "fee"))
    assert "gave way to flinch" in reply.because
    text = "If you come up, you could pay in instalments"
    reply = traded.respond(offer(25000, "fee", K.CONDITIONAL_TRADE, text))
    assert not any(because.startswith("gave way") for because in reply.because)


def test_hitting_back_feeds_it() -> None:
    reply = play("threat").respond(turn("With all due respect, be reasonable", K.IRRITATOR))
    assert "hit back at threat" in reply.because


def test_a_tactic_that_worked_encourages_another() -> None:
    # Two tactics in the bag, and one allowed at this difficulty.
    n_more = {}
    for answer in (K.CONCESSION, K.EMPATHY):
        counterpart = play("deadline", others=("guilt",))
        counterpart.respond(turn("All right, have it", answer))
        acts = [counterpart.respond(turn("So much for the fee.")).act for _ in range(6)]
        n_more[answer] = acts.count("tactic")
    assert n_more == {K.CONCESSION: 1, K.EMPATHY: 0}


def test_after_two_turns_a_tactic_is_forgotten() -> None:
    counterpart = play("deadline")
    for _ in range(3):
        counterpart.respond(turn("So much for the fee."))
    reply = counterpart.respond(turn("All right, have it", K.CONCESSION))
    assert not any("deadline" in because for because in reply.because)


def test_a_tactic_ages_while_figures_are_on_the_table() -> None:
    counterpart = play("deadline")
    for _ in range(4):
        counterpart.respond(offer(26000, "fee"))
    mind: Any = counterpart.snapshot()["mind"]
    assert mind["tactic"] is None
