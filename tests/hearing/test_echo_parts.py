"""The parts of the echo guard, each on an ideal signal."""

import numpy as np
import pytest
from echo_sounds import at_rate, delayed, room_noise, voice

from voicecoach.hearing.echo_canceller import Past
from voicecoach.hearing.echo_drift import DriftTracker, shift_between
from voicecoach.hearing.echo_filter import BLOCK, EchoFilter
from voicecoach.hearing.echo_judge import NoiseBands, ResidualJudge, band_powers
from voicecoach.hearing.echo_path import LATEST, STRONG, WINDOW, Match, PathWatch, compare
from voicecoach.turns import FRAME_SAMPLES, RATE_HZ

PLAYED = voice(4.0, seed=1)


@pytest.mark.parametrize("lag", [-1500, -1, 0, 777, 8000])
def test_the_delay_of_an_echo_is_found_to_the_sample(lag: int) -> None:
    heard = delayed(PLAYED, lag)[20_000 : 20_000 + WINDOW]
    reference = PLAYED[20_000 - LATEST : 20_000 + WINDOW]
    match = compare(heard, reference)
    assert match.lag == lag
    assert match.strength > 2 * STRONG


def test_another_voice_is_no_echo_however_loud() -> None:
    other = voice(4.0, seed=2, level=0.3)
    strengths = [
        compare(other[at : at + WINDOW], PLAYED[at - LATEST : at + WINDOW]).strength
        for at in range(LATEST, len(PLAYED) - WINDOW, 1024)
    ]
    assert np.median(strengths) < STRONG


def test_a_delay_is_believed_when_it_lasts_and_suspected_before() -> None:
    watch = PathWatch()
    seen = []
    for _ in range(9):
        watch.hear(Match(640, 20.0))
        seen.append((watch.is_suspected, watch.lag is not None))
    assert seen[0] == (False, False)
    assert seen[1] == (True, False)
    assert seen[-1] == (True, True)


def test_delays_that_differ_are_never_believed() -> None:
    watch = PathWatch()
    for lag in range(0, 8000, 500):
        watch.hear(Match(lag, 20.0))
        assert not watch.is_suspected
        assert watch.lag is None


def test_taps_moved_by_a_broken_number_of_samples_are_measured() -> None:
    taps = np.zeros(2048, dtype=np.float32)
    taps[300:500] = np.random.default_rng(0).normal(size=200) * np.hanning(200)
    smooth = np.convolve(taps, np.hanning(9), mode="same").astype(np.float32)
    moved = np.fft.irfft(np.fft.rfft(smooth) * np.exp(-2j * np.pi * np.fft.rfftfreq(2048) * 3.3))
    assert shift_between(smooth, moved.astype(np.float32)) == pytest.approx(3.3, abs=0.05)
    assert shift_between(smooth, np.zeros_like(smooth)) is None


def test_a_path_that_stands_still_has_no_drift() -> None:
    tracker = DriftTracker(0.0)
    taps = np.hanning(64).astype(np.float32)
    for _ in range(40):
        tracker.is_due(0.5, is_audible=True)
        tracker.look(taps, 0.0)
    assert tracker.ppm == 0.0


def test_sound_between_two_samples_is_the_sound_in_between() -> None:
    past = Past()
    tone = np.sin(2 * np.pi * 500 * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    past.hear(tone)
    wanted = np.sin(2 * np.pi * 500 * (np.arange(RATE_HZ) - 100.25) / RATE_HZ)[-BLOCK:]
    assert np.allclose(past.between(BLOCK, ago=100.25), wanted, atol=2e-3)
    assert np.array_equal(past.between(BLOCK, ago=100.0), tone[-BLOCK - 100 : -100])


def test_the_filter_finds_the_taps() -> None:
    filter_ = EchoFilter()
    echo = delayed(PLAYED, 300, gain=0.5)
    for at in range(0, len(PLAYED) - BLOCK, BLOCK):
        filter_.hear(echo[at : at + BLOCK], PLAYED[at : at + BLOCK])
    taps = filter_.taps()
    assert int(np.argmax(np.abs(taps))) == 300
    assert taps[300] == pytest.approx(0.5, abs=0.05)


def test_the_noise_is_measured_as_samples_are() -> None:
    noise = NoiseBands()
    sound = room_noise(200 * FRAME_SAMPLES, level=0.01)
    for at in range(0, len(sound), FRAME_SAMPLES):
        noise.hear(band_powers(sound[at : at + FRAME_SAMPLES]))
    assert 10 * np.log10(noise.sample_power) == pytest.approx(-40, abs=2)


def test_what_stands_out_of_the_usual_rest_is_the_learner() -> None:
    judge = ResidualJudge()
    echo, rest = voice(6.0, seed=3, level=0.05), voice(6.0, seed=3, level=0.005)
    rest = rest + room_noise(len(rest))
    learner = voice(6.0, seed=4, level=0.05)
    heard = []
    for k in range(len(echo) // FRAME_SAMPLES):
        at = slice(k * FRAME_SAMPLES, (k + 1) * FRAME_SAMPLES)
        extra = learner[at] if k >= 150 else 0
        judge.hear(rest[at] + extra, echo[at], is_measuring=k < 90)
        heard.append(judge.is_learner)
    assert not any(heard[90:150])
    assert np.mean(heard[153:]) > 0.9


def test_a_silence_of_minutes_is_survived() -> None:
    judge = ResidualJudge()
    judge.hear(PLAYED[:FRAME_SAMPLES], PLAYED[:FRAME_SAMPLES], is_measuring=True)
    nothing = np.zeros(FRAME_SAMPLES, dtype=np.float32)
    for _ in range(3000):
        judge.hear(nothing, nothing, is_measuring=False)
        assert np.isfinite(judge.margin_db)
    assert not judge.is_learner


def test_a_clock_that_is_off_moves_the_echo() -> None:
    shifted = at_rate(PLAYED, 1000.0)
    end = len(PLAYED) - 4000
    piece = shifted[end - WINDOW : end]
    match = compare(piece, PLAYED[end - WINDOW - LATEST : end])
    assert match.lag == pytest.approx(-(end - WINDOW / 2) * 1e-3, abs=5)
