"""Time out of role: nothing is heard or kept, and afterwards everything is where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sessions.conftest import ROOT
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import Hold, Say, ScriptedMicrophone, Wait, read_learner
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.ports import Command
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.speaking.player import Player
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import FRAME_S, RATE_HZ, Samples

pytestmark = pytest.mark.model

PAUSED_S, RESUMED_S, ASKED_S = 8.0, 16.0, 17.0  # the opening is over by then


class Desk:
    """A learner at the keyboard, and the session's notebook."""

    def __init__(self, keys: dict[float, Command]) -> None:
        self.events: list[dict[str, Any]] = []
        self.learner: list[Samples] = []
        self.notices: list[str] = []
        self._keys = dict(keys)

    def poll(self) -> list[Command]:
        now_s = len(self.learner) * FRAME_S
        due = [at_s for at_s in self._keys if now_s >= at_s]
        return [self._keys.pop(at_s) for at_s in due]

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(event)

    def record(self, learner: Samples, counterpart: Samples) -> None:  # noqa: ARG002
        self.learner.append(learner)

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None: ...

    def notice(self, text: str) -> None:
        self.notices.append(text)


def practise(keys: dict[float, Command], cache: Path, limits: Limits) -> Desk:
    persona = load_persona("marlow", find_home())
    voice = SilentVoice(persona.voice)
    question = read_learner(ROOT / "audio" / "demo" / "1-open.wav")
    # While out of role the learner talks to somebody else; later they ask their question.
    steps = [Hold(hold=9.0), Say(say="aside"), Hold(hold=ASKED_S - 9.0 - len(question) / RATE_HZ)]
    steps += [Say(say="question"), Wait(wait="counterpart")]
    microphone = ScriptedMicrophone(steps, {"aside": question, "question": question})
    player, desk = Player(), Desk(keys)
    folder = locate_model("tiny.en", path=None, cache=cache)
    transcriber = WhisperTranscriber(folder, name="tiny.en")
    Practice(
        sound=RecordedLoop(microphone, player, is_fast=True),
        player=player,
        voice_activity=VoiceActivity(),
        desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=True),
        voice=voice,
        counterpart=Counterpart(persona, seed=1),
        name=persona.name,
        keeper=desk,
        screen=desk,
        controls=desk,
        limits=limits,
    ).run()
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    keys: dict[float, Command] = {PAUSED_S: "pause", RESUMED_S: "pause"}
    return practise(keys, tmp_path_factory.mktemp("cache"), Limits())


@pytest.fixture(scope="module")
def repeated(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    keys: dict[float, Command] = {PAUSED_S: "again"}
    return practise(keys, tmp_path_factory.mktemp("cache"), Limits(hints=True))


def test_what_is_said_afterwards_is_understood(desk: Desk) -> None:
    spoken = [e for e in desk.events if e["event"] == "learner_spoke"]
    assert len(spoken) == 1
    assert "bill" in spoken[0]["text"].lower()
    assert spoken[0]["start_s"] == pytest.approx(ASKED_S, abs=0.15)


def test_nothing_of_it_is_kept(desk: Desk) -> None:
    sound = np.concatenate(desk.learner)
    away = sound[round((PAUSED_S + 0.1) * RATE_HZ) : round((RESUMED_S - 0.1) * RATE_HZ)]
    assert not away.any()


def test_it_does_not_count_as_silence(desk: Desk) -> None:
    kinds = [e["event"] for e in desk.events]
    assert kinds.count("paused") == kinds.count("resumed") == 1
    first = next(e for e in desk.events if e["event"] == "silence")
    opening = next(e for e in desk.events if e["event"] == "counterpart_spoke")
    assert opening["end_s"] < PAUSED_S
    in_role_s = ASKED_S - opening["end_s"] - (RESUMED_S - PAUSED_S)
    assert first["end_s"] - first["start_s"] == pytest.approx(in_role_s, abs=0.15)


def test_a_repeated_line_takes_its_own_time_and_is_said_once(repeated: Desk) -> None:
    spoken = [e for e in repeated.events if e["event"] == "counterpart_spoke"]
    opening = spoken[0]
    at_s = {e["event"]: e["at_s"] for e in repeated.events if e["event"] in ("paused", "resumed")}
    assert at_s["paused"] == pytest.approx(PAUSED_S, abs=0.1)
    length_s = opening["end_s"] - opening["start_s"]
    assert at_s["resumed"] - at_s["paused"] == pytest.approx(length_s, abs=0.1)
    assert [e["text"] for e in spoken].count(opening["text"]) == 1


def test_hints_come_only_if_asked_for(desk: Desk, repeated: Desk) -> None:
    assert any("open question" in text for text in repeated.notices)
    assert not any("open question" in text for text in desk.notices)
