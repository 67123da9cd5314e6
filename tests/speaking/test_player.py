"""The player delivers every sample once, and changes level without clicks."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.speaking.player import FADE_SAMPLES, Played, Player
from voicecoach.turns import Samples

BLOCK = 512


def tone(n: int) -> Samples:
    return np.sin(2 * np.pi * 200 * np.arange(1, n + 1) / 16_000).astype(np.float32)


def pull_all(player: Player, n_blocks: int, block: int = BLOCK) -> list[Played]:
    return [player.pull(block) for _ in range(n_blocks)]


def sound_of(blocks: list[Played]) -> Samples:
    return np.concatenate([block.samples for block in blocks])


def largest_step(samples: Samples) -> float:
    return float(np.abs(np.diff(samples)).max())


def test_an_idle_player_is_silent() -> None:
    played = Player().pull(BLOCK)
    assert (played.line, played.position, played.has_line_ended) == (None, 0, False)
    assert played.samples.dtype == np.float32
    assert not played.samples.any()


@settings(deadline=None)  # tests are not timed
@given(lengths=st.lists(st.integers(1, 3000), min_size=1, max_size=4), block=st.integers(1, 1200))
def test_what_was_pulled_is_what_was_started(lengths: list[int], block: int) -> None:
    player = Player()
    for line, length in enumerate(lengths):
        player.start(line, tone(length))
        blocks = pull_all(player, -(-length // block), block)
        assert np.array_equal(sound_of(blocks)[:length], tone(length))
        assert not sound_of(blocks)[length:].any()
        assert [b.position for b in blocks][-1] == length
        assert [b.has_line_ended for b in blocks] == [False] * (len(blocks) - 1) + [True]
        assert {b.line for b in blocks} == {line}
        assert player.pull(block).line is None
        assert not player.is_playing


def test_an_empty_line_never_begins() -> None:
    player = Player()
    player.start(1, tone(0))
    assert not player.is_playing
    assert player.pull(BLOCK).line is None


def test_a_delay_is_silence_before_the_first_sample() -> None:
    player = Player()
    player.start(1, tone(1000), delay=700)
    blocks = pull_all(player, 4)
    assert [block.line for block in blocks] == [None, 1, 1, 1]
    assert not sound_of(blocks)[:700].any()
    assert np.array_equal(sound_of(blocks)[700:1700], tone(1000))


def test_ducking_reaches_its_level_in_ten_ms_without_a_click() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    player.duck(-12.0)
    ducked = player.pull(BLOCK).samples
    assert ducked[FADE_SAMPLES - 1 :] == pytest.approx(10 ** (-12 / 20), abs=1e-5)
    assert largest_step(ducked) < 1.5 / FADE_SAMPLES
    player.unduck()
    assert player.pull(BLOCK).samples[FADE_SAMPLES - 1 :] == pytest.approx(1.0)


def test_a_fade_goes_on_over_small_blocks() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.duck(-60.0)
    fade = sound_of(pull_all(player, 40, block=10))
    assert np.all(np.diff(fade) <= 0)
    assert fade[FADE_SAMPLES] == pytest.approx(0.001, abs=1e-5)


def test_pause_fades_and_keeps_the_position() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    player.pause()
    pausing, paused = player.pull(BLOCK), player.pull(BLOCK)
    assert not pausing.samples[FADE_SAMPLES:].any()
    assert largest_step(pausing.samples) < 1.5 / FADE_SAMPLES
    assert paused.line is None
    assert player.is_paused
    assert player.is_playing


def test_resume_loses_nothing() -> None:
    player, line = Player(), tone(4000)
    player.start(1, line)
    player.pull(BLOCK)
    player.pause()
    pull_all(player, 5)
    player.resume()
    blocks = pull_all(player, 7)
    resumed = sound_of(blocks)[: 4000 - BLOCK]
    assert np.array_equal(resumed[FADE_SAMPLES:], line[BLOCK + FADE_SAMPLES :])
    assert largest_step(resumed) < 0.1
    assert sum(block.has_line_ended for block in blocks) == 1


def test_resume_may_step_back() -> None:
    player, line = Player(), tone(4000)
    player.start(1, line)
    pull_all(player, 3)
    player.pause()
    player.pull(BLOCK)
    player.resume(100)
    played = player.pull(BLOCK)
    assert played.position == 100 + BLOCK
    assert np.array_equal(played.samples[FADE_SAMPLES:], line[100 + FADE_SAMPLES : 100 + BLOCK])


def test_a_pause_taken_back_at_once_is_hardly_heard() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    player.pause()
    player.resume()
    assert player.pull(BLOCK).samples == pytest.approx(1.0)


def test_stop_fades_within_ten_ms_and_says_how_far_it_came() -> None:
    player = Player()
    player.start(7, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    assert player.stop() == BLOCK
    assert not player.is_playing
    fading, after = player.pull(BLOCK), player.pull(BLOCK)
    assert (fading.line, fading.position, fading.has_line_ended) == (7, BLOCK, False)
    assert not fading.samples[FADE_SAMPLES:].any()
    assert largest_step(np.concatenate([np.ones(1, np.float32), fading.samples])) < 0.01
    assert (after.line, after.samples.any()) == (None, False)


def test_stopping_in_a_pause_is_silent() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    player.pause()
    player.pull(BLOCK)
    player.stop()
    assert not player.is_paused
    assert not player.pull(BLOCK).samples.any()


def test_stopping_when_idle_does_nothing() -> None:
    assert Player().stop() == 0


def test_a_new_line_lets_the_old_one_fade() -> None:
    player = Player()
    player.start(1, np.ones(8000, dtype=np.float32))
    player.pull(BLOCK)
    player.start(2, np.zeros(8000, dtype=np.float32))
    played = player.pull(BLOCK)
    assert played.line == 2
    assert played.samples[0] == pytest.approx(1 - 1 / FADE_SAMPLES)
    assert not played.samples[FADE_SAMPLES:].any()


def test_a_card_and_a_conversation_may_use_it_at_once() -> None:
    player = Player()
    ends: list[int] = []
    is_done = threading.Event()

    def card() -> None:
        while not is_done.is_set():
            played = player.pull(64)
            if played.has_line_ended and played.line is not None:
                ends.append(played.line)

    thread = threading.Thread(target=card)
    thread.start()
    for line in range(50):
        player.start(line, tone(640))
        player.pause()
        player.duck(-6.0)
        player.resume()
        player.unduck()
        while player.is_playing:
            pass
    is_done.set()
    thread.join()
    assert ends == list(range(50))
