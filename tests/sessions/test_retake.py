"""A moment taken again begins where the first try stood, to the last digit."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.dialogue.simulated_learners import (
    HOLD,
    Anything,
    Good,
    LabelSpammer,
    Learner,
    Silent,
)
from tests.sessions.conftest import DEMO, run_program
from voicecoach import session
from voicecoach.commands.retake import restore
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.errors import StoreError
from voicecoach.second_try import all_crossroads, find_crossroads
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import Heard, Reply, Silence, Turn

TALKS = [
    (name, learner, seed)
    for seed, (name, learner) in enumerate(
        (name, learner)
        for name in ("marlow", "okafor")
        for learner in (Good, Anything, LabelSpammer, Anything, Good)
    )
]


class Kept:
    """A talk without sound, kept as the practice keeps it; the learner now and then breaks in."""

    def __init__(self, name: str, seed: int) -> None:
        self.persona = load_persona(name, find_home())
        self.counterpart = Counterpart(self.persona, seed=seed, difficulty=3)
        self.chance = Random(seed)
        self.now_s = 0.0
        self.events: list[dict[str, Any]] = [
            session.started(
                session="kept", persona=name, persona_name=self.persona.name,
                style=self.persona.style, seed=seed, facts=self.counterpart.facts(),
                settings={}, measured={}, reveal=self.counterpart.reveal(),
            )
        ]  # fmt: skip
        self.before: list[dict[str, Any]] = []  # the counterpart before each turn of the learner
        self.after: list[tuple[Heard, Reply]] = []

    def play(self, learner: Learner, n_turns: int) -> None:
        last = self.counterpart.open()
        cut = self._say(last)
        for _ in range(n_turns):
            if self.counterpart.outcome is not None:
                return
            heard = learner.act(self.counterpart, last)
            if heard is HOLD:
                last = self.counterpart.feel_silence(4.0)
                self.counterpart.note_silence(
                    Silence(self.now_s, self.now_s + 4.0, "counterpart_turn", "held", "counterpart")
                )
            else:
                last = self._answer(heard, cut)
            cut = self._say(last)

    def _answer(self, heard: Heard, cut: str | None) -> Reply:
        if cut is not None:
            self.counterpart.note_cut_off(cut)
        self.before.append(self.counterpart.snapshot())
        reply = self.counterpart.respond(heard)
        self.after.append((heard, reply))
        turn = Turn("learner", self.now_s + 0.5, self.now_s + 3.0, heard.text, moves=heard.moves)
        self.events.append(session.turn_event(turn))
        self.now_s += 3.5
        return reply

    def _say(self, reply: Reply) -> str | None:
        words = reply.text.split()
        cut = None
        if self.chance.random() < 0.2 and len(words) > 1:
            cut = " ".join(words[: self.chance.randrange(1, len(words))])
        line = Turn(
            "counterpart", self.now_s, self.now_s + 2.0, cut or reply.text, state=reply.state,
            act=reply.act, fact=reply.fact, trust=reply.trust, was_cut_off=cut is not None,
        )  # fmt: skip
        self.events.append(session.turn_event(line))
        self.now_s += 2.0
        self.events.append(session.mind_event(self.now_s, self.counterpart.snapshot()))
        return cut


@pytest.mark.parametrize(("name", "learner", "seed"), TALKS)
def test_state_trust_and_facts_are_those_of_that_moment(
    name: str, learner: type[Learner], seed: int
) -> None:
    kept = Kept(name, seed)
    kept.play(learner(kept.persona, seed), n_turns=25)
    found = all_crossroads(kept.events)
    assert len(found) == len(kept.before) > 0
    for crossroads, before, (heard, reply) in zip(found, kept.before, kept.after, strict=True):
        counterpart = restore(crossroads, kept.persona)
        assert counterpart.snapshot() == before
        assert counterpart.respond(heard) == reply


def test_a_second_in_a_turn_means_that_turn_and_one_between_turns_the_next() -> None:
    kept = Kept("marlow", 1)
    kept.play(LabelSpammer(kept.persona, 1), n_turns=5)
    turns = [one.turn for one in all_crossroads(kept.events)]
    assert find_crossroads(kept.events, turns[2].start_s + 0.1).turn == turns[2]
    assert find_crossroads(kept.events, turns[2].end_s + 0.1).turn == turns[3]
    assert find_crossroads(kept.events, 10_000.0).turn == turns[-1]


def test_what_was_said_aside_cannot_be_taken_again() -> None:
    kept = Kept("marlow", 2)
    kept.play(LabelSpammer(kept.persona, 1), n_turns=3)
    lines = [n for n, event in enumerate(kept.events) if event["event"] == "counterpart_spoke"]
    during_s = kept.events[lines[1]]["start_s"] + 0.5
    aside = Turn("learner", during_s, during_s + 0.3, "mm-hm")
    events = list(kept.events)
    events.insert(lines[1], session.turn_event(aside))
    assert aside.start_s not in [one.turn.start_s for one in all_crossroads(events)]
    assert len(all_crossroads(events)) == len(all_crossroads(kept.events))


def test_a_session_without_a_turn_says_so() -> None:
    kept = Kept("marlow", 3)
    kept.play(Silent(kept.persona, 1), n_turns=2)
    with pytest.raises(StoreError, match="no turn of yours"):
        all_crossroads(kept.events)


def test_a_session_of_an_older_version_says_so() -> None:
    kept = Kept("marlow", 4)
    kept.play(LabelSpammer(kept.persona, 1), n_turns=3)
    old = [event for event in kept.events if event["event"] != "mind"]
    with pytest.raises(StoreError, match="older version"):
        all_crossroads(old)


@pytest.mark.model
@pytest.mark.slow
def test_a_moment_is_taken_again_aloud(home: Path, tmp_path: Path) -> None:
    first = run_program(
        "practice", "marlow", "--script", str(DEMO), "--pace", "fast", "--seed", "1", "--json",
        "--model", "tiny.en", "--voice", "silent",
        home=home,
    )  # fmt: skip
    assert first.code == 0, first.err
    script = tmp_path / "again.yaml"
    label = DEMO.parent / "demo" / "2-label.wav"
    script.write_text(
        f"- wait: counterpart\n- hold: 1.0\n- say: {label}\n- wait: counterpart\n- hold: 9.0\n"
    )
    spoken = [turn for turn in first.result["turns"] if turn["who"] == "learner"]
    at = f"0:{spoken[2]['start_s'] + 0.1:.1f}"
    done = run_program(
        "retake", str(first.folder), "--at", at, "--script", str(script), "--pace", "fast",
        "--json", "--model", "tiny.en", "--voice", "silent",
        home=home,
    )  # fmt: skip
    assert done.code == 0, done.err
    then, again = done.result["tries"]
    assert then["said"] == spoken[2]["text"]
    assert "let down" in again["said"]
    assert "emotion_label" in again["moves"]
    assert again["reply"]
    assert len(list((first.folder / "tries").iterdir())) == 1
    assert run_program("retake", str(first.folder), "--at", "soon", home=home).code == 2
