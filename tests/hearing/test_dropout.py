"""A microphone that has gone is told from one that hears a quiet room."""

from __future__ import annotations

import numpy as np
import pytest

from voicecoach.hearing.dropout import GONE_S, LONGEST_S, DropoutWatch
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples

ZEROS = np.zeros(FRAME_SAMPLES, dtype=np.float32)
ROOM = np.random.default_rng(1).normal(0, 1e-5, FRAME_SAMPLES).astype(np.float32)  # -100 dBFS


def hear(watch: DropoutWatch, block: Samples, seconds: float) -> float:
    """Hear a block again and again; hand back what was lost."""
    return sum(watch.hear(block) for _ in range(round(seconds / FRAME_S)))


def test_zeros_where_there_was_a_room_mean_that_the_microphone_has_gone() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 10.0)
    hear(watch, ZEROS, GONE_S - 2 * FRAME_S)
    assert not watch.is_gone
    hear(watch, ZEROS, 3 * FRAME_S)
    assert watch.is_gone


def test_what_passed_for_sound_before_it_was_plain_is_told_once_when_it_is_back() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 10.0)
    assert hear(watch, ZEROS, LONGEST_S - 1.0) == 0.0
    assert watch.hear(ROOM) == pytest.approx(GONE_S, abs=FRAME_S)
    assert not watch.is_gone
    assert hear(watch, ROOM, 1.0) == 0.0


def test_a_very_quiet_room_is_a_room() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 60.0)
    assert not watch.is_gone


def test_of_a_microphone_that_puts_zeros_between_words_nothing_is_concluded() -> None:
    watch = DropoutWatch()
    for _ in range(20):
        hear(watch, ROOM, 1.0)
        hear(watch, ZEROS, 2.0)
        assert not watch.is_gone


def test_a_microphone_that_comes_back_with_a_voice_is_mistaken_once_at_most() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 10.0)
    hear(watch, ZEROS, 2.0)
    assert watch.is_gone
    watch.hear(ROOM * 100)  # a soft onset
    hear(watch, ROOM * 3000, 2.0)
    hear(watch, ZEROS, 5.0)
    assert not watch.is_gone


def test_zeros_while_a_microphone_starts_say_nothing() -> None:
    watch = DropoutWatch()
    hear(watch, ZEROS, 1.0)
    assert not watch.is_gone
    hear(watch, ROOM, 10.0)
    hear(watch, ZEROS, 1.0)
    assert watch.is_gone


def test_a_gate_that_is_closed_through_the_opening_is_a_gate() -> None:
    watch = DropoutWatch()
    hear(watch, ZEROS, 6.0)
    hear(watch, ROOM * 3000, 4.0)
    hear(watch, ZEROS, 10.0)
    assert not watch.is_gone


def test_nobody_is_waited_for_for_ever() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 10.0)
    hear(watch, ZEROS, LONGEST_S + 1.0)
    assert not watch.is_gone


def test_a_short_run_of_zeros_is_passed_over() -> None:
    watch = DropoutWatch()
    hear(watch, ROOM, 10.0)
    hear(watch, ZEROS, 0.2)
    assert watch.hear(ROOM) == 0.0
    assert not watch.is_gone
