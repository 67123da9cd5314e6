"""The feedback on a session: every check, in the order of the rubric."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voicecoach.coaching.afterwards.checks import check_actions, check_repair
from voicecoach.coaching.bargaining import (
    check_anchors,
    check_concessions,
    check_gifts,
    check_positions,
    check_principled,
    check_steps_given,
)
from voicecoach.coaching.breaches import check_breaches, check_each_breach
from voicecoach.coaching.closing import check_confirmation, check_review_date
from voicecoach.coaching.drill import check_drill
from voicecoach.coaching.facts import check_facts, check_found_facts, check_missed_facts
from voicecoach.coaching.moments import moments
from voicecoach.coaching.paths import (
    check_mode_effects,
    check_modes,
    check_needs,
    check_path,
    check_warner,
)
from voicecoach.coaching.phases import check_phases
from voicecoach.coaching.preparation.checks import PREPARATION_CHECKS
from voicecoach.coaching.process import check_agenda, check_shift
from voicecoach.coaching.profile_checks import check_profile
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
from voicecoach.coaching.reveal import (
    check_interests,
    check_joint_value,
    check_limits,
    check_stories,
    check_trades,
    check_unplayed_shift,
)
from voicecoach.coaching.silences import (
    check_broken_silences,
    check_held_silences,
    check_silence_disclosures,
    check_silences,
)
from voicecoach.coaching.speaking import check_cut_ins, check_cut_offs, check_gauges
from voicecoach.coaching.style_fit import check_style_angers, check_style_fit
from voicecoach.coaching.summaries import check_summaries, check_summary_recall
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.tactics import check_each_tactic, check_tactics
from voicecoach.coaching.trend import with_own_trend
from voicecoach.coaching.worst import check_worst_turns
from voicecoach.turns import Feedback, SessionRecord

Check = Callable[[SessionRecord], tuple[Feedback, ...]]

CHECKS: tuple[Check, ...] = (
    moments,
    check_worst_turns,
    check_limits,
    check_joint_value,
    check_interests,
    check_trades,
    check_stories,
    check_unplayed_shift,
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
    check_needs,
    check_tactics,
    check_each_tactic,
    check_anchors,
    check_principled,
    check_positions,
    check_concessions,
    check_gifts,
    check_steps_given,
    check_gauges,
    check_phases,
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
    check_modes,
    check_path,
    check_mode_effects,
    check_style_fit,
    check_style_angers,
    check_warner,
    check_profile,
    check_agenda,
    check_shift,
    check_confirmation,
    check_review_date,
    *PREPARATION_CHECKS,
    check_facts,
    check_found_facts,
    check_missed_facts,
    check_actions,
    check_repair,
    check_drill,
)


def give_feedback(
    session: SessionRecord, earlier: Sequence[SessionRecord] = ()
) -> tuple[Feedback, ...]:
    """Say what was observed in a session, with the second and the words for each remark.

    Parameters
    ----------
    session : SessionRecord
        The whole practice; a measure that is missing or None is said to be missing.
    earlier : sequence of SessionRecord
        Sessions with the same counterpart, oldest first. The first remark on each main measure
        then says what it was before.

    Returns
    -------
    feedback : tuple of Feedback
        In the order of `CHECKS`: the three moments first, one drill last. Names of checks are
        those of `RUBRIC`. Moves that were recognised too unsurely are left out.
    """
    sure = only_sure(session)
    remarks = [remark for check in CHECKS for remark in check(sure)]
    return with_own_trend(remarks, sure, [only_sure(one) for one in earlier])
