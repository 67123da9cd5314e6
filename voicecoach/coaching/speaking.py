"""Checks on how the learner spoke: talk share, pace, length of turns, interruptions.

Figures come from the session's measures. A figure that is not there is said to be missing, with
the reason; one that rests on too little speech is not judged.
"""

from __future__ import annotations

from math import isfinite

from voicecoach.coaching.citation import clock, counted, figure, name_of, words_of
from voicecoach.coaching.gauges import GAUGES, Gauge
from voicecoach.coaching.timeline import cut_offs, speech_s, turns_of
from voicecoach.turns import CutIn, Feedback, SessionRecord

LEAST_SPEECH_S = 60.0  # no rate from less
NO_MEASURE = "the measures of the session's sound are missing"


def check_gauges(session: SessionRecord) -> tuple[Feedback, ...]:
    """Show every figure, judged where there is enough to judge by."""
    return tuple(remark_gauge(session, gauge) for gauge in GAUGES)


def is_missing(session: SessionRecord, gauge: Gauge) -> bool:
    """Tell whether a figure could not be measured."""
    value = session.measures.get(gauge.measure)
    return value is None or not isfinite(value)


def remark_gauge(session: SessionRecord, gauge: Gauge) -> Feedback:
    """Show one figure, or say why there is none."""
    value = session.measures.get(gauge.measure)
    if value is None or not isfinite(value):
        name = gauge.check.replace("_", " ").capitalize()
        observed = f"{name} could not be measured: {reason_for_none(session, gauge)}."
        return Feedback(gauge.check, observed, None, None, None)
    observed = gauge.write(value, session)
    cited = gauge.cite(session) if value else None
    at_s, quote = (cited.start_s, words_of(cited)) if cited else (None, None)
    if cited and gauge.cited_as:
        observed += f" {gauge.cited_as}: {clock(cited.start_s)}."
    too_little = too_little_speech(session)
    if gauge.needs_speech and too_little:
        return Feedback(gauge.check, f"{observed} {too_little}", at_s, quote, None)
    band = gauge.judge(value, session)
    tip = gauge.advice if band == "amber" else None
    return Feedback(gauge.check, observed, at_s, quote, tip, band)


def too_little_speech(session: SessionRecord) -> str | None:
    """Say that there is too little of the learner's speech to judge a rate by."""
    spoken_s = speech_s(session)
    if spoken_s >= LEAST_SPEECH_S:
        return None
    return (
        f"Too little speech to judge by: {figure(spoken_s, 0)} s "
        f"of the {figure(LEAST_SPEECH_S, 0)} s it takes."
    )


def reason_for_none(session: SessionRecord, gauge: Gauge) -> str:
    """Say why a figure is missing, as far as the record tells."""
    if noted := session.reasons.get(gauge.measure):
        return noted.rstrip(".")
    if not turns_of(session, gauge.whose):
        return "you did not speak" if gauge.whose == "learner" else "they did not speak"
    return NO_MEASURE


def check_cut_offs(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each turn of the counterpart that the learner cut off."""
    n_turns = len(turns_of(session, "counterpart"))
    name = name_of(session)
    return tuple(
        Feedback(
            "cut_off",
            f"You cut {name} off, number {number} of {len(cut_offs(session))} "
            f"in {counted(n_turns, 'turn')} of theirs.",
            (mine or theirs).start_s,
            words_of(mine or theirs),
            "Let them finish; what comes last is often what they did not mean to say.",
        )
        for number, (theirs, mine) in enumerate(cut_offs(session), start=1)
    )


def check_cut_ins(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each time that the counterpart cut in, and say whether the learner held the floor."""
    name = name_of(session)
    return tuple(_cut_in(session, name, cut_in) for cut_in in session.cut_ins)


def _cut_in(session: SessionRecord, name: str, cut_in: CutIn) -> Feedback:
    mine = [turn for turn in turns_of(session, "learner") if turn.start_s < cut_in.at_s]
    observed = (
        f"{name} cut into your turn and you {'held' if cut_in.held_floor else 'gave up'} the floor."
    )
    return Feedback(
        "cut_in",
        observed,
        mine[-1].start_s if mine else cut_in.at_s,
        words_of(mine[-1]) if mine else None,
        None if cut_in.held_floor else "Say one point at a time; then stop and let it work.",
    )
