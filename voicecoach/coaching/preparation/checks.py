"""The checks against the prep sheet, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.coaching.preparation.guesses import (
    check_interests,
    check_story,
    check_style_guess,
)
from voicecoach.coaching.preparation.missing import check_missing
from voicecoach.coaching.preparation.raised import (
    check_agenda,
    check_aims,
    check_batna,
    check_criteria,
    check_planned_questions,
)
from voicecoach.coaching.preparation.terms import check_first_offer, check_limit, check_result
from voicecoach.coaching.preparation.trades import check_trades
from voicecoach.turns import Feedback, SessionRecord

PREPARATION_CHECKS: tuple[Callable[[SessionRecord], tuple[Feedback, ...]], ...] = (
    check_limit,
    check_first_offer,
    check_result,
    check_aims,
    check_agenda,
    check_trades,
    check_batna,
    check_criteria,
    check_planned_questions,
    check_interests,
    check_style_guess,
    check_story,
    check_missing,
)
