"""Floor events: what turn-taking tells the practice. All times are seconds on the audio clock."""

from __future__ import annotations

from dataclasses import dataclass

Spans = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LearnerStarted:
    """The learner has begun to speak; provisional until words confirm it."""

    at_s: float


@dataclass(frozen=True, slots=True)
class LearnerPaused:
    """Maybe the end of the turn: transcribe and prepare an answer, tagged with the revision."""

    revision: int
    start_s: float
    end_s: float
    speech: Spans


@dataclass(frozen=True, slots=True)
class LearnerResumed:
    """It was not the end: nothing of an older revision may be heard, stored or scored."""

    revision: int
    at_s: float


@dataclass(frozen=True, slots=True)
class LearnerFinished:
    """The turn is the learner's no longer."""

    revision: int
    start_s: float
    end_s: float
    speech: Spans


@dataclass(frozen=True, slots=True)
class MaybeBreakIn:
    """Sound over the counterpart's voice that may be a break-in: duck."""

    at_s: float


@dataclass(frozen=True, slots=True)
class BreakIn:
    """The learner speaks over the counterpart: pause it until the words decide."""

    at_s: float


@dataclass(frozen=True, slots=True)
class BreakInOver:
    """What seemed a break-in was none: no longer duck. The sound may have been a nudge."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Collision:
    """The learner began as the counterpart was filling the silence: withdraw the fill."""

    at_s: float


@dataclass(frozen=True, slots=True)
class SilenceHeld:
    """The learner could speak and does not; told at 3 s and at every second after."""

    start_s: float
    held_s: float


@dataclass(frozen=True, slots=True)
class FillDue:
    """The counterpart can bear the silence no longer."""

    start_s: float
    held_s: float


@dataclass(frozen=True, slots=True)
class Away:
    """Not a tactic any more: step out of role and freeze the clocks."""

    at_s: float


FloorEvent = (
    LearnerStarted
    | LearnerPaused
    | LearnerResumed
    | LearnerFinished
    | MaybeBreakIn
    | BreakIn
    | BreakInOver
    | Collision
    | SilenceHeld
    | FillDue
    | Away
)
