"""Reading a persona from YAML text; a mistake is told with file, line, place and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import ValidationError

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_check import Finding, check_persona
from voicecoach.errors import PersonaError

__all__ = ["Finding", "check_persona", "read_persona"]

Path = tuple[str | int, ...]
LineNumbers = dict[Path, int]

_CHOICES = ("literal_error", "enum")
_REMEDIES = {
    "missing": "is missing; add it",
    "string_type": "must be text; put it in quotes",
    "list_type": "must be a list; begin each entry with '- '",
    "dict_type": "must be a mapping of names to values",
    "model_type": "must be a mapping of names to values",
    "bool_type": "must be true or false",
}


def read_persona(text: str, name: str) -> Persona:
    """Read a persona and check that it can be played.

    Parameters
    ----------
    text : str
        The YAML text.
    name : str
        What to call it in messages, e.g. "marlow.yaml".

    Returns
    -------
    persona : Persona

    Raises
    ------
    PersonaError
        With one line per mistake: where it is, what it is, how to mend it.
    """
    plain, lines = _load(text, name)
    try:
        persona = Persona.model_validate(plain)
    except ValidationError as error:
        raise PersonaError(_explain_all(error, plain, lines, name)) from error
    findings = check_persona(persona, lines)
    if findings:
        raise PersonaError("\n".join(_describe(finding, name) for finding in findings))
    return persona


def _describe(finding: Finding, name: str) -> str:
    at = name if finding.line is None else f"{name}, line {finding.line}"
    where = f" {finding.path}:" if finding.path else ""
    return f"{at}:{where} {finding.message}; {finding.remedy}"


def _load(text: str, name: str) -> tuple[Any, LineNumbers]:
    """Parse YAML into plain data, and note on which line each part stands."""
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise PersonaError(f"{name}: the file is empty; copy another persona to begin with")
        lines = _number_lines(node, name)
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{name}, line {mark.line + 1}" if mark else name
        raise PersonaError(
            f"{at}: not valid YAML: {error.problem}; check indentation, quotes and colons"
        ) from error
    except RecursionError as error:
        raise PersonaError(f"{name}: is nested too deeply; look for a run of brackets") from error
    except (yaml.YAMLError, ValueError) as error:
        what = " ".join(str(error).split())
        raise PersonaError(f"{name}: cannot be read as YAML: {what}; save it as UTF-8") from error


def _number_lines(root: yaml.Node, name: str) -> LineNumbers:
    """Walk the tree; a part that an alias repeats is numbered where it stands first."""
    lines: LineNumbers = {(): root.start_mark.line + 1}
    waiting: list[tuple[yaml.Node, Path]] = [(root, ())]
    visited: set[int] = set()
    while waiting:
        node, path = waiting.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        for key, key_node, child in _children(node):
            place = (*path, key)
            if isinstance(key, str) and place in lines:
                raise PersonaError(
                    f"{name}, line {key_node.start_mark.line + 1}: {_join(place)}: is given twice; "
                    f"join it with line {lines[place]}"
                )
            lines[place] = key_node.start_mark.line + 1
            waiting.append((child, place))
    return lines


def _children(node: yaml.Node) -> Iterable[tuple[str | int, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), key, child) for key, child in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(number, child, child) for number, child in enumerate(node.value)]
    return []


def _explain_all(error: ValidationError, plain: object, lines: LineNumbers, name: str) -> str:
    """Explain every mistake once; what fits none of several choices is one mistake, not several."""
    merged: dict[tuple[str, Path], dict[str, Any]] = {}
    for details in error.errors():
        one: dict[str, Any] = dict(details)
        is_choice = one["type"] in _CHOICES
        path = tuple(one["loc"]) if one["type"] == "missing" else _known_part(one["loc"], plain)
        first = merged.setdefault(("choice" if is_choice else one["type"], path), one)
        if is_choice and first is not one:
            first["ctx"] = {"expected": f"{first['ctx']['expected']}, {one['ctx']['expected']}"}
    return "\n".join(_explain(one, path, lines, name) for (_, path), one in merged.items())


def _explain(error: Mapping[str, Any], path: Path, lines: LineNumbers, name: str) -> str:
    line = _nearest_line(path, lines)
    at = name if line is None else f"{name}, line {line}"
    return f"{at}: {_join(path)}: {_remedy(error, path)}".replace(": : ", ": ")


def _known_part(loc: Iterable[str | int], plain: object) -> Path:
    """Keep the part of a pydantic location that is in the file; it adds names of its own."""
    path: Path = ()
    here: Any = plain
    for part in loc:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            break
        path = (*path, part)
    return path


def _nearest_line(path: Path, lines: LineNumbers) -> int | None:
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _remedy(error: Mapping[str, Any], path: Path) -> str:
    kind, given = error["type"], error["input"]
    if kind in _CHOICES:
        return f"{given!r} is not one of the choices; {_suggest(given, error['ctx']['expected'])}"
    if kind == "extra_forbidden":
        return f"is not a field here; {_suggest_field(str(path[-1]))}"
    return _REMEDIES.get(kind) or f"{error['msg'][:1].lower()}{error['msg'][1:]}; got {given!r:.60}"


def _suggest(given: object, expected: str) -> str:
    choices = [choice.strip(" '") for choice in expected.replace(" or ", ", ").split(",")]
    near = get_close_matches(str(given), choices, n=1)
    use = ", ".join(choices)
    return f"did you mean '{near[0]}'? Use one of {use}" if near else f"use one of {use}"


def _suggest_field(given: str) -> str:
    fields = {*Persona.model_fields, "schema"}
    near = get_close_matches(given, fields, n=1)
    return f"did you mean '{near[0]}'?" if near else "remove it, or check its spelling and indent"


def _join(path: Path) -> str:
    return ".".join(map(str, path))
