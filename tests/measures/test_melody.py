from __future__ import annotations

import numpy as np
import pytest

from voicecoach.measures.melody import final_slope_st_s
from voicecoach.turns import RATE_HZ, Samples


def glide(start_hz: float, st_per_s: float, length_s: float = 1.0) -> Samples:
    """A buzz whose pitch moves by so many semitones a second."""
    seconds = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    pitch_hz = start_hz * 2 ** (st_per_s * seconds / 12)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    return (0.3 * sum(np.sin(n * phase) / n for n in range(1, 8))).astype(np.float32)


@pytest.mark.parametrize("start_hz", [95.0, 140.0, 220.0])
@pytest.mark.parametrize("st_per_s", [-15.0, -5.0, 0.0, 5.0, 12.0])
def test_a_glide_is_measured_in_semitones_a_second(start_hz: float, st_per_s: float) -> None:
    slope = final_slope_st_s(glide(start_hz, st_per_s))
    assert slope == pytest.approx(st_per_s, abs=1.5)


def test_silence_after_the_last_word_changes_nothing() -> None:
    voice = glide(140.0, -10.0)
    after = np.concatenate([voice, np.zeros(RATE_HZ // 5, dtype=np.float32)])
    assert final_slope_st_s(after) == pytest.approx(-10.0, abs=1.5)


def test_only_the_last_syllables_count() -> None:
    rising, falling = glide(120.0, 12.0), glide(200.0, -12.0, 0.4)
    slope = final_slope_st_s(np.concatenate([rising, falling]))
    assert slope is not None
    assert slope < -8.0


def test_no_voice_has_no_melody() -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, RATE_HZ).astype(np.float32)
    assert final_slope_st_s(noise) is None
    assert final_slope_st_s(np.zeros(RATE_HZ, dtype=np.float32)) is None
