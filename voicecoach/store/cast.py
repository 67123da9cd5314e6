"""The cast: persona files that come with the program, and the learner's own, made ready to play."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import Examined, Finding, examine_persona, read_persona
from voicecoach.errors import PersonaError
from voicecoach.store.folders import Home
from voicecoach.store.library import find_persona_file, persona_files, read_persona_file


def own_personas(home: Home) -> Path:
    """Where the learner's own personas live, beside their sessions."""
    return home.sessions.parent / "personas"


def load_persona(wanted: str, home: Home) -> Persona:
    """Read a persona by id or path."""
    path = find_persona_file(wanted, own_personas(home))
    return read_persona(read_persona_file(path), path.name)


def all_personas(home: Home) -> list[Persona]:
    """Read every persona that can be played; a draft with mistakes is left out."""
    return [each for each in try_personas(home).values() if isinstance(each, Persona)]


def try_personas(home: Home) -> dict[str, Persona | PersonaError]:
    """Read every persona file there is; those that cannot be played say why not."""
    return {id_: _try(path) for id_, path in persona_files(own_personas(home)).items()}


def _try(path: Path) -> Persona | PersonaError:
    try:
        return read_persona(read_persona_file(path), path.name)
    except PersonaError as error:
        return error


def examine(wanted: list[str], home: Home) -> Iterator[Examined]:
    """Find all that is wrong or doubtful in some personas; in all of them if none is named."""
    for each in wanted or persona_files(own_personas(home)):
        path = find_persona_file(each, own_personas(home))
        name = _shortest_name(path)
        try:
            yield examine_persona(read_persona_file(path), name)
        except PersonaError as error:  # not even a text: the other files are examined all the same
            yield Examined(name, None, (Finding("", str(error), ""),))


def _shortest_name(path: Path) -> str:
    """Name a file as somebody in the present folder would."""
    with suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)
