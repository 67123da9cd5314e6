"""Ideal timelines: who sounds when, turned into frames."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.turn_taking import Floor, FloorEvent, Frame, LearnerPaused
from voicecoach.turn_taking.frames import HOP_S, HOPS_PER_FRAME
from voicecoach.turns import FRAME_S

Spans = list[tuple[float, float]]
SPEECH_DBFS = -20.0
ROOM_DBFS = -65.0


def frames(learner: Spans, counterpart: Spans, *, until_s: float) -> list[Frame]:
    """Frames of a session in which these stretches sound; probability follows the learner."""
    rows = []
    for number in range(round(until_s / FRAME_S)):
        start_s, end_s = number * FRAME_S, (number + 1) * FRAME_S
        levels = tuple(
            SPEECH_DBFS if _covers(learner, start_s + (hop + 0.5) * HOP_S) else ROOM_DBFS
            for hop in range(HOPS_PER_FRAME)
        )
        share = sum(level == SPEECH_DBFS for level in levels) / HOPS_PER_FRAME
        starts = [s for s, _ in counterpart if start_s <= s < end_s]
        ends = [e for _, e in counterpart if start_s < e <= end_s]
        rows.append(
            Frame(
                end_s=end_s,
                speech_probability=0.95 if share >= 0.5 else 0.02,
                levels_dbfs=levels,
                is_counterpart_audible=_covers(counterpart, (start_s + end_s) / 2),
                has_line_started=bool(starts),
                has_line_ended=bool(ends),
                line_edge_s=starts[0] if starts else ends[0] if ends else None,
            )
        )
    return rows


def _covers(spans: Spans, at_s: float) -> bool:
    return any(start <= at_s < end for start, end in spans)


def play(
    floor: Floor,
    learner: Spans,
    counterpart: Spans,
    *,
    until_s: float,
    wait_s: float | None = 0.6,
    on_event: Callable[[FloorEvent], None] | None = None,
) -> list[FloorEvent]:
    """Run a timeline; every pause is judged to need `wait_s`."""
    heard: list[FloorEvent] = []
    for frame in frames(learner, counterpart, until_s=until_s):
        for event in floor.hear(frame):
            heard.append(event)
            if isinstance(event, LearnerPaused) and wait_s is not None:
                floor.set_wait(event.revision, wait_s)
            if on_event is not None:
                on_event(event)
    return heard
