"""A recording from anywhere, measured: what `analyse` reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from voicecoach.measures.figure import Figure
from voicecoach.measures.talk import Sound
from voicecoach.turns import Silence, Turn


@dataclass(frozen=True, slots=True)
class MeasuredRecording:
    """Everything that was measured of one recording."""

    name: str
    duration_s: float
    layout: str  # "learner and counterpart", "learner alone" or "two speakers on one channel"
    figures: dict[str, Figure]
    learner: Sound
    counterpart: Sound | None = None
    turns: tuple[Turn, ...] = ()
    silences: tuple[Silence, ...] = ()
    notes: tuple[str, ...] = field(default=())  # damage, and what could not be told apart
