"""A finding: what is wrong or doubtful in a persona file, where it stands, how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from voicecoach.dialogue.persona import Persona

Path = tuple[str | int, ...]
LineNumbers = Mapping[Path, int]
Spot = tuple[Path, str, str]  # where, what, how to mend it
At = Callable[[Path], str]  # how a message names another part: "line 12"
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or doubt: where it is, what it is, how to mend it."""

    path: str  # e.g. "facts.2.about"
    message: str
    remedy: str
    line: int | None = None
    level: Level = "error"  # an error keeps the persona from being played


def describe(finding: Finding, name: str) -> str:
    """Write a finding as it is told: file, line, place, what, and how to mend it."""
    at = name if finding.line is None else f"{name}, line {finding.line}"
    where = f" {finding.path}:" if finding.path else ""
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{at}:{where} {finding.message}{remedy}"


def locate(spots: Iterable[Spot], lines: LineNumbers, level: Level) -> list[Finding]:
    """Turn spots into findings with line numbers, in the order of the file."""
    found = [
        Finding(".".join(map(str, path)), message, remedy, find_line(path, lines), level)
        for path, message, remedy in spots
    ]
    return sorted(found, key=lambda finding: finding.line or 0)


def find_line(path: Path, lines: LineNumbers) -> int | None:
    """Find the line of a part, or of the nearest thing that holds it."""
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def find_texts(persona: Persona) -> Iterator[tuple[Path, str]]:
    """Yield every line it can say, with its place in the file."""
    for occasion, places in persona.lines.items():
        for place, texts in places.items():
            yield from _number(("lines", occasion, place), texts)
    for number, topic in enumerate(persona.topics):
        for place, texts in topic.answers.items():
            yield from _number(("topics", number, "answers", place), texts)
    for path, lines in _find_lists(persona):
        yield from _number(path, lines)


def _find_lists(persona: Persona) -> Iterator[tuple[Path, Iterable[str]]]:
    """Yield the lines that stand in no place of their own."""
    for number, question in enumerate(persona.questions):
        yield ("questions", number, "say"), question.say
    for number, fact in enumerate(persona.facts):
        yield ("facts", number, "say"), fact.say
    for number, tactic in enumerate(persona.tactics):
        yield ("tactics", number, "say"), tactic.say
        yield ("tactics", number, "countered"), tactic.countered
    if persona.shift is not None:
        yield ("shift", "hint"), persona.shift.hint
        yield ("shift", "say"), persona.shift.say


def _number(path: Path, texts: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for number, text in enumerate(texts):
        yield (*path, number), text
