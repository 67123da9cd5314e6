"""What is written with figures and signs, written out as it is said, for every engine alike.

Personas say their figures in words; this is for those that learners write, and for feedback.
Engines differ in what they make of "£1.2m" or "3 March", so none of them gets to see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from voicecoach.numerals import ONES, TENS, in_words

Accent = Literal["british", "american"]

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(f"{name}|{name[:3]}(?![a-z])" for name in _MONTHS)
_CURRENCIES = {"£": ("pound", "pounds"), "$": ("dollar", "dollars"), "€": ("euro", "euros")}
_SCALES = {"k": "thousand", "m": "million", "bn": "billion"}
_SHORT = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "St": "Saint",
    "Prof": "Professor", "approx": "approximately", "e.g": "for example", "i.e": "that is",
    "etc": "et cetera", "vs": "versus", "hrs": "hours", "hr": "hour", "mins": "minutes",
    "yrs": "years",
    "Rd": "Road", "Ltd": "Limited", "Inc": "Incorporated", "Tue": "Tuesday", "Tues": "Tuesday",
    "Weds": "Wednesday", "Thu": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Mon": "Monday",
}  # fmt: skip
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PERS = {"hour": "an hour", "hr": "an hour"} | {
    word: f"a {word}" for word in ("day", "week", "month", "year", "head", "unit")
}
_HUNDRED_AND = re.compile(
    rf"\b(\w+) hundred and (?=(?:{'|'.join([*ONES[1:], *TENS])})\b)", re.IGNORECASE
)


def spell_out(text: str, accent: Accent = "british") -> str:
    """Write figures, money, dates, times and short forms as they are said.

    Examples
    --------
    >>> spell_out("Dr Hall asked £1.2m by 3 March.")
    'Doctor Hall asked one point two million pounds by the third of March.'
    >>> spell_out("From 9:05 to 6pm, at $38/hour.")
    'From nine oh five to six PM, at thirty-eight dollars an hour.'
    >>> spell_out("That is 4.5% in Q3, down the A63.")
    'That is four point five percent in Q three, down the A sixty-three.'
    >>> spell_out("3/4/2026"), spell_out("3/4/2026", "american")
    ('the third of April, twenty twenty-six', 'March fourth, twenty twenty-six')
    """
    for pattern, say in _RULES:
        text = pattern.sub(say, text)
    text = _DATE.sub(lambda found: _say_date(found, accent), text)
    text = _DATED.sub(lambda found: _say_dated(found, accent), text)
    text = _YEAR.sub(lambda found: say_year(int(found[0])), text)
    text = _LETTER_AND_NUMBER.sub(r"\1 \2", text)
    return _PLAIN.sub(lambda found: say_number(found[0]), text)


def join_hundreds(text: str) -> str:
    """Keep "one hundred and fifty thousand" in one piece.

    Some voices stress the "and", and a listener hears two figures, 100 and 50,000.

    Examples
    --------
    >>> join_hundreds("Two hundred and five pounds, a hundred and one days.")
    'Two-hundred-and-five pounds, a-hundred-and-one days.'
    """
    return _HUNDRED_AND.sub(r"\1-hundred-and-", text)


def say_number(written: str) -> str:
    """Say a number; after the point digit by digit.

    Examples
    --------
    >>> say_number("18,500"), say_number("2.05")
    ('eighteen thousand five hundred', 'two point zero five')
    """
    whole, _, digits = written.replace(",", "").partition(".")
    if len(whole) > 1 and whole.startswith("0"):  # a telephone's, not an amount
        return " ".join(ONES[int(digit)] for digit in whole)
    words = in_words(int(whole))
    return f"{words} point {' '.join(ONES[int(digit)] for digit in digits)}" if digits else words


def say_year(year: int) -> str:
    """Say a year.

    Examples
    --------
    >>> say_year(1998), say_year(2005), say_year(1900)
    ('nineteen ninety-eight', 'two thousand and five', 'nineteen hundred')
    """
    if year // 10 == 200:
        return in_words(year)
    century, rest = divmod(year, 100)
    if rest < 10:
        return f"{in_words(century)} {f'oh {ONES[rest]}' if rest else 'hundred'}"
    return f"{in_words(century)} {in_words(rest)}"


def say_ordinal(number: int) -> str:
    """Say which in a row; up to 99th.

    Examples
    --------
    >>> say_ordinal(3), say_ordinal(20), say_ordinal(31)
    ('third', 'twentieth', 'thirty-first')
    """
    if number < 20:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    name = TENS[tens - 2]
    return f"{name}-{_ORDINALS[ones]}" if ones else f"{name[:-1]}ieth"


def _say_money(found: re.Match[str]) -> str:
    amount, scale = found["amount"], found["scale"]
    one, several = _CURRENCIES[found["sign"]]
    if scale:
        scale = scale.strip().lower()
        return f"{say_number(amount)} {_SCALES.get(scale, scale)} {several}"
    whole, _, cents = amount.replace(",", "").partition(".")
    words = f"{in_words(int(whole))} {one if int(whole) == 1 else several}"
    return f"{words} {in_words(int(cents))}" if int(cents or 0) else words


def _say_time(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 24 or minute > 59:
        return found[0]
    half = f" {found['half'][0].upper()}M" if found["half"] else ""
    if not minute:
        return in_words(hour) + (half or " o'clock")
    return f"{in_words(hour)} {'oh ' if minute < 10 else ''}{in_words(minute)}{half}"


def _say_date(found: re.Match[str], accent: Accent) -> str:
    first, second, year = (int(part) for part in found.groups())
    day, month = (first, second) if accent == "british" else (second, first)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return found[0]
    return f"{_say_day(day, _MONTHS[month - 1], accent)}, {say_year(year)}"


def _say_dated(found: re.Match[str], accent: Accent) -> str:
    day = int(found["before"] or found["after"])
    if not 1 <= day <= 31:
        return found[0]
    short = found["month"] or found["first"]
    month = next(name for name in _MONTHS if name.startswith(short[:3]))
    return _say_day(day, month, accent)


def _say_day(day: int, month: str, accent: Accent) -> str:
    if accent == "british":
        return f"the {say_ordinal(day)} of {month}"
    return f"{month} {say_ordinal(day)}"


def _say_short(found: re.Match[str]) -> str:
    rest = found.string[found.end(1) :]
    is_street = found[1] == "St" and not re.match(r"\.? [A-Z]", rest)
    is_last = rest == "."  # its point is the sentence's too
    return ("Street" if is_street else _SHORT[found[1]]) + ("." if is_last else "")


_Say = Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (
        re.compile(r"(?<![\d-])(\d[\d,.]*[km]?)\s?[–—-]\s?(?=[£$€]?\d+(?![\d-]*-))"),
        lambda found: f"{found[1]} to ",
    ),
    (
        re.compile(
            rf"(?P<sign>[£$€])\s?(?P<amount>{_NUMBER})"
            r"(?P<scale>\s?(?:k|m|bn|thousand|million|billion)\b)?",
            re.IGNORECASE,
        ),
        _say_money,
    ),
    (re.compile(rf"({_NUMBER})\s?%"), lambda found: f"{say_number(found[1])} percent"),
    (
        re.compile(
            r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s?(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE
        ),
        _say_time,
    ),
    (
        re.compile(r"\b(?P<hour>\d{1,2})(?P<minute>)\s?(?P<half>[ap])\.?m\b", re.IGNORECASE),
        _say_time,
    ),
    (
        re.compile(rf"(?<=\w)\s?/\s?({'|'.join(_PERS)})\b"),
        lambda found: f" {_PERS[found[1]]}",
    ),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b"), lambda found: say_ordinal(int(found[1]))),
    (re.compile(r"\bNo\. ?(?=\d)"), lambda _: "number "),
    (re.compile(r"\bp\. ?(?=\d)"), lambda _: "page "),
    (re.compile(rf"\b({'|'.join(map(re.escape, _SHORT))})\b\.?(?!\w|')"), _say_short),
    (re.compile(r"\s?&\s?"), lambda _: " and "),
)
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DATED = re.compile(
    rf"\b(?:the )?(?:(?P<before>\d{{1,2}}) (?P<month>{_MONTH})"
    rf"|(?P<first>{_MONTH}) (?P<after>\d{{1,2}})\b(?![,.]?\d))"
)
_COUNTED = "pounds|dollars|euros|percent|hours|days|weeks|months|miles|units|people"
_YEAR = re.compile(rf"(?<![\d,.-])(?:19|20)\d\d(?![\d-]|[,.]\d| (?:{_COUNTED})\b)")
_LETTER_AND_NUMBER = re.compile(r"\b([A-Z])(\d{1,4})\b")  # roads, quarters, rooms
_PLAIN = re.compile(rf"(?<![\w.])(?:{_NUMBER})(?!\w|\.\d)")
