"""Scores of one rule: what it answers into, what it leaves unanswered, and how long it takes."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

from turn_ends.listening import HeardPause
from turn_ends.material import Utterance
from turn_ends.rules import Rule
from turn_ends.wording import count_errors
from voicecoach.turns import FRAME_S

FIRST_S = 0.005  # from the decision to the first audible sample, as `latency.py` finds it
AT_EDGE_S = 0.35  # the end of audible speech, as the floor hears a soft ending
Talk = list[tuple[Utterance, list[HeardPause]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one utterance."""

    utterance: Utterance
    n_answered_into: int  # of its pauses
    is_cut_off: bool  # answered before its end, in a pause or a shorter gap
    gap_s: float | None  # None: never answered
    overhead_s: float  # what of the gap is not the wait
    text: str
    has_all: bool  # the clip that was answered begins with its first words


def answered_s(pause: HeardPause, rule: Rule) -> float:
    """When the answer to this pause would be heard."""
    due_s = max(pause.end_s + rule.wait(pause), pause.ready_s)
    return math.ceil(due_s / FRAME_S) * FRAME_S + FIRST_S


def judge(utterance: Utterance, heard: list[HeardPause], rule: Rule) -> Outcome:
    """Try one rule on one utterance; after a wrong answer the learner is taken to go on."""
    into: set[tuple[float, float]] = set()
    is_cut_off, last = False, None
    for pause in heard:
        if not pause.text:
            continue
        if is_end(utterance, pause):
            last = pause
            continue
        gap = _gap_of(utterance, pause)
        if answered_s(pause, rule) < gap[1]:
            is_cut_off = True
            if gap in utterance.pauses:
                into.add(gap)
    if last is None:
        return Outcome(utterance, len(into), is_cut_off, None, 0.0, "", False)
    gap_s = answered_s(last, rule) - utterance.end_s
    return Outcome(
        utterance=utterance,
        n_answered_into=len(into),
        is_cut_off=is_cut_off,
        gap_s=gap_s,
        overhead_s=gap_s - rule.wait(last),
        text=last.text,
        has_all=last.speech[0][0] <= _first_heard_s(heard) + FRAME_S,
    )


def is_end(utterance: Utterance, pause: HeardPause) -> bool:
    """Tell whether the floor heard nothing more, and all pauses were over."""
    paused_until_s = utterance.pauses[-1][1] if utterance.pauses else 0.0
    return pause.resumed_s is None and pause.end_s > paused_until_s


def _gap_of(utterance: Utterance, pause: HeardPause) -> tuple[float, float]:
    for gap in utterance.pauses:
        if gap[0] - AT_EDGE_S <= pause.end_s < gap[1]:
            return gap
    return pause.end_s, utterance.end_s if pause.resumed_s is None else pause.resumed_s


def _first_heard_s(heard: list[HeardPause]) -> float:
    return min(pause.speech[0][0] for pause in heard if pause.text)


def summarise(outcomes: list[Outcome]) -> dict[str, float | int]:
    """The row of one rule."""
    n_pauses = sum(len(o.utterance.pauses) for o in outcomes)
    gaps = sorted(o.gap_s for o in outcomes if o.gap_s is not None)
    n_into = sum(o.n_answered_into for o in outcomes)
    known = [o for o in outcomes if o.utterance.words is not None and o.gap_s is not None]
    n_words = sum(len(str(o.utterance.words).split()) for o in known)
    n_errors = sum(count_errors(str(o.utterance.words), o.text) for o in known)
    return {
        "utterances": len(outcomes),
        "pauses": n_pauses,
        "answered_into": n_into,
        "answered_into_share": n_into / n_pauses,
        "never_answered": sum(o.gap_s is None for o in outcomes),
        "gap_median_s": statistics.median(gaps),
        "gap_p95_s": gaps[math.ceil(0.95 * len(gaps)) - 1],
        "well_1s": _well(outcomes, 1.0),
        "well_2s": _well(outcomes, 2.0),
        "beyond_wait_median_s": statistics.median(
            o.overhead_s for o in outcomes if o.gap_s is not None
        ),
        "word_error_rate": n_errors / n_words if n_words else math.nan,
    }


def _well(outcomes: list[Outcome], within_s: float) -> float:
    """Answered after the end, with all the words, and nothing said into the pauses."""
    well = [
        o
        for o in outcomes
        if o.gap_s is not None and o.gap_s <= within_s and not o.is_cut_off and o.has_all
    ]
    return len(well) / len(outcomes)
