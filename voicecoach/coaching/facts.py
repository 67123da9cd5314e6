"""Checks on the hidden facts: found, missed, and the probe that would have opened each."""

from __future__ import annotations

from voicecoach.coaching.citation import clock, counted, evidence_of, figure, name_of, words_of
from voicecoach.coaching.probes import example_of_probe, name_of_probe
from voicecoach.coaching.silences import drawn_out, words_before
from voicecoach.coaching.stairway import STEPS, state_before
from voicecoach.coaching.timeline import TOLERANCE_S, cause_of, openings, silence_before, turns_of
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
            f"Found by {name_of_probe(fact.key)}{probe_words(session, fact)}: "
            f"{fact.gist.rstrip('.')}.",
            fact.found_s,
            words_of(disclosure_of(session, fact)),
            None,
            "green",
        )
        for fact in sorted(found, key=lambda fact: fact.found_s or 0.0)
    )


def probe_words(session: SessionRecord, fact: FactRecord) -> str:
    """Quote the probe that opened a fact, or say how long the silence was."""
    told = disclosure_of(session, fact)
    if told is None:
        return ""
    if fact.key == "silence":
        silence = drawn_out(session).get(fact.id) or silence_before(session, told)
        return f" of {figure(silence.duration_s)} s" if silence else ""
    asked = cause_of(session, told)
    move = next((move for move in asked.moves if move.kind == fact.key), None) if asked else None
    return f' ("{evidence_of(asked, move)}")' if asked and move else ""


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
    at_s, quote, state = early
    observed += f" You tried that at {clock(at_s)}, when {name_of(session)} was still {state}."
    return Feedback("fact_missed", observed, at_s, quote, tip)


def too_early(session: SessionRecord, fact: FactRecord) -> tuple[float, str | None, str] | None:
    """Find the last use of the right probe below the step at which a fact opens.

    Returns its second, its words (for a silence, those before it), and the step it met.
    """
    if fact.step not in STEPS:
        return None
    tries = held_tries(session) if fact.key == "silence" else spoken_tries(session, fact.key)
    below = STEPS[: STEPS.index(fact.step)]
    early = [
        (at_s, quote, state)
        for at_s, quote in tries
        if (state := state_before(session, at_s)) in below
    ]
    return early[-1] if early else None


def spoken_tries(session: SessionRecord, key: str) -> list[tuple[float, str | None]]:
    """List each use of a probe with words."""
    return [
        (turn.start_s, evidence_of(turn, move))
        for turn in turns_of(session, "learner")
        for move in turn.moves
        if move.kind == key
    ]


def held_tries(session: SessionRecord) -> list[tuple[float, str | None]]:
    """List each held silence."""
    return [
        (silence.start_s, words_before(session, silence))
        for silence in openings(session)
        if silence.kind == "held"
    ]
