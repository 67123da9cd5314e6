"""The figures of speaking: which measure each shows, how it is judged, and what it cites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.coaching.citation import counted, figure, name_of
from voicecoach.coaching.timeline import cut_offs, moves_of, turns_of
from voicecoach.turns import Band, MoveKind, SessionRecord, Turn

LEAST_SESSION_S = 60.0  # no rate per minute from less
LEAST_TURNS = 8


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure: where it stands in the measures, how it is written, and how it is judged."""

    check: str
    measure: str
    write: Callable[[float, SessionRecord], str]
    judge: Callable[[float, SessionRecord], Band | None]
    cite: Callable[[SessionRecord], Turn | None]
    needs_speech: bool = True  # True: a rate, so it takes a minute of speech
    advice: str | None = None  # for amber


def longest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's longest turn."""
    return max(
        turns_of(session, "learner"), key=lambda turn: turn.end_s - turn.start_s, default=None
    )


def longest_story(session: SessionRecord) -> Turn | None:
    """Find the counterpart's longest turn."""
    return max(
        turns_of(session, "counterpart"), key=lambda turn: turn.end_s - turn.start_s, default=None
    )


def wordiest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's turn with the most words."""
    return max(turns_of(session, "learner"), key=lambda turn: len(turn.text.split()), default=None)


def fastest_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's fastest turn among those long enough to have a pace."""
    turns = [
        turn
        for turn in turns_of(session, "learner")
        if turn.end_s - turn.start_s >= 3.0 and len(turn.text.split()) >= 8
    ]
    return max(
        turns or turns_of(session, "learner"),
        key=lambda turn: len(turn.text.split()) / max(turn.end_s - turn.start_s, 0.1),
        default=None,
    )


def first_turn(session: SessionRecord) -> Turn | None:
    """Find the learner's first turn."""
    return next(iter(turns_of(session, "learner")), None)


def first_cut_off(session: SessionRecord) -> Turn | None:
    """Find the learner turn that first cut the counterpart off."""
    return next((mine for _, mine in cut_offs(session) if mine), None)


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
    has_proposed = next(moves_of(session, MoveKind.PROPOSAL), None) is not None
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


def judge_interruptions(value: float, session: SessionRecord) -> Band | None:
    """Judge interruptions per minute of the session."""
    if session.duration_s < LEAST_SESSION_S:
        return None
    return _judge(0.5, 1.0)(value / (session.duration_s / 60), session)


GAUGES = (
    Gauge(
        "talk_share",
        "talk_share",
        lambda value, _: f"You spoke {value:.0%} of the time in which anybody spoke.",
        judge_share,
        longest_turn,
        advice="Ask one open question, then leave them the floor until they are done.",
    ),
    Gauge(
        "pace",
        "words_per_minute",
        lambda value, _: f"{value:.0f} words a minute, pauses inside your turns included.",
        judge_pace,
        fastest_turn,
        advice="Breathe out before you answer; let the last word of each sentence land.",
    ),
    Gauge(
        "articulation",
        "articulation_rate_syllables_per_s",
        lambda value, _: f"{figure(value)} syllables a second while sounding.",
        unjudged,
        fastest_turn,
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
    ),
    Gauge(
        "counterpart_longest_turn",
        "longest_counterpart_turn_s",
        lambda value, session: f"{name_of(session)}'s longest turn took {figure(value)} s.",
        judge_story,
        longest_story,
        needs_speech=False,
        advice="Invite the whole story: ask how it came about, then nudge.",
    ),
    Gauge(
        "response_latency",
        "response_latency_median_s",
        lambda value, _: f"You answered {figure(value)} s after they stopped (median).",
        unjudged,
        first_turn,
        needs_speech=False,
    ),
    Gauge(
        "interruptions",
        "interruptions",
        lambda value, session: (
            f"{counted(round(value), 'interruption')} in {figure(session.duration_s / 60)} minutes."
        ),
        judge_interruptions,
        first_cut_off,
        needs_speech=False,
        advice="Let them finish; a nudge shows that you want the rest.",
    ),
    Gauge(
        "fillers",
        "fillers_per_100_words",
        lambda value, _: f"At least {figure(value)} um and uh per 100 words; some go unheard.",
        unjudged,
        first_turn,
    ),
    Gauge(
        "hedges",
        "hedges_per_100_words",
        lambda value, _: f"{figure(value)} hedges per 100 words.",
        unjudged,
        first_turn,
    ),
    Gauge(
        "pitch_spread",
        "pitch_spread_st",
        lambda value, _: f"Pitch spread {figure(value)} semitones.",
        unjudged,
        first_turn,
    ),
)
