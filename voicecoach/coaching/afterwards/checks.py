"""The feedback on what comes after: agreement confirmed, actions, review date, repair."""

from __future__ import annotations

from voicecoach.coaching.afterwards.actions import YOU, Action, actions_of, review_of
from voicecoach.coaching.afterwards.clauses import PromiseReader
from voicecoach.coaching.afterwards.dates import find_when
from voicecoach.coaching.afterwards.repair import repair_plan
from voicecoach.coaching.citation import clock, counted, evidence_of, figure
from voicecoach.coaching.timeline import answer_to, moves_of
from voicecoach.turns import Band, Feedback, Move, MoveKind, SessionRecord, Turn

NEVER = "Agreed, but never restated."
SAY_IT_BACK = 'Say it back before you part: "So: you ..., I ..., by ... Have I got that right?"'
SAID_YES = ("confirm_yes", "accept", "farewell", "next_step")


def is_settled(session: SessionRecord) -> bool:
    """Tell whether anything was agreed."""
    issues = session.reveal.issues if session.reveal else ()
    return session.outcome == "agreed" or any(issue.settled is not None for issue in issues)


def check_confirmation(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether an agreement was restated with who, what and when, and confirmed by them."""
    if not is_settled(session):
        return ()
    restated = list(moves_of(session, MoveKind.CONFIRM_AGREEMENT))
    if not restated:
        return (Feedback("agreement_confirmed", NEVER, None, None, SAY_IT_BACK, "amber"),)
    turn, move = max(restated, key=lambda pair: len(_parts(*pair)))
    parts = _parts(turn, move)
    missing = [part for part in ("who", "what", "when") if part not in parts]
    answer = answer_to(session, turn)
    said_yes = answer is not None and answer.act in SAID_YES
    observed = "Restated with who, what and when" if not missing else _without(missing)
    observed += ", and they said yes." if said_yes else ", and they did not say yes to it."
    tip = f"Add {' and '.join(missing)} while they still nod." if missing else None
    band: Band = "green" if not missing and said_yes else "amber"
    quote = evidence_of(turn, move)
    return (Feedback("agreement_confirmed", observed, turn.start_s, quote, tip, band),)


def _without(missing: list[str]) -> str:
    return f"Restated without {' and '.join(missing)}"


def _parts(turn: Turn, move: Move) -> set[str]:
    """Tell which of who, what and when a restated agreement holds."""
    clauses = list(PromiseReader().read(turn.text, is_settling=True))
    parts = {"who"} if any(clause.owner for clause in clauses) else set()
    if move.amount is not None or clauses or any(letter.isdigit() for letter in turn.text):
        parts.add("what")
    return parts | ({"when"} if find_when(turn.text) else set())


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


def check_review_date(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether a day was asked for on which both look at it again."""
    if not is_settled(session):
        return ()
    review = review_of(session)
    if review is None:
        tip = '"Shall we look at it again in a month?"'
        return (Feedback("review_date", "No review date was asked for.", None, None, tip, "amber"),)
    if review.when is None:
        observed = "A review was asked for, without a date."
        tip = "Name the day."
        return (Feedback("review_date", observed, review.at_s, review.quote, tip, "amber"),)
    observed = f"Review date asked for: {review.when}."
    return (Feedback("review_date", observed, review.at_s, review.quote, None, "green"),)


def check_repair(session: SessionRecord) -> tuple[Feedback, ...]:
    """After a rupture or a walk-out: what broke it, the own part, what to say first."""
    plan = repair_plan(session)
    if plan is None:
        return ()
    broke = "They walked out" if plan.walked_out else "The talk ruptured"
    observed = f"{broke} at {clock(plan.broke_at_s)}."
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
