"""Answers into a sheet."""

from __future__ import annotations

import re
from typing import Any

from voicecoach.coaching.citation import amount
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import MOST_FIGURES, PrepSheet
from voicecoach.preparation.figures import find_figure, read_figure, read_unit
from voicecoach.preparation.reading import OWN_FIGURES, make_sheet, read_own
from voicecoach.yaml_text import YamlText

Answers = dict[str, list[str]]  # id of a question: the lines of its answer; [] was skipped
NAME = "your answers"
LISTS = ("aims", "interests", "agenda", "criteria", "questions")
_IF = re.compile(r"^if (?P<want>.+?)(?:,? then |, )(?P<give>.+)$", re.IGNORECASE)
_ARROW = re.compile(
    r"^(?P<give>.+?)\s*(?:->|→|=>| in return for | in exchange for )\s*(?P<want>.+)$"
)


def sheet_of(answers: Answers, theirs: dict[str, Any] | None = None) -> PrepSheet:
    """Write answers down as a sheet, with what makes the other side playable if that is given.

    Raises
    ------
    PrepError
        If there is no issue, or figures contradict one another.
    """
    plain: dict[str, Any] = {name: answers[name] for name in LISTS if answers.get(name)}
    for name in ("issue", "style", "best", "worst"):
        plain |= _one(answers, name)
    plain["people"] = [_person(line) for line in answers.get("people", [])]
    plain["trades"] = [read_trade(line) for line in answers.get("trades", [])]
    plain["story"] = _group(answers, "story", ("mine", "theirs"))
    batna = _group(answers, "batna", ("what", "value"))
    plain |= {"batna": batna} if "what" in batna else {}
    plain["figures"] = [
        figure_part(answers, number)
        for number in range(MOST_FIGURES)
        if _is_figure(answers, number)
    ]
    plain |= {} if theirs is None else {"counterpart": theirs}
    return make_sheet(YamlText(NAME, plain, {}))


def _one(answers: Answers, name: str) -> dict[str, str]:
    lines = answers.get(name)
    return {name: lines[0]} if lines else {}


def _group(answers: Answers, name: str, parts: tuple[str, ...]) -> dict[str, str]:
    return {part: answers[f"{name}.{part}"][0] for part in parts if answers.get(f"{name}.{part}")}


def _person(line: str) -> dict[str, str]:
    name, _, role = line.partition(",")
    return {"name": name.strip(), "role": role.strip()}


def read_trade(line: str) -> dict[str, str]:
    """Read a trade as people say it.

    Examples
    --------
    >>> read_trade("If they decide today, then payment in stages")
    {'give': 'payment in stages', 'want': 'they decide today'}
    >>> read_trade("a fixed fee -> the next matter"), read_trade("a discount")
    ({'give': 'a fixed fee', 'want': 'the next matter'}, {'give': 'a discount', 'want': ''})
    """
    match = _IF.match(line) or _ARROW.match(line)
    if match is None:
        return {"give": line, "want": ""}
    return {"give": match["give"].strip(), "want": match["want"].strip()}


def _is_figure(answers: Answers, number: int) -> bool:
    parts = ("limit", "target")
    return bool(answers.get(f"figure.{number}.name")) and any(
        answers.get(f"figure.{number}.{part}") for part in parts
    )


def figure_part(answers: Answers, number: int) -> dict[str, Any]:
    """Gather one figure; what contradicts itself is refused.

    Best and worst come from the sentences on how it may end, where these name one figure of the
    same unit that fits. A direction that nothing tells is left open.
    """
    part: dict[str, Any] = _group(answers, f"figure.{number}", ("name", "limit", "target"))
    if not _has_unit(part, OWN_FIGURES) and (unit := read_unit(part["name"].split()[0])):
        part["unit"] = unit  # "days of notice"
    check_has_unit(part, OWN_FIGURES)
    mistakes = read_own(YamlText(part["name"], {}, {}), (), part)
    if mistakes:
        raise PrepError("; ".join(mistakes))
    part = _group(answers, f"figure.{number}", ("wants",)) | part  # what figures say stands
    _check_order(part)
    return part | (_outcomes(answers, part) if number == 0 else {})


def _has_unit(part: dict[str, Any], names: tuple[str, ...]) -> bool:
    return any(read_figure(part[name]).unit for name in names if name in part)


def check_has_unit(part: dict[str, Any], names: tuple[str, ...]) -> None:
    """Refuse figures of which nothing says in what they are counted."""
    texts = [part[name] for name in names if name in part]
    if texts and "unit" not in part and not _has_unit(part, names):
        raise PrepError(f"{texts[0]} of what? Add the unit, as in '{texts[0]} pounds' or '3 weeks'")


def _check_order(part: dict[str, Any]) -> None:
    limit, target, wants = part.get("limit"), part.get("target"), part.get("wants")
    if limit is None or target is None or wants is None:
        return
    if not _is_as_good(target, limit, wants):
        bound = "not below" if wants == "higher" else "not above"
        raise PrepError(
            f"the target, {amount(target, part['unit'])}, lies beyond the limit, {bound} "
            f"{amount(limit, part['unit'])}; mend one of them"
        )


def _is_as_good(value: float, than: float, wants: str) -> bool:
    return value >= than if wants == "higher" else value <= than


def _outcomes(answers: Answers, part: dict[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    marks = [part[name] for name in ("target", "limit") if name in part]
    for name in ("best", "worst") if "unit" in part and "wants" in part else ():
        value = find_figure(answers[name][0], part["unit"]) if answers.get(name) else None
        if value is not None and (
            name == "worst" or all(_is_as_good(value, mark, part["wants"]) for mark in marks)
        ):
            found[name] = value
    return found


def needs_direction(answers: Answers, number: int) -> bool:
    """Tell whether the figures do not say by themselves which way is better."""
    bare = {name: lines for name, lines in answers.items() if not name.endswith(".wants")}
    try:
        return _is_figure(answers, number) and "wants" not in figure_part(bare, number)
    except PrepError:
        return False


def unit_of(answers: Answers, number: int) -> str | None:
    """Tell in which unit a figure is counted, if that is known yet."""
    if not _is_figure(answers, number):
        return None
    try:
        unit: str | None = figure_part(answers, number).get("unit")
    except PrepError:
        return None
    return unit
