"""Figures in words, so that every voice says them alike."""

from __future__ import annotations

import re

from voicecoach.numerals import in_words

UNITS = {"£": "pounds", "$": "dollars", "€": "euros", "%": "percent"}
FIGURE = re.compile(r"([£$€])?(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,3}))?(?!\w)\s?(%)?")


def counted_in_words(n: int) -> str:
    """Write a count as it is said; none is "no".

    Examples
    --------
    >>> counted_in_words(0), counted_in_words(42)
    ('no', 'forty-two')
    """
    return in_words(n) if n else "no"


def clock_in_words(at_s: float) -> str:
    """Say a second of the session.

    Examples
    --------
    >>> clock_in_words(72.4), clock_in_words(5), clock_in_words(120), clock_in_words(0)
    ('one minute twelve', 'five seconds', 'two minutes', 'the start')
    """
    minutes, seconds = divmod(int(max(at_s, 0.0)), 60)
    if not minutes:
        return _units(seconds, "second") if seconds else "the start"
    return _units(minutes, "minute") + (f" {counted_in_words(seconds)}" if seconds else "")


def _units(n: int, unit: str) -> str:
    return f"{counted_in_words(n)} {unit}{'' if n == 1 else 's'}"


def speakable(text: str) -> str:
    """Leave of a text what a voice can say, with its figures in words.

    Examples
    --------
    >>> speakable("I offer £38,200, or 17.5 % less.")
    'I offer thirty-eight thousand two hundred pounds, or seventeen point five percent less.'
    """
    seen = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(FIGURE.sub(_figure_in_words, seen).split())


def _figure_in_words(match: re.Match[str]) -> str:
    currency, whole, decimals, percent = match.groups()
    words = in_words(int(whole.replace(",", "")))
    if decimals:
        words += " point " + " ".join(in_words(int(digit)) for digit in decimals)
    unit = UNITS.get(currency or percent or "", "")
    return f"{words} {unit}".rstrip() if unit else words + (" " if match[0].endswith(" ") else "")
