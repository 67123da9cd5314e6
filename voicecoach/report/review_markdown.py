"""A review as Markdown, to be kept beside one's notes or sent to a trainer."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.coaching.citation import clock
from voicecoach.coaching.sureness import only_sure
from voicecoach.report.markdown import escaped, section, table
from voicecoach.report.page.checks import Remark, remarks_in, sections_of
from voicecoach.report.page.render import glance, headline, notices
from voicecoach.report.page.reveal import RevealView, reveal_of
from voicecoach.report.page.review import Review
from voicecoach.report.page.transcript import Row, rows_of

BANDS = {"green": "✓", "amber": "!", "none": "·"}


def review_markdown(review: Review) -> str:
    """Write a session as Markdown; what people said and wrote is shown as text."""
    review = replace(review, record=only_sure(review.record))  # as the feedback has it
    record = review.record
    name = record.persona_name or "The counterpart"
    lines = [f"# Review: {escaped(name)}", "", escaped(headline(review)), ""]
    lines += [f"- {label}: {escaped(value)}" for label, value in glance(review)]
    lines += section("What is missing here", (escaped(notice) for notice in notices(review)))
    for remark in remarks_in("moments", review):
        lines += ["", f"## {remark.name}", "", *_remark(remark)]
    for title, name in (("Better words", "wording"), ("Next", "next")):
        remarks = (line for remark in remarks_in(name, review) for line in _remark(remark))
        lines += section(title, remarks)
    lines += ["", "## Check list", "", "✓ good, ! worth another try, · shown and not judged"]
    for part in sections_of(review):
        lines += ["", f"### {part.title}", ""]
        lines += [line for remark in part.remarks for line in _remark(remark)]
    lines += section("Transcript", (_line(row) for row in rows_of(review)))
    lines += section("The reveal", _reveal(reveal_of(review), remarks_in("reveal", review)))
    lines += ["", f"Session {escaped(record.session)}, seed {record.seed}.", ""]
    return "\n".join(lines)


def _remark(remark: Remark) -> list[str]:
    at = f"{remark.when}: " if remark.when else ""
    lines = [f"- {BANDS[remark.band]} {at}{escaped(remark.observed)}"]
    if remark.quote:
        lines.append(f"  - “{escaped(remark.quote)}”")
    if remark.advice:
        lines.append(f"  - Try: {escaped(remark.advice)}")
    if remark.retake and remark.name:
        lines.append(f"  - Again: {escaped(remark.retake)}")
    return lines


def _line(row: Row) -> str:
    """Write one line of the transcript, moves and effects behind it."""
    said = escaped("".join(piece.text for piece in row.pieces))
    chips = ", ".join(
        f"{chip.name}, {chip.detail}" if chip.detail else chip.name for chip in row.chips
    )
    behind = "; ".join(escaped(text) for text in (chips, *row.notes) if text)
    words = " ".join(part for part in (said, f"*({behind})*" if behind else "") if part)
    return f"- {row.when} **{escaped(row.who)}** {words}"


def _reveal(reveal: RevealView, hidden: tuple[Remark, ...]) -> list[str]:
    lines = [line for remark in hidden for line in _remark(remark)]
    lines += [
        f"- {f'{clock(fact.found_s)}:' if fact.found_s is not None else 'Missed:'} "
        f"{escaped(fact.gist)} Opens to {escaped(fact.opens)}."
        for fact in reveal.facts
    ]
    for issue in reveal.issues:
        figures = ", ".join(f"{each.name} {each.value}" for each in issue.figures)
        lines.append(f"- {escaped(issue.name)}: {escaped(figures)}. {escaped(issue.weight)}")
    if reveal.their_side:
        lines += ["", escaped(reveal.character), "", f"> {escaped(reveal.their_side)}"]
    rows = [(each.name, each.played, each.counters) for each in reveal.tactics]
    if rows:
        lines += ["", *table(("tactic", "when", "what defuses it"), rows)]
    return lines
