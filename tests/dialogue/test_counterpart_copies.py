from __future__ import annotations

import json
import time
from random import Random

import pytest

from tests.dialogue.plain_persona import make_persona
from tests.dialogue.simulated_learners import Anything, Good
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import Heard, Reply, Silence


def step(counterpart: Counterpart, heard: Heard | None) -> Reply:
    if heard is not None:
        return counterpart.respond(heard)
    reply = counterpart.feel_silence(4.0)
    counterpart.note_silence(Silence(0.0, 4.0, "own_ask", "held", "counterpart"))
    return reply


def test_the_same_seed_and_inputs_give_the_same_talk() -> None:
    for seed in range(5):
        talks = []
        for _ in range(2):
            counterpart = Counterpart(make_persona("driver"), seed=seed)
            learner = Anything(make_persona("driver"), seed)
            reply = counterpart.open()
            talk = [reply]
            for _ in range(30):
                reply = step(counterpart, learner.act(counterpart, reply))
                talk.append(reply)
            talks.append(talk)
        assert talks[0] == talks[1]


def test_another_seed_gives_another_talk() -> None:
    texts = {Counterpart(make_persona(), seed=seed).open().text for seed in range(20)}
    assert len(texts) > 1


def test_responding_on_a_copy_leaves_the_original_alone() -> None:
    learner = Anything(make_persona(), 7)
    counterpart = Counterpart(make_persona(), seed=7, difficulty=4)
    reply = counterpart.open()
    for _ in range(40):
        heard = learner.act(counterpart, reply)
        before = json.dumps(counterpart.snapshot())
        twin = counterpart.copy()
        speculated = step(twin, heard)
        twin.note_cut_off("half")
        assert json.dumps(counterpart.snapshot()) == before
        reply = step(counterpart, heard)
        assert reply == speculated


@pytest.mark.parametrize("style", ["amiable", "expressive", "driver", "analyst"])
def test_a_restored_counterpart_goes_on_as_the_original_would(style: str) -> None:
    persona = make_persona(style)
    for seed in range(5):
        chance = Random(seed)
        learner = Anything(persona, seed)
        counterpart = Counterpart(persona, seed=seed, difficulty=3)
        reply = counterpart.open()
        for _ in range(30):
            heard = learner.act(counterpart, reply)
            text = json.dumps(counterpart.snapshot())
            twin = Counterpart.restore(persona, json.loads(text))
            assert json.dumps(twin.snapshot()) == text
            assert twin.context() == counterpart.context()
            assert twin.tolerance_s() == counterpart.tolerance_s()
            reply = step(counterpart, heard)
            assert step(twin, heard) == reply
            if chance.random() < 0.2:
                counterpart.note_cut_off(reply.text[:9])
                twin.note_cut_off(reply.text[:9])
                assert twin.snapshot() == counterpart.snapshot()


def test_deciding_and_copying_are_quick() -> None:
    persona = make_persona("analyst")
    counterpart, learner = Counterpart(persona, seed=1), Good(persona, 1)
    reply = counterpart.open()
    deciding, copying = [], []
    for _ in range(20):
        heard = learner.act(counterpart, reply)
        start = time.perf_counter()
        twin = counterpart.copy()
        copying.append(time.perf_counter() - start)
        start = time.perf_counter()
        reply = step(counterpart, heard)
        deciding.append(time.perf_counter() - start)
        del twin
    # The least busy run of several: the machine may have other things to do.
    assert sorted(deciding)[10] < 0.010
    assert sorted(copying)[10] < 0.001
