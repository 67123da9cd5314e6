"""Checks on the hidden facts: found, missed, and the probe that would have opened each."""

from __future__ import annotations

from voicecoach.coaching.citation import clock, counted, evidence_of, name_of, words_of
from voicecoach.coaching.probes import example_of_probe, is_probe, name_of_probe
from voicecoach.coaching.stairway import STEPS, state_before
from voicecoach.coaching.timeline import TOLERANCE_S, turns_of
from voicecoach.turns import Band, FactRecord, Feedback, SessionRecord, Turn

GOOD_SHARE = 0.6


def disclosure_of(session: SessionRecord, fact: FactRecord) -> Turn | None:
    """Find the counterpart's turn that let a fact out."""
    turns = turns_of(session, "counterpart")
    named = next((turn for turn in turns if turn.fact == fact.id), None)
    if named or fact.found_s is None:
        return named
    found_s = fact.found_s
    return next(
        (turn for turn in turns if turn.start_s - TOLERANCE_S <= found_s <= turn.end_s), None
    )


def check_facts(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the facts that were found."""
    if not session.facts:
        return ()
    found = sorted(
        (fact for fact in session.facts if fact.found_s is not None),
        key=lambda fact: fact.found_s or 0.0,
    )
    observed = f"{len(found)} of {counted(len(session.facts), 'hidden fact')} found."
    if not found:
        return (Feedback("facts", observed, None, None, None),)
    quote = words_of(disclosure_of(session, found[0]))
    band: Band | None = "green" if len(found) >= GOOD_SHARE * len(session.facts) else None
    return (Feedback("facts", observed, found[0].found_s, quote, None, band),)


def check_found_facts(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each fact that was found when, and by what."""
    found = [fact for fact in session.facts if fact.found_s is not None]
    return tuple(
        Feedback(
            "fact_found",
            f"Found by {name_of_probe(fact.key)}: {fact.gist.rstrip('.')}.",
            fact.found_s,
            words_of(disclosure_of(session, fact)),
            None,
            "green",
        )
        for fact in sorted(found, key=lambda fact: fact.found_s or 0.0)
    )


def check_missed_facts(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each fact that was missed which probe would have opened it, and from which step."""
    return tuple(remark_missed(session, fact) for fact in session.facts if fact.found_s is None)


def remark_missed(session: SessionRecord, fact: FactRecord) -> Feedback:
    """Name the key of one missed fact, and cite the try that came too early, if there was one."""
    observed = (
        f"Missed: {fact.gist.rstrip('.')}. It opens to {name_of_probe(fact.key)} "
        f"from {fact.step} on."
    )
    tip = example_of_probe(fact.key)
    early = too_early(session, fact)
    if early is None:
        return Feedback("fact_missed", observed, None, None, tip)
    move = next((move for move in early.moves if move.kind == fact.key), None)
    observed += (
        f" You tried that at {clock(early.start_s)}, when {name_of(session)} "
        f"was still {state_before(session, early.start_s)}."
    )
    quote = evidence_of(early, move) if move else words_of(early)
    return Feedback("fact_missed", observed, early.start_s, quote, tip)


def too_early(session: SessionRecord, fact: FactRecord) -> Turn | None:
    """Find the last use of the right probe below the step at which a fact opens."""
    if fact.step not in STEPS:
        return None
    tries = [
        turn
        for turn in turns_of(session, "learner")
        if is_probe(turn, fact.key)
        and (state := state_before(session, turn.start_s)) in STEPS
        and STEPS.index(state) < STEPS.index(fact.step)
    ]
    return tries[-1] if tries else None
