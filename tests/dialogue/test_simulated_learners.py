"""The engine as a whole, seen through learners made of code; DOMAIN figures as bounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import median

import pytest

from tests.dialogue.plain_persona import make_persona
from tests.dialogue.simulated_learners import (
    Anything,
    Bully,
    Good,
    LabelSpammer,
    Learner,
    Silent,
    Talk,
    play,
)
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.dialogue.stairway import STEPS

N_SEEDS = 20
STYLES = ("amiable", "expressive", "driver", "analyst")
FILES = sorted((Path(__file__).parents[2] / "personas").glob("*.yaml"))
NAMES = [*STYLES, *(file.stem for file in FILES)]


@cache
def find_persona(name: str) -> Persona:
    file = next((file for file in FILES if file.stem == name), None)
    if file is None:
        return make_persona(name)
    return read_persona(file.read_text(encoding="utf-8"), file.name)


@cache
def play_all(name: str, learner: type[Learner], n_turns: int = 40) -> tuple[Talk, ...]:
    persona = find_persona(name)
    return tuple(
        play(persona, learner(persona, seed), seed=seed, n_turns=n_turns)  # type: ignore[call-arg]
        for seed in range(N_SEEDS)
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_good_script_ends_well(name: str) -> None:
    ends = [talk.outcome for talk in play_all(name, Good)]
    assert sum(end in ("agreed", "no_deal_good") for end in ends) >= 0.9 * N_SEEDS


@pytest.mark.parametrize("name", NAMES)
def test_the_good_script_reaches_influence_in_ten_to_eighteen_turns(name: str) -> None:
    turns = [talk.turns_until("influence") for talk in play_all(name, Good)]
    reached = [n for n in turns if n is not None]
    assert len(reached) == N_SEEDS
    assert median(reached) >= 10
    assert max(reached) <= 18


@pytest.mark.parametrize("name", NAMES)
def test_the_good_script_finds_most_facts(name: str) -> None:
    n_facts = len(find_persona(name).facts)
    found = [sum(reply.fact is not None for reply in talk.replies) for talk in play_all(name, Good)]
    assert median(found) >= 0.6 * n_facts


@pytest.mark.parametrize("name", NAMES)
def test_labels_alone_never_lead_past_rapport(name: str) -> None:
    assert all(talk.highest <= STEPS.index("rapport") for talk in play_all(name, LabelSpammer))


@pytest.mark.parametrize("name", NAMES)
def test_a_bully_breaks_the_talk_by_turn_eight(name: str) -> None:
    turns = [talk.turns_until("ruptured", "walked_out") for talk in play_all(name, Bully)]
    assert sum(n is not None and n <= 8 for n in turns) >= 0.9 * N_SEEDS


@pytest.mark.parametrize("name", NAMES)
def test_a_random_learner_stays_below_empathy(name: str) -> None:
    assert median(talk.highest for talk in play_all(name, Anything)) < STEPS.index("empathy")


@pytest.mark.parametrize("name", NAMES)
def test_a_silent_learner_gets_no_agreement(name: str) -> None:
    assert all(talk.outcome != "agreed" for talk in play_all(name, Silent))


@pytest.mark.parametrize("learner", [Good, LabelSpammer, Bully, Anything, Silent])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_said_twice(name: str, learner: type[Learner]) -> None:
    for talk in play_all(name, learner):
        texts = [reply.text for reply in talk.replies]
        assert len(set(texts)) == len(texts)
        assert all(text.strip() and "{" not in text for text in texts)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in STYLES])
def test_a_real_persona_rarely_runs_out_of_its_own_words(name: str) -> None:
    for learner in (Good, Anything):
        talks = play_all(name, learner)
        keys = [key for talk in talks for key in talk.used]
        assert sum(key.startswith("composed.") for key in keys) <= 0.01 * len(keys)


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_ever_passes_the_limit(name: str) -> None:
    persona = find_persona(name)
    bounds = [sorted((issue.opening, issue.limit)) for issue in persona.issues]
    for talk in play_all(name, Anything):
        offers = [reply.offer for reply in talk.replies if reply.act != "accept"]
        before = offers[: next((n for n, r in enumerate(talk.replies) if r.act == "accept"), None)]
        assert all(
            offer is None or any(low <= offer <= high for low, high in bounds) for offer in before
        )


@pytest.mark.slow
def test_five_hundred_random_talks_pass_without_error() -> None:
    for seed in range(500):
        persona = find_persona(NAMES[seed % len(NAMES)])
        talk = play(
            persona, Anything(persona, seed), seed=seed, n_turns=60, difficulty=seed % 5 + 1
        )
        texts = [reply.text for reply in talk.replies]
        assert len(set(texts)) == len(texts)
