"""The checks by name: what each looks at, what counts as good, and how well that is founded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Section = Literal["moments", "silence", "summarising", "rapport", "speaking", "questions", "facts"]
# A experiment or meta-analysis; B field study or corpus; C practice; F folklore, never judged
Evidence = Literal["A", "A/B", "B", "B/C", "C", "F", "F/B", "product"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One check, as it is explained before a session."""

    check: str
    section: Section
    looks_at: str
    evidence: Evidence
    green: str = ""  # empty: never judged green
    amber: str = ""
    is_summary: bool = True  # False: one remark per event


RUBRIC: tuple[Criterion, ...] = (
    Criterion("moment_best", "moments", "the turn after which most was won", "product"),
    Criterion("moment_costliest", "moments", "the turn that cost most trust", "product"),
    Criterion("moment_silence", "moments", "the silence that tells most", "product"),
    Criterion(
        "silences",
        "silence",
        "silences held for 3 s or more, broken, and filled by the counterpart, out of all",
        "A",
        "3 in 10 minutes, at most a quarter broken",
        "fewer",
    ),
    Criterion(
        "silence_disclosures", "silence", "facts drawn out by a silence", "product", "1", "0"
    ),
    Criterion(
        "silence_held",
        "silence",
        "each held silence and what came of it",
        "A",
        "3 to 10 s",
        "over 10 s",
        is_summary=False,
    ),
    Criterion(
        "silence_broken",
        "silence",
        "each silence broken by your own words, and how",
        "C",
        amber="each",
        is_summary=False,
    ),
    Criterion(
        "summaries",
        "summarising",
        "summaries, and those that hold enough of what was said",
        "A/B",
        "1 with 60% of the points",
        "none in 8 turns, or none that holds enough",
    ),
    Criterion(
        "summary_recall",
        "summarising",
        "each summary: points held, points missed",
        "A/B",
        "60% of the points",
        "less",
        is_summary=False,
    ),
    Criterion("stairway", "rapport", "the highest step, falls, trust at the end", "C"),
    Criterion("step_reached", "rapport", "each step first reached", "C", "each", is_summary=False),
    Criterion("step_lost", "rapport", "each fall", "C", amber="each", is_summary=False),
    Criterion("trust_gain", "rapport", "the three biggest gains", "C", "each", is_summary=False),
    Criterion(
        "trust_loss", "rapport", "the three biggest losses", "C", amber="each", is_summary=False
    ),
    Criterion("labels", "rapport", "emotion labels that hit", "A", "2 accurate", "none in 8 turns"),
    Criterion("label_wrong", "rapport", "labels that missed", "C", amber="each", is_summary=False),
    Criterion(
        "reflections",
        "rapport",
        "reflections set against questions, from 8 of both",
        "B",
        "1 to 1",
        "fewer than 1 to 2",
    ),
    Criterion(
        "first_proposal",
        "rapport",
        "the step reached before the first proposal or trade",
        "C",
        "rapport",
        "below empathy",
    ),
    Criterion(
        "breaches",
        "rapport",
        "turns with an attack, threat, blame, pressure or irritator",
        "A/B",
        "none",
        "an attack on the person, or blame",
    ),
    Criterion("breach", "rapport", "each of them", "A/B", amber="each", is_summary=False),
    Criterion(
        "talk_share",
        "speaking",
        "your share of the time in which anybody spoke",
        "F/B",
        "30 to 50%, to 60% once there are proposals",
        "over 60%, over 65% once there are proposals",
    ),
    Criterion(
        "pace",
        "speaking",
        "words a minute",
        "B",
        "110 to 190",
        "under 100 or over 200",
    ),
    Criterion("articulation", "speaking", "syllables a second while sounding", "B"),
    Criterion("longest_turn", "speaking", "your longest turn", "C", "to 45 s", "over 75 s"),
    Criterion("words_per_turn", "speaking", "words a turn, from 8 turns", "C", "to 25", "over 40"),
    Criterion(
        "counterpart_longest_turn",
        "speaking",
        "the longest that the counterpart spoke",
        "F/B",
        "20 s or more",
        "under 8 s",
    ),
    Criterion("response_latency", "speaking", "how soon you answered", "B"),
    Criterion(
        "interruptions",
        "speaking",
        "times you broke in, a minute",
        "A",
        "to 0.5",
        "over 1",
    ),
    Criterion("cut_off", "speaking", "each time you cut them off", "A", is_summary=False),
    Criterion(
        "cut_in", "speaking", "each time they cut in; who kept the floor", "C", is_summary=False
    ),
    Criterion("fillers", "speaking", "um and uh, a lower bound", "F"),
    Criterion("hedges", "speaking", "hedging words", "F"),
    Criterion("pitch_spread", "speaking", "how much the melody moves", "F"),
    Criterion(
        "questions",
        "questions",
        "questions by kind, judged from 8",
        "B/C",
        "60% open and none leading",
        "under 50% open, or 2 leading",
    ),
    Criterion(
        "question_share",
        "questions",
        "turns that ask something, from 8 turns",
        "B",
        "15%",
        "under 10%",
    ),
    Criterion("reasoned_questions", "questions", "questions with a reason", "C", "1"),
    Criterion(
        "probes",
        "questions",
        "which of the five probes were used, and when first",
        "product",
        "4 of 5",
        "2 or fewer in 8 turns",
    ),
    Criterion(
        "leading_question",
        "questions",
        "each leading or loaded question",
        "C",
        amber="each",
        is_summary=False,
    ),
    Criterion(
        "closed_question",
        "questions",
        "each closed question answered in 7 words or fewer",
        "B",
        is_summary=False,
    ),
    Criterion(
        "stacked_question",
        "questions",
        "each turn with several questions",
        "C",
        amber="each",
        is_summary=False,
    ),
    Criterion(
        "question_streak",
        "questions",
        "three questioning turns in a row without listening",
        "C",
        amber="each",
        is_summary=False,
    ),
    Criterion("facts", "facts", "hidden facts found, out of all", "product", "60%"),
    Criterion(
        "fact_found", "facts", "each fact found, and by what", "product", "each", is_summary=False
    ),
    Criterion(
        "fact_missed", "facts", "each fact missed, and its probe", "product", is_summary=False
    ),
)
CRITERIA = {criterion.check: criterion for criterion in RUBRIC}
