"""The feedback in full, as printed text: plain, without colour, 80 columns."""

from __future__ import annotations

from voicecoach.coaching.citation import clock
from voicecoach.coaching.rubric import CRITERIA, Section
from voicecoach.coaching.stairway import highest_step
from voicecoach.report.plain import clean, shortened, wrapped
from voicecoach.report.stairs import draw_stairs
from voicecoach.turns import Feedback, SessionRecord

WIDTH = 80
INDENT = " " * 8  # as wide as the column of seconds
LONGEST_QUOTE = 120
MOST_REMARKS = 8  # of one kind; more are counted, not printed
TITLES: dict[Section, str] = {
    "moments": "THREE MOMENTS",
    "silence": "SILENCE",
    "summarising": "SUMMARISING",
    "rapport": "RAPPORT",
    "speaking": "SPEAKING",
    "questions": "QUESTIONS",
    "facts": "FACTS FOUND AND MISSED",
}
NAMES = {
    "moment_best": "Best: ",
    "moment_costliest": "Costliest: ",
    "moment_silence": "Silence: ",
    "step_lost": "Down: ",
}
OUTCOMES = {
    "agreed": "agreed",
    "no_deal_good": "no deal, in good order",
    "walked_out": "walked out",
    "stopped": "stopped",
    "out_of_time": "out of time",
}


def feedback_text(
    session: SessionRecord, feedback: tuple[Feedback, ...], width: int = WIDTH
) -> str:
    """Write the whole feedback as text of at most a width.

    Transcript and persona are shown as text: escapes and control characters are taken out.
    """
    blocks = [headline(session, width)]
    for section, title in TITLES.items():
        remarks = [remark for remark in feedback if section_of(remark) == section]
        if remarks:
            lines = [title]
            if section == "rapport":
                lines += draw_stairs(session, width)
            blocks.append(lines + section_lines(remarks, width))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def section_of(remark: Feedback) -> Section:
    """Find where a remark belongs; one of an unknown check goes to the end."""
    criterion = CRITERIA.get(remark.check)
    return criterion.section if criterion else "facts"


def headline(session: SessionRecord, width: int) -> list[str]:
    """Name the session, its outcome, the facts and the highest step."""
    who = clean(session.persona_name) or "the counterpart"
    outcome = OUTCOMES.get(session.outcome, session.outcome)
    lines = wrapped(f"Feedback: {who}, {clock(session.duration_s)}, {outcome}", width)
    n_found = sum(fact.found_s is not None for fact in session.facts)
    parts = [f"{n_found} of {len(session.facts)} facts found"] if session.facts else []
    if top := highest_step(session):
        parts.append(f"highest step {top.state}")
    return lines + (wrapped("; ".join(parts).capitalize() + ".", width) if parts else [])


def section_lines(remarks: list[Feedback], width: int) -> list[str]:
    """Write the remarks of one section, in their order, not too many of a kind."""
    lines: list[str] = []
    shown: dict[str, int] = {}
    for remark in remarks:
        shown[remark.check] = shown.get(remark.check, 0) + 1
        if shown[remark.check] <= MOST_REMARKS:
            lines += remark_lines(remark, width)
    for check, n in shown.items():
        if n > MOST_REMARKS:
            name = check.replace("_", " ")
            lines += wrapped(f"and {n - MOST_REMARKS} more of: {name}", width, INDENT)
    return lines


def remark_lines(remark: Feedback, width: int) -> list[str]:
    """Write one remark: second, what was observed, whose words, what to try."""
    at = clock(remark.at_s) if remark.at_s is not None else "-"
    mark = "!" if remark.band == "amber" else "+" if remark.band == "green" else " "
    first = f"{mark}{at:>6} "
    observed = NAMES.get(remark.check, "") + remark.observed
    lines = wrapped(observed, width, first, INDENT)
    quote = shortened(remark.quote or "", LONGEST_QUOTE)
    if quote and clean(remark.quote or "") not in clean(remark.observed):
        lines += wrapped(f'"{quote}"', width, INDENT)
    if remark.try_instead:
        lines += wrapped(f"Try: {remark.try_instead}", width, INDENT)
    return lines
