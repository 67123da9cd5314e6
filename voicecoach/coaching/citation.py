"""How a remark cites: the second on the clock and the words that were said."""

from __future__ import annotations

import re

from voicecoach.turns import Move, SessionRecord, Turn

LONGEST_QUOTE_WORDS = 25  # more is no longer read at a glance
CURRENCIES = {"GBP": "£", "USD": "$", "EUR": "€"}
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir"}


def clock(at_s: float) -> str:
    """Write a second of the session as minutes and seconds.

    Examples
    --------
    >>> clock(72.4)
    '1:12'
    """
    minutes, seconds = divmod(int(max(at_s, 0.0)), 60)
    return f"{minutes}:{seconds:02d}"


def figure(value: float, digits: int = 1) -> str:
    """Write a figure without a trailing zero.

    Examples
    --------
    >>> figure(5.12), figure(8.0), figure(-0.04)
    ('5.1', '8', '0')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def signed(value: float) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> signed(8.0), signed(-2.54)
    ('+8', '-2.5')
    """
    text = figure(value)
    return text if text.startswith("-") else f"+{text}"


def counted(n: int, thing: str, things: str | None = None) -> str:
    """Count things in words that agree.

    Examples
    --------
    >>> counted(1, "summary", "summaries"), counted(0, "fact")
    ('1 summary', '0 facts')
    """
    return f"{n} {thing if n == 1 else things or thing + 's'}"


def amount(value: float, unit: str) -> str:
    """Write a figure with its unit.

    Examples
    --------
    >>> amount(27500.0, "GBP"), amount(4.5, "percent"), amount(1.0, "weeks"), amount(30.0, "days")
    ('£27,500', '4.5%', '1 week', '30 days')
    """
    number = f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
    if unit in CURRENCIES:
        return f"{CURRENCIES[unit]}{number}"
    if unit == "percent":
        return f"{number}%"
    return f"{number} {unit.removesuffix('s') if value == 1 else unit}".rstrip()


def first_words(text: str, n_words: int = LONGEST_QUOTE_WORDS) -> str:
    """Take the beginning of a text, unchanged apart from its spaces."""
    return " ".join(text.split()[:n_words])


def last_sentence(text: str) -> str:
    """Take the last sentence of a text.

    Examples
    --------
    >>> last_sentence("Eighteen. I was promised a call.")
    'I was promised a call.'
    """
    return re.split(r"(?<=[.!?])\s+", " ".join(text.split()))[-1]


def last_words_of(turn: Turn | None) -> str | None:
    """Quote the last sentence of a turn, or its end where that is long."""
    words = last_sentence(turn.text).split() if turn else []
    return " ".join(words[-LONGEST_QUOTE_WORDS:]) or None


def words_of(turn: Turn | None) -> str | None:
    """Quote a turn, or its beginning where it is long."""
    return (first_words(turn.text) or None) if turn else None


def evidence_of(turn: Turn, move: Move) -> str | None:
    """Quote the words that a move was recognised by; a single word cannot stand alone."""
    quote = first_words(move.evidence)
    return quote if " " in quote else words_of(turn) or quote or None


def name_of(session: SessionRecord) -> str:
    """Name the counterpart as one would in talk.

    Examples
    --------
    >>> name_of(SessionRecord("s", "p", "Dana Reed", "driver", 1, "stopped", "guarded", 25.0, 0.0))
    'Dana'
    """
    names = session.persona_name.split()
    if not names:
        return "the counterpart"
    has_title = names[0].rstrip(".").lower() in TITLES
    return f"{names[0]} {names[-1]}" if has_title and len(names) > 1 else names[0]


def ended(text: str) -> str:
    """End a remark with a full stop, unless a mark stands there already.

    Examples
    --------
    >>> ended("then she spoke"), ended('then she spoke: "Well?"')
    ('then she spoke.', 'then she spoke: "Well?"')
    """
    return text if re.search(r"[.!?…][\"']?$", text) else f"{text}."


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]
