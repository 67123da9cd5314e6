"""Who spoke when: the turn before a second, the turn after it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from voicecoach.turns import Move, MoveKind, SessionRecord, Silence, Turn, Who

OFFERS = (MoveKind.PROPOSAL, MoveKind.CONDITIONAL_TRADE)
GOOD_RECALL = 0.6  # of the points a summary could hold; the counterpart confirms from here
TOLERANCE_S = 0.3  # a silence and the turn that ends it are found by different frames


def turns_of(session: SessionRecord, who: Who | None = None) -> tuple[Turn, ...]:
    """Put the turns in order of their start, of one side or of both."""
    return tuple(
        sorted(
            (turn for turn in session.turns if who in (None, turn.who)),
            key=lambda turn: turn.start_s,
        )
    )


def turn_before(session: SessionRecord, at_s: float, who: Who | None = None) -> Turn | None:
    """Find the last turn that had ended by a second."""
    ended = [turn for turn in turns_of(session, who) if turn.end_s <= at_s + TOLERANCE_S]
    return max(ended, key=lambda turn: turn.end_s, default=None)


def turn_from(session: SessionRecord, at_s: float, who: Who | None = None) -> Turn | None:
    """Find the first turn that starts at a second or later."""
    return next(
        (turn for turn in turns_of(session, who) if turn.start_s >= at_s - TOLERANCE_S), None
    )


def answer_to(session: SessionRecord, asked: Turn) -> Turn | None:
    """Find the counterpart's turn that answers a turn of the learner."""
    return next(
        (turn for turn in turns_of(session, "counterpart") if turn.start_s > asked.start_s), None
    )


def cause_of(session: SessionRecord, effect: Turn) -> Turn | None:
    """Find the learner turn that a turn answers; None for an opening or a filled silence."""
    if effect.who == "learner":
        return effect
    earlier = [turn for turn in turns_of(session) if turn.start_s < effect.start_s]
    return earlier[-1] if earlier and earlier[-1].who == "learner" else None


def silence_before(session: SessionRecord, turn: Turn) -> Silence | None:
    """Find the silence that a turn ended."""
    return next(
        (
            silence
            for silence in session.silences
            if silence.ended_by == turn.who and abs(silence.end_s - turn.start_s) <= TOLERANCE_S
        ),
        None,
    )


def openings(session: SessionRecord) -> tuple[Silence, ...]:
    """List the silences between turns; pauses inside a turn of the learner are none."""
    own = turns_of(session, "learner")
    return tuple(
        silence
        for silence in session.silences
        if not any(turn.start_s < silence.start_s and silence.end_s < turn.end_s for turn in own)
    )


def hold_after(session: SessionRecord, turn: Turn) -> Silence | None:
    """Find the silence that was held right after a turn."""
    return next(
        (
            silence
            for silence in openings(session)
            if silence.kind == "held" and abs(silence.start_s - turn.end_s) <= TOLERANCE_S
        ),
        None,
    )


def replies_to(session: SessionRecord, said: Turn) -> tuple[Turn, ...]:
    """List the learner's turns after a turn of the counterpart; nudges over its voice are none."""
    return tuple(
        turn
        for turn in turns_of(session, "learner")
        if turn.start_s > said.start_s and not (is_nudge(turn) and turn.end_s <= said.end_s)
    )


def is_nudge(turn: Turn) -> bool:
    """Tell whether a turn was a mere go-on."""
    return bool(turn.moves) and all(move.kind is MoveKind.NUDGE for move in turn.moves)


def is_well_made(move: Move) -> bool:
    """Tell whether a move did what it is for: a label that hits, a summary that holds enough."""
    holds_enough = move.recall is None or move.recall >= GOOD_RECALL
    return move.is_accurate is not False and (move.kind is not MoveKind.SUMMARY or holds_enough)


def moves_of(session: SessionRecord, *kinds: MoveKind) -> Iterator[tuple[Turn, Move]]:
    """Walk through the learner's moves of these kinds, in order, each with its turn."""
    for turn in turns_of(session, "learner"):
        for move in turn.moves:
            if move.kind in kinds:
                yield turn, move


def has(turn: Turn, *kinds: MoveKind) -> bool:
    """Tell whether any of these moves was made in a turn."""
    return any(move.kind in kinds for move in turn.moves)


def speech_s(session: SessionRecord) -> float:
    """Tell how long the learner spoke: as measured, or else by the turns and their stretches."""
    measured = session.measures.get("learner_speech_s")
    if measured is not None and isfinite(measured):
        return measured
    return sum(
        sum(end_s - start_s for start_s, end_s in turn.speech)
        if turn.speech
        else turn.end_s - turn.start_s
        for turn in turns_of(session, "learner")
    )


def cut_offs(session: SessionRecord) -> list[tuple[Turn, Turn | None]]:
    """Pair each turn of the counterpart that was cut off with the words that did it."""
    return [
        (theirs, breaking_in(session, theirs))
        for theirs in turns_of(session, "counterpart")
        if theirs.was_cut_off
    ]


def breaking_in(session: SessionRecord, theirs: Turn) -> Turn | None:
    """Find the learner turn that cut off a turn of the counterpart."""
    return turn_from(session, theirs.start_s + TOLERANCE_S, "learner")


@dataclass(frozen=True, slots=True)
class TrustChange:
    """A change of trust, with the words or the silence that it answers."""

    delta: float
    because: tuple[str, ...]
    effect: Turn  # the turn that shows it
    cause: Turn | None  # the learner's; None if a silence did it

    @property
    def at_s(self) -> float:
        """When the words that moved it began."""
        return (self.cause or self.effect).start_s


def trust_changes(session: SessionRecord) -> tuple[TrustChange, ...]:
    """List every change of trust in order of time."""
    known = [(turn, turn.trust) for turn in turns_of(session) if turn.trust is not None]
    changes = []
    for (_, before), (turn, after) in pairwise(known):
        if abs(after - before) >= 0.05:  # less does not show in one decimal
            changes.append(TrustChange(after - before, turn.because, turn, cause_of(session, turn)))
    return tuple(changes)
