"""After the talk: measure the recording, fold the journal, say what happened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach import session
from voicecoach.coaching.feedback import give_feedback
from voicecoach.coaching.spoken import spoken_feedback
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.trend import MOST_EARLIER
from voicecoach.errors import RecordingError, StoreError
from voicecoach.hearing.sound_file import read_channels
from voicecoach.measures import measure_talk, plain, reasons
from voicecoach.measures.talk import Talk, lay_out_talk
from voicecoach.measures.typed import lay_out_typed, measure_typed
from voicecoach.report.result import result_of
from voicecoach.report.screen import feedback_text
from voicecoach.report.text import full_text
from voicecoach.store.journal import Event
from voicecoach.store.mending import changed_by_hand
from voicecoach.store.session_folder import SOUND, load_events
from voicecoach.turns import Feedback, Samples, SessionRecord


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a session came to, in the forms it is told in."""

    record: SessionRecord
    feedback: tuple[Feedback, ...]
    result: dict[str, Any]
    text: str  # one screen
    full: str  # every check
    spoken: str


def measure(folder: Path) -> Event:
    """Take the speaking figures from a session's recording and journal."""
    events = load_events(folder)
    return measured_by(events, lay_out(folder, events))


def lay_out(
    folder: Path, events: list[Event], sound: tuple[Samples, Samples] | None = None
) -> Talk:
    """Lay out a session's sound for measuring; without sound there are the turns alone.

    Parameters
    ----------
    folder : Path
    events : list of dict
        The session's journal.
    sound : (learner, counterpart), optional
        Both sides, if they are not kept in the folder.
    """
    record = session.fold(events)
    if is_typed(events):
        return lay_out_typed(record.turns, record.silences)
    learner, counterpart = _channels(folder / SOUND) if sound is None else sound
    return lay_out_talk(
        learner=learner,
        counterpart=counterpart,
        turns=record.turns,
        silences=record.silences,
        left_out=_left_out(events),
    )


def measured_by(events: list[Event], talk: Talk) -> Event:
    """Take the speaking figures from a talk that was laid out."""
    record = session.fold(events)
    figures = measure_typed(talk) if is_typed(events) else measure_talk(talk)
    return session.measured_event(record.duration_s, plain(figures), reasons(figures))


def is_typed(events: list[Event]) -> bool:
    """Tell whether the talk was held by keyboard: then there is no sound to measure."""
    return bool(events[0].get("settings", {}).get("typed", False))


def is_measured(events: list[Event]) -> bool:
    """Tell whether the speaking figures stand in the journal."""
    return any(event["event"] == "measured" for event in events)


def debrief(folder: Path) -> Debrief:
    """Fold a session's journal and put it into words; measures again if it was cut off."""
    events = load_events(folder)
    with changed_by_hand(folder):
        return tell(folder, events if is_measured(events) else [*events, measure(folder)])


def tell(folder: Path, events: list[Event]) -> Debrief:
    """Put a session into words, as its events have it."""
    record = session.fold(events)
    earlier = earlier_sessions(folder, record.persona)
    feedback = give_feedback(record, earlier)
    sure = only_sure(record)  # what is told is what the feedback was made of
    return Debrief(
        record=record,
        feedback=feedback,
        result=result_of(record, feedback, str(folder)),
        text=feedback_text(sure, feedback, earlier),
        full=full_text(sure, feedback),
        spoken=spoken_feedback(sure, feedback),
    )


def earlier_sessions(folder: Path, persona: str) -> tuple[SessionRecord, ...]:
    """Fold the last sessions with the same counterpart that lie beside this one, oldest first.

    Folders are named by time and counterpart, so only those that are wanted are opened. One that
    cannot be read is left out: it is no reason to give no feedback on this one.
    """
    here = folder.absolute()
    named = [path for path in here.parent.glob(f"*-{persona}*") if path.name < here.name]
    found: list[SessionRecord] = []
    for path in sorted(named, reverse=True):
        with suppress(StoreError):
            record = session.fold(load_events(path))
            found += [record] if record.persona == persona else []
        if len(found) == MOST_EARLIER:
            break
    return tuple(reversed(found))


def _channels(path: Path) -> tuple[Samples, Samples]:
    """Both sides of the recording; empty when there is none, so that words alone are measured."""
    nothing = np.zeros(0, dtype=np.float32)
    if not path.is_file():
        return nothing, nothing
    try:
        channels = read_channels(path)
    except RecordingError:
        return nothing, nothing
    return (channels[0], channels[1]) if len(channels) == 2 else (nothing, nothing)


def _left_out(events: list[Event]) -> np.ndarray:
    """Device gaps and pauses out of role; they count nowhere."""
    spans: list[tuple[float, float]] = []
    paused_s: float | None = None
    for event in events:
        at_s = float(event.get("at_s", 0.0))
        if event["event"] == "gap":
            spans.append((at_s - float(event["length_s"]), at_s))
        elif event["event"] == "paused":
            paused_s = at_s
        elif event["event"] == "resumed" and paused_s is not None:
            spans.append((paused_s, at_s))
            paused_s = None
    if paused_s is not None:
        spans.append((paused_s, float(events[-1].get("at_s", paused_s))))
    return np.array(spans, dtype=np.float64).reshape(-1, 2)
