"""A session as events and as a record: what the journal holds, and the fold over it."""

from voicecoach.session.events import (
    SCHEMA,
    Event,
    answered,
    ended,
    measured_event,
    mind_event,
    note,
    seconds,
    silence_event,
    started,
    turn_event,
)
from voicecoach.session.folding import fold

__all__ = [
    "SCHEMA",
    "Event",
    "answered",
    "ended",
    "fold",
    "measured_event",
    "mind_event",
    "note",
    "seconds",
    "silence_event",
    "started",
    "turn_event",
]
