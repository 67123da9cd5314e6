"""The feedback on one screen of 80 by 24: what decided the talk, what was hidden, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from voicecoach.coaching.afterwards.actions import Action, actions_of
from voicecoach.coaching.afterwards.repair import repair_plan
from voicecoach.coaching.bargain import Bargain, bargain_of
from voicecoach.coaching.citation import amount, capital, clock, counted, name_of
from voicecoach.coaching.drill import propose_drill
from voicecoach.coaching.probes import name_of_probe
from voicecoach.coaching.reveal import told_share
from voicecoach.coaching.stairway import height, highest_step
from voicecoach.coaching.timeline import openings, turns_of
from voicecoach.coaching.trend import Change, changes
from voicecoach.report.plain import clean, shortened, wrapped
from voicecoach.report.text import INDENT, MARKS, NAMES, OUTCOMES, WIDTH
from voicecoach.turns import FactRecord, Feedback, SessionRecord

MOST_LINES = 20  # leaves room for where the session is kept, and for the prompt
LINES_EACH = 2
MOST_CHANGES = 3
LONGEST_QUOTE = 48
MOST_ACTIONS = 3
PLANNED = {
    "prep_aims": "aims raised",
    "prep_trades": "trades made",
    "prep_questions": "questions asked",
}
THE_REST = "Every check: voicecoach replay. All on one page: voicecoach review."
MOMENTS = ("moment_best", "moment_costliest", "moment_silence")


def feedback_text(
    session: SessionRecord,
    feedback: Sequence[Feedback],
    earlier: Sequence[SessionRecord] = (),
    width: int = WIDTH,
) -> str:
    """Write the short form of the feedback: at most 20 lines of at most a width.

    Parameters
    ----------
    session : SessionRecord
    feedback : sequence of Feedback
        What `give_feedback` said of it; the moments are taken from it.
    earlier : sequence of SessionRecord
        Sessions with the same counterpart, oldest first, to compare with.
    width : int
        Columns.
    """
    if not turns_of(session, "learner"):
        nothing = "You did not speak, so there is nothing to say yet."
        return "\n".join([*headline(session, width), nothing])
    lines = laid_out(session, feedback, earlier, width, LINES_EACH)
    if len(lines) > MOST_LINES:
        lines = laid_out(session, feedback, earlier, width, 1)
    return "\n".join(lines)


def laid_out(
    session: SessionRecord,
    feedback: Sequence[Feedback],
    earlier: Sequence[SessionRecord],
    width: int,
    n_lines: int,
) -> list[str]:
    """Put the blocks one below the other; what is no moment takes at most so many lines each."""
    lines = [*headline(session, width), *compared(session, earlier, width, n_lines)]
    blocks = (
        moment_lines(feedback, width),
        chain(
            hidden_lines(session, width, n_lines),
            follow_up_lines(session, feedback, width, n_lines),
        ),
        next_lines(session, width, n_lines),
    )
    for block in blocks:
        found = list(block)
        lines += ["", *found] if found else []
    return lines


def cut(text: str, width: int, first: str, n_lines: int = LINES_EACH) -> list[str]:
    """Break a text into lines, no more than so many; an ellipsis stands for the rest."""
    lines = wrapped(text, width, first, " " * len(first))
    if len(lines) <= n_lines:
        return lines
    last = lines[n_lines - 1]
    while len(last) > width - 1:
        last = last.rsplit(" ", 1)[0] if " " in last.strip() else last[: width - 1]
    return [*lines[: n_lines - 1], last.rstrip(" ,;:.") + "…"]


def headline(session: SessionRecord, width: int) -> Iterator[str]:
    """Name the counterpart, the outcome, and the three counts that say most."""
    who = clean(session.persona_name) or "the counterpart"
    yield from cut(f"{who}, {clock(session.duration_s)}: {outcome_of(session)}.", width, "", 1)
    silences = openings(session)
    n_held = sum(silence.kind == "held" for silence in silences)
    parts = []
    if session.facts:
        n_found = sum(fact.found_s is not None for fact in session.facts)
        parts.append(f"{n_found} of {counted(len(session.facts), 'fact')} found")
    if silences:
        parts.append(f"{n_held} of {counted(len(silences), 'silence')} held")
    if top := highest_step(session):
        parts.append(f"highest step {top.state}, {height(top.state) + 1} of 6")
    if parts:
        yield from cut(capital("; ".join(parts)) + ".", width, "", 1)


def outcome_of(session: SessionRecord) -> str:
    """Say how it ended, and at what figure."""
    outcome = OUTCOMES.get(session.outcome, session.outcome)
    issues = session.reveal.issues if session.reveal else ()
    settled = [amount(one.settled, one.unit) for one in issues if one.settled is not None]
    return f"{outcome} at {', '.join(settled)}" if settled else outcome


def compared(
    session: SessionRecord, earlier: Sequence[SessionRecord], width: int, n_lines: int
) -> Iterator[str]:
    """Set the measures that changed most against the last session."""
    moved = [one for one in changes(session, earlier).values() if one.now != one.last]
    if moved:
        most = sorted(moved, key=_shift, reverse=True)[:MOST_CHANGES]
        said = "; ".join(
            f"{one.name} {one.write(one.last)}, now {one.write(one.now)}" for one in most
        )
        yield from cut(f"Since last time: {said}.", width, "", n_lines)


def _shift(change: Change) -> float:
    """Weigh a change by the size of what changed, so that units do not matter."""
    return abs(change.now - change.last) / max(abs(change.now), abs(change.last))


def moment_lines(feedback: Iterable[Feedback], width: int) -> Iterator[str]:
    """Tell the three moments, and what to try instead of the costliest."""
    first = {remark.check: remark for remark in reversed(list(feedback))}
    for check in MOMENTS:
        remark = first.get(check)
        if remark is None:
            continue
        at = clock(remark.at_s) if remark.at_s is not None else "-"
        start = f"{MARKS[remark.band]}{at:>6} "
        yield from cut(NAMES[check] + told_moment(remark), width, start)
        if remark.try_instead and check == "moment_costliest":
            yield from cut(f"Try: {remark.try_instead}", width, INDENT)


def told_moment(remark: Feedback) -> str:
    """Say what a moment was in few words: the beginning of the quote, and what came of it."""
    quote, observed = clean(remark.quote or ""), clean(remark.observed)
    if not quote or quote in observed:
        return observed.replace(f' after "{quote}"', "")
    return f'"{shortened(quote, LONGEST_QUOTE)}" {observed}'


def hidden_lines(session: SessionRecord, width: int, n_lines: int) -> Iterator[str]:
    """Tell how far they would have gone, and what stayed hidden."""
    issues = session.reveal.issues if session.reveal else ()
    if issues:
        main = max(issues, key=lambda issue: issue.weight + issue.learner_weight)
        said = f"Kept back: {told_bargain(session, bargain_of(main))}"
        yield from cut(said, width, "", n_lines)
    missed = missed_facts(session)
    if missed:
        yield from cut(f"Missed: {told_missed(missed)}", width, "", n_lines)


def told_bargain(session: SessionRecord, bargain: Bargain) -> str:
    """Say in a line what lay between both limits."""
    issue = bargain.issue
    said = f"{name_of(session)} would have gone to {amount(issue.limit, issue.unit)}"
    own = amount(issue.learner_limit, issue.unit)
    if issue.settled is None:
        return f"{said}; your limit was {own}."
    settled = amount(issue.settled, issue.unit)
    if bargain.share is None or not 0 <= bargain.share <= 1:
        return f"{said}; your limit was {own}. Settled at {settled}{told_share(bargain)}."
    return f"{said}. {settled} is {bargain.share:.0%} of the way there from your limit of {own}."


def missed_facts(session: SessionRecord) -> list[FactRecord]:
    """List the facts that were missed: those within reach first, what they wanted before others."""
    top = highest_step(session)
    reached = height(top.state) if top else 0
    wanted = session.reveal.interests if session.reveal else ()
    missed = [fact for fact in session.facts if fact.found_s is None]
    return sorted(missed, key=lambda fact: (height(fact.step) > reached, fact.id not in wanted))


def told_missed(missed: Sequence[FactRecord]) -> str:
    """Name the first fact that was missed with what opens it, and count the others."""
    first = missed[0]
    said = f"{first.gist.rstrip('.')} ({name_of_probe(first.key)}, from {first.step})"
    return f"{said}; {len(missed) - 1} more." if len(missed) > 1 else f"{said}."


def follow_up_lines(
    session: SessionRecord, feedback: Sequence[Feedback], width: int, n_lines: int
) -> Iterator[str]:
    """Tell what came of the prep sheet, and who does what by when; or how to mend what broke."""
    if told := list(told_plans(feedback)):
        yield from cut(f"Your sheet: {'; '.join(told)}.", width, "", n_lines)
    actions = actions_of(session)
    if actions:
        said = "; ".join(told_action(action) for action in actions[:MOST_ACTIONS])
        more = len(actions) - MOST_ACTIONS
        rest = f"; {more} more." if more > 0 else "."
        yield from cut(f"To do: {said}{rest}", width, "", n_lines)
    plan = repair_plan(session)
    if plan is not None and plan.mended_after_s is None:
        yield from cut(f"To mend it: {plan.first_sentence}", width, "", n_lines)


def told_plans(feedback: Sequence[Feedback]) -> Iterator[str]:
    """Say in a few words what came of the limit, and how much of the rest."""
    first = {remark.check: remark.observed for remark in reversed(list(feedback))}
    if limit := first.get("prep_limit"):
        yield f"limit {limit.partition(': ')[2].partition('.')[0].partition(',')[0]}"
    for check, name in PLANNED.items():
        if check in first:
            yield f"{' '.join(first[check].split()[:3])} {name}"


def told_action(action: Action) -> str:
    """Write one action in a few words, with its first doubt."""
    doubt = f" ({action.doubts[0]})" if action.doubts else ""
    return f"{action.owner or 'somebody'}: {action.what}{doubt}"


def next_lines(session: SessionRecord, width: int, n_lines: int) -> Iterator[str]:
    """Name the drill to do next, and where the rest is."""
    lack = propose_drill(session)
    if lack:
        yield from cut(
            f"Next: voicecoach drill {lack.drill}. {capital(lack.reason)}.", width, "", n_lines
        )
    yield from cut(THE_REST, width, "", 1)
