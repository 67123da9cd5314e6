"""Reading a persona from YAML text; a mistake is told with file, line, place and remedy."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_check import check_persona
from voicecoach.dialogue.persona_finding import Finding, describe
from voicecoach.dialogue.persona_review import review_persona
from voicecoach.errors import PersonaError
from voicecoach.yaml_text import YamlText, YamlTextError, find_mistakes, join_path, parse_yaml

__all__ = ["Examined", "Finding", "check_persona", "examine_persona", "read_persona"]


@dataclass(frozen=True, slots=True)
class Examined:
    """A persona file with everything that there is to say of it."""

    name: str
    persona: Persona | None  # None: it cannot be played
    findings: tuple[Finding, ...]  # in the order of the file; warnings once there is no error

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps it from being played."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def read_persona(text: str, name: str) -> Persona:
    """Read a persona and check that it can be played.

    Parameters
    ----------
    text : str
        The YAML text.
    name : str
        What to call it in messages, e.g. "marlow.yaml".

    Returns
    -------
    persona : Persona

    Raises
    ------
    PersonaError
        With one line per mistake: where it is, what it is, how to mend it.
    """
    persona, _, errors = _read(text, name)
    if persona is None or errors:
        raise PersonaError("\n".join(describe(finding, name) for finding in errors))
    return persona


def examine_persona(text: str, name: str) -> Examined:
    """Read a persona and find what is wrong, or else what is doubtful; raises nothing.

    Parameters
    ----------
    text : str
        Any text.
    name : str
        What to call it in messages.
    """
    persona, source, errors = _read(text, name)
    if persona is None or source is None or errors:  # doubts come after what is wrong
        return Examined(name, None, tuple(errors))
    return Examined(name, persona, tuple(review_persona(persona, source.lines)))


def _read(text: str, name: str) -> tuple[Persona | None, YamlText | None, list[Finding]]:
    """Read as far as it goes: the persona, where its parts stand, and the errors."""
    try:
        source = parse_yaml(text, name)
    except YamlTextError as error:
        what, _, remedy = error.what.rpartition("; ")
        return None, None, [Finding("", what, remedy, error.line or 1)]
    try:
        persona = Persona.model_validate(source.plain)
    except ValidationError as error:
        return None, source, _explain(error, source)
    return persona, source, check_persona(persona, source.lines)


def _explain(error: ValidationError, source: YamlText) -> list[Finding]:
    return [
        Finding(join_path(path), what, "", source.line_of(path))
        for path, what in find_mistakes(error, source.plain, Persona)
    ]
