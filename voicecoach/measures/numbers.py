"""Numbers as they are spoken: "17,500" is four words, not one."""

from __future__ import annotations

import re

from voicecoach.numerals import ONES, in_words

_SIGNS = {"$": "dollars", "£": "pounds", "€": "euros", "%": "percent", "&": "and", "+": "plus"}
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
_ORDINALS |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_LETTERS = {"k": "thousand", "m": "million", "bn": "billion", "am": "a m", "pm": "p m"}
_NUMBER = re.compile(
    r"(?P<sign>[$£€]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
    r"(?P<after>st\b|nd\b|rd\b|th\b|s\b|k\b|m\b|bn\b|am\b|pm\b)?(?P<percent>\s?%)?",
    re.IGNORECASE,
)


def spell_numbers(text: str) -> str:
    """Write figures in a text as the words in which they are most often said.

    A bare four-figure number from 1100 to 2099 is read as a year ("nineteen ninety five").

    Examples
    --------
    >>> spell_numbers("$17,500 or 12.5% by May 3rd").split()[:5]
    ['seventeen', 'thousand', 'five', 'hundred', 'dollars']
    """
    spelled = _NUMBER.sub(lambda found: f" {_spoken(found)} ", text)
    return re.sub(r"[$£€%&+]", lambda found: f" {_SIGNS[found[0]]} ", spelled)


def number_words(number: int) -> list[str]:
    """Spell a whole number of at least 0.

    Examples
    --------
    >>> number_words(18_500)
    ['eighteen', 'thousand', 'five', 'hundred']
    """
    return [word for word in in_words(number).replace("-", " ").split() if word != "and"]


def _spoken(found: re.Match[str]) -> str:
    whole, part = found["whole"], found["part"]
    after = (found["after"] or "").lower()
    has_unit = bool(found["sign"] or part or after in _LETTERS or found["percent"])
    words = _whole_words(whole, has_unit=has_unit)
    if part:
        words += ["point", *(ONES[int(digit)] for digit in part)]
    if after in {"st", "nd", "rd", "th"}:
        words[-1] = _ordinal(words[-1])
    words += _LETTERS.get(after, "").split()
    words += [_SIGNS[found["sign"]]] if found["sign"] else []
    words += ["percent"] if found["percent"] else []
    return " ".join(words)


def _whole_words(digits: str, *, has_unit: bool) -> list[str]:
    number = int(digits.replace(",", ""))
    if len(digits) > 12:
        return [ONES[int(digit)] for digit in digits if digit.isdigit()]
    is_year = "," not in digits and not has_unit and 1100 <= number <= 2099
    if is_year and number % 1000 >= 10 and number % 100:
        century, rest = divmod(number, 100)
        return [*number_words(century), *(["oh"] if rest < 10 else []), *number_words(rest)]
    return number_words(number)


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"
