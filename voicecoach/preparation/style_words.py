"""What a style brings to one's own counterpart: feelings, topics and lines, from `styles/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from voicecoach.dialogue.template import template_lines
from voicecoach.prep_sheet import Style

Lines = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class StyleWords:
    """The neutral half of a counterpart."""

    feelings: list[dict[str, Any]]
    topics: list[dict[str, Any]]
    lines: Lines


def style_words(style: Style) -> StyleWords:
    """Read the words of a style: those of a starter, and further ones."""
    path = files("voicecoach.preparation").joinpath("styles", f"{style}.yaml")
    own: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return StyleWords(own["feelings"], own["topics"], joined(own["lines"], template_lines(style)))


def joined(*parts: Lines, said: frozenset[str] = frozenset()) -> Lines:
    """Lay sets of lines together; what two of them say, or what is in `said`, is said once."""
    lines: Lines = {}
    seen = set(said)
    for part in parts:
        for occasion, places in part.items():
            for place, texts in places.items():
                kept = lines.setdefault(occasion, {}).setdefault(place, [])
                for text in texts:
                    if plain(text) not in seen:
                        kept.append(text)
                    seen.add(plain(text))
    return {name: {at: texts for at, texts in one.items() if texts} for name, one in lines.items()}


def plain(text: str) -> str:
    """Reduce a line to what makes it the same line."""
    return re.sub(r"[^a-z0-9{}]+", " ", text.lower()).strip()


def safe(text: str) -> str:
    """Make a text fit for a persona's lines, where braces are slots."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())


def sentence(text: str) -> str:
    """Make a text one that is spoken: with a capital, and with an end.

    Examples
    --------
    >>> sentence("the bank tests our cash"), sentence("Well?")
    ('The bank tests our cash.', 'Well?')
    """
    whole = safe(text)
    ending = "" if whole.endswith((".", "!", "?", "…")) else "."
    return f"{whole[:1].upper()}{whole[1:]}{ending}"
