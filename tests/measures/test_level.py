"""Loudness of ideal sound."""

import numpy as np
import pytest

from voicecoach.errors import MeasureError
from voicecoach.measures.level import (
    FLOOR_DBFS,
    frame_levels,
    intensity_contour,
    mean_level_dbfs,
)
from voicecoach.measures.spans import NO_SPANS, as_spans
from voicecoach.turns import RATE_HZ


def sine(pitch_hz: float, amplitude: float, *, offset: float = 0.0) -> np.ndarray:
    times = np.arange(2 * RATE_HZ) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * pitch_hz * times) + offset).astype(np.float32)


@pytest.mark.parametrize("pitch_hz", [70, 133, 220, 1000])
@pytest.mark.parametrize(("amplitude", "offset"), [(1.0, 0.0), (0.05, 0.0), (0.1, 0.2)])
def test_level_of_a_sine_is_right_to_a_tenth_of_a_db(
    pitch_hz: float, amplitude: float, offset: float
) -> None:
    level = mean_level_dbfs(
        frame_levels(sine(pitch_hz, amplitude, offset=offset)), as_spans([(0, 2)])
    )
    assert level == pytest.approx(20 * np.log10(amplitude / np.sqrt(2)), abs=0.1)


def test_a_burst_does_not_lift_the_silence_beside_it() -> None:
    sound = np.zeros(RATE_HZ)
    sound[:8000] = np.random.default_rng(1).normal(0, 0.1, 8000)
    assert frame_levels(sound)[50:].max() == FLOOR_DBFS


def test_silence_has_the_level_of_the_floor() -> None:
    assert frame_levels(np.zeros(1600, np.float32)).tolist() == [FLOOR_DBFS] * 10
    assert intensity_contour(np.zeros(1600, np.float32)).tolist() == [FLOOR_DBFS] * 10


def test_less_than_ten_milliseconds_have_no_level() -> None:
    assert len(frame_levels(np.ones(100, np.float32))) == 0
    assert len(intensity_contour(np.ones(100, np.float32))) == 0
    assert mean_level_dbfs(np.zeros(0), NO_SPANS) is None


def test_two_channels_are_refused() -> None:
    with pytest.raises(MeasureError, match="one channel"):
        frame_levels(np.zeros((2, 1600), np.float32))


def test_sound_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(MeasureError, match="NaN"):
        frame_levels(np.full(1600, np.inf, np.float32))
