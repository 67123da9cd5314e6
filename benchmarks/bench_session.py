"""Whole sessions in this process, for the benchmarks: real parts, and nothing on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.ports import Cues, Microphone, Played, SoundLoop
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import NOMINAL_S, AnswerDesk
from voicecoach.speaking.player import Player
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.turns import RATE_HZ, Samples

ROOT = Path(__file__).resolve().parent.parent


class MemoryKeeper:
    """Keeps events, and the recording if asked to."""

    def __init__(self, *, keeps_sound: bool = False) -> None:
        self.events: list[dict[str, Any]] = []
        self.blocks: list[np.ndarray] = []
        self._keeps_sound = keeps_sound

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(event)

    def record(self, learner: Samples, counterpart: Samples) -> None:
        if self._keeps_sound:
            self.blocks.append(np.stack([learner, counterpart], axis=1))


class NoScreen:
    """Shows nothing."""

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None: ...

    def notice(self, text: str) -> None: ...


class NoKeys:
    """Gives no commands."""

    def poll(self) -> list:
        return []


class TruthfulPlayer(Player):
    """A player that remembers when its lines really sounded."""

    def __init__(self) -> None:
        super().__init__()
        self.starts_s: list[float] = []  # of lines, whether they came to their end or not
        self.lines_s: list[tuple[float, float]] = []  # of those that did
        self.audible: list[bool] = []  # per block: was a line sounding
        self._n_pulled = 0
        self._line: int | None = None

    def pull(self, n_samples: int) -> Played:
        played = super().pull(n_samples)
        if played.line is not None and played.line != self._line:
            self._line = played.line
            self.starts_s.append(self._n_pulled / RATE_HZ)
        if played.has_line_ended:
            start_s = self.starts_s[-1]
            self.lines_s.append((start_s, start_s + played.position / RATE_HZ))
        self._n_pulled += n_samples
        self.audible.append(played.line is not None)
        return played


def load_transcriber(model: str) -> WhisperTranscriber:
    """Load a recogniser without leaving anything behind."""
    with tempfile.TemporaryDirectory() as cache:
        folder = locate_model(model, path=None, cache=Path(cache))
        return WhisperTranscriber(folder, name=model)


def run_session(
    persona: Persona,
    learner: Microphone,
    player: Player,
    transcriber: WhisperTranscriber,
    *,
    seed: int,
    nominal_s: float = NOMINAL_S,
    limits: Limits | None = None,
    keeper: MemoryKeeper | None = None,
    screen: NoScreen | None = None,
    sound: SoundLoop | None = None,
    voice: Any = None,
) -> MemoryKeeper:
    """Run one session at fast pace and return what it noted."""
    keeper = keeper or MemoryKeeper()
    voice = voice or SilentVoice(persona.voice)
    Practice(
        sound=sound or RecordedLoop(learner, player, is_fast=True),
        player=player,
        voice_activity=VoiceActivity(),
        desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=True, nominal_s=nominal_s),
        voice=voice,
        counterpart=Counterpart(persona, seed=seed),
        name=persona.name,
        keeper=keeper,
        screen=screen or NoScreen(),
        controls=NoKeys(),
        limits=limits or Limits(),
    ).run()
    return keeper


__all__ = [
    "ROOT",
    "Cues",
    "MemoryKeeper",
    "NoKeys",
    "NoScreen",
    "TruthfulPlayer",
    "load_transcriber",
    "run_session",
]
