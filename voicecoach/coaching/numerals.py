"""Figures in words, so that every voice says them alike."""

from __future__ import annotations

import re

# fmt: off
ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
UNITS = {"£": "pounds", "$": "dollars", "€": "euros", "%": "percent"}
FIGURE = re.compile(r"([£$€])?(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,3}))?(?!\w)\s?(%)?")


def in_words(n: int, zero: str = "no") -> str:
    """Write a whole number in words, up to 999 million; anything else as figures.

    Examples
    --------
    >>> in_words(0), in_words(42), in_words(160), in_words(38_200)
    ('no', 'forty-two', 'one hundred and sixty', 'thirty-eight thousand two hundred')
    """
    if n == 0:
        return zero
    if not 0 < n < 1_000_000_000:
        return str(n)
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if n >= size:
            many, rest = divmod(n, size)
            link = " and " if 0 < rest < 100 else " "
            return f"{in_words(many)} {name}" + (f"{link}{in_words(rest)}" if rest else "")
    return _below_thousand(n)


def _below_thousand(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    hundreds, rest = divmod(n, 100)
    return f"{ONES[hundreds]} hundred" + (f" and {_below_thousand(rest)}" if rest else "")


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
    return _units(minutes, "minute") + (f" {in_words(seconds)}" if seconds else "")


def _units(n: int, unit: str) -> str:
    return f"{in_words(n)} {unit}{'' if n == 1 else 's'}"


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
    words = in_words(int(whole.replace(",", "")), zero="zero")
    if decimals:
        words += " point " + " ".join(in_words(int(digit), zero="zero") for digit in decimals)
    unit = UNITS.get(currency or percent or "", "")
    return f"{words} {unit}".rstrip() if unit else words + (" " if match[0].endswith(" ") else "")
