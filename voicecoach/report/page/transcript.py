"""The transcript: turns of both sides, the silences between them, and what moved trust."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.citation import amount, clock, counted, name_of, signed
from voicecoach.coaching.rapport import reasons
from voicecoach.coaching.timeline import trust_changes
from voicecoach.report.page.marking import Piece, marked
from voicecoach.report.page.names import family_of, name_of_move, name_of_tactic
from voicecoach.report.page.review import Review
from voicecoach.report.page.timeline import (
    floor_after,
    note_of_silence,
    numbered_silences,
    numbered_turns,
)
from voicecoach.turns import Move, Reveal, SessionRecord, Turn


@dataclass(frozen=True, slots=True)
class Chip:
    """A move under its words."""

    name: str
    family: str
    detail: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the transcript."""

    id: str
    kind: str  # learner, counterpart, silence, cut-in
    at_s: float
    end_s: float
    who: str
    pieces: tuple[Piece, ...] = ()
    chips: tuple[Chip, ...] = ()
    notes: tuple[str, ...] = ()
    note_kind: str = ""
    retake: str = ""

    @property
    def when(self) -> str:
        """Its second on the clock."""
        return clock(self.at_s)


def rows_of(review: Review) -> tuple[Row, ...]:
    """List everything that was said and left unsaid, in order of time."""
    changes = _changes(review.record)
    table = _Table()
    rows = []
    for row, turn in numbered_turns(review):
        change = changes.get((turn.who, turn.start_s), ())
        if turn.who == "learner":
            rows.append(_learner_row(row, turn, review, change))
        else:
            notes = (*_effects(turn, review.record), *table.laid(turn, review.record), *change)
            rows.append(_counterpart_row(row, turn, name_of(review.record), notes))
    rows += [*_silence_rows(review), *_cut_in_rows(review.record)]
    return tuple(sorted(rows, key=lambda row: row.at_s))


def _changes(record: SessionRecord) -> dict[tuple[str, float], tuple[str, ...]]:
    """What each turn shows of trust won and lost."""
    return {
        (change.effect.who, change.effect.start_s): (
            f"trust {signed(change.delta)}{reasons(change.because)}",
        )
        for change in trust_changes(record)
    }


def _effects(turn: Turn, record: SessionRecord) -> list[str]:
    """What a turn of the counterpart plays, gives up or lets out."""
    gists = {fact.id: fact.gist for fact in record.facts}
    notes = []
    if turn.tactic:
        verb = "gave up a tactic" if turn.act == "drop_tactic" else "tactic"
        notes.append(f"{verb}: {name_of_tactic(turn.tactic, record.reveal)}")
    if turn.fact:
        notes.append(f"let out: {gists.get(turn.fact, turn.fact)}")
    if turn.was_cut_off:
        notes.append("you broke in")
    return notes


class _Table:
    """The counterpart's figure on the table; said only when it moves."""

    def __init__(self) -> None:
        self._offer: float | None = None

    def laid(self, turn: Turn, record: SessionRecord) -> tuple[str, ...]:
        if turn.offer is None or turn.offer == self._offer:
            return ()
        self._offer = turn.offer
        return (f"on the table: {_offer(turn.offer, record.reveal)}",)


def _offer(value: float, reveal: Reveal | None) -> str:
    """Write an offer; its unit is certain only where there is one issue."""
    is_clear = reveal is not None and len(reveal.issues) == 1
    return amount(value, reveal.issues[0].unit if reveal and is_clear else "").strip()


def _learner_row(row: str, turn: Turn, review: Review, notes: tuple[str, ...]) -> Row:
    return Row(
        id=row,
        kind="learner",
        at_s=turn.start_s,
        end_s=turn.end_s,
        who="You",
        pieces=marked(turn.text, turn.moves),
        chips=tuple(_chip(move) for move in turn.moves),
        notes=notes,
        retake=review.retake(turn.start_s),
    )


def _chip(move: Move) -> Chip:
    details = []
    if move.is_accurate is not None:
        details.append("it hit" if move.is_accurate else "it missed")
    if move.recall is not None:
        details.append(f"{counted(len(move.points), 'point')}, {move.recall:.0%} of what it could")
    if move.amount is not None:
        details.append(f"{move.amount:,.0f}")
    return Chip(name_of_move(move.kind.value), family_of(move.kind), "; ".join(details))


def _counterpart_row(row: str, turn: Turn, name: str, notes: tuple[str, ...]) -> Row:
    return Row(
        id=row,
        kind="counterpart",
        at_s=turn.start_s,
        end_s=turn.end_s,
        who=name,
        pieces=(Piece(turn.text),),
        notes=notes,
        note_kind="tactic" if turn.tactic else "fact" if turn.fact else "",
    )


def _silence_rows(review: Review) -> list[Row]:
    gists = {fact.id: fact.gist for fact in review.record.facts}
    name = name_of(review.record)
    return [
        Row(
            id=row,
            kind="silence",
            at_s=silence.start_s,
            end_s=silence.end_s,
            who="Silence",
            notes=(note_of_silence(silence, gists, name),),
            note_kind=silence.kind,
        )
        for row, silence in numbered_silences(review)
    ]


def _cut_in_rows(record: SessionRecord) -> list[Row]:
    return [
        Row(
            id=f"cut-in{number}",
            kind="cut-in",
            at_s=cut_in.at_s,
            end_s=cut_in.at_s,
            who=name_of(record),
            notes=(f"cut in; {floor_after(cut_in)}",),
        )
        for number, cut_in in enumerate(record.cut_ins)
    ]
