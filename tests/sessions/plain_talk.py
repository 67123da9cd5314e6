"""A practice without any model: words are tones, and the counterpart repeats what it heard."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.ports import Command, Cues
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.speaking.player import Player
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.turns import (
    FRAME_S,
    RATE_HZ,
    Clip,
    Heard,
    MoveContext,
    Outcome,
    Reply,
    Samples,
    Silence,
    Transcript,
)

WORDS = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar "
    "papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
).split()
LOUD = 0.3
AUDIBLE = 0.01
LEAST_S = 0.05  # of a tone: one that is heard for less holds no word


def tone(number: int, length_s: float) -> Samples:
    """Say the word of this number."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return (LOUD * np.sin(2 * np.pi * _pitch_hz(number) * t)).astype(np.float32)


def _pitch_hz(number: int) -> float:
    return 300.0 + 60.0 * number


class ToneTranscriber:
    """Writes down the tones that a clip holds."""

    name = "tones"

    def transcribe(self, clip: Clip) -> Transcript:
        n_samples = -len(clip.samples) % RATE_HZ + len(clip.samples)  # whole seconds: bins at hertz
        strength = np.abs(np.fft.rfft(clip.samples, n_samples))
        bins = [round(_pitch_hz(number) * n_samples / RATE_HZ) for number in range(len(WORDS))]
        least = LOUD / 2 * LEAST_S * RATE_HZ
        heard = [word for word, at in zip(WORDS, bins, strict=True) if strength[at] > least]
        return Transcript(" ".join(heard), 0.0, -0.2)


class LoudActivity:
    """Takes whatever is loud for speech."""

    def probability(self, frame: Samples) -> float:
        return 0.95 if float(np.sqrt(np.mean(np.square(frame)))) > AUDIBLE else 0.02

    def reset(self) -> None: ...


@dataclass
class Parrot:
    """Says what it has heard, and fills a silence with one short word."""

    heard: list[str] = field(default_factory=list)
    bears_s: float = 1000.0  # silence
    stings: tuple[str, ...] = ()
    state: str = "guarded"
    trust: float = 25.0
    agitation: float = 0.0
    found: frozenset[str] = frozenset()

    def context(self) -> MoveContext:
        return MoveContext()

    def open(self) -> Reply:
        return self._say("Well then, go on, I am listening to you.", "open")

    def respond(self, heard: Heard) -> Reply:
        self.heard.append(heard.text)
        return self._say(f"You said {heard.text}.", "answer")

    def _say(self, text: str, act: str) -> Reply:
        return Reply(text=text, act=act, state=self.state, trust=25.0, agitation=0.0)

    def tolerance_s(self) -> float:
        return self.bears_s

    def bears_turn_s(self) -> float:
        return 1000.0

    def is_stung_by(self, text: str) -> bool:
        return any(word in text for word in self.stings)

    def feel_silence(self, held_s: float) -> Reply:  # noqa: ARG002
        return self._say("Well?", "fill")

    def note_silence(self, silence: Silence) -> None: ...

    def note_cut_off(self, audible_text: str) -> None: ...

    def end(self, outcome: Outcome) -> Reply:
        return replace(self._say("That is all.", "end"), outcome=outcome)

    def copy(self) -> Parrot:
        return deepcopy(self)

    def snapshot(self) -> dict[str, object]:
        return {}


class Said:
    """A learner whose words stand at fixed times, whatever the counterpart does."""

    def __init__(self, words: Sequence[tuple[float, float]], *, and_s: float = 8.0) -> None:
        end_s = max((end for _, end in words), default=0.0) + and_s
        noise = np.random.default_rng(1).normal(0, 1e-4, round(end_s * RATE_HZ))
        self._sound = noise.astype(np.float32)
        for number, (start_s, stop_s) in enumerate(words):
            first = round(start_s * RATE_HZ)
            sound = tone(number, stop_s - start_s)
            self._sound[first : first + len(sound)] += sound

    def read(self, n_samples: int, cues: Cues) -> Samples | None:  # noqa: ARG002
        piece, self._sound = self._sound[:n_samples], self._sound[n_samples:]
        return piece if len(piece) == n_samples else None


class Notebook:
    """Keeps the journal and what the screen said, and presses keys at their times."""

    def __init__(self, keys: dict[float, Command] | None = None) -> None:
        self.events: list[dict[str, Any]] = []
        self.notices: list[str] = []
        self._keys = dict(keys or {})
        self._n_blocks = 0

    def poll(self) -> list[Command]:
        due = [at_s for at_s in self._keys if self._n_blocks * FRAME_S >= at_s]
        return [self._keys.pop(at_s) for at_s in due]

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(event)

    def record(self, learner: Samples, counterpart: Samples) -> None:  # noqa: ARG002
        self._n_blocks += 1

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None: ...

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def named(self, name: str) -> list[dict[str, Any]]:
        """The events of this name."""
        return [event for event in self.events if event["event"] == name]


def practise(
    learner: Said,
    *,
    partner: Parrot | None = None,
    limits: Limits | None = None,
    keys: dict[float, Command] | None = None,
    nominal_s: float = 0.3,
) -> tuple[Notebook, Parrot]:
    """Run a session to its end; the counterpart as it stands afterwards comes with the notes."""
    player, book = Player(), Notebook(keys)
    voice = SilentVoice(VoiceChoice(sex="male", rate_wpm=180))
    practice = Practice(
        sound=RecordedLoop(learner, player, is_fast=True),
        player=player,
        voice_activity=LoudActivity(),
        desk=AnswerDesk(
            ToneTranscriber(), lambda _text, _context: (), voice, is_fast=True, nominal_s=nominal_s
        ),
        voice=voice,
        counterpart=partner or Parrot(),
        name="Polly",
        keeper=book,
        screen=book,
        controls=book,
        limits=limits or Limits(),
    )
    practice.run()
    assert isinstance(practice.partner, Parrot)
    return book, practice.partner
