"""Checks on the counterpart's tactics: spotted or not, how soon, and what was given away."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.citation import (
    capital,
    counted,
    evidence_of,
    figure,
    last_words_of,
    words_of,
)
from voicecoach.coaching.probes import example_of_probe, name_of_probe
from voicecoach.coaching.timeline import has, hold_after, is_well_made, replies_to, turns_of
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, TacticRecord, Turn

WITHIN_TURNS = 2  # the counterpart forgets a tactic after as many
GOOD_SHARE = 0.6
GIVING_WAY = (MoveKind.CONCESSION, MoveKind.ACCEPT)
DROPPED = "drop_tactic"


@dataclass(frozen=True, slots=True)
class Counter:
    """What defused a tactic: words, or a silence held after it."""

    by: str  # name of a move, or "silence"
    at_s: float
    after_s: float  # from the end of the tactic to the beginning of the counter
    quote: str | None
    held_s: float | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """One tactic that was played, and what came of it."""

    id: str
    name: str
    countered_by: tuple[str, ...]
    said: Turn
    counter: Counter | None
    given: Turn | None  # the learner turn that gave way under it


def plays(session: SessionRecord) -> tuple[Play, ...]:
    """List the tactics that were played, in order, each with its counter and what it won.

    One with which the talk ended is left out: there was no turn to counter it in.
    """
    return tuple(
        _play(session, turn)
        for turn in turns_of(session, "counterpart")
        if turn.tactic is not None and turn.act != DROPPED and _is_answered(session, turn)
    )


def _is_answered(session: SessionRecord, said: Turn) -> bool:
    return bool(replies_to(session, said)) or hold_after(session, said) is not None


def _play(session: SessionRecord, said: Turn) -> Play:
    id_ = said.tactic or ""
    known = _known(session, id_)
    replies = replies_to(session, said)[:WITHIN_TURNS]
    given = next(
        (
            turn
            for turn in replies
            if has(turn, *GIVING_WAY) and not has(turn, MoveKind.CONDITIONAL_TRADE)
        ),
        None,
    )
    return Play(
        id=id_,
        name=known.name,
        countered_by=known.countered_by,
        said=said,
        counter=_counter(session, said, replies, known),
        given=given,
    )


def _known(session: SessionRecord, id_: str) -> TacticRecord:
    """Find what is known of a tactic; a journal from before the reveal holds only its id."""
    known = session.reveal.tactics if session.reveal else ()
    return next(
        (tactic for tactic in known if tactic.id == id_),
        TacticRecord(id_, id_.replace("_", " "), ()),
    )


def _counter(
    session: SessionRecord, said: Turn, replies: tuple[Turn, ...], known: TacticRecord
) -> Counter | None:
    hold = hold_after(session, said)
    if hold and "silence" in known.countered_by:
        quote = last_words_of(said)
        return Counter("silence", hold.start_s, 0.0, quote, hold.duration_s)
    kinds = {*known.countered_by, MoveKind.NAME_TACTIC.value}
    for turn in replies:
        for move in turn.moves:
            if move.kind.value in kinds and is_well_made(move):
                after_s = max(turn.start_s - said.end_s, 0.0)
                return Counter(move.kind.value, turn.start_s, after_s, evidence_of(turn, move))
    return None


def check_tactics(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the tactics that were countered, and those that won something."""
    played = plays(session)
    if not played:
        return ()
    countered = [play for play in played if play.counter]
    given = [play for play in played if play.given]
    observed = (
        f"{len(countered)} of {counted(len(played), 'tactic')} countered within two turns; "
        f"you gave way to {len(given)}."
    )
    band: Band | None = None
    if given:
        band = "amber"
    elif len(countered) >= GOOD_SHARE * len(played):
        band = "green"
    cited = (given or countered or list(played))[0].said
    return (Feedback("tactics", observed, cited.start_s, words_of(cited), None, band),)


def check_each_tactic(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each tactic whether, how soon and by what it was countered."""
    return tuple(_remark(play) for play in plays(session))


def _remark(play: Play) -> Feedback:
    observed = f"{capital(play.name)}: {_countering(play)}."
    band: Band | None = "green" if play.counter else None
    tip = None
    if not play.counter and play.countered_by:
        tip = example_of_probe(play.countered_by[0])
    if play.given:
        observed += f' You gave way: "{words_of(play.given)}"'
        band = "amber"
        tip = 'Before you move, ask for the basis; if you move, tie it: "If you can ..."'
    return Feedback("tactic", observed, play.said.start_s, words_of(play.said), tip, band)


def _countering(play: Play) -> str:
    counter = play.counter
    if counter is None:
        return "not countered within two turns"
    if counter.held_s is not None:
        return f"countered by a held silence of {figure(counter.held_s)} s"
    return (
        f"countered after {figure(counter.after_s)} s by {name_of_probe(counter.by)} "
        f'("{counter.quote}")'
    )
