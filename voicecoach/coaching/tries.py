"""One moment tried several times: what was done each time, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.timeline import TOLERANCE_S
from voicecoach.turns import SessionRecord, Silence, Turn


@dataclass(frozen=True, slots=True)
class Try:
    """One way in which a moment went."""

    name: str
    said: str | None  # None: nothing at all
    moves: tuple[str, ...]
    silence: Silence | None  # the longest before speaking; None: no more than a pause
    own_silence: Silence | None  # ... and after, until the counterpart went on
    reply: str | None  # None: it came to none
    trust: float | None  # after the reply
    trust_change: float | None
    state: str | None
    fact: str | None  # what was found, in words
    because: tuple[str, ...]


def find_try(record: SessionRecord, turn: Turn | None, *, before: Turn, name: str) -> Try:
    """Tell how a moment went.

    Parameters
    ----------
    record : SessionRecord
        The session that holds it.
    turn : Turn or None
        What the learner said; None if they held their silence to the end.
    before : Turn
        The counterpart's line that the moment begins with.
    name : str
        What to call this try.

    Returns
    -------
    attempt : Try
    """
    after_s = before.end_s if turn is None else turn.start_s
    replies = [
        other
        for other in record.turns
        if other.who == "counterpart" and other.start_s > after_s and other is not before
    ]
    reply = replies[0] if replies else None
    known = {fact.id: fact.gist for fact in record.facts}
    trust = None if reply is None else reply.trust
    return Try(
        name=name,
        said=None if turn is None else turn.text,
        moves=() if turn is None else tuple(move.kind.value for move in turn.moves),
        silence=_longest(record, "counterpart_turn", before.end_s, _until_s(record, turn, reply)),
        own_silence=None if turn is None else _own_silence(record, turn, reply),
        reply=None if reply is None else reply.text,
        trust=trust,
        trust_change=_difference(trust, before.trust),
        state=None if reply is None else reply.state,
        fact=None if reply is None or reply.fact is None else known.get(reply.fact, reply.fact),
        because=_because(turn, reply),
    )


def _until_s(record: SessionRecord, turn: Turn | None, reply: Turn | None) -> float:
    """When the silence after the line was over: a turn, the counterpart itself, or the end."""
    ended_by = turn or reply
    return record.duration_s if ended_by is None else ended_by.start_s


def _own_silence(record: SessionRecord, turn: Turn, reply: Turn | None) -> Silence | None:
    until_s = record.duration_s if reply is None else reply.start_s
    return _longest(record, "own_ask", turn.end_s, until_s)


def _longest(record: SessionRecord, after: str, start_s: float, end_s: float) -> Silence | None:
    """Find the longest silence in a stretch; a pause is none."""
    fitting = [
        silence
        for silence in record.silences
        if silence.kind != "pause"
        and silence.after == after
        and start_s - TOLERANCE_S <= silence.start_s
        and silence.end_s <= end_s + TOLERANCE_S
    ]
    return max(fitting, key=lambda silence: silence.duration_s, default=None)


def _because(turn: Turn | None, reply: Turn | None) -> tuple[str, ...]:
    own = () if turn is None else turn.because
    return own or (() if reply is None else reply.because)


def _difference(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before
