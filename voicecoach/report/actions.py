"""What comes after a talk, as Markdown: terms, actions, review date, repair plan."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.coaching.afterwards.actions import Action, Review, actions_of, review_of
from voicecoach.coaching.afterwards.checks import question_for
from voicecoach.coaching.afterwards.repair import RepairPlan, repair_plan
from voicecoach.coaching.citation import amount, clock, figure
from voicecoach.coaching.sureness import only_sure
from voicecoach.report.markdown import bullets, escaped, section, table
from voicecoach.report.text import OUTCOMES
from voicecoach.turns import SessionRecord

NOBODY = "?"
HEAD = ("who", "what", "by when", "said at", "words")


def actions_markdown(session: SessionRecord) -> str | None:
    """Write down what comes after; None if nothing was promised, settled or broken."""
    session = only_sure(session)
    actions, plan, terms = actions_of(session), repair_plan(session), list(_terms(session))
    if not actions and not terms and plan is None:
        return None
    rows = [
        (one.owner or NOBODY, _task(one), one.when or NOBODY, clock(one.at_s), f"“{one.quote}”")
        for one in actions
    ]
    questions = dict.fromkeys(
        f"{one.what}: {'; '.join(one.doubts)}. Ask: “{question_for(one)}”"
        for one in actions
        if one.doubts
    )
    outcome = OUTCOMES.get(session.outcome, session.outcome)
    is_over = bool(terms or actions) and plan is None
    lines = [
        f"# After the talk with {escaped(session.persona_name)}",
        "",
        f"{escaped(session.session)}, {clock(session.duration_s)}, {outcome}.",
        *section("Agreed", bullets(terms)),
        *section("Who does what by when", table(HEAD, rows)),
        *section("Still unclear", bullets(questions)),
        *section("Looking at it again", _review(review_of(session)) if is_over else ()),
        *section("Repair", _repair(plan) if plan else ()),
    ]
    return "\n".join(lines) + "\n"


def _task(action: Action) -> str:
    """Leave out a date at the end, which stands in the next column, if enough is left."""
    rest = action.what.removesuffix(action.when or "").rstrip(" ,")
    return rest if " " in rest else action.what


def _terms(session: SessionRecord) -> Iterator[str]:
    for issue in session.reveal.issues if session.reveal else ():
        if issue.settled is not None:
            yield f"{issue.name}: {amount(issue.settled, issue.unit)}"


def _review(review: Review | None) -> Iterator[str]:
    if review is None:
        yield "- No review date was asked for. Write: “Shall we look at it again in a month?”"
    else:
        when = review.when or "no day was named"
        yield f"- {escaped(when)}, asked for at {clock(review.at_s)}: “{escaped(review.quote)}”"


def _repair(plan: RepairPlan) -> Iterator[str]:
    end = ", and they walked out" if plan.walked_out else ""
    words = f": “{escaped(plan.broke_quote)}”" if plan.broke_quote else ""
    yield f"- It broke at {clock(plan.broke_at_s)}{end}{words}"
    if plan.reply:
        yield f"- They said: “{escaped(plan.reply)}”"
    for part in plan.own_part:
        kind = part.kind.value.replace("_", " ")
        yield f"- Your part, {clock(part.at_s)}: {kind}, “{escaped(part.quote)}”"
    if not plan.own_part:
        yield "- Your part: no breach of yours was heard in this talk; look for it before the talk."
    if plan.mended_after_s is not None:
        mended = f"“{escaped(plan.mended_quote)}”" if plan.mended_quote else "a silence"
        yield f"- Mended in the talk after {figure(plan.mended_after_s, 0)} s, by {mended}."
        return
    yield f"- Remedy: {escaped(plan.remedy)}"
    yield f"- First sentence: “{escaped(plan.first_sentence)}”"
