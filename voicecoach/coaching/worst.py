"""The turns that did most harm, each in other words made of its own."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.bargaining import argues, is_anchor
from voicecoach.coaching.citation import capital, evidence_of, signed, words_of
from voicecoach.coaching.timeline import answer_to, trust_changes, turn_before, turns_of
from voicecoach.coaching.wording import WORST_FIRST, ask_for_basis, reworded
from voicecoach.turns import Feedback, Move, MoveKind, SessionRecord, Turn

N_SHOWN = 3
SHORT_ANSWER_WORDS = 7  # the median answer to a closed question, AnnoMI
# How bad a move is before it is known what it cost; on the scale of points of trust.
BADNESS = {
    MoveKind.PERSONAL_ATTACK: 10.0,
    MoveKind.THREAT: 10.0,
    MoveKind.ULTIMATUM: 6.0,
    MoveKind.BLAME: 6.0,
    MoveKind.LEADING_QUESTION: 5.0,
    MoveKind.PRESSURE: 5.0,
    MoveKind.CONCESSION: 4.0,
    MoveKind.IRRITATOR: 3.0,
    MoveKind.STACKED_QUESTION: 2.0,
    MoveKind.POSITION: 2.0,
    MoveKind.CLOSED_QUESTION: 1.0,
}
ARGUING = 4.0  # against an anchor
NAMES = {
    MoveKind.CONCESSION: "given without a price",
    MoveKind.POSITION: "a demand without a reason",
    MoveKind.STACKED_QUESTION: "several questions at once",
    MoveKind.CLOSED_QUESTION: "a closed question that got a short answer",
    MoveKind.LEADING_QUESTION: "a leading or loaded question",
}


@dataclass(frozen=True, slots=True)
class Harm:
    """A turn that did harm, and how it might have gone."""

    turn: Turn
    what: str
    quote: str | None
    better: str
    lost: float  # points of trust, zero or more
    weight: float


def harms(session: SessionRecord) -> list[Harm]:
    """List the turns that can be put better, the worst first."""
    lost: dict[float, float] = {}
    for change in trust_changes(session):
        if change.delta < 0 and change.cause:
            start_s = change.cause.start_s
            lost[start_s] = lost.get(start_s, 0.0) - change.delta
    found = [
        harm
        for turn in turns_of(session, "learner")
        if (harm := _harm(session, turn, lost.get(turn.start_s, 0.0))) is not None
    ]
    return sorted(found, key=lambda harm: -harm.weight)


def _harm(session: SessionRecord, turn: Turn, lost: float) -> Harm | None:
    """Find the worst of a turn that can be put in other words."""
    for kind in WORST_FIRST:
        move = next((move for move in turn.moves if move.kind is kind), None)
        if move is None or not _is_harmful(session, turn, move):
            continue
        if better := reworded(turn, move):
            what = NAMES.get(kind, kind.value.replace("_", " "))
            quote = evidence_of(turn, move)
            return Harm(turn, what, quote, better, lost, BADNESS[kind] + lost)
    theirs = turn_before(session, turn.start_s, "counterpart")
    if theirs and is_anchor(session, theirs) and argues(turn):
        what, better = "arguing against their figure", ask_for_basis(theirs)
        return Harm(turn, what, words_of(turn), better, lost, ARGUING + lost)
    return None


def _is_harmful(session: SessionRecord, turn: Turn, move: Move) -> bool:
    """Leave closed questions alone that were answered well, and demands made once."""
    if move.kind is MoveKind.CLOSED_QUESTION:
        answer = answer_to(session, turn)
        return answer is not None and 0 < len(answer.text.split()) <= SHORT_ANSWER_WORDS
    if move.kind is MoveKind.POSITION:
        earlier = [
            other
            for other in turns_of(session, "learner")
            if other.start_s < turn.start_s and any(m.kind is move.kind for m in other.moves)
        ]
        return bool(earlier)
    return True


def check_worst_turns(session: SessionRecord) -> tuple[Feedback, ...]:
    """Put the three worst turns in better words, in the order in which they came."""
    worst = harms(session)[:N_SHOWN]
    return tuple(
        Feedback(
            "better_wording",
            capital(harm.what) + (f"; trust {signed(-harm.lost)}." if harm.lost else "."),
            harm.turn.start_s,
            harm.quote,
            harm.better,
            "amber",
        )
        for harm in sorted(worst, key=lambda harm: harm.turn.start_s)
    )
