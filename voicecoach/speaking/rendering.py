"""Rendering all lines of a persona ahead: a plan that can be stopped and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from voicecoach.dialogue.persona import Persona
from voicecoach.errors import VoiceError
from voicecoach.speaking.engines import LiveName
from voicecoach.speaking.kokoro_voice import KokoroVoice
from voicecoach.speaking.line_cache import CachedVoice
from voicecoach.speaking.prepared_voice import PlainLines
from voicecoach.speaking.repertoire import SpokenLine, find_repertoire
from voicecoach.speaking.voices import make_engine
from voicecoach.turns import Manner


@dataclass(frozen=True, slots=True)
class Job:
    """What there is to render, and what of it is left."""

    engine: str
    n_lines: int
    left: tuple[Callable[[], None], ...]
    close: Callable[[], None]

    def render(self) -> Iterator[None]:
        """Render what is left, line by line; each is kept whole before the next begins."""
        try:
            for render in self.left:
                render()
                yield
        finally:
            self.close()


def plan_rendering(persona: Persona, engine: LiveName | Literal["kokoro"], cache: Path) -> Job:
    """Plan every line in every manner it may be spoken in, the persona's own lines first."""
    repertoire = sorted(find_repertoire(persona), key=lambda line: not line.is_own)
    if engine == "kokoro":
        return _plan_plain(persona, repertoire, cache)
    return _plan_manners(persona, engine, repertoire, cache / "lines")


def _plan_plain(persona: Persona, repertoire: list[SpokenLine], cache: Path) -> Job:
    """One rendering a line: its manners are made of it when it is played."""
    voice, lines = KokoroVoice(persona.voice, cache), PlainLines(persona.voice, cache / "lines")
    texts = list(dict.fromkeys(line.text for line in repertoire))

    def render(text: str) -> None:
        try:
            lines.keep(text, voice.speak(text))
        except OSError as error:
            raise _no_room(cache, error) from error

    left = tuple(partial(render, text) for text in texts if not lines.has(text))
    return Job(voice.name, len(texts), left, voice.close)


def _plan_manners(
    persona: Persona, engine: LiveName, repertoire: list[SpokenLine], folder: Path
) -> Job:
    voice = CachedVoice(make_engine(engine, persona.voice), folder)
    wanted: dict[tuple[str, Manner], None] = dict.fromkeys(
        (line.text, manner) for line in repertoire for manner in line.manners
    )

    def render(text: str, manner: Manner) -> None:
        voice.render(text, manner)
        if not voice.has(text, manner):
            raise _no_room(folder, None)

    left = tuple(partial(render, *line) for line in wanted if not voice.has(*line))
    return Job(voice.name, len(wanted), left, voice.close)


def _no_room(folder: Path, error: OSError | None) -> VoiceError:
    why = f" ({error.strerror})" if error else ""
    return VoiceError(f"{folder}: lines cannot be kept there{why}; free some space")
