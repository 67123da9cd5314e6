"""Talk share before the first offer, when one should listen, and after it."""

from __future__ import annotations

from voicecoach.coaching.citation import clock, words_of
from voicecoach.coaching.standouts import duration_s
from voicecoach.coaching.timeline import OFFERS, moves_of, speech_s, turns_of
from voicecoach.turns import Band, Feedback, SessionRecord, Turn

LEAST_SPEECH_S = 60.0  # of the learner
LEAST_PHASE_S = 20.0  # of both, in each phase
EXPLORING, PROPOSING = (0.30, 0.50), (0.40, 0.60)
TOO_MUCH_EXPLORING, TOO_MUCH_PROPOSING = 0.60, 0.65


def spoken_s(turn: Turn) -> float:
    """Tell how long a turn sounded."""
    if turn.who == "learner" and turn.speech:
        return sum(end_s - start_s for start_s, end_s in turn.speech)
    return duration_s(turn)


def check_phases(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say how much of the talk was the learner's before their first offer, and from it on."""
    first = next(moves_of(session, *OFFERS), None)
    if first is None or speech_s(session) < LEAST_SPEECH_S:
        return ()
    offer_s = first[0].start_s
    turns = turns_of(session)
    before = share_of([turn for turn in turns if turn.start_s < offer_s])
    after = share_of([turn for turn in turns if turn.start_s >= offer_s])
    if before is None or after is None:
        return ()
    observed = (
        f"Until your first offer at {clock(offer_s)} you spoke {before:.0%} of the time in which "
        f"anybody spoke, from then on {after:.0%}."
    )
    band = band_of_phases(before, after)
    tip = "Until you know what they need, let them have the floor." if band == "amber" else None
    return (Feedback("talk_share_phases", observed, offer_s, words_of(first[0]), tip, band),)


def share_of(turns: list[Turn]) -> float | None:
    """Take the learner's share of what was spoken; None where too little was."""
    mine_s = sum(spoken_s(turn) for turn in turns if turn.who == "learner")
    all_s = sum(spoken_s(turn) for turn in turns)
    return mine_s / all_s if all_s >= LEAST_PHASE_S else None


def band_of_phases(before: float, after: float) -> Band | None:
    """Judge both shares; the one before the first offer may be smaller."""
    if before > TOO_MUCH_EXPLORING or after > TOO_MUCH_PROPOSING:
        return "amber"
    is_good = EXPLORING[0] <= before <= EXPLORING[1] and PROPOSING[0] <= after <= PROPOSING[1]
    return "green" if is_good else None
