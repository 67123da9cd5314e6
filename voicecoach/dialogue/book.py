"""Every line that a counterpart can say, by what it is for and where it may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from voicecoach.dialogue.asked import read_common_questions
from voicecoach.dialogue.persona import Lines, Persona, Style


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a persona, and the key under which its use is remembered."""

    key: str
    text: str
    place: str = "any"


# source (an occasion, "topic.x", "fact.x", "tactic.x.say", ...): place: lines
Book = dict[str, dict[str, tuple[Line, ...]]]

# A figure must be said even when every authored line for it has been: these hold any figure.
SPOKEN_FIGURES: Mapping[str, tuple[str, ...]] = {
    "offer_counter": ("{offer}.", "Then {offer}.", "Say {offer}.", "I can see {offer}."),
    "offer_hold": ("Still {offer}.", "{offer}, as before.", "I'm staying at {offer}."),
    "offer_readback": ("{their_offer}?", "You mean {their_offer}?", "So {their_offer}?"),
    "accept": ("{their_offer}. Agreed.", "{their_offer}, then. Done."),
    "confirm_no": ("No. It was {offer}.", "We said {offer}.", "{offer}, not something else."),
}


def build_book(persona: Persona) -> Book:
    """Collect every line of a persona under its source and place."""
    sources: dict[str, Mapping[str, Sequence[str]]] = {
        **{occasion: _by_place(lines) for occasion, lines in persona.lines.items()},
        **{f"topic.{topic.id}": _by_place(topic.answers) for topic in persona.topics},
        **{f"asked.{name}": {"any": lines} for name, lines in _own_questions(persona).items()},
        **{f"fact.{fact.id}": {"any": fact.say} for fact in persona.facts},
        **{f"tactic.{tactic.id}.say": {"any": tactic.say} for tactic in persona.tactics},
        **{
            f"tactic.{tactic.id}.countered": {"any": tactic.countered} for tactic in persona.tactics
        },
        **_shift_sources(persona),
    }
    spare = read_spare_lines()[persona.style]
    sources |= {f"spare.{occasion}": {"any": lines} for occasion, lines in spare.items()}
    sources |= {
        f"spare.asked.{question.id}": {"any": question.lines[persona.style]}
        for question in read_common_questions()
    }
    sources |= {f"figure.{occasion}": {"any": said} for occasion, said in SPOKEN_FIGURES.items()}
    return {source: _lay_out(source, lines) for source, lines in sources.items()}


def _own_questions(persona: Persona) -> dict[str, list[str]]:
    """Gather what it says to the questions in its file, by name or number."""
    lines: dict[str, list[str]] = {}
    for number, question in enumerate(persona.questions):
        lines.setdefault(question.like or str(number), []).extend(question.say)
    return lines


def _by_place(lines: Lines) -> dict[str, list[str]]:
    return {str(place): list(texts) for place, texts in lines.items()}


def _shift_sources(persona: Persona) -> dict[str, Mapping[str, Sequence[str]]]:
    if persona.shift is None:
        return {}
    return {"shift.hint": {"any": persona.shift.hint}, "shift.say": {"any": persona.shift.say}}


@cache
def read_spare_lines() -> dict[Style, dict[str, list[str]]]:
    """Read the lines that every persona of a style may fall back on."""
    text = files("voicecoach.dialogue").joinpath("spare_lines.yaml").read_text(encoding="utf-8")
    spare: dict[Style, dict[str, list[str]]] = yaml.safe_load(text)
    return spare


def _lay_out(source: str, lines: Mapping[str, Sequence[str]]) -> dict[str, tuple[Line, ...]]:
    return {
        place: tuple(
            Line(f"{source}.{place}.{number}", text, place) for number, text in enumerate(texts)
        )
        for place, texts in lines.items()
    }
