"""The feedback in full, as printed text: plain, without colour, 80 columns."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.coaching.citation import clock
from voicecoach.coaching.gauges import GAUGES
from voicecoach.coaching.rubric import CRITERIA, Section
from voicecoach.coaching.speaking import is_missing, reason_for_none, too_little_speech
from voicecoach.coaching.stairway import highest_step
from voicecoach.coaching.timeline import turns_of
from voicecoach.report.plain import clean, shortened, wrapped
from voicecoach.report.stairs import draw_stairs
from voicecoach.turns import Feedback, SessionRecord

WIDTH = 80
INDENT = " " * 8  # as wide as the column of seconds
LONGEST_QUOTE = 120
MOST_REMARKS = 8  # of one kind; more are counted, not printed
ROWS = ("rackham",)  # a table, which is printed whole
TITLES: dict[Section, str] = {
    "moments": "THREE MOMENTS",
    "wording": "SAID BETTER",
    "reveal": "WHAT THEY KEPT TO THEMSELVES",
    "silence": "SILENCE",
    "summarising": "SUMMARISING",
    "rapport": "RAPPORT",
    "tactics": "TACTICS",
    "bargaining": "BARGAINING",
    "speaking": "SPEAKING",
    "questions": "QUESTIONS",
    "path": "YOUR PATH",
    "profile": "BESIDE SKILLED NEGOTIATORS",
    "process": "PROCESS",
    "preparation": "AGAINST YOUR PREP SHEET",
    "facts": "FACTS FOUND AND MISSED",
    "afterwards": "AFTERWARDS",
    "next": "NEXT",
}
NAMES = {
    "moment_best": "Best: ",
    "moment_costliest": "Costliest: ",
    "moment_silence": "Silence: ",
    "step_lost": "Down: ",
}
# What says it already, or cites a turn only to be found by.
UNQUOTED = ("fact_found", "rackham", "path", "mode_effects", "warner", "style_fit", "figures")
MARKS = {"green": "+", "amber": "!", None: " "}
LEGEND = "+ good, ! worth another try; what has no mark is shown and not judged"
WORDING = "better_wording"
STEP_CHECKS = ("step_reached", "step_lost")
CHANGE_CHECKS = ("trust_gain", "trust_loss")
OUTCOMES = {
    "agreed": "agreed",
    "no_deal_good": "no deal, in good order",
    "walked_out": "walked out",
    "stopped": "stopped",
    "out_of_time": "out of time",
}


def full_text(session: SessionRecord, feedback: tuple[Feedback, ...], width: int = WIDTH) -> str:
    """Write the whole feedback as text of at most a width.

    Transcript and persona are shown as text: escapes and control characters are taken out. What
    has been said once is not said again: a quote in its section, a piece of advice in the text.
    """
    blocks = [headline(session, width)]
    if not turns_of(session, "learner"):
        blocks.append(["You did not speak, so there is nothing to say yet."])
        feedback = ()
    told: set[str] = set()
    for section, title in TITLES.items():
        remarks = [remark for remark in feedback if section_of(remark) == section]
        if not remarks:
            continue
        lines = section_lines(section_remarks(session, section, remarks), width, told)
        if lines:
            drawing = draw_stairs(session, width) if section == "rapport" else []
            blocks.append([title, *drawing, *lines])
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
    if parts:
        lines += wrapped("; ".join(parts).capitalize() + ".", width)
    return lines + wrapped(LEGEND, width)


def section_remarks(
    session: SessionRecord, section: Section, remarks: list[Feedback]
) -> list[Feedback]:
    """Leave out of a section what its other remarks or its drawing say already."""
    if section == "rapport":
        steps = {remark.at_s for remark in remarks if remark.check in STEP_CHECKS}
        return [
            remark
            for remark in remarks
            if remark.check not in CHANGE_CHECKS or remark.at_s not in steps
        ]
    return speaking_remarks(session, remarks) if section == "speaking" else remarks


def speaking_remarks(session: SessionRecord, remarks: list[Feedback]) -> list[Feedback]:
    """Gather the missing figures by reason; quote only where there is something to mend."""
    missing: dict[str, list[str]] = {}
    for gauge in GAUGES:
        if is_missing(session, gauge):
            name = gauge.check.replace("_", " ")
            missing.setdefault(reason_for_none(session, gauge), []).append(name)
    names = {gauge.check for gauge in GAUGES if is_missing(session, gauge)}
    too_little = too_little_speech(session) or ""
    shown = [
        replace(
            remark,
            observed=remark.observed.removesuffix(f" {too_little}"),
            quote=remark.quote if remark.band == "amber" or remark.check == "cut_off" else None,
        )
        for remark in remarks
        if remark.check not in names
    ]
    notes = [too_little] if too_little and len(names) < len(GAUGES) else []
    notes += [
        f"Could not be measured ({reason}): {', '.join(names)}."
        for reason, names in missing.items()
    ]
    return shown + [Feedback("speaking", note, None, None, None) for note in notes]


def section_lines(remarks: list[Feedback], width: int, told: set[str]) -> list[str]:
    """Write the remarks of one section, in their order, not too many of a kind."""
    lines: list[str] = []
    shown: dict[str, int] = {}
    quoted: set[tuple[float | None, str]] = set()
    for remark in remarks:
        if remark.check == WORDING and clean(remark.try_instead or "") in told:
            continue  # told with the moments
        shown[remark.check] = shown.get(remark.check, 0) + 1
        if shown[remark.check] <= MOST_REMARKS or remark.check in ROWS:
            lines += remark_lines(remark, width, quoted, told)
    for check, n in shown.items():
        if n > MOST_REMARKS and check not in ROWS:
            name = check.replace("_", " ")
            lines += wrapped(f"and {n - MOST_REMARKS} more of: {name}", width, INDENT)
    return lines


def remark_lines(
    remark: Feedback, width: int, quoted: set[tuple[float | None, str]], told: set[str]
) -> list[str]:
    """Write one remark: second, what was observed, whose words, what to try."""
    at = clock(remark.at_s) if remark.at_s is not None else "-"
    first = f"{MARKS[remark.band]}{at:>6} "
    lines = wrapped(NAMES.get(remark.check, "") + remark.observed, width, first, INDENT)
    quote, tip = clean(remark.quote or ""), clean(remark.try_instead or "")
    if remark.check in UNQUOTED:
        quote = ""
    if quote and quote not in clean(remark.observed) and (remark.at_s, quote) not in quoted:
        lines += wrapped(f'"{shortened(quote, LONGEST_QUOTE)}"', width, INDENT)
    if tip and tip not in told:
        lines += wrapped(f"Try: {tip}", width, INDENT)
    quoted.add((remark.at_s, quote))
    told.add(tip)
    return lines
