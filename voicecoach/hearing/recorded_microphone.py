"""Recordings that behave like a microphone: one file, or a script that waits its turn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from voicecoach.errors import ScriptError
from voicecoach.hearing.sound_file import read_channels
from voicecoach.ports import Cues
from voicecoach.turns import RATE_HZ, Samples

# If the counterpart has said its last word and a script still waits for one, it goes on.
LONGEST_WAIT_S = 45.0


def read_learner(path: Path) -> Samples:
    """Read a recording of a learner: mono, or the left channel of a session's stereo file."""
    return read_channels(path)[0]


class RecordedMicrophone:
    """Plays a recording into the session from its first sample to its last."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._position = 0

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        """Hand over the next samples, the last block filled up with silence."""
        del cues
        block = self._samples[self._position : self._position + n_samples]
        self._position += n_samples
        return _filled(block, n_samples) if len(block) else None


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wait(_Step):
    """Until the counterpart's next utterance has been spoken and its sound has ended."""

    wait: Annotated[str, Field(pattern="^counterpart$")]


class Say(_Step):
    """Play a sound file, path relative to the script."""

    say: str


class Hold(_Step):
    """That many seconds of silence, whatever the counterpart does meanwhile."""

    hold: Annotated[float, Field(ge=0, le=3600)]


class AfterOnset(_Step):
    """That long after the counterpart's next utterance begins."""

    after_onset: Annotated[float, Field(ge=0, le=60)]


class End(_Step):
    """The session ends here."""

    end: Annotated[bool, Field(strict=True)]


Step = Wait | Say | Hold | AfterOnset | End
_KINDS: dict[str, type[Step]] = {
    "wait": Wait,
    "say": Say,
    "hold": Hold,
    "after_onset": AfterOnset,
    "end": End,
}


def read_script(path: Path) -> tuple[list[Step], dict[str, Samples]]:
    """Read a learner script and every recording it names."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScriptError(f"{path}: cannot be read ({error.strerror}); give a YAML file") from error
    # A value that is forced to be what it is not, as a 30th of February, is a ValueError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ScriptError(f"{path}: is not YAML: {_one_line(error)}") from error
    if not isinstance(rows, list) or not rows:
        raise ScriptError(f"{path}: must be a list of steps such as '- hold: 5.0'")
    steps = [_step(row, number, path) for number, row in enumerate(rows, start=1)]
    sounds = {s.say: read_learner(path.parent / s.say) for s in steps if isinstance(s, Say)}
    return steps, sounds


def _step(row: Any, number: int, path: Path) -> Step:
    names = ", ".join(_KINDS)
    if not isinstance(row, dict) or len(row) != 1 or next(iter(row)) not in _KINDS:
        raise ScriptError(f"{path}: step {number} must hold one of {names}, got {row!r}")
    try:
        return TypeAdapter(_KINDS[next(iter(row))]).validate_python(row)
    except ValidationError as error:
        problem = error.errors()[0]["msg"]
        raise ScriptError(f"{path}: step {number}: {row!r}: {problem}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


class ScriptedMicrophone:
    """A learner made of recordings and silences, who listens to the counterpart."""

    def __init__(self, steps: list[Step], sounds: dict[str, Samples]) -> None:
        self._steps = list(steps)
        self._sounds = sounds
        self._queue: Samples = np.zeros(0, dtype=np.float32)
        # What the counterpart had done when the step began; before the first step, nothing.
        self._began: Cues | None = Cues(is_audible=False, n_lines_started=0, n_lines_ended=0)
        self._waited = 0

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        """Hand over the next samples; silence while waiting; None when the list has ended."""
        while len(self._queue) < n_samples and self._steps and self._advance(cues):
            pass
        if not len(self._queue) and not self._steps:
            return None
        block, self._queue = self._queue[:n_samples], self._queue[n_samples:]
        self._waited += n_samples
        return _filled(block, n_samples)

    def _advance(self, cues: Cues) -> bool:
        """Do the next step if its time has come; tell whether it was done."""
        step = self._steps[0]
        if self._began is None:
            self._began, self._waited = cues, -len(self._queue)
        if isinstance(step, Wait | AfterOnset) and not self._has_come(step, cues):
            return False
        self._steps.pop(0)
        self._began = None
        if isinstance(step, Say):
            self._append(self._sounds[step.say])
        elif isinstance(step, Hold):
            self._append(np.zeros(round(step.hold * RATE_HZ), dtype=np.float32))
        elif isinstance(step, AfterOnset):
            self._append(np.zeros(round(step.after_onset * RATE_HZ), dtype=np.float32))
        elif isinstance(step, End):
            self._steps.clear()
        return True

    def _has_come(self, step: Wait | AfterOnset, cues: Cues) -> bool:
        assert self._began is not None
        if self._waited >= LONGEST_WAIT_S * RATE_HZ:
            return True
        if isinstance(step, Wait):
            return cues.n_lines_ended > self._began.n_lines_ended
        return cues.n_lines_started > self._began.n_lines_started

    def _append(self, samples: Samples) -> None:
        self._queue = np.concatenate([self._queue, samples])


def _filled(block: Samples, n_samples: int) -> Samples:
    if len(block) == n_samples:
        return block
    return np.concatenate([block, np.zeros(n_samples - len(block), dtype=np.float32)])
