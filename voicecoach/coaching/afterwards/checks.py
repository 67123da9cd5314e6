"""The feedback on what comes after: who does what by when, and how to mend what broke.

Whether the agreement was said back, and a review asked for, is told with the process.
"""

from __future__ import annotations

from voicecoach.coaching.afterwards.actions import YOU, Action, actions_of
from voicecoach.coaching.afterwards.repair import repair_plan
from voicecoach.coaching.citation import clock, counted, figure
from voicecoach.turns import Band, Feedback, SessionRecord


def check_actions(session: SessionRecord) -> tuple[Feedback, ...]:
    """List who does what by when, and mark what is unclear."""
    return tuple(_remark_action(action) for action in actions_of(session))


def _remark_action(action: Action) -> Feedback:
    owner = action.owner or "Nobody named"
    observed = f"{owner}: {action.what}."
    if action.doubts:
        observed += f" Unclear: {'; '.join(action.doubts)}."
    band: Band | None = "amber" if action.doubts else None
    return Feedback("action", observed, action.at_s, action.quote, question_for(action), band)


def question_for(action: Action) -> str | None:
    """Word the question that would clear an action up."""
    if not action.doubts:
        return None
    if action.owner is None or "which of you" in action.doubts[0] or "who?" in action.doubts[0]:
        return f"Which of us does it, and by when: {action.what}?"
    if action.when is None:
        return "By when?" if action.owner == YOU else f"By when will {action.owner} do it?"
    return "Can I write that down as agreed?"


def check_repair(session: SessionRecord) -> tuple[Feedback, ...]:
    """After a rupture or a walk-out: what broke it, the own part, what to say first."""
    plan = repair_plan(session)
    if plan is None:
        return ()
    observed = f"The talk broke at {clock(plan.broke_at_s)}"
    observed += ", and they walked out." if plan.walked_out else "."
    if plan.own_part:
        kinds = ", ".join(
            dict.fromkeys(part.kind.value.replace("_", " ") for part in plan.own_part)
        )
        observed += f" Your part: {kinds} ({counted(len(plan.own_part), 'time')})."
    else:
        observed += " No breach of yours was heard."
    if plan.mended_after_s is not None:
        observed += f" Mended after {figure(plan.mended_after_s, 0)} s."
        return (Feedback("repair", observed, plan.broke_at_s, plan.broke_quote, None),)
    observed += f" {plan.remedy}"
    tip = f'Begin with: "{plan.first_sentence}"'
    return (Feedback("repair", observed, plan.broke_at_s, plan.broke_quote, tip, "amber"),)
