"""What a typed line means: words, a silence, a command, or nothing."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

# Nobody says more in one go: six minutes of speech at any rate.
LONGEST_TEXT = 12_000
# A longer silence is a figure that was meant as an offer; clocks rest long before it is over.
LONGEST_SILENCE_S = 120.0

Order = Literal["pause", "end", "again", "help"]
_ORDERS: tuple[Order, ...] = get_args(Order)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?(?:nan|inf|infinity)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """Something said."""

    text: str
    is_cut: bool = False  # there was more of it than anybody says in one go


@dataclass(frozen=True, slots=True)
class Held:
    """A silence."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Command:
    """Something out of role."""

    order: Order


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be meant: what is wrong with it, and what to write instead."""

    reason: str


Typed = Words | Held | Command | Refused


def read_line(line: str) -> Typed | None:
    r"""Tell what a typed line means; None for an empty one.

    Parameters
    ----------
    line : str
        Of any length and with any characters; what no file could hold is replaced.

    Returns
    -------
    typed : Words, Held, Command, Refused or None

    Examples
    --------
    >>> read_line("What matters most to you?\n")
    Words(text='What matters most to you?', is_cut=False)
    >>> read_line("4.5")
    Held(seconds=4.5)
    >>> read_line("/pause")
    Command(order='pause')
    >>> read_line("  ") is None
    True
    """
    text = " ".join(line.encode("utf-8", "replace").decode("utf-8").split())
    if not text:
        return None
    if _NUMBER.fullmatch(text.lower()):
        return _read_silence(text)
    if text.startswith("/"):
        return _read_command(text)
    return Words(text[:LONGEST_TEXT], is_cut=len(text) > LONGEST_TEXT)


def _read_silence(text: str) -> Typed:
    seconds = float(text)
    if 0 <= seconds <= LONGEST_SILENCE_S:
        return Held(seconds)
    if math.isfinite(seconds) and seconds > 0:
        return Refused(
            f"{text:.20} s is no silence that a talk bears, at most {LONGEST_SILENCE_S:g}; "
            f"to name a figure, write more than the figure, as in 'I can do {text:.20}'"
        )
    return Refused(f"'{text:.20}' is no length of a silence; write seconds, as in 4 or 2.5")


def _read_command(text: str) -> Typed:
    for order in _ORDERS:
        if text[1:].lower() == order:
            return Command(order)
    known = ", ".join(f"/{order}" for order in _ORDERS)
    return Refused(f"'{text:.20}' is no command; there are {known}")
