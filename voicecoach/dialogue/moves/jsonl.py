"""Moves for a file of utterances: JSON lines in, JSON lines out, bad lines reported."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voicecoach.dialogue.moves.recogniser import recognise_moves
from voicecoach.turns import Issue, Move, MoveContext, Point


class _Point(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    gist: str = ""
    keywords: tuple[str, ...] = ()


class _Issue(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    words: tuple[str, ...] = ()
    unit: str = ""
    plausible: tuple[float, float]


class _Scenario(BaseModel):
    """What the recogniser may know of a scenario; all of it may be left out."""

    model_config = ConfigDict(extra="ignore")

    points: tuple[_Point, ...] = ()
    feelings: tuple[str, ...] = ()
    issues: tuple[_Issue, ...] = ()


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | int
    text: str
    context: str | list[str] = Field(default_factory=list)
    scenario: _Scenario | str | None = None  # a bare name tells the recogniser nothing


@dataclass(frozen=True, slots=True)
class Recognised:
    """What stands on one line of the output."""

    row: dict[str, Any]

    def to_json(self) -> str:
        """Give the line to print."""
        return json.dumps(self.row, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read."""

    number: int  # counted from 1
    message: str  # what, and how to mend it


def recognise_lines(lines: Iterable[str]) -> Iterator[Recognised | BadLine]:
    r"""Recognise the moves of each line, in order; blank lines are passed over.

    Examples
    --------
    >>> for each in recognise_lines(['{"id": 1, "text": "mm-hm, go on"}', "oops"]):
    ...     print(each.row["moves"][0]["move"] if isinstance(each, Recognised) else each.message)
    nudge
    line 2: not JSON (Expecting value); write one object with "id" and "text" a line
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _recognised(number, line)


def _recognised(number: int, line: str) -> Recognised | BadLine:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "nested too deeply")
        return BadLine(
            number,
            f'line {number}: not JSON ({what}); write one object with "id" and "text" a line',
        )
    try:
        asked = _Line.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        return BadLine(number, f"line {number}: {where}: {first['msg']}")
    moves = recognise_moves(asked.text, _context(asked))
    return Recognised({"id": asked.id, "moves": [_as_row(move) for move in moves]})


def _context(asked: _Line) -> MoveContext:
    said = (asked.context,) if isinstance(asked.context, str) else tuple(asked.context)
    said = tuple(each for each in said if each.strip())
    if not isinstance(asked.scenario, _Scenario):
        return MoveContext(counterpart_said=said)
    known = asked.scenario
    return MoveContext(
        counterpart_said=said,
        points=tuple(Point(each.id, each.gist, each.keywords) for each in known.points),
        feelings=known.feelings,
        issues=tuple(
            Issue(each.id, each.words, each.unit, each.plausible) for each in known.issues
        ),
    )


_OPTIONAL = (
    "amount",
    "issue",
    "recall",
    "is_accurate",
    "is_tentative",
    "is_complex",
    "is_follow_up",
    "n_reasons",
    "is_conditional",
)


def _as_row(move: Move) -> Mapping[str, Any]:
    """Give what there is to say about a move; what was not measured is left out."""
    row: dict[str, Any] = {
        "move": move.kind.value,
        "confidence": move.confidence,
        "evidence": move.evidence,
        "rule": move.rule,
    }
    for name in _OPTIONAL:
        value = getattr(move, name)
        if value is not None:
            row[name] = value
    for name in ("points", "inventions"):
        if getattr(move, name):
            row[name] = list(getattr(move, name))
    return row
