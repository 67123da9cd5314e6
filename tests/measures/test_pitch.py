"""Pitch of ideal sound."""

import numpy as np
import pytest

from voicecoach.measures.pitch import (
    keep_own_range,
    pitch_inside,
    pitch_median_hz,
    pitch_spread_st,
    track_pitch,
)
from voicecoach.measures.spans import as_spans
from voicecoach.turns import RATE_HZ


def buzz(pitch_hz: np.ndarray | float, *, duration_s: float = 2.0) -> np.ndarray:
    """A tone with seven harmonics; pitch may change from sample to sample."""
    n_samples = round(duration_s * RATE_HZ)
    phase = 2 * np.pi * np.cumsum(np.broadcast_to(pitch_hz, n_samples)) / RATE_HZ
    return (sum(np.sin(k * phase) / k for k in range(1, 8)) / 5).astype(np.float32)


@pytest.mark.parametrize("pitch_hz", [70, 98.3, 147, 211, 333, 470])
def test_pitch_of_a_tone_is_right_to_a_tenth_of_a_semitone(pitch_hz: float) -> None:
    found = pitch_median_hz(track_pitch(buzz(pitch_hz)).pitch_hz)
    assert found is not None
    assert abs(12 * np.log2(found / pitch_hz)) < 0.1


def test_pitch_survives_noise_clipping_and_hum() -> None:
    times = np.arange(2 * RATE_HZ) / RATE_HZ
    sound = buzz(147) + 0.02 * np.sin(2 * np.pi * 50 * times)
    sound += np.random.default_rng(1).normal(0, 0.03, len(sound))
    found = pitch_median_hz(track_pitch(np.clip(sound, -0.3, 0.3).astype(np.float32)).pitch_hz)
    assert found == pytest.approx(147, rel=0.006)


def test_spread_of_a_glide_is_right() -> None:
    octave = 120 * 2 ** np.linspace(-0.5, 0.5, 4 * RATE_HZ)
    spread = pitch_spread_st(track_pitch(buzz(octave, duration_s=4)).pitch_hz)
    assert spread == pytest.approx(12 / np.sqrt(12), abs=0.1)


def test_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, RATE_HZ).astype(np.float32)
    assert np.isnan(track_pitch(noise).pitch_hz).mean() > 0.9
    assert np.isnan(track_pitch(np.zeros(RATE_HZ, np.float32)).pitch_hz).all()
    assert len(track_pitch(np.zeros(1, np.float32)).pitch_hz) == 0


def test_pitch_is_followed_inside_speech_only() -> None:
    track = pitch_inside(buzz(150), as_spans([(0.5, 1.0)])).pitch_hz
    assert len(track) == 100
    assert np.isnan(track[:25]).all()
    assert np.isfinite(track[26:49]).all()
    assert np.isnan(track[50:]).all()


def test_octave_errors_do_not_widen_the_spread() -> None:
    chance = np.random.default_rng(1)
    track = 150 * 2 ** (chance.normal(0, 2, 500) / 12)
    broken = np.where(chance.random(500) < 0.05, track / 2, track)
    assert pitch_spread_st(keep_own_range(broken)) == pytest.approx(
        pitch_spread_st(track), abs=0.25
    )


def test_nothing_voiced_gives_none() -> None:
    nothing = np.full(10, np.nan)
    assert pitch_median_hz(nothing) is None
    assert pitch_spread_st(nothing) is None
    assert np.isnan(keep_own_range(nothing)).all()
