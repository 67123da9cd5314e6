"""Where a stretch of speech begins and ends."""

from __future__ import annotations

import pytest

from voicecoach.turn_taking.frames import Frame, SpeechGate
from voicecoach.turns import FRAME_S

ROOM = (-60.0,) * 4
SOFT = (-45.0,) * 4
LOUD = (-20.0,) * 4
CLICK = (-60.0, -30.0, -60.0, -60.0)


def started_s(*frames: tuple[float, tuple[float, ...]]) -> float:
    """When speech began, after a second of room."""
    gate = SpeechGate()
    rows = [(0.02, ROOM)] * 31 + list(frames)
    for number, (probability, levels) in enumerate(rows, start=1):
        gate.hear(Frame(number * FRAME_S, probability, levels))
    assert gate.is_speech
    return gate.start_s - 31 * FRAME_S


def test_speech_begins_where_it_was_loud_first() -> None:
    assert started_s((0.9, (-60.0, -60.0, -20.0, -20.0))) == pytest.approx(0.016)


def test_the_frame_before_the_first_sure_one_belongs_to_it_where_it_sounded() -> None:
    assert started_s((0.03, (-60.0, -60.0, -60.0, -45.0)), (0.9, SOFT)) == pytest.approx(0.024)


def test_a_soft_onset_is_dated_by_its_edge_and_not_by_when_it_was_sure() -> None:
    onset = [(0.04, SOFT), (0.2, SOFT), (0.45, SOFT), (0.3, SOFT), (0.8, LOUD)]
    assert started_s(*onset) == pytest.approx(0.0)


def test_what_was_plainly_no_speech_is_no_part_of_it() -> None:
    knock = [(0.01, SOFT), (0.01, SOFT), (0.02, SOFT), (0.9, LOUD)]
    assert started_s(*knock) == pytest.approx(2 * FRAME_S)


def test_a_click_apart_from_it_is_no_part_of_it() -> None:
    assert started_s((0.3, CLICK), (0.3, ROOM), (0.9, LOUD)) == pytest.approx(2 * FRAME_S)


def test_a_stretch_never_begins_before_the_last_one_ended() -> None:
    gate = SpeechGate()
    spoken = [(0.9, LOUD)] * 5
    murmur = [(0.3, (-52.0,) * 4)] * 4
    soft = [(0.9, SOFT)]
    for number, (probability, levels) in enumerate(
        [(0.02, ROOM)] * 31 + spoken + murmur + soft, start=1
    ):
        gate.hear(Frame(number * FRAME_S, probability, levels))
    assert gate.start_s >= 36 * FRAME_S
