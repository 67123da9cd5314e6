"""A voice too slow to talk with, whose lines were rendered ahead; the rest a live voice says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.speaking.kokoro_voice import kokoro_identity, shape_line
from voicecoach.speaking.sound_files import from_16_bit, read_line, to_16_bit, write_line
from voicecoach.turns import Manner, Samples

FORMAT = 1  # goes up when plain lines are made in another way, so that old ones are not used


class Live(Protocol):
    """The voice that says what was not rendered."""

    @property
    def name(self) -> str:
        """The engine in use."""

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line."""

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Prepare lines in the background."""

    def giving_way(self) -> AbstractContextManager[None]:
        """Prepare nothing meanwhile."""

    def stop_ahead(self) -> None:
        """Prepare nothing any more."""

    def close(self) -> None:
        """Give back what the voice holds."""


class PlainLines:
    """Lines as a slow voice spoke them, without manner: one rendering serves every state."""

    def __init__(self, choice: VoiceChoice, folder: Path) -> None:
        self._identity = kokoro_identity(choice)
        self._folder = folder

    def has(self, text: str) -> bool:
        """Tell whether a line has been kept."""
        return self._path(text).exists()

    def read(self, text: str) -> Samples | None:
        """Read a line; None if it was not kept or is damaged."""
        kept = read_line(self._path(text))
        return None if kept is None else from_16_bit(kept)

    def keep(self, text: str, plain: Samples) -> None:
        """Keep a line, whole or not at all."""
        write_line(self._path(text), to_16_bit(plain))

    def _path(self, text: str) -> Path:
        what = json.dumps([FORMAT, self._identity, text])
        return self._folder / f"{hashlib.sha256(what.encode()).hexdigest()}.flac"


class PreparedVoice:
    """Kokoro for every line that was rendered ahead, a live voice of that sex for the others."""

    name = "kokoro"

    def __init__(
        self, choice: VoiceChoice, folder: Path, live: Live, on_switch: Callable[[str], None]
    ) -> None:
        self._choice = choice
        self._lines = PlainLines(choice, folder)
        self._live = live
        self._on_switch: Callable[[str], None] | None = on_switch

    def render(self, text: str, manner: Manner) -> Samples:
        """Give a line its manner, or have it said live."""
        plain = self._lines.read(text)
        if plain is not None:
            return shape_line(plain, self._choice, manner)
        if self._on_switch is not None:
            self._on_switch(
                f"not every line is rendered; {self._live.name} says the others "
                "(voicecoach voices render)"
            )
            self._on_switch = None
        return self._live.render(text, manner)

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Prepare what the live voice will have to say."""
        self._live.render_ahead([line for line in lines if not self._lines.has(line[0])])

    def giving_way(self) -> AbstractContextManager[None]:
        """Hold the preparing of the live voice."""
        return self._live.giving_way()

    def stop_ahead(self) -> None:
        """Stop the preparing of the live voice."""
        self._live.stop_ahead()

    def close(self) -> None:
        """Close the live voice."""
        self._live.close()
