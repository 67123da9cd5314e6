"""Figures spoken out in words, so that every voice says them and every ear gets them."""

from __future__ import annotations

from voicecoach.numerals import ONES, in_words

_FRACTIONS = {25: "a quarter", 50: "a half", 75: "three quarters"}
# unit: (one of it, several of it)
_UNITS = {
    "GBP": ("pound", "pounds"),
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "percent": ("percent", "percent"),
    "hours": ("hour", "hours"),
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
}
_MONEY = {"GBP", "USD", "EUR"}


def speak_figure(value: float, unit: str) -> str:
    """Say a figure with its unit as a person across a table would.

    Parameters
    ----------
    value : float
        Rounded to hundredths.
    unit : str
        "GBP", "USD", "EUR", "percent", "days", ...; "GBP/day" is "pounds a day"; an unknown unit
        is said as it is written.

    Returns
    -------
    words : str

    Examples
    --------
    >>> speak_figure(18_500, "GBP")
    'eighteen thousand five hundred pounds'
    >>> speak_figure(4.5, "percent")
    'four and a half percent'
    >>> speak_figure(1, "days")
    'one day'
    >>> speak_figure(620, "GBP/day")
    'six hundred and twenty pounds a day'
    """
    measured, _, per = unit.partition("/")
    words = _speak_amount(value, measured)
    return f"{words} {_per(per)}" if per else words


def _per(unit: str) -> str:
    one = _UNITS.get(unit, (unit, unit))[0]
    return f"{'an' if one == 'hour' else 'a'} {one}"


def _speak_amount(value: float, unit: str) -> str:
    whole, hundredths = divmod(round(abs(value) * 100), 100)
    sign = "minus " if value < 0 else ""
    one, several = _UNITS.get(unit, (unit, unit))
    if not hundredths:
        return f"{sign}{in_words(whole)} {one if whole == 1 else several}"
    if unit in _MONEY:
        pounds = f"{in_words(whole)} {one if whole == 1 else several}"
        return f"{sign}{pounds} {in_words(hundredths)}"
    return f"{sign}{_speak_decimal(whole, hundredths)} {several}"


def _speak_decimal(whole: int, hundredths: int) -> str:
    fraction = _FRACTIONS.get(hundredths)
    if fraction:
        return f"{in_words(whole)} and {fraction}" if whole else fraction
    digits = f"{hundredths:02d}".rstrip("0")
    return f"{in_words(whole)} point {' '.join(ONES[int(digit)] for digit in digits)}"
