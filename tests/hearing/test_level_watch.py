"""What a microphone delivers when it is muted, switched off or too loud."""

from __future__ import annotations

import numpy as np

from voicecoach.hearing.level_watch import LevelWatch
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples

ZEROS = np.zeros(FRAME_SAMPLES, dtype=np.float32)
CHANCE = np.random.default_rng(1)


def room() -> Samples:
    return CHANCE.normal(0, 3e-4, FRAME_SAMPLES).astype(np.float32)


def hear(watch: LevelWatch, seconds: float, block: Samples | None = None) -> list[str]:
    """Room noise, or the same block again and again."""
    said = [watch.hear(room() if block is None else block) for _ in range(round(seconds / FRAME_S))]
    return [text for text in said if text is not None]


def test_a_microphone_that_is_dead_from_the_start_is_named_once() -> None:
    watch = LevelWatch()
    assert not hear(watch, 9.0, ZEROS)
    (text,) = hear(watch, 30.0, ZEROS)
    assert "is it muted?" in text


def test_a_source_that_begins_with_zeros_may_be_made_so() -> None:
    watch = LevelWatch()
    hear(watch, 12.0, ZEROS)
    hear(watch, 8.0)
    assert not hear(watch, 20.0, ZEROS)
    assert not watch.is_off


def test_a_microphone_that_is_switched_off_is_noticed_in_a_second_and_so_is_its_return() -> None:
    watch = LevelWatch()
    hear(watch, 5.0)
    assert not hear(watch, 0.8, ZEROS)
    (text,) = hear(watch, 1.0, ZEROS)
    assert "switched off" in text
    assert watch.is_off
    assert not hear(watch, 0.1)
    assert not watch.is_off


def test_switched_off_again_it_is_noticed_again_and_not_said_again() -> None:
    watch = LevelWatch()
    hear(watch, 5.0)
    hear(watch, 2.0, ZEROS)
    hear(watch, 2.0)
    assert not hear(watch, 2.0, ZEROS)
    assert watch.is_off


def test_a_driver_that_puts_zeros_between_words_is_not_switched_off() -> None:
    watch = LevelWatch()
    for _ in range(6):
        hear(watch, 1.0)
        hear(watch, 0.5, ZEROS)
    assert not hear(watch, 30.0, ZEROS)
    assert not watch.is_off


def test_a_driver_that_opens_for_a_voice_is_mistaken_once_at_most() -> None:
    watch = LevelWatch()
    hear(watch, 5.0)
    hear(watch, 2.0, ZEROS)
    hear(watch, 2.0, room() * 100)
    hear(watch, 5.0, ZEROS)
    assert not watch.is_off


def test_a_held_silence_in_a_quiet_room_is_no_dead_microphone() -> None:
    watch = LevelWatch()
    hear(watch, 60.0)
    assert not watch.is_off


def test_a_voice_that_distorts_is_named_once() -> None:
    watch = LevelWatch()
    loud = np.clip(room() * 1e5, -1, 1).astype(np.float32)
    (text,) = hear(watch, 5.0, loud)
    assert "distorts" in text
