"""YAML written by hand, read with line numbers: every mistake can be told where it stands."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from voicecoach.errors import VoicecoachError

Path = tuple[str | int, ...]
LineNumbers = dict[Path, int]

DEEPEST = 60  # levels; a file written by hand has less than ten
# Six times as fast where PyYAML was built with libyaml, and with the same result.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REPR = reprlib.Repr()
_REPR.maxlevel, _REPR.maxlist, _REPR.maxdict = 2, 3, 3
_REPR.maxstring = _REPR.maxother = 60

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


class YamlTextError(VoicecoachError):
    """A text that cannot be read at all: where, and why."""

    def __init__(self, name: str, line: int | None, what: str) -> None:
        super().__init__(f"{name}: {what}" if line is None else f"{name}, line {line}: {what}")
        self.line = line
        self.what = what


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
        return parse_yaml(text, name)
    except YamlTextError as mistake:
        raise trouble(str(mistake)) from mistake


def parse_yaml(text: str, name: str) -> YamlText:
    """Parse YAML like `load_yaml`; what cannot be read is a `YamlTextError`."""
    try:
        _check_depth(text, name)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise YamlTextError(name, None, "the file is empty; write something into it")
        return YamlText(name, loader.construct_document(node), _number_lines(node, name))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        what = f"not valid YAML: {error.problem}; check indentation, quotes and colons"
        raise YamlTextError(name, line, what) from error
    # What a text forces with an explicit tag, as in `!!int x`, its constructor trips over.
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as error:
        what = " ".join(str(error).split())
        raise YamlTextError(
            name, None, f"cannot be read as YAML: {what}; save it as UTF-8, without tags"
        ) from error


def _check_depth(text: str, name: str) -> None:
    """Refuse what nests without end, before anything walks down into it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            line = event.start_mark.line + 1
            raise YamlTextError(name, line, "is nested too deeply; look for a run of brackets")


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
                what = f"{join_path(place)}: is given twice; join it with line {lines[place]}"
                raise YamlTextError(name, key_node.start_mark.line + 1, what)
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
    """Explain every mistake in a line of its own: where it is, what it is, how to mend it."""
    return "\n".join(
        f"{source.at(path)}: {what}" for path, what in find_mistakes(error, source.plain, model)
    )


def find_mistakes(
    error: ValidationError, plain: object, model: type[BaseModel]
) -> Iterator[tuple[Path, str]]:
    """Yield the place of every mistake, with what it is and how to mend it.

    A value that fits none of several choices is one mistake, not several.
    """
    merged: dict[tuple[str, Path], dict[str, Any]] = {}
    for details in error.errors():
        one: dict[str, Any] = dict(details)
        is_choice = one["type"] in _CHOICES
        is_missing = one["type"] == "missing"
        path = tuple(one["loc"]) if is_missing else _known_part(one["loc"], plain)
        first = merged.setdefault(("choice" if is_choice else one["type"], path), one)
        if is_choice and first is not one:
            first["ctx"] = {"expected": f"{first['ctx']['expected']}, {one['ctx']['expected']}"}
    fields = _all_fields(model)
    for (_, path), one in merged.items():
        yield path, _remedy(one, path, fields)


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
        use = _suggest(given, error["ctx"]["expected"])
        return f"{_shown(given)} is not one of the choices; {use}"
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]) if path else "", fields, n=1)
        mend = f"did you mean '{near[0]}'?" if near else "remove it, or check its spelling"
        return f"is not a field here; {mend}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return (
        _REMEDIES.get(kind) or f"{error['msg'][:1].lower()}{error['msg'][1:]}; got {_shown(given)}"
    )


def _shown(given: object) -> str:
    """Write a value as far as anybody reads; one that holds itself, or a great deal, is cut."""
    return _REPR.repr(given)


def _suggest(given: object, expected: str) -> str:
    choices = [choice.strip(" '") for choice in expected.replace(" or ", ", ").split(",")]
    near = get_close_matches(str(given) if isinstance(given, str) else _shown(given), choices, n=1)
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
