"""The feedback on a session: every check, in the order of the rubric."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.coaching.breaches import check_breaches, check_each_breach
from voicecoach.coaching.facts import check_facts, check_found_facts, check_missed_facts
from voicecoach.coaching.moments import moments
from voicecoach.coaching.questions import (
    check_closed_questions,
    check_leading_questions,
    check_probes,
    check_question_share,
    check_question_streaks,
    check_questions,
    check_reasoned_questions,
    check_stacked_questions,
)
from voicecoach.coaching.rapport import (
    check_falls,
    check_first_proposal,
    check_gains,
    check_labels,
    check_losses,
    check_reflections,
    check_stairway,
    check_steps,
    check_wrong_labels,
)
from voicecoach.coaching.silences import (
    check_broken_silences,
    check_held_silences,
    check_silence_disclosures,
    check_silences,
)
from voicecoach.coaching.speaking import check_cut_ins, check_cut_offs, check_gauges
from voicecoach.coaching.summaries import check_summaries, check_summary_recall
from voicecoach.turns import Feedback, SessionRecord

Check = Callable[[SessionRecord], tuple[Feedback, ...]]

CHECKS: tuple[Check, ...] = (
    moments,
    check_silences,
    check_silence_disclosures,
    check_held_silences,
    check_broken_silences,
    check_summaries,
    check_summary_recall,
    check_stairway,
    check_steps,
    check_falls,
    check_gains,
    check_losses,
    check_labels,
    check_wrong_labels,
    check_reflections,
    check_first_proposal,
    check_breaches,
    check_each_breach,
    check_gauges,
    check_cut_offs,
    check_cut_ins,
    check_questions,
    check_question_share,
    check_reasoned_questions,
    check_probes,
    check_leading_questions,
    check_closed_questions,
    check_stacked_questions,
    check_question_streaks,
    check_facts,
    check_found_facts,
    check_missed_facts,
)


def give_feedback(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say what was observed in a session, with the second and the words for each remark.

    Parameters
    ----------
    session : SessionRecord
        The whole practice; a measure that is missing or None is said to be missing.

    Returns
    -------
    feedback : tuple of Feedback
        In the order of `CHECKS`: the three moments first, then silence, summarising, rapport,
        speaking, questions, facts. Names of checks are those of `RUBRIC`.
    """
    return tuple(remark for check in CHECKS for remark in check(session))
