"""A drill: what is said, what the learner is to do, and by what a try is judged. One YAML each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from voicecoach.turns import MoveKind

DrillName = Literal[
    "silence",
    "summary",
    "label",
    "open_question",
    "clearinghouse",
    "tactics",
    "punctuation",
    "closing",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Element(_Part):
    """Something that a good try holds: a point of a story, an event, a term."""

    id: str
    gist: str
    keywords: Annotated[list[str], Field(min_length=1)]  # any of them shows it
    whose: Literal["theirs", "yours"] = "theirs"  # whose act it was; for punctuation


class Round(_Part):
    """One try: a prompt, and what it is judged by."""

    id: str
    level: Annotated[int, Field(ge=1, le=5)] = 1  # the lowest at which it comes
    say: Annotated[str, Field(min_length=10, max_length=1200)]
    then: str = ""  # what is told once the learner has done it
    feelings: list[str] = []  # words that an accurate label holds
    elements: list[Element] = []
    counters: list[MoveKind] = []  # what answers the tactic in `say`
    tactic: str = ""  # its name
    model: str  # how a good try may sound, told after one that failed


class Drill(_Part):
    """One skill to practise."""

    schema_version: Literal[1] = Field(alias="schema")
    id: DrillName
    name: str
    intro: str  # said once, at the beginning
    n_rounds: Annotated[int, Field(ge=2, le=8)] = 5
    rounds: Annotated[list[Round], Field(min_length=6)]
