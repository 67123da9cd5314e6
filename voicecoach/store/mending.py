"""A journal without the events that were spoilt by hand or by a disk: what is left can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from voicecoach.errors import StoreError
from voicecoach.prep_sheet import PrepSheet
from voicecoach.store.journal import Event
from voicecoach.turns import MoveKind, Outcome, Reveal, SilenceKind

LONGEST_S = 24 * 3600.0  # no talk takes longer; beyond it a second is a slip of the hand

Seconds = Annotated[float, Field(ge=0, le=LONGEST_S, allow_inf_nan=False)]
Span = Annotated[list[Seconds], Field(min_length=2, max_length=2)]


class _Row(BaseModel):
    """Types as they were written; what is not named here may be anything."""

    model_config = ConfigDict(strict=True, extra="allow")


class _Move(_Row):
    move: Literal[tuple(kind.value for kind in MoveKind)]  # type: ignore[valid-type]
    confidence: FiniteFloat
    evidence: str
    rule: str
    amount: FiniteFloat | None = None
    issue: str | None = None
    recall: FiniteFloat | None = None
    points: list[str] = []
    is_accurate: bool | None = None
    is_tentative: bool | None = None
    inventions: list[str] = []
    is_complex: bool | None = None
    is_follow_up: bool | None = None
    n_reasons: int | None = None
    is_conditional: bool | None = None


class _Point(_Row):
    id: str
    gist: str
    keywords: list[str]


class _Event(_Row):
    event: str
    at_s: Seconds = 0.0
    length_s: Seconds = 0.0


class _Stretch(_Event):
    start_s: Seconds
    end_s: Seconds

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> _Stretch:
        if self.end_s < self.start_s:
            raise ValueError("ends before it starts")
        return self


class _Spoke(_Stretch):
    text: str
    state: str | None = None
    trust: FiniteFloat | None = None
    agitation: FiniteFloat | None = None
    because: list[str] = []
    speech: list[Span] = []
    moves: list[_Move] = []
    points: list[_Point] = []
    act: str | None = None
    fact: str | None = None
    offer: FiniteFloat | None = None
    tactic: str | None = None
    mode: str | None = None
    was_cut_off: bool = False


class _Silence(_Stretch):
    after: Literal["counterpart_turn", "own_ask"]
    kind: SilenceKind
    ended_by: Literal["learner", "counterpart", "end"]
    yielded: str | None


class _Answered(_Event):
    learner_end_s: Seconds


class _CutIn(_Event):
    held_floor: bool


class _Measured(_Event):
    measures: dict[str, FiniteFloat | None]
    reasons: dict[str, str] = {}


class _Ended(_Event):
    outcome: Outcome


class _Deal(_Row):
    settled: FiniteFloat | None = None


class _MindState(_Row):
    deals: dict[str, _Deal] = {}
    trades: list[str] = []


class _Snapshot(_Row):
    mind: _MindState = _MindState()


class _Mind(_Event):
    snapshot: _Snapshot


class _Fact(_Row):
    id: str
    key: str
    gist: str
    step: str


class _Started(_Event):
    session: str
    persona: str
    persona_name: str
    style: str
    seed: int
    facts: list[_Fact]
    settings: dict[str, Any] = {}
    measured: dict[str, Any] = {}


KINDS: dict[str, type[_Event]] = {
    "learner_spoke": _Spoke,
    "counterpart_spoke": _Spoke,
    "silence": _Silence,
    "answered": _Answered,
    "cut_in": _CutIn,
    "measured": _Measured,
    "ended": _Ended,
    "mind": _Mind,
}
# What the first event may do without; each is told to the learner by its absence.
SPARE: dict[str, TypeAdapter[Any]] = {
    "reveal": TypeAdapter(Reveal | None),
    "prep": TypeAdapter(PrepSheet | None),
}


def mended(events: list[Event]) -> tuple[list[Event], str]:
    """Leave out events that are not as they were written, and say how many those are.

    Raises
    ------
    StoreError
        If the first event, without which nothing can be read, is one of them.

    Examples
    --------
    >>> begun = {"event": "started", "session": "s", "persona": "p", "persona_name": "P"}
    >>> begun |= {"style": "driver", "seed": 1, "facts": []}
    >>> mended([begun, {"event": "gap", "at_s": -3.0}])[1]
    'The journal has 1 entry that makes no sense, left out here.'
    """
    if not events:
        return events, ""
    if events[0].get("event") != "started":
        raise StoreError("the journal does not begin with a 'started' event; restore or delete it")
    try:
        _Started.model_validate(events[0])
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise StoreError(
            f"the journal's first event makes no sense at '{place}'; restore or delete it"
        ) from error
    first, n_dropped = _without_spoilt_parts(events[0])
    kept = [first, *(event for event in events[1:] if _is_whole(event))]
    n_left_out = len(events) - len(kept) + n_dropped
    if not n_left_out:
        return kept, ""
    entries = "1 entry that makes" if n_left_out == 1 else f"{n_left_out} entries that make"
    return kept, f"The journal has {entries} no sense, left out here."


@contextmanager
def changed_by_hand(session: Path) -> Iterator[None]:
    """Tell what goes wrong with a journal that was mended, and still makes no sense, as just that.

    Every field was written by us: only an editor puts a number where a word was.
    """
    try:
        yield
    except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise StoreError(
            f"{session}: the journal was changed by hand and makes no sense any more ({error}); "
            "restore or delete it"
        ) from error


def _without_spoilt_parts(started: Event) -> tuple[Event, int]:
    """Leave out of the first event what was spoilt and can be done without."""
    spoilt = [name for name in SPARE if not _fits(SPARE[name], started.get(name))]
    return {name: part for name, part in started.items() if name not in spoilt}, len(spoilt)


def _fits(adapter: TypeAdapter[Any], part: Any) -> bool:
    try:
        adapter.validate_json(json.dumps(part), strict=True)
    except ValueError:
        return False
    return True


def _is_whole(event: Event) -> bool:
    kind = event["event"]
    model = KINDS.get(kind, _Event) if isinstance(kind, str) else _Event
    try:
        model.model_validate(event)
    except ValidationError:
        return False
    return True
