"""Which lines to render before they are needed, and in which manner: the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.dialogue.persona import Lines, Persona
from voicecoach.dialogue.styles import read_numbers
from voicecoach.turns import Manner

# The states in the order of an ordinary talk, and the places whose lines are spoken there.
_ROUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("guarded", ("guarded", "low", "any")),
    ("listening", ("listening", "mid")),
    ("irritated", ("irritated", "hot")),
    ("empathy", ("empathy", "mid", "any")),
    ("rapport", ("rapport", "high", "any")),
    ("influence", ("influence", "high", "any")),
)


def lines_ahead(persona: Persona) -> Iterator[tuple[str, Manner]]:
    """List the persona's lines that hold no figure, with the manner of the state they fit."""
    manners = read_numbers().manners
    for state, places in _ROUNDS:
        manner = manners[state]
        for text in _lines_at(persona, state, places):
            if "{" not in text:
                yield text, manner


def _lines_at(persona: Persona, state: str, places: tuple[str, ...]) -> Iterator[str]:
    for lines in _in_order(persona):
        for place, texts in lines.items():
            if place in places:
                yield from texts
    for fact in persona.facts:
        if fact.step == state:
            yield from fact.say


def _in_order(persona: Persona) -> Iterator[Lines]:
    if "opening" in persona.lines:
        yield persona.lines["opening"]
    for topic in persona.topics:
        yield topic.answers
    for question in persona.questions:
        yield {"any": question.say}
    for occasion, lines in persona.lines.items():
        if occasion != "opening":
            yield lines
