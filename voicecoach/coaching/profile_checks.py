"""Checks on the Rackham profile: each kind of behaviour beside skilled and average negotiators."""

from __future__ import annotations

from voicecoach.coaching.citation import capital, figure, words_of
from voicecoach.coaching.profile import Row, rackham_profile
from voicecoach.coaching.timeline import turns_of
from voicecoach.turns import Band, Feedback, SessionRecord

LEAST_IRRITATORS = 2  # one slip in a short talk comes to ten an hour


def check_profile(session: SessionRecord) -> tuple[Feedback, ...]:
    """Show every row with its count; only irritators are judged."""
    if not turns_of(session, "learner"):
        return ()
    return tuple(_remark(row) for row in rackham_profile(session))


def _remark(row: Row) -> Feedback:
    at_s, quote = (row.first.start_s, words_of(row.first)) if row.first else (None, None)
    return Feedback("rackham", write_row(row), at_s, quote, None, band_of(row))


def write_row(row: Row) -> str:
    """Write a row out: the count, what it comes to, and the two lines to compare with."""
    joint = "in" if row.unit == "an argument" else "of"
    count = f"{capital(row.name)}: {row.n} {joint} {row.of} {_thing(row)}"
    if row.value is None:
        return f"{count}; no rate ({row.reason})."
    if row.skilled is None or row.average is None:
        return f"{count}."
    rate = f"{figure(row.value)}%" if row.unit == "%" else f"{figure(row.value)} {row.unit}"
    return f"{count}, {rate} (skilled {figure(row.skilled)}, average {figure(row.average)})."


def _thing(row: Row) -> str:
    things = {"%": "acts", "an argument": "arguments"}
    return things.get(row.unit, "turns")


def band_of(row: Row) -> Band | None:
    """Judge irritators alone; the rest of the profile is old, and of labour contracts."""
    if row.name != "irritators" or row.value is None or row.average is None:
        return None
    if row.n == 0:
        return "green"
    return "amber" if row.n >= LEAST_IRRITATORS and row.value >= row.average else None
