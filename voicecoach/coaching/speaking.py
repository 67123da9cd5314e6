"""Checks on how the learner spoke: talk share, pace, length of turns, interruptions.

Figures come from the session's measures. A figure that is not there is said to be missing, with
the reason; one that rests on too little speech is not judged.
"""

from __future__ import annotations

from voicecoach.coaching.citation import counted, figure, name_of, words_of
from voicecoach.coaching.gauges import GAUGES, Gauge
from voicecoach.coaching.timeline import cut_offs, speech_s, turns_of
from voicecoach.turns import Feedback, SessionRecord

LEAST_SPEECH_S = 60.0  # no rate from less
NO_MEASURE = "the measures of this session's sound are missing"


def check_gauges(session: SessionRecord) -> tuple[Feedback, ...]:
    """Show every figure, judged where there is enough to judge by."""
    return tuple(remark_gauge(session, gauge) for gauge in GAUGES)


def remark_gauge(session: SessionRecord, gauge: Gauge) -> Feedback:
    """Show one figure, or say why there is none."""
    value = session.measures.get(gauge.measure)
    if value is None:
        observed = f"could not be measured: {reason_for_none(session)}."
        return Feedback(gauge.check, capital_of(gauge.check, observed), None, None, None)
    cited = gauge.cite(session)
    at_s, quote = (cited.start_s, words_of(cited)) if cited else (None, None)
    spoken_s = speech_s(session)
    if gauge.needs_speech and spoken_s < LEAST_SPEECH_S:
        observed = (
            f"{gauge.write(value, session)} Too little speech to judge by: "
            f"{figure(spoken_s, 0)} s of the {figure(LEAST_SPEECH_S, 0)} s it takes."
        )
        return Feedback(gauge.check, observed, at_s, quote, None)
    band = gauge.judge(value, session)
    tip = gauge.advice if band == "amber" else None
    return Feedback(gauge.check, gauge.write(value, session), at_s, quote, tip, band)


def capital_of(check: str, observed: str) -> str:
    """Name the figure that is missing."""
    return f"{check.replace('_', ' ').capitalize()} {observed}"


def reason_for_none(session: SessionRecord) -> str:
    """Say why a figure is missing, as far as the record tells."""
    spoken_s = speech_s(session)
    if not turns_of(session, "learner"):
        return "you did not speak"
    if spoken_s < LEAST_SPEECH_S:
        return f"there are only {figure(spoken_s, 0)} s of your speech"
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
            mine.start_s if mine else theirs.end_s,
            words_of(mine or theirs),
            "Let them finish; what comes last is often what they did not mean to say.",
        )
        for number, (theirs, mine) in enumerate(cut_offs(session), start=1)
    )
