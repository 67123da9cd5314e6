"""Checks on silence: held, broken, filled, and what each drew out.

A held silence helps whoever holds it to think (Curhan et al. 2022); no remark here says that it
frightens the other side.
"""

from __future__ import annotations

import re
from typing import Literal

from voicecoach.coaching.citation import counted, ended, figure, last_words_of, name_of, words_of
from voicecoach.coaching.timeline import has, openings, silence_before, turn_before, turn_from
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Silence, Turn, Who

HELD_FROM_S = 3.0  # Curhan et al. 2022
LONG_FROM_S = 10.0  # beyond this a held silence turns into awkwardness
ENOUGH_HELD_PER_MIN = 0.3  # three in ten minutes
MOST_BROKEN_SHARE = 0.25
LEAST_SESSION_S = 60.0

Breaking = Literal["gave way", "filled it", "asked again", "justified", "went on"]

QUESTIONS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.LEADING_QUESTION,
    MoveKind.CLEARINGHOUSE_PROBE,
)
FILLER = re.compile(r"(?:\W*\b(?:um+|uh+|er+m?|so|well|okay|ok|right|anyway|like|you know)\b\W*)+")
REASON = re.compile(r"\b(because|the reason|what i mean|i mean|it's just|i only|i just|you see)\b")
INSTEAD: dict[Breaking, str] = {
    "gave way": "Make the offer, then say nothing and count to six; give nothing into silence.",
    "filled it": "Let the pause stand; breathe out and count to four before you speak.",
    "asked again": "Ask once. The second question lets them choose the easier one.",
    "justified": "One reason, then stop. A second reason gives them the weaker one to attack.",
    "went on": "If you asked something, leave them the floor until they take it.",
}
TIME_TO_THINK = "Time to think is well spent; to draw out more, wait until they speak."


def words_before(session: SessionRecord, silence: Silence) -> str | None:
    """Quote what a silence followed."""
    who: Who = "learner" if silence.after == "own_ask" else "counterpart"
    return last_words_of(turn_before(session, silence.start_s, who))


def words_after(session: SessionRecord, silence: Silence) -> Turn | None:
    """Find the turn that ended a silence."""
    if silence.ended_by == "end":
        return None
    turn = turn_from(session, silence.end_s, silence.ended_by)
    return turn if turn and silence_before(session, turn) == silence else None


def how_broken(session: SessionRecord, silence: Silence) -> Breaking | None:
    """Tell in what way the learner broke a silence, from the words that ended it."""
    turn = words_after(session, silence)
    if turn is None:
        return None
    said = turn.text.lower().replace("’", "'")
    if has(turn, MoveKind.CONCESSION, MoveKind.ACCEPT):
        return "gave way"
    if FILLER.fullmatch(said):
        return "filled it"
    if silence.after == "own_ask" and (has(turn, *QUESTIONS) or said.rstrip().endswith("?")):
        return "asked again"
    return "justified" if REASON.search(said) else "went on"


def check_silences(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the silences that were held and broken, out of all in which one could have spoken."""
    silences = openings(session)
    if not silences:
        observed = "No silence in which you could have spoken."
        return (Feedback("silences", observed, None, None, INSTEAD["filled it"]),)
    held = [silence for silence in silences if silence.kind == "held"]
    broken = [silence for silence in silences if silence.kind == "broken"]
    filled = [silence for silence in held if silence.ended_by == "counterpart"]
    longest = max(held or silences, key=lambda silence: silence.duration_s)
    filling = f"; {name_of(session)} filled {len(filled)} of the {len(held)}" if held else ""
    observed = (
        f"{len(held)} of {counted(len(silences), 'silence')} held for 3 s or more, "
        f"{len(broken)} broken{filling}. "
        f"Longest {'held' if held else 'of all'}: {figure(longest.duration_s)} s."
    )
    band = band_of_silences(session, len(held), len(broken))
    tip = "Ask, then count to four before you say anything more; use it to think."
    quote = words_before(session, longest)
    return (
        Feedback("silences", observed, longest.start_s, quote, tip if not held else None, band),
    )


def band_of_silences(session: SessionRecord, n_held: int, n_broken: int) -> Band | None:
    """Judge the number of held silences against the length of the session."""
    if session.duration_s < LEAST_SESSION_S:
        return None
    enough = max(1.0, ENOUGH_HELD_PER_MIN * session.duration_s / 60)
    few_broken = n_broken <= MOST_BROKEN_SHARE * (n_held + n_broken)
    return "green" if n_held >= enough and few_broken else "amber"


def drawn_out(session: SessionRecord) -> dict[str, Silence]:
    """Find the facts that came out of a silence: in it, or in answer to the words that ended it."""
    held = [silence for silence in openings(session) if silence.kind == "held"]
    drawn = {silence.yielded: silence for silence in session.silences if silence.yielded}
    for fact in session.facts:
        if fact.key == "silence" and fact.found_s is not None and fact.id not in drawn:
            before = [silence for silence in held if silence.end_s <= fact.found_s]
            if before:
                drawn[fact.id] = before[-1]
    return drawn


def check_silence_disclosures(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the facts that came out of a silence."""
    n_facts = len(session.facts)
    if not n_facts:
        return ()
    drawn = drawn_out(session)
    observed = f"{len(drawn)} of {counted(n_facts, 'hidden fact')} came out of a silence."
    if not drawn:
        band: Band | None = "amber" if session.duration_s >= LEAST_SESSION_S else None
        return (Feedback("silence_disclosures", observed, None, None, None, band),)
    first = min(drawn.values(), key=lambda silence: silence.start_s)
    quote = words_before(session, first)
    return (Feedback("silence_disclosures", observed, first.start_s, quote, None, "green"),)


def check_held_silences(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each held silence how it ended and what it drew out."""
    return tuple(
        remark_held(session, silence) for silence in session.silences if silence.kind == "held"
    )


def remark_held(session: SessionRecord, silence: Silence) -> Feedback:
    """Say what came of one held silence."""
    quote = words_before(session, silence)
    after = f' after "{quote}"' if quote else ""
    came = what_came(session, silence)
    observed = ended(f"{figure(silence.duration_s)} s held{after}, then {came}")
    is_long = silence.duration_s > LONG_FROM_S
    tip = "Past ten seconds, hand them an easy opening: a nudge or a label." if is_long else None
    band: Band = "amber" if is_long else "green"
    return Feedback("silence_held", observed, silence.start_s, quote, tip, band)


def what_came(session: SessionRecord, silence: Silence) -> str:
    """Say in words how a held silence ended."""
    name = name_of(session)
    if silence.yielded:
        gist = next((fact.gist for fact in session.facts if fact.id == silence.yielded), None)
        return f"{name} let out: {(gist or silence.yielded).rstrip('.')}"
    turn = words_after(session, silence)
    said = f': "{words_of(turn)}"' if turn and turn.text.strip() else ""
    if silence.ended_by == "counterpart":
        return f"{name} spoke first{said}"
    if silence.ended_by == "learner":
        return f"you spoke{said}"
    return "the session ended"


def check_broken_silences(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each broken silence after how long, and how, the learner broke it."""
    return tuple(
        remark_broken(session, silence) for silence in session.silences if silence.kind == "broken"
    )


def remark_broken(session: SessionRecord, silence: Silence) -> Feedback:
    """Say how one silence was broken; the words cited are those that broke it."""
    turn, how = words_after(session, silence), how_broken(session, silence)
    before = words_before(session, silence)
    after = f' after "{before}"' if before else ""
    observed = (
        f"{figure(silence.duration_s)} s{after}, broken before {name_of(session)} spoke: "
        f"you {how or 'spoke'}."
    )
    quote = words_of(turn) or before
    at_s = turn.start_s if turn and words_of(turn) else silence.start_s
    is_answer = silence.after == "counterpart_turn" and how == "went on"
    tip = TIME_TO_THINK if is_answer else INSTEAD[how or "went on"]
    if still_locked(session, silence):
        tip += " A fact that only a held silence opens was still hidden."
    return Feedback("silence_broken", observed, at_s, quote, tip, None if is_answer else "amber")


def still_locked(session: SessionRecord, silence: Silence) -> bool:
    """Tell whether a fact keyed to silence was not yet found when a silence ended."""
    return any(
        fact.key == "silence" and (fact.found_s is None or fact.found_s > silence.end_s)
        for fact in session.facts
    )
