"""A prep sheet as YAML: read with figures as people write them, and written back in plain ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml
from pydantic import ValidationError

from voicecoach.errors import PrepError
from voicecoach.prep_sheet import PrepSheet, Wants
from voicecoach.preparation.figures import Written, read_figure, read_unit
from voicecoach.yaml_text import Path, YamlText, explain, load_yaml

OWN_FIGURES = ("limit", "target", "best", "worst")
THEIR_FIGURES = ("opens_at", "limit")
WITH_FIGURES = ("figures", "batna", "counterpart")
Part = dict[str, Any]


def read_sheet(text: str, name: str) -> PrepSheet:
    """Read a prep sheet.

    Parameters
    ----------
    text : str
        YAML; figures may be numbers or text such as "not below 27,000 pounds".
    name : str
        What to call it in messages, e.g. "thursday.yaml".

    Raises
    ------
    PrepError
        With one line per mistake: file, line, what it is, how to mend it.
    """
    return make_sheet(load_yaml(text, name, PrepError))


def make_sheet(source: YamlText) -> PrepSheet:
    """Make a sheet of plain data, in which figures may still be text."""
    if not isinstance(source.plain, dict):
        raise PrepError(f"{source.name}: must be a mapping; begin with 'issue: ...'")
    mistakes = list(_read_figures(source))
    plain = source.plain
    if mistakes:  # told once, and not again as numbers that are text
        plain = {name: part for name, part in plain.items() if name not in WITH_FIGURES}
    try:
        sheet = PrepSheet.model_validate(plain)
    except ValidationError as error:
        raise PrepError("\n".join([*mistakes, explain(error, source, PrepSheet)])) from error
    if mistakes:
        raise PrepError("\n".join(mistakes))
    return sheet


def write_sheet(sheet: PrepSheet) -> str:
    """Write a prep sheet as YAML that `read_sheet` reads; what is empty is left out."""
    rows = {"schema": 1, **sheet.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    return str(yaml.safe_dump(rounded(rows), sort_keys=False, allow_unicode=True, width=96))


def rounded(part: Any) -> Any:
    """Write 27000.0 as 27000."""
    if isinstance(part, dict):
        return {name: rounded(value) for name, value in part.items()}
    if isinstance(part, list):
        return [rounded(value) for value in part]
    return int(part) if isinstance(part, float) and part.is_integer() else part


def _read_figures(source: YamlText) -> Iterator[str]:
    """Replace every figure that is written as text by its number; yield what cannot be read."""
    figures = source.plain.get("figures")
    for number, figure in enumerate(figures if isinstance(figures, list) else ()):
        if isinstance(figure, dict):
            path: Path = ("figures", number)
            yield from read_own(source, path, figure) or _check_direction(source, path, figure)
    batna = source.plain.get("batna")
    if isinstance(batna, dict) and isinstance(batna.get("value"), str):
        yield from _read_one(source, ("batna", "value"), batna, "value", [])
    theirs = source.plain.get("counterpart")
    if isinstance(theirs, dict):
        path = ("counterpart",)
        yield from read_theirs(source, path, theirs) or _check_direction(source, path, theirs)


def read_own(source: YamlText, path: Path, part: Part) -> list[str]:
    """Read the figures of the own side, and what they say of unit and direction.

    Returns
    -------
    mistakes : list of str
        A line each. A direction that nothing tells is none of them: `part` then has no "wants".
    """
    return _read_part(source, path, part, OWN_FIGURES, _own_direction)


def read_theirs(source: YamlText, path: Path, part: Part) -> list[str]:
    """Read the figures of the other side, like `read_own`."""
    return _read_part(source, path, part, THEIR_FIGURES, _their_direction)


def _torn_figures(source: YamlText, path: Path, part: Part) -> list[str]:
    """Find figures that YAML tore apart: in `{limit: 48,000}` the comma ends the entry."""
    torn = [f"{key:03d}" for key in part if isinstance(key, int)]
    where = source.at(path)
    return [f"{where}: ',{rest}' was cut off its figure; put the figure in quotes" for rest in torn]


def _read_part(
    source: YamlText,
    path: Path,
    part: Part,
    names: tuple[str, ...],
    direction: Callable[[Part], Wants | None],
) -> list[str]:
    written: list[Written] = []
    mistakes = _torn_figures(source, path, part)
    for name in names:
        if isinstance(part.get(name), str):
            mistakes += _read_one(source, (*path, name), part, name, written)
    mistakes = mistakes or list(_settle_unit(source, path, part, written))
    wants = next((one.wants for one in written if one.wants), None) or direction(part)
    if not mistakes and "wants" not in part and wants is not None:
        part["wants"] = wants
    return mistakes


def _settle_unit(source: YamlText, path: Path, part: Part, written: list[Written]) -> Iterator[str]:
    units = [one.unit for one in written if one.unit]
    if isinstance(part.get("unit"), str):
        units.insert(0, read_unit(part["unit"]) or part["unit"])
    if len(set(units)) > 1:
        yield f"{source.at(path)}: is counted in {' and in '.join(units)}; use one unit"
    if units:
        part["unit"] = units[0]
    else:
        yield f"{source.at(path)}: has no unit; add 'unit: GBP', or days, percent, ..."


def _check_direction(source: YamlText, path: Path, part: Part) -> list[str]:
    if "wants" in part:
        return []
    return [
        f"{source.at(path)}: does not say which way is better; add 'wants: higher' or "
        "'wants: lower', or write the limit as 'not below ...' or 'not above ...'"
    ]


def _read_one(
    source: YamlText, path: Path, part: Part, name: str, written: list[Written]
) -> Iterator[str]:
    try:
        found = read_figure(part[name])
    except PrepError as error:
        yield f"{source.at(path)}: {error}"
        return
    part[name] = found.value
    written.append(found)


def _own_direction(part: Part) -> Wants | None:
    for better, worse in (("target", "limit"), ("best", "limit"), ("best", "target")):
        wants = _towards(part.get(worse), part.get(better))
        if wants is not None:
            return wants
    return None


def _their_direction(part: Part) -> Wants | None:
    """They open on the side they pull to."""
    return _towards(part.get("limit"), part.get("opens_at"))


def _towards(start: object, end: object) -> Wants | None:
    if not isinstance(start, int | float) or not isinstance(end, int | float) or start == end:
        return None
    return "higher" if end > start else "lower"
