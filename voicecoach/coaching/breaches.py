"""Checks on what went wrong: attacks, threats, blame, pressure, irritators."""

from __future__ import annotations

from voicecoach.coaching.citation import counted, evidence_of
from voicecoach.coaching.timeline import has, moves_of, turns_of
from voicecoach.coaching.wording import CALMER, instead_of
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord

BREACHES = tuple(CALMER)
PEOPLE_ATTACKS = (MoveKind.PERSONAL_ATTACK, MoveKind.BLAME)


def check_breaches(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the turns with an attack, a threat, blame, pressure or an irritator."""
    turns = turns_of(session, "learner")
    if not turns:
        return ()
    bad = [turn for turn in turns if has(turn, *BREACHES)]
    observed = (
        f"{len(bad)} of {counted(len(turns), 'turn')} with an attack, a threat, blame, "
        "pressure or an irritator."
    )
    if not bad:
        return (Feedback("breaches", observed, None, None, None, "green"),)
    move = next(move for move in bad[0].moves if move.kind in BREACHES)
    quote = evidence_of(bad[0], move)
    band: Band | None = "amber" if any(has(turn, *PEOPLE_ATTACKS) for turn in bad) else None
    return (Feedback("breaches", observed, bad[0].start_s, quote, None, band),)


def check_each_breach(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each of them, with another way to say it."""
    return tuple(
        Feedback(
            "breach",
            f"{move.kind.value.replace('_', ' ').capitalize()}.",
            turn.start_s,
            evidence_of(turn, move),
            instead_of(turn, move),
            "amber",
        )
        for turn, move in moves_of(session, *BREACHES)
    )
