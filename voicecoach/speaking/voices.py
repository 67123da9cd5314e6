"""Choosing the voice of a counterpart, and going on with another when it fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.engines import EngineName, LiveName, live_engines
from voicecoach.speaking.line_cache import CachedVoice, Engine
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.piper_voice import PiperVoice
from voicecoach.speaking.prepared_voice import PreparedVoice
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.speaking.system_voice import SystemVoice
from voicecoach.turns import Manner, Samples

OnSwitch = Callable[[str], None]

logger = logging.getLogger(__name__)


class ReadyVoice(Protocol):
    """A voice that can prepare its lines."""

    @property
    def name(self) -> str:
        """The engine in use."""

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line into an array, 16 kHz mono, without silence at its ends."""

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Prepare lines in the background, in this order."""

    def giving_way(self) -> AbstractContextManager[None]:
        """Prepare nothing meanwhile: somebody needs the machine now."""

    def stop_ahead(self) -> None:
        """Prepare nothing any more."""

    def close(self) -> None:
        """Stop preparing, and give back what the voice holds."""


def choose_voice(
    engine: EngineName, choice: VoiceChoice, cache: Path, *, on_switch: OnSwitch = logger.warning
) -> ReadyVoice:
    """Make the voice that `engine` names; `auto` takes the best that is installed.

    With `auto`, a voice that fails is replaced by the next; `on_switch` is told once why.
    """
    if engine == "silent":
        return SilentVoice(choice)
    if engine == "kokoro":
        live = choose_voice("auto", choice, cache, on_switch=on_switch)
        return PreparedVoice(choice, cache, live, on_switch)
    if engine == "auto":
        return _first_of(live_engines(choice), choice, cache, on_switch)
    if engine == "piper" and choice.sex == "female":
        voice = choose_voice("auto", choice, cache, on_switch=on_switch)
        on_switch(f"piper has no woman's voice; {voice.name} speaks")
        return voice
    return CachedVoice(make_engine(engine, choice), cache)


def make_engine(engine: LiveName, choice: VoiceChoice) -> Engine:
    """Make the engine of that name, without a cache.

    Raises
    ------
    VoiceError
        If it cannot speak for this persona.
    """
    if engine == "piper" and choice.sex == "female":
        raise VoiceError("piper has no woman's voice; use hibari, pyttsx3 or kokoro")
    return _MAKERS[engine](choice)


def _first_of(
    engines: Sequence[LiveName], choice: VoiceChoice, cache: Path, on_switch: OnSwitch
) -> ReadyVoice:
    """Make the first voice, to be replaced by the next ones in turn."""
    first = CachedVoice(_MAKERS[engines[0]](choice), cache)
    if len(engines) == 1:
        return first
    return FallbackVoice(first, lambda: _first_of(engines[1:], choice, cache, on_switch), on_switch)


_MAKERS: dict[LiveName, Callable[[VoiceChoice], Engine]] = {
    "hibari": NeuralVoice,
    "piper": PiperVoice,
    "pyttsx3": SystemVoice,
}


class FallbackVoice:
    """The first voice as long as it speaks, then the second."""

    def __init__(
        self, first: ReadyVoice, make_second: Callable[[], ReadyVoice], on_switch: OnSwitch
    ) -> None:
        self._voice = first
        self._make_second: Callable[[], ReadyVoice] | None = make_second
        self._on_switch = on_switch
        self._lock = threading.Lock()
        self._ahead: list[tuple[str, Manner]] = []

    @property
    def name(self) -> str:
        """The engine in use."""
        return self._voice.name

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line with the first voice, or from its first failure on with the second."""
        voice = self._voice
        try:
            return voice.render(text, manner)
        except VoiceError as error:
            return self._after(voice, error).render(text, manner)

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Prepare lines with the voice in use."""
        self._ahead = list(lines)
        self._voice.render_ahead(self._ahead)

    def giving_way(self) -> AbstractContextManager[None]:
        """Hold the preparing of the voice in use."""
        return self._voice.giving_way()

    def stop_ahead(self) -> None:
        """Stop the preparing, also of the voice that may come after."""
        self._ahead = []
        self._voice.stop_ahead()

    def close(self) -> None:
        """Close the voice in use."""
        self._voice.close()

    def _after(self, failed: ReadyVoice, error: VoiceError) -> ReadyVoice:
        with self._lock:
            if self._voice is failed:
                if self._make_second is None:
                    raise error
                self._voice = self._make_second()
                self._make_second = None
                self._on_switch(f"{error}; going on with {self.name}")
                failed.close()
                self._voice.render_ahead(self._ahead)
            return self._voice
