"""YAML written by hand, read with line numbers: every mistake can be told where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from voicecoach.errors import VoicecoachError

Path = tuple[str | int, ...]
LineNumbers = dict[Path, int]

_CHOICES = ("literal_error", "enum")
_REMEDIES = {
    "missing": "is missing; add it",
    "string_type": "must be text; put it in quotes",
    "list_type": "must be a list; begin each entry with '- '",
    "tuple_type": "must be a list; begin each entry with '- '",
    "dict_type": "must be a mapping of names to values",
    "model_type": "must be a mapping of names to values",
    "bool_type": "must be true or false",
}


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file as plain data, and where each part of it stands."""

    name: str  # what messages call it
    plain: Any
    lines: LineNumbers

    def at(self, path: Path) -> str:
        """Name the file, the line nearest to a part, and the part."""
        line = self.line_of(path)
        where = self.name if line is None else f"{self.name}, line {line}"
        return f"{where}: {join_path(path)}" if path else where

    def line_of(self, path: Path) -> int | None:
        """Find the line on which a part, or what holds it, stands."""
        lengths = range(len(path), -1, -1)
        return next((self.lines[path[:n]] for n in lengths if path[:n] in self.lines), None)


def load_yaml(text: str, name: str, trouble: type[VoicecoachError]) -> YamlText:
    r"""Parse YAML into plain data and note on which line each part stands.

    Parameters
    ----------
    text : str
    name : str
        What to call it in messages, e.g. "thursday.yaml".
    trouble : type of VoicecoachError
        What is raised when it cannot be read.

    Examples
    --------
    >>> load_yaml("aims:\n- settle", "a.yaml", VoicecoachError).at(("aims", 0))
    'a.yaml, line 2: aims.0'
    """
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise trouble(f"{name}: the file is empty; write something into it")
        lines = _number_lines(node, name, trouble)
        return YamlText(name, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{name}, line {mark.line + 1}" if mark else name
        raise trouble(
            f"{at}: not valid YAML: {error.problem}; check indentation, quotes and colons"
        ) from error
    except RecursionError as error:
        raise trouble(f"{name}: is nested too deeply; look for a run of brackets") from error
    except (yaml.YAMLError, ValueError) as error:
        what = " ".join(str(error).split())
        raise trouble(f"{name}: cannot be read as YAML: {what}; save it as UTF-8") from error


def _number_lines(root: yaml.Node, name: str, trouble: type[VoicecoachError]) -> LineNumbers:
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
                raise trouble(
                    f"{name}, line {key_node.start_mark.line + 1}: {join_path(place)}: is given "
                    f"twice; join it with line {lines[place]}"
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


def explain(error: ValidationError, source: YamlText, model: type[BaseModel]) -> str:
    """Explain every mistake in a line of its own: where it is, what it is, how to mend it.

    A value that fits none of several choices is one mistake, not several.
    """
    merged: dict[tuple[str, Path], dict[str, Any]] = {}
    for details in error.errors():
        one: dict[str, Any] = dict(details)
        is_choice = one["type"] in _CHOICES
        is_missing = one["type"] == "missing"
        path = tuple(one["loc"]) if is_missing else _known_part(one["loc"], source.plain)
        first = merged.setdefault(("choice" if is_choice else one["type"], path), one)
        if is_choice and first is not one:
            first["ctx"] = {"expected": f"{first['ctx']['expected']}, {one['ctx']['expected']}"}
    fields = _all_fields(model)
    return "\n".join(
        f"{source.at(path)}: {_remedy(one, path, fields)}" for (_, path), one in merged.items()
    )


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


def _remedy(error: Mapping[str, Any], path: Path, fields: Iterable[str]) -> str:
    kind, given = error["type"], error["input"]
    if kind in _CHOICES:
        return f"{given!r} is not one of the choices; {_suggest(given, error['ctx']['expected'])}"
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), fields, n=1)
        mend = f"did you mean '{near[0]}'?" if near else "remove it, or check its spelling"
        return f"is not a field here; {mend}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return _REMEDIES.get(kind) or f"{error['msg'][:1].lower()}{error['msg'][1:]}; got {given!r:.60}"


def _suggest(given: object, expected: str) -> str:
    choices = [choice.strip(" '") for choice in expected.replace(" or ", ", ").split(",")]
    near = get_close_matches(str(given), choices, n=1)
    use = ", ".join(choices)
    return f"did you mean '{near[0]}'? Use one of {use}" if near else f"use one of {use}"


def _all_fields(model: type[BaseModel]) -> list[str]:
    """Name the fields of a model and of what it holds, as a file spells them."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def join_path(path: Path) -> str:
    """Write a place as it is said in messages: `facts.2.about`."""
    return ".".join(map(str, path))
