"""A yes that binds nothing, and what brings it to light."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach.dialogue.counterpart import Counterpart


def feigning(difficulty: int = 3, mode: str = "accommodating", **changes: object) -> Counterpart:
    """Find a talk in which the first offer meets a fake yes."""
    persona = build(mode=mode, start_trust=60, **changes)
    for seed in range(20):
        counterpart = meet(persona, seed=seed, difficulty=difficulty)
        earn(counterpart, "influence")
        if counterpart.respond(offer(24000, "fee")).act == "fake_signal":
            return counterpart
    raise AssertionError("twenty talks without a fake yes")


def test_a_fake_yes_binds_nothing() -> None:
    counterpart = feigning()
    assert counterpart.context().counterpart_offer == 10000
    assert counterpart.reveal().issues[0].settled is None
    assert counterpart.outcome is None


@pytest.mark.parametrize(
    "test",
    [
        turn("You sign on Monday, then?", K.NEXT_STEP),
        turn("Who signs it?", K.CLOSED_QUESTION),
        turn("Which part of it exactly?", K.INFORMATION_PROBE),
        turn("So we are agreed on 24", K.CONFIRM_AGREEMENT),
    ],
)
def test_asking_for_who_and_when_brings_it_to_light(test: object) -> None:
    counterpart = feigning()
    reply = counterpart.respond(test)  # type: ignore[arg-type]
    assert reply.act == "fake_dropped"
    assert any("fake_exposed" in because for because in reply.because)
    # Asked again it means what it says.
    assert counterpart.respond(offer(23000, "fee")).act == "counter_offer"


def test_untested_it_fades_and_earns_nothing() -> None:
    counterpart = feigning()
    for _ in range(4):
        counterpart.respond(turn("That is how it stands."))
    reply = counterpart.respond(turn("Who signs it?", K.CLOSED_QUESTION))
    assert reply.act != "fake_dropped"


def test_there_are_none_below_difficulty_three_and_few_above() -> None:
    persona = build(mode="accommodating", start_trust=60)
    n_fakes = {1: 0, 2: 0, 3: 0, 5: 0}
    for difficulty in n_fakes:
        for seed in range(8):
            counterpart = meet(persona, seed=seed, difficulty=difficulty)
            earn(counterpart, "rapport")
            acts = []
            for value in range(30000, 22000, -1000):
                acts.append(counterpart.respond(offer(value, "fee")).act)
                counterpart.respond(turn("Who signs it?", K.CLOSED_QUESTION))
            n_fakes[difficulty] = max(n_fakes[difficulty], acts.count("fake_signal"))
    assert n_fakes == {1: 0, 2: 0, 3: 1, 5: 2}


def test_a_persona_without_words_for_it_never_feigns() -> None:
    with pytest.raises(AssertionError, match="without a fake yes"):
        feigning(lines={"fake_signal": {}})


def test_what_it_would_take_it_takes() -> None:
    persona = build(mode="accommodating", start_trust=60)
    for seed in range(10):
        counterpart = meet(persona, seed=seed, difficulty=3)
        earn(counterpart, "influence")
        assert counterpart.respond(offer(11000, "fee")).act == "offer_readback"
