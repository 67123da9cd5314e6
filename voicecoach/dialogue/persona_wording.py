"""Doubts about the wording of a persona's lines: their length, their number, and how they sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from voicecoach.dialogue.persona import Persona, Style
from voicecoach.dialogue.persona_finding import At, Spot, find_texts

# Words a line, by style: the median of all lines, and the longest. Drivers are brief, expressives
# spread themselves; design defaults after the descriptions of the social styles.
LENGTHS: dict[Style, tuple[int, int]] = {
    "driver": (15, 25),
    "analyst": (25, 40),
    "amiable": (30, 45),
    "expressive": (35, 55),
}
FEWEST_LINES = 150  # with fewer, a talk of twelve minutes comes to the end of somebody's words

_DIGITS = re.compile(r"[\w£$€]*\d[\w.,:%/-]*")
_SIGNS = re.compile(r"[£$€%&@#*_<>|\\/=+~^\[\]]")
_SLOT = re.compile(r"\{\w+\}")


def check_wording(persona: Persona, at: At) -> Iterator[Spot]:
    """Find lines that are too long, too few or hard to say."""
    del at
    yield from _check_lengths(persona)
    yield from _check_number(persona)
    for path, text in find_texts(persona):
        for message, remedy in _find_stumbles(text):
            yield path, message, remedy


def _check_lengths(persona: Persona) -> Iterator[Spot]:
    usual, longest = LENGTHS[persona.style]
    lengths = [len(text.split()) for _, text in find_texts(persona)]
    for path, text in find_texts(persona):
        n_words = len(text.split())
        if n_words > longest:
            message = f"has {n_words} words; {persona.style} says at most {longest} at a time"
            yield path, message, "cut it, or make two lines of it"
    if lengths and median(lengths) > usual:
        message = f"the median line has {median(lengths):g} words, {persona.style} says {usual}"
        yield ("lines",), message, "shorten the longer half"


def _check_number(persona: Persona) -> Iterator[Spot]:
    n_lines = sum(1 for _ in find_texts(persona))
    if n_lines < FEWEST_LINES:
        message = f"{n_lines} lines of its own, {FEWEST_LINES} carry a whole talk"
        yield ("lines",), message, "write more for the occasions that come often: push, evade, more"


def _find_stumbles(text: str) -> Iterator[tuple[str, str]]:
    """Tell what a voice would stumble over."""
    text = _SLOT.sub("", text)  # figures are spoken out by the program
    digits = _DIGITS.findall(text)
    if digits:
        yield f"has figures in digits: {', '.join(digits)}", "write them as they are spoken"
    signs = sorted(set(_SIGNS.findall(_DIGITS.sub("", text))))
    if signs:
        yield f"has signs that nobody says: {' '.join(signs)}", "write them as they are spoken"
