"""Checks on the end of an agreement: the terms said back, and a day to look at them again."""

from __future__ import annotations

from voicecoach.coaching.afterwards.actions import review_of
from voicecoach.coaching.afterwards.clauses import PromiseReader
from voicecoach.coaching.afterwards.dates import find_when
from voicecoach.coaching.citation import counted, evidence_of
from voicecoach.coaching.timeline import answer_to, moves_of
from voicecoach.turns import Band, Feedback, Move, MoveKind, SessionRecord, Turn

TERMS = ("who", "what", "when")
SAID_YES = ("confirm", "confirm_yes", "accept", "farewell", "next_step")
SAY_IT_BACK = '"So we have agreed: you ..., I ..., by ... Have I got that right?"'


def is_settled(session: SessionRecord) -> bool:
    """Tell whether anything was agreed."""
    issues = session.reveal.issues if session.reveal else ()
    return session.outcome == "agreed" or any(issue.settled is not None for issue in issues)


def terms_in(turn: Turn, move: Move) -> tuple[str, ...]:
    """Tell which of who, what and when a restated agreement holds.

    Examples
    --------
    >>> said = "So we've agreed: you pay half by Friday and I write to the board."
    >>> terms_in(Turn("learner", 0.0, 5.0, said), Move(MoveKind.CONFIRM_AGREEMENT, 1.0, said, ""))
    ('who', 'what', 'when')
    """
    clauses = list(PromiseReader().read(turn.text, is_settling=True))
    has_figure = move.amount is not None or any(letter.isdigit() for letter in turn.text)
    held = {
        "who": any(clause.owner for clause in clauses),
        "what": bool(clauses) or has_figure,
        "when": find_when(turn.text) is not None,
    }
    return tuple(term for term in TERMS if held[term])


def best_restatement(session: SessionRecord) -> tuple[Turn, Move] | None:
    """Find where the terms were said back most fully."""
    restated = moves_of(session, MoveKind.CONFIRM_AGREEMENT)
    return max(restated, key=lambda pair: len(terms_in(*pair)), default=None)


def check_confirmation(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether the terms were said back with who, what and when, and whether they said yes."""
    if not is_settled(session):
        return ()
    best = best_restatement(session)
    if best is None:
        observed = f"Agreed, and never said back: 0 of {len(TERMS)} (who, what, when)."
        return (Feedback("agreement_confirmed", observed, None, None, SAY_IT_BACK, "amber"),)
    turn, move = best
    held = terms_in(turn, move)
    missing = [term for term in TERMS if term not in held]
    answer = answer_to(session, turn)
    said_yes = answer is not None and answer.act in SAID_YES
    observed = f"Said back {len(held)} of {counted(len(TERMS), 'term')} (who, what, when)"
    observed += f", without {' and '.join(missing)}" if missing else ""
    observed += "; they said yes." if said_yes else "; they did not say yes to it."
    tip = f"Add {' and '.join(missing)} while they still nod." if missing else None
    band: Band = "green" if said_yes and not missing else "amber"
    quote = evidence_of(turn, move)
    return (Feedback("agreement_confirmed", observed, turn.start_s, quote, tip, band),)


def check_review_date(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether a day was asked for on which both look at it again."""
    if not is_settled(session):
        return ()
    review = review_of(session)
    if review is None:
        tip = '"Shall we look at it again in a month?"'
        return (Feedback("review_date", "No review was asked for.", None, None, tip),)
    if review.when is None:
        observed, tip = "A review was asked for, without a day.", "Name the day."
        return (Feedback("review_date", observed, review.at_s, review.quote, tip),)
    observed = f"A review was asked for: {review.when}."
    return (Feedback("review_date", observed, review.at_s, review.quote, None, "green"),)
