"""The figures of speaking: which measure each shows, how it is judged, and what it cites."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.coaching.citation import counted, figure, name_of
from voicecoach.coaching.standouts import (
    fastest_turn,
    first_break_in,
    first_under_pressure,
    longest_story,
    longest_turn,
    most_matches,
    slowest_answer,
    wordiest_turn,
)
from voicecoach.coaching.timeline import OFFERS, moves_of, turns_of
from voicecoach.turns import Band, SessionRecord, Turn, Who

LEAST_TURNS = 8
FILLERS = re.compile(r"\b(?:u+m+|u+h+|e+r+m*)\b")
HEDGES = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|sort of|kind of|i think|i guess|i suppose|a bit|"
    r"somewhat|might|i feel like|just)\b"
)


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure: where it stands in the measures, how it is written, and how it is judged."""

    check: str
    measure: str
    write: Callable[[float, SessionRecord], str]
    judge: Callable[[float, SessionRecord], Band | None]
    cite: Callable[[SessionRecord], Turn | None]
    needs_speech: bool = True  # True: a rate, so it takes a minute of speech
    cited_as: str = ""  # what the cited turn is, written behind the figure
    whose: Who = "learner"
    advice: str | None = None  # for amber


def unjudged(_value: float, _session: SessionRecord) -> Band | None:
    """Judge nothing: shown for the learner's own comparison only."""
    return None


def _judge(green: float, amber: float) -> Callable[[float, SessionRecord], Band | None]:
    """Judge a figure of which less is better."""

    def judge(value: float, _session: SessionRecord) -> Band | None:
        return "green" if value <= green else "amber" if value > amber else None

    return judge


def judge_share(value: float, session: SessionRecord) -> Band | None:
    """Judge talk share: at most 60 % while exploring, 65 % once there are proposals."""
    has_proposed = next(moves_of(session, *OFFERS), None) is not None
    if value > (0.65 if has_proposed else 0.60):
        return "amber"
    return "green" if 0.30 <= value <= (0.60 if has_proposed else 0.50) else None


def judge_pace(value: float, _session: SessionRecord) -> Band | None:
    """Judge pace against a wide band only; one's own sessions compare better."""
    return "green" if 110 <= value <= 190 else "amber" if value > 200 or value < 100 else None


def judge_words(value: float, session: SessionRecord) -> Band | None:
    """Judge words per turn, once there are enough turns."""
    if len(turns_of(session, "learner")) < LEAST_TURNS:
        return None
    return _judge(25, 40)(value, session)


def judge_story(value: float, _session: SessionRecord) -> Band | None:
    """Judge how long the counterpart was given to speak."""
    return "green" if value >= 20 else "amber" if value < 8 else None


def judge_interruptions(_value: float, session: SessionRecord) -> Band | None:
    """Judge only the intrusive ones, a minute: agreeing or finishing together does no harm."""
    intrusive = session.measures.get("intrusive_interruptions_per_minute")
    return None if intrusive is None else _judge(0.5, 1.0)(intrusive, session)


def judge_backchannels(value: float, _session: SessionRecord) -> Band | None:
    """Judge nudges in a story of 15 s: about one shows that one listens, four are machine-gun."""
    return "amber" if value == 0 or value > 3 else "green" if 0.5 <= value <= 2 else None


def judge_wait(value: float, _session: SessionRecord) -> Band | None:
    """Judge the wait before answering an attack."""
    return "green" if value >= 1.5 else "amber" if value < 0.7 else None


def _changed(value: float, unit: str) -> str:
    return f"{'+' if value >= 0 else '-'}{figure(abs(value))}{unit}"


GAUGES = (
    Gauge(
        "talk_share",
        "talk_share",
        lambda value, _: f"You spoke {value:.0%} of the time in which anybody spoke.",
        judge_share,
        longest_turn,
        advice="Ask one open question, then leave them the floor until they are done.",
        cited_as="Your longest turn",
    ),
    Gauge(
        "pace",
        "words_per_minute",
        lambda value, _: f"{value:.0f} words a minute, pauses inside your turns included.",
        judge_pace,
        fastest_turn,
        advice="Breathe out before you answer; let the last word of each sentence land.",
        cited_as="Fastest",
    ),
    Gauge(
        "articulation",
        "articulation_rate_syllables_per_s",
        lambda value, _: f"{figure(value)} syllables a second while sounding.",
        unjudged,
        fastest_turn,
        cited_as="Fastest",
    ),
    Gauge(
        "longest_turn",
        "longest_turn_s",
        lambda value, _: f"Your longest turn took {figure(value)} s.",
        _judge(45, 75),
        longest_turn,
        needs_speech=False,
        advice="Make one point, then ask what they make of it.",
    ),
    Gauge(
        "words_per_turn",
        "words_per_turn",
        lambda value, session: (
            f"{figure(value)} words a turn over "
            f"{counted(len(turns_of(session, 'learner')), 'turn')}."
        ),
        judge_words,
        wordiest_turn,
        needs_speech=False,
        advice="Stop after the first sentence that could stand alone.",
        cited_as="Most words",
    ),
    Gauge(
        "counterpart_longest_turn",
        "longest_counterpart_turn_s",
        lambda value, session: f"{name_of(session)}'s longest turn took {figure(value)} s.",
        judge_story,
        longest_story,
        needs_speech=False,
        advice="Invite the whole story: ask how it came about, then nudge.",
        whose="counterpart",
    ),
    Gauge(
        "response_latency",
        "response_latency_median_s",
        lambda value, _: f"You answered {figure(value)} s after they stopped (median).",
        unjudged,
        slowest_answer,
        needs_speech=False,
        cited_as="Slowest",
    ),
    Gauge(
        "interruptions",
        "interruptions",
        lambda value, session: (
            f"{'You broke in ' + counted(round(value), 'time') if value else 'No interruption'} "
            f"in {figure(session.duration_s / 60)} minutes."
        ),
        judge_interruptions,
        first_break_in,
        needs_speech=False,
        advice="Let them finish; a nudge shows that you want the rest.",
        cited_as="The first",
    ),
    Gauge(
        "fillers",
        "fillers_per_100_words",
        lambda value, _: (
            f"At least {figure(value)} um and uh per 100 words; some go unheard."
            if value
            else "No um or uh was heard; some go unheard."
        ),
        unjudged,
        most_matches(FILLERS),
        cited_as="Most",
    ),
    Gauge(
        "hedges",
        "hedges_per_100_words",
        lambda value, _: f"{figure(value)} hedges per 100 words.",
        unjudged,
        most_matches(HEDGES),
        cited_as="Most",
    ),
    Gauge(
        "pitch_spread",
        "pitch_spread_st",
        lambda value, _: f"Pitch spread {figure(value)} semitones.",
        unjudged,
        longest_turn,
        cited_as="Your longest turn",
    ),
    Gauge(
        "backchannels",
        "backchannels_per_15_s_of_story",
        lambda value, _: f"{figure(value)} nudges for every 15 s of their longer stretches.",
        judge_backchannels,
        longest_story,
        needs_speech=False,
        advice='Every ten seconds or so of a story, a "mm-hm" or "go on"; no more.',
        whose="counterpart",
        cited_as="Their longest",
    ),
    Gauge(
        "pressure_wait",
        "wait_after_pressure_median_s",
        lambda value, _: f"After an attack you waited {figure(value)} s (median).",
        judge_wait,
        first_under_pressure,
        needs_speech=False,
        advice="Count to two before you answer an attack; it is not owed a reflex.",
        cited_as="The first answer to one",
    ),
    Gauge(
        "pressure_pace",
        "pressure_pace_change",
        lambda value, _: f"Under pressure your pace changed by {_changed(100 * value, '%')}.",
        _judge(0.08, 0.15),
        first_under_pressure,
        needs_speech=False,
        advice="Breathe out first; say the first sentence slower than feels right.",
        cited_as="First",
    ),
    Gauge(
        "pressure_level",
        "pressure_level_change_db",
        lambda value, _: f"Under pressure your voice changed by {_changed(value, ' dB')}.",
        _judge(3.0, 6.0),
        first_under_pressure,
        needs_speech=False,
        advice="Answer an attack a little quieter than it came.",
        cited_as="First",
    ),
    Gauge(
        "pressure_pitch",
        "pressure_pitch_change_st",
        lambda value, _: f"Under pressure your pitch moved by {_changed(value, ' semitones')}.",
        unjudged,
        first_under_pressure,
        needs_speech=False,
        cited_as="First",
    ),
)
