"""The cast: persona files that come with the program, and the learner's own, made ready to play."""

from __future__ import annotations

from pathlib import Path

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.store.folders import Home
from voicecoach.store.library import find_persona, persona_files


def own_personas(home: Home) -> Path:
    """Where the learner's own personas live, beside their sessions."""
    return home.sessions.parent / "personas"


def load_persona(wanted: str, home: Home) -> Persona:
    """Read a persona by id or path."""
    text, name = find_persona(wanted, own_personas(home))
    return read_persona(text, name)


def all_personas(home: Home) -> list[Persona]:
    """Read every persona there is."""
    return [load_persona(name, home) for name in persona_files(own_personas(home))]
