"""Every line that a counterpart can say, by what it is for and where it may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from voicecoach.dialogue.persona import Persona, Style


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
    book: Book = {}
    for occasion, lines in persona.lines.items():
        book[occasion] = _lay_out(occasion, {str(place): texts for place, texts in lines.items()})
    for topic in persona.topics:
        book[f"topic.{topic.id}"] = _lay_out(
            f"topic.{topic.id}", {str(place): texts for place, texts in topic.answers.items()}
        )
    for fact in persona.facts:
        book[f"fact.{fact.id}"] = _lay_out(f"fact.{fact.id}", {"any": fact.say})
    for tactic in persona.tactics:
        for part, texts in (("say", tactic.say), ("countered", tactic.countered)):
            source = f"tactic.{tactic.id}.{part}"
            book[source] = _lay_out(source, {"any": texts})
    for occasion, spare in read_spare_lines()[persona.style].items():
        source = f"spare.{occasion}"
        book[source] = _lay_out(source, {"any": spare})
    for occasion, spoken in SPOKEN_FIGURES.items():
        source = f"figure.{occasion}"
        book[source] = _lay_out(source, {"any": spoken})
    return book


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
