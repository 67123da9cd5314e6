"""Who holds the floor, and what a silence means. Pure: sound events in, floor events out."""

from voicecoach.turn_taking.backchannels import is_break_in
from voicecoach.turn_taking.end_of_turn import Evidence, Patience, completeness, wait_at_pause
from voicecoach.turn_taking.events import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    FloorEvent,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    SilenceHeld,
)
from voicecoach.turn_taking.floor import Floor, Phase
from voicecoach.turn_taking.frames import Frame, SpeechGate
from voicecoach.turn_taking.silences import classify

__all__ = [
    "Away",
    "BreakIn",
    "BreakInOver",
    "Collision",
    "Evidence",
    "FillDue",
    "Floor",
    "FloorEvent",
    "Frame",
    "LearnerFinished",
    "LearnerPaused",
    "LearnerResumed",
    "LearnerStarted",
    "MaybeBreakIn",
    "Patience",
    "Phase",
    "SilenceHeld",
    "SpeechGate",
    "classify",
    "completeness",
    "is_break_in",
    "wait_at_pause",
]
