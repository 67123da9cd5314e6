"""The guard tells the learner from the loudspeaker: ideal rooms, every rung of the ladder."""

import numpy as np
import pytest
from echo_sounds import at_rate, delayed, level_db, room_noise, run, voice
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.hearing.echo import DRIFTING, EchoGuard
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, RATE_HZ

SECONDS = 12.0
PLAYED = voice(SECONDS, seed=1)
NOISE = room_noise(len(PLAYED))


def block(seconds: float) -> int:
    return int(seconds / FRAME_S)


@pytest.mark.parametrize("delay_ms", [0, 40, 120, 300])
def test_a_pure_delay_is_removed_by_twenty_decibels(delay_ms: int) -> None:
    echo = delayed(PLAYED, delay_ms * RATE_HZ // 1000)
    guard = EchoGuard()
    cleaned = run(guard, echo + NOISE, PLAYED)
    assert guard.mode == "canceller"
    late = slice(block(8), block(12) * FRAME_SAMPLES)
    left = level_db([c.samples for c in cleaned[block(8) :]])
    assert level_db([echo[8 * RATE_HZ : late.stop]]) - left > 20
    assert all(c.is_echo_likely for c in cleaned[block(1) :] if c.mode == "measuring")
    assert np.mean([c.is_echo_likely for c in cleaned[block(8) :]]) > 0.9


def test_an_echo_ahead_of_its_reference_costs_only_the_delay_it_needs() -> None:
    guard = EchoGuard()
    cleaned = run(guard, delayed(PLAYED, -80 * RATE_HZ // 1000) + NOISE, PLAYED)
    assert guard.mode == "canceller"
    assert cleaned[-1].delay_s == pytest.approx(0.096, abs=0.002)
    assert level_db([c.samples for c in cleaned[block(8) : -10]]) < level_db([PLAYED]) - 25


def test_with_headphones_the_microphone_is_left_alone_bit_for_bit() -> None:
    learner = voice(SECONDS, seed=2) + NOISE
    guard = EchoGuard()
    cleaned = run(guard, learner, PLAYED)
    assert guard.mode == "headphones"
    out = np.concatenate([c.samples for c in cleaned])
    assert np.array_equal(out, learner[: len(out)])
    assert all(c.delay_s == 0.0 for c in cleaned)
    assert np.mean([c.is_echo_likely for c in cleaned[block(3) :]]) < 0.02


def test_an_echo_below_the_noise_is_no_echo() -> None:
    guard = EchoGuard()
    run(guard, delayed(PLAYED, 640, gain=0.002) + NOISE, PLAYED)
    assert guard.mode == "headphones"


def test_without_any_sound_of_the_counterpart_nothing_is_echo() -> None:
    guard = EchoGuard()
    silence = np.zeros_like(PLAYED)
    cleaned = run(guard, voice(SECONDS, seed=2), silence)
    assert guard.mode == "measuring"
    assert not any(c.is_echo_likely for c in cleaned)


def test_a_learner_over_the_counterpart_is_kept() -> None:
    learner = voice(3.0, seed=3, level=0.03)
    echo = delayed(PLAYED, 640)
    microphone = echo + NOISE
    microphone[8 * RATE_HZ : 11 * RATE_HZ] += learner
    guard = EchoGuard()
    cleaned = run(guard, microphone, PLAYED)
    during = cleaned[block(8) + 3 : block(11)]
    assert np.mean([not c.is_echo_likely for c in during]) > 0.8
    clean = np.concatenate([c.samples for c in during])
    at = (block(8) + 3) * FRAME_SAMPLES
    truth = (microphone - echo)[at : at + len(clean)]
    assert level_db([clean - truth]) < level_db([truth]) - 10
    assert guard.learner_share(8.2, 10.8) > 0.7
    assert guard.learner_share(5.0, 7.5) < 0.1


def test_after_the_line_has_ended_the_learner_is_heard_at_once() -> None:
    played = PLAYED.copy()
    played[8 * RATE_HZ :] = 0
    microphone = delayed(played, 640) + NOISE
    microphone[int(8.6 * RATE_HZ) :] += voice(3.4, seed=4, level=0.03)
    cleaned = run(EchoGuard(), microphone, played)
    assert not any(c.is_echo_likely for c in cleaned[block(8.7) :])


def test_a_pulled_plug_is_noticed_within_a_second_and_is_no_learner() -> None:
    microphone = delayed(PLAYED, 800)
    microphone[: 6 * RATE_HZ] = 0
    guard = EchoGuard()
    cleaned = run(guard, microphone + NOISE, PLAYED)
    modes = [c.mode for c in cleaned]
    assert modes[block(5.9)] == "headphones"
    assert modes[block(7)] in ("measuring", "canceller")
    taken_for_learner = [c for c in cleaned[block(6) : block(7.5)] if not c.is_echo_likely]
    assert len(taken_for_learner) * FRAME_S < 0.3  # what a break-in takes
    assert modes[-1] == "canceller"


def test_a_plug_put_in_again_ends_in_headphones() -> None:
    played = voice(20.0, seed=1)
    microphone = delayed(played, 800)
    microphone[8 * RATE_HZ :] = 0
    guard = EchoGuard()
    run(guard, microphone + room_noise(len(played)), played)
    assert guard.mode == "headphones"


def test_a_loudspeaker_that_moves_is_learnt_anew() -> None:
    played = voice(20.0, seed=1)
    microphone = delayed(played, 800)
    later = slice(8 * RATE_HZ, None)
    microphone[later] = delayed(played, 2400)[later]
    guard = EchoGuard()
    cleaned = run(guard, microphone + room_noise(len(played)), played)
    assert guard.mode == "canceller"
    assert guard.path_s == pytest.approx(0.15, abs=0.002)
    taken_for_learner = [c for c in cleaned[block(8) : block(11)] if not c.is_echo_likely]
    assert len(taken_for_learner) * FRAME_S < 0.3


def test_noise_that_follows_no_path_ends_in_half_duplex_and_says_so_once() -> None:
    # A loudspeaker so torn that what comes back resembles what was played only in its signs.
    rng = np.random.default_rng(5)
    played = PLAYED * (np.arange(len(PLAYED)) % 24_000 > 8_000)
    torn = np.sign(played) * np.abs(rng.normal(0, 0.05, len(played))).astype(np.float32)
    loud = ((np.abs(played) > 0.01) * torn).astype(np.float32)
    guard = EchoGuard()
    cleaned = run(guard, delayed(loud, 640, gain=1.0) + NOISE, played.astype(np.float32))
    assert guard.mode == "half_duplex"
    assert all(c.is_echo_likely for c in cleaned if c.mode == "half_duplex")
    notice = guard.take_notice()
    assert notice is not None
    assert "ignored" in notice
    assert guard.take_notice() is None


@pytest.mark.parametrize("ppm", [-80.0, 50.0])
def test_two_clocks_that_drift_are_brought_together(ppm: float) -> None:
    played = voice(20.0, seed=1)
    echo = at_rate(delayed(played, 1600), ppm)
    guard = EchoGuard()
    cleaned = run(guard, echo + room_noise(len(played)), played)
    assert guard.mode == "canceller"
    assert guard.drift_ppm == pytest.approx(-ppm, abs=5)
    notices = [guard.take_notice() for _ in range(3)]
    assert notices[1:] == [DRIFTING, None]
    assert level_db([c.samples for c in cleaned[block(16) :]]) < level_db([echo]) - 20


def test_the_same_sound_gives_the_same_answer_again() -> None:
    microphone = delayed(PLAYED, 640) + NOISE
    one, two = (run(EchoGuard(), microphone, PLAYED) for _ in range(2))
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(one, two, strict=True))


wild = st.sampled_from([0.0, 1.0, -1.0, 1e-30, 1e30, np.nan, np.inf, -np.inf, 0.3])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(wild, wild, st.integers(0, 99)), min_size=1, max_size=30))
def test_no_sound_whatever_raises_or_leaves_a_hole(steps: list[tuple[float, float, int]]) -> None:
    guard = EchoGuard()
    for learner, counterpart, seed in steps:
        rng = np.random.default_rng(seed)
        mic = (rng.normal(0, 0.1, FRAME_SAMPLES) + learner).astype(np.float32)
        ref = (rng.normal(0, 0.1, FRAME_SAMPLES) * counterpart).astype(np.float32)
        for _ in range(12):
            cleaned = guard.hear(mic, ref)
            assert np.isfinite(cleaned.samples).all()
            assert np.isfinite(cleaned.residual_db)
