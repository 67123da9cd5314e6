"""Choosing the voice of a counterpart, and going on with another when it fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.line_cache import CachedVoice
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.speaking.system_voice import SystemVoice
from voicecoach.turns import Manner, Samples

EngineName = Literal["auto", "hibari", "pyttsx3", "silent"]
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
    if engine == "pyttsx3" or (engine == "auto" and find_spec("hibari") is None):
        return CachedVoice(SystemVoice(choice), cache)
    neural = CachedVoice(NeuralVoice(choice), cache)
    if engine == "hibari":
        return neural
    return FallbackVoice(neural, lambda: CachedVoice(SystemVoice(choice), cache), on_switch)


class FallbackVoice:
    """The first voice as long as it speaks, then the second."""

    def __init__(
        self, first: ReadyVoice, make_second: Callable[[], ReadyVoice], on_switch: OnSwitch
    ) -> None:
        self.name = first.name
        self._voice = first
        self._make_second: Callable[[], ReadyVoice] | None = make_second
        self._on_switch = on_switch
        self._lock = threading.Lock()
        self._ahead: list[tuple[str, Manner]] = []

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

    def close(self) -> None:
        """Close the voice in use."""
        self._voice.close()

    def _after(self, failed: ReadyVoice, error: VoiceError) -> ReadyVoice:
        with self._lock:
            if self._voice is failed:
                if self._make_second is None:
                    raise error
                self._voice = self._make_second()
                self.name, self._make_second = self._voice.name, None
                self._on_switch(f"{error}; going on with {self.name}")
                failed.close()
                self._voice.render_ahead(self._ahead)
            return self._voice
