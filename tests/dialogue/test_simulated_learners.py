"""The engine as a whole, seen through learners made of code, with every persona there is.

A few seeds each, to see that a change broke nothing; `benchmarks/counterparts.py` plays fifty.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import median

import pytest

from tests.dialogue.plain_persona import make_persona
from tests.dialogue.simulated_learners import (
    Anything,
    Bully,
    Capitulator,
    Flatterer,
    Good,
    LabelSpammer,
    Lacking,
    Learner,
    Prober,
    Silent,
    Talk,
    play,
)
from voicecoach.dialogue.ladder import find_shifted
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.dialogue.stairway import STEPS
from voicecoach.joint_value import find_joint_value

N_SEEDS = 3  # a glance; benchmarks/counterparts.py plays fifty
LEARNERS = (Good, LabelSpammer, Bully, Anything, Silent, Flatterer, Capitulator)
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


def test_random_learners_stay_below_empathy() -> None:
    highest = [talk.highest for name in NAMES for talk in play_all(name, Anything)]
    assert median(highest) < STEPS.index("empathy")


@pytest.mark.parametrize("name", NAMES)
def test_a_silent_learner_gets_no_agreement(name: str) -> None:
    assert all(talk.outcome != "agreed" for talk in play_all(name, Silent))


@pytest.mark.parametrize("learner", [Flatterer, Capitulator])
@pytest.mark.parametrize("name", NAMES)
def test_praise_and_surrender_win_nothing_for_both(name: str, learner: type[Learner]) -> None:
    """A deal beyond the learner's own limit is worth less to them than none."""
    for talk in play_all(name, learner):
        assert not find_joint_value(talk.issues).of_best


@pytest.mark.parametrize("name", NAMES)
def test_skill_finds_most_of_what_there_is_for_both(name: str) -> None:
    values = [find_joint_value(talk.issues).of_best for talk in play_all(name, Good)]
    assert median(value or 0.0 for value in values) >= 0.5


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_is_found_by_some_learner(name: str) -> None:
    talks = (*play_all(name, Prober, 60), *play_all(name, Good))
    found = set().union(*(talk.found for talk in talks))
    assert found == {fact.id for fact in find_persona(name).facts}


@pytest.mark.parametrize("name", NAMES)
def test_no_fact_is_found_without_its_key(name: str) -> None:
    persona = find_persona(name)
    for key in sorted({str(fact.key) for fact in persona.facts}):
        locked = {fact.id for fact in persona.facts if fact.key == key}
        assert not locked & play(persona, Lacking(persona, 1, key), seed=1).found, key


@pytest.mark.parametrize("learner", LEARNERS)
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
    issues = (*persona.issues, *find_shifted(persona).values())
    bounds = [sorted((issue.opening, issue.limit)) for issue in issues]
    for talk in play_all(name, Anything):
        offers = [reply.offer for reply in talk.replies if reply.act != "accept"]
        before = offers[: next((n for n, r in enumerate(talk.replies) if r.act == "accept"), None)]
        assert all(
            offer is None or any(low <= offer <= high for low, high in bounds) for offer in before
        )


def test_random_talks_pass_without_error_at_every_difficulty() -> None:
    for seed in range(40):
        persona = find_persona(NAMES[seed % len(NAMES)])
        talk = play(
            persona, Anything(persona, seed), seed=seed, n_turns=60, difficulty=seed % 5 + 1
        )
        texts = [reply.text for reply in talk.replies]
        assert len(set(texts)) == len(texts)
