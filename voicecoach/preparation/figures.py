"""Figures as people write them in a preparation: "not below 27,000 pounds", "3 weeks", "£31k"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicecoach.dialogue.moves.amounts import find_amounts
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import Wants

UNITS = ("GBP", "USD", "EUR", "percent", "hours", "days", "weeks", "months", "years")
_SPELLINGS = {"%": "percent", "£": "GBP", "$": "USD", "€": "EUR"}
_AT_LEAST = re.compile(
    r"\b(?:(?:not|nothing|never|no) (?:below|under|less|lower|fewer)|at least|minimum|"
    r"(?:or|and) (?:more|above|over)|from|floor)\b"
)
_AT_MOST = re.compile(
    r"\b(?:(?:not|nothing|never|no) (?:above|over|more|higher|beyond)|at most|maximum|up to|"
    r"(?:or|and) (?:less|below|under)|ceiling)\b"
)
_UNIT_WORD = re.compile(
    r"^[\s-]*(?:per cent|percent|pct|pounds?|quid|gbp|sterling|dollars?|bucks|usd|euros?|eur"
    r"|[%£$€])"
)
_PER = re.compile(r"^\s*(?:a|an|per|/|each|every)\s*(hour|day|week|month|year)\b")


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as it was written."""

    value: float
    unit: str | None
    wants: Wants | None  # "not below" says that more is better for whoever wrote it


def read_figure(text: str) -> Written:
    """Read the one figure that a text holds, with its unit and its direction.

    Raises
    ------
    PrepError
        If there is no figure in it, or more than one.

    Examples
    --------
    >>> read_figure("not below 27,000 pounds")
    Written(value=27000.0, unit='GBP', wants='higher')
    >>> read_figure("620 pounds a day at most")
    Written(value=620.0, unit='GBP/day', wants='lower')
    >>> read_figure("three weeks")
    Written(value=3.0, unit='weeks', wants=None)
    """
    plain = text.lower()
    amounts = [amount for amount in find_amounts(plain) if amount.unit != "clock"]
    amounts = [amount for amount in amounts if not amount.is_time] or amounts
    if not amounts:
        raise PrepError(f"'{text}' holds no figure; write it like '27,000 pounds' or '3 weeks'")
    # "620 pounds a day": the day is part of the unit, not a second figure.
    if len({amount.value for amount in amounts}) > 1:
        found = ", ".join(f"{amount.value:,.10g}" for amount in amounts)
        raise PrepError(f"'{text}' holds several figures ({found}); give one of them")
    amount = amounts[0]
    per = _PER.match(_after_unit(plain, amount.end)) if amount.unit else None
    unit = f"{amount.unit}/{per[1]}" if per else amount.unit
    return Written(amount.value, unit, _direction(plain))


def find_figure(text: str, unit: str) -> float | None:
    """Find the one figure of a unit in a text; None if there is none or more than one.

    Examples
    --------
    >>> find_figure("33,000 pounds, paid within 30 days", "GBP")
    33000.0
    """
    measured = unit.partition("/")[0]
    values = {amount.value for amount in find_amounts(text.lower()) if amount.unit == measured}
    return values.pop() if len(values) == 1 else None


def read_unit(text: str) -> str | None:
    """Read a unit by name or sign; None if it is none.

    Examples
    --------
    >>> read_unit("pounds"), read_unit("usd"), read_unit("days"), read_unit("GBP/day")
    ('GBP', 'USD', 'days', 'GBP/day')
    """
    measured, _, per = text.strip().partition("/")
    found = _SPELLINGS.get(measured) or next(
        (unit for unit in UNITS if unit.lower() == measured.lower()), None
    )
    if found is None:
        amounts = find_amounts(f"1 {measured.lower()}")
        found = amounts[0].unit if amounts else None
    if found is None or found == "clock":
        return None
    return f"{found}/{per.strip().lower().rstrip('s')}" if per else found


def _after_unit(plain: str, end: int) -> str:
    return _UNIT_WORD.sub("", plain[end:], count=1)


def _direction(plain: str) -> Wants | None:
    if _AT_LEAST.search(plain):
        return "higher"
    return "lower" if _AT_MOST.search(plain) else None
