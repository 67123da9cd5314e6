"""Drills: those that come with the program, and what the learner has made of them so far."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from voicecoach.coaching.drills.exercise import Drill, DrillName
from voicecoach.errors import SettingsError, StoreError
from voicecoach.store.folders import Home, make_private, open_private
from voicecoach.store.library import shipped

RESULTS = "results.jsonl"

Row = dict[str, Any]


def drill_names() -> tuple[str, ...]:
    """Name every drill."""
    return get_args(DrillName)


def load_drill(wanted: str) -> Drill:
    """Read a drill by name.

    Raises
    ------
    SettingsError
        If there is none of that name.
    StoreError
        If its file is damaged.
    """
    if wanted not in drill_names():
        raise SettingsError(f"no drill is called '{wanted}'; there are {', '.join(drill_names())}")
    path = shipped("drills") / f"{wanted}.yaml"
    try:
        return Drill.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError, yaml.YAMLError) as error:
        raise StoreError(f"{path}: cannot be read ({error}); install voicecoach again") from error


def drills_folder(home: Home) -> Path:
    """Where drills are kept, beside the sessions."""
    return home.sessions.parent / "drills"


def keep_drill_result(home: Home, row: Row) -> None:
    """Append what came of one drill.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    path = make_private(drills_folder(home)) / RESULTS
    line = json.dumps(row, ensure_ascii=False) + "\n"
    try:
        with os.fdopen(open_private(path, "ab"), "ab") as file:
            file.write(line.encode())
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); free some space"
        ) from error


def read_drill_results(home: Home) -> list[Row]:
    """Read what came of all drills so far, oldest first; a damaged line is left out."""
    path = drills_folder(home) / RESULTS
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [row for line in lines if (row := _parsed(line)) is not None]


class _Result(BaseModel):
    """What a line must hold; the rest may be anything."""

    model_config = ConfigDict(strict=True, extra="ignore")

    drill: DrillName
    level: Annotated[int, Field(ge=1, le=5)]
    started_at: str | None = None
    n_good: Annotated[int, Field(ge=0)]
    n_rounds: Annotated[int, Field(ge=0, le=1000)]

    @model_validator(mode="after")
    def _is_no_more_than_all(self) -> _Result:
        if self.n_good > self.n_rounds:
            raise ValueError("more went well than was tried")
        return self


def _parsed(line: str) -> Row | None:
    try:
        row: Row = json.loads(line)
        _Result.model_validate(row)
    except (ValueError, RecursionError):
        return None
    return row
