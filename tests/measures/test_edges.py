"""Edges of speech, and what is tidied away."""

import numpy as np
import pytest

from voicecoach.measures.edges import find_sounding, refine_edges, tidy_speech
from voicecoach.measures.level import frame_levels
from voicecoach.measures.spans import NO_SPANS, as_spans
from voicecoach.turns import RATE_HZ

BURSTS = as_spans([(0.5, 1.5), (1.9, 2.7), (3.7, 3.9), (7.1, 9.0)])


def bursts(*, noise: float = 0.0005, offset: float = 0.0) -> np.ndarray:
    chance = np.random.default_rng(2)
    sound = chance.normal(offset, noise, 10 * RATE_HZ)
    for start, end in BURSTS:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] += chance.normal(0, 0.1, last - first)
    return sound


@pytest.mark.parametrize("offset", [0.0, 0.05])
def test_edges_of_bursts_are_found_to_20_ms(offset: float) -> None:
    levels = frame_levels(bursts(offset=offset))
    assert find_sounding(levels) == pytest.approx(BURSTS, abs=0.02)


@pytest.mark.parametrize("shift_s", [-0.09, -0.03, 0.04, 0.09])
def test_edges_that_voice_activity_put_elsewhere_are_moved_back(shift_s: float) -> None:
    shifted = np.maximum(BURSTS + shift_s, 0)
    assert refine_edges(frame_levels(bursts()), shifted) == pytest.approx(BURSTS, abs=0.02)


def test_speech_without_an_edge_nearby_stays_where_it_was() -> None:
    levels = frame_levels(np.random.default_rng(1).normal(0, 0.1, 5 * RATE_HZ))
    spans = as_spans([(1.0, 2.0)])
    assert refine_edges(levels, spans) == pytest.approx(spans, abs=0.13)


def test_silence_has_no_edges() -> None:
    assert find_sounding(frame_levels(np.zeros(RATE_HZ))).shape == (0, 2)
    assert find_sounding(np.zeros(0)).shape == (0, 2)
    assert refine_edges(np.zeros(0), NO_SPANS).shape == (0, 2)
    silent = frame_levels(np.zeros(RATE_HZ))
    assert refine_edges(silent, as_spans([(0.2, 0.5)])).tolist() == [[0.2, 0.5]]


def test_gaps_below_a_quarter_second_are_speech_and_clicks_are_not() -> None:
    spans = as_spans([(0, 1), (1.24, 2), (2.25, 3), (5, 5.09)])
    assert tidy_speech(spans).tolist() == [[0, 2], [2.25, 3]]
