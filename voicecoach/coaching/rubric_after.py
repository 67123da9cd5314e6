"""The criteria on the prep sheet, and on what comes after the talk."""

from __future__ import annotations

from voicecoach.coaching.criterion import Criterion

AFTER: tuple[Criterion, ...] = (
    Criterion(
        "prep_limit",
        "preparation",
        "each limit of your sheet: kept, crossed, not tested",
        "A",
        "kept",
        "crossed",
        is_summary=False,
    ),
    Criterion(
        "prep_target",
        "preparation",
        "each first figure against your target",
        "A",
        "at or beyond your target",
        "short of it",
        is_summary=False,
    ),
    Criterion(
        "prep_result",
        "preparation",
        "each result against limit, target and alternative",
        "A",
        "at the target",
        "worse than the alternative",
        is_summary=False,
    ),
    Criterion("prep_aims", "preparation", "aims raised, out of all", "C", "all", "none"),
    Criterion("prep_aim", "preparation", "each aim", "C", is_summary=False),
    Criterion(
        "prep_agenda",
        "preparation",
        "your agenda: set early, and what of it was covered",
        "C",
        "early",
        "late or not",
    ),
    Criterion(
        "prep_trades",
        "preparation",
        "planned trades: made, given away, unused",
        "A",
        "none given away",
        "one given away",
    ),
    Criterion(
        "prep_trade", "preparation", "each planned trade", "A", amber="given away", is_summary=False
    ),
    Criterion(
        "prep_gift",
        "preparation",
        "what was given and stood in no plan",
        "A",
        amber="each",
        is_summary=False,
    ),
    Criterion(
        "prep_batna",
        "preparation",
        "whether your alternative was named, and how",
        "A",
        amber="as a threat",
    ),
    Criterion("prep_criteria", "preparation", "planned standards named", "A/B", "all", "none"),
    Criterion("prep_questions", "preparation", "planned questions asked", "C", "all", "none"),
    Criterion("prep_question", "preparation", "each planned question", "C", is_summary=False),
    Criterion(
        "prep_interests",
        "preparation",
        "your guesses at what they want, against what came out",
        "B",
        "one right",
    ),
    Criterion("prep_interest", "preparation", "each guess", "B", "right", is_summary=False),
    Criterion("prep_style", "preparation", "your guess at their style", "C", "right"),
    Criterion("prep_story", "preparation", "your guess at their story", "C"),
    Criterion(
        "prep_missing", "preparation", "the parts of your sheet that were left empty", "product"
    ),
    Criterion(
        "action",
        "afterwards",
        "who does what by when, and what is unclear about it",
        "C",
        amber="something unclear",
        is_summary=False,
    ),
    Criterion(
        "repair",
        "afterwards",
        "after a break: what broke it, your part, what to say first",
        "C",
        amber="not mended",
    ),
)
