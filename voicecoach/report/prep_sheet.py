"""The prep sheet as one page of Markdown, to print or to keep beside the telephone."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.coaching.citation import amount
from voicecoach.coaching.preparation.guesses import SIGNS
from voicecoach.prep_sheet import Figure, PrepSheet, second_looks
from voicecoach.report.markdown import bullets, escaped, section, table

CHECKBOX = "- [ ]"
BOUNDS = {"higher": "not below", "lower": "not above"}


def prep_markdown(sheet: PrepSheet) -> str:
    """Write a prep sheet; parts that are empty are left out, and named at the end."""
    trades = [(trade.give, trade.want or "?") for trade in sheet.trades]
    lines = [
        f"# {escaped(sheet.issue)}",
        *section("People", _people(sheet)),
        *section("Figures", _figures(sheet)),
        *section("How it may end", _outcomes(sheet)),
        *section("What I want", bullets(sheet.aims, CHECKBOX)),
        *section("To trade", table(("I give", "for"), trades)),
        *section("What they may really want", bullets(sheet.interests)),
        *section("The story, twice", _stories(sheet)),
        *section("Running order", (f"{n}. {escaped(t)}" for n, t in enumerate(sheet.agenda, 1))),
        *section("What a neutral would go by", bullets(sheet.criteria)),
        *section("What I have to ask", bullets(sheet.questions, CHECKBOX)),
        *section("Worth a second look", bullets(second_looks(sheet))),
    ]
    return "\n".join(lines) + "\n"


def _people(sheet: PrepSheet) -> Iterator[str]:
    for person in sheet.people:
        yield f"- {escaped(person.name)}" + (f", {escaped(person.role)}" if person.role else "")
    if sheet.style is not None:
        yield f"- Style, as I guess: {sheet.style} ({SIGNS[sheet.style]})"


def _figures(sheet: PrepSheet) -> list[str]:
    names = ("limit", "target", "best", "worst")
    rows = [
        (f"{one.name} ({one.unit})", *(_cell(one, name) for name in names)) for one in sheet.figures
    ]
    return table(("", *names), rows)


def _cell(one: Figure, name: str) -> str:
    value: float | None = getattr(one, name)
    if value is None:
        return ""
    number = amount(value, "").strip()
    return f"{BOUNDS[one.wants]} {number}" if name == "limit" else number


def _outcomes(sheet: PrepSheet) -> Iterator[str]:
    if sheet.best:
        yield f"- At best: {escaped(sheet.best)}"
    if sheet.worst:
        yield f"- At worst: {escaped(sheet.worst)}"
    if sheet.batna is not None:
        worth = sheet.batna.value
        unit = sheet.figures[0].unit if sheet.figures else ""
        value = f" (worth {amount(worth, unit).strip()})" if worth is not None else ""
        yield f"- If we do not agree: {escaped(sheet.batna.what)}{value}"


def _stories(sheet: PrepSheet) -> Iterator[str]:
    if sheet.story.mine:
        yield f"- As I tell it: {escaped(sheet.story.mine)}"
    if sheet.story.theirs:
        yield f"- As they tell it: {escaped(sheet.story.theirs)}"
