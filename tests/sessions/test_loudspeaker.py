"""A loudspeaker in the room: what it plays comes back into the microphone, in a known way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sessions.conftest import ROOT
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.hearing.echo import EchoGuard
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import Hold, Say, ScriptedMicrophone, Wait, read_learner
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.ports import Cues, Played
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.speaking.player import Player
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import RATE_HZ, Samples

pytestmark = [pytest.mark.model, pytest.mark.slow]

DELAY = round(0.05 * RATE_HZ)  # from loudspeaker to microphone
ECHO = 0.3  # 10 dB below


class Room:
    """Puts the player's sound, delayed and softer, into what a scripted microphone hears."""

    def __init__(self, script: ScriptedMicrophone, player: Player) -> None:
        self._script = script
        self._player = player
        self._path = np.zeros(DELAY, dtype=np.float32)
        self._noise = np.random.default_rng(1)

    def pull(self, n_samples: int) -> Played:
        played = self._player.pull(n_samples)
        self._path = np.concatenate([self._path, played.samples])
        return played

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        said = self._script.read(n_samples, cues)
        echo, self._path = self._path[:n_samples], self._path[n_samples:]
        if said is None:
            return None
        noise = self._noise.normal(0, 3e-4, n_samples)
        return (said + ECHO * echo + noise).astype(np.float32)


class Notebook:
    """Keeps the journal in memory; shows nothing and presses no keys."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.notices: list[str] = []

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(event)

    def record(self, learner: Samples, counterpart: Samples) -> None: ...

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None: ...

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def poll(self) -> list:
        return []


def run(tmp_path: Path, *, echo_guard: EchoGuard | None) -> Notebook:
    folder = locate_model("tiny.en", path=None, cache=tmp_path)
    persona = load_persona("marlow", find_home())
    voice = choose_voice("pyttsx3", persona.voice, tmp_path / "lines")
    steps = [Wait(wait="counterpart"), Hold(hold=0.8), Say(say="open"), Wait(wait="counterpart")]
    steps += [Hold(hold=5.0), Wait(wait="counterpart"), Hold(hold=1.0)]
    sounds = {"open": read_learner(ROOT / "audio" / "demo" / "1-open.wav")}
    player, book = Player(), Notebook()
    room = Room(ScriptedMicrophone(steps, sounds), player)
    transcriber = WhisperTranscriber(folder, name="tiny.en")
    Practice(
        sound=RecordedLoop(room, room, is_fast=True),
        player=player,
        voice_activity=VoiceActivity(),
        desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=True),
        voice=voice,
        counterpart=Counterpart(persona, seed=1),
        name=persona.name,
        keeper=book,
        screen=book,
        controls=book,
        limits=Limits(),
        echo_guard=echo_guard,
    ).run()
    voice.close()
    return book


def test_the_counterpart_never_answers_itself(tmp_path: Path) -> None:
    book = run(tmp_path, echo_guard=EchoGuard())
    said = [e for e in book.events if e["event"] == "learner_spoke"]
    assert len(said) == 1
    assert "bill" in said[0]["text"].lower()
    assert not any(e.get("was_cut_off") for e in book.events)
    held = [e for e in book.events if e["event"] == "silence" and e["kind"] == "held"]
    assert len(held) == 1
    assert any("taken out of the microphone" in notice for notice in book.notices)


def test_without_the_guard_it_would(tmp_path: Path) -> None:
    """The echo in this room is one that matters."""
    book = run(tmp_path, echo_guard=None)
    assert any(e.get("was_cut_off") for e in book.events)
