"""What a microphone delivers when it is muted from the start, or too loud."""

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


def test_a_voice_that_distorts_is_named_once() -> None:
    watch = LevelWatch()
    loud = np.clip(room() * 1e5, -1, 1).astype(np.float32)
    (text,) = hear(watch, 5.0, loud)
    assert "distorts" in text
