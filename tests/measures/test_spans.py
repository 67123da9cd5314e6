"""The arithmetic of spans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import MeasureError
from voicecoach.measures.spans import (
    NO_SPANS,
    as_spans,
    frames_of_spans,
    gaps_between,
    intersect,
    join_spans,
    spans_of_frames,
    subtract,
    total_s,
)

TIMES = st.floats(0, 100).map(lambda value: round(value, 2))
PAIRS = st.lists(st.tuples(TIMES, TIMES).map(sorted).map(tuple), max_size=12)


@given(PAIRS, PAIRS)
def test_what_is_shared_and_what_is_left_make_up_the_whole(first: list, second: list) -> None:
    spans, taken = as_spans(first), as_spans(second)
    shared = total_s(intersect(spans, taken)) + total_s(subtract(spans, taken))
    assert shared == pytest.approx(total_s(spans), abs=1e-6)


@given(PAIRS)
def test_spans_come_out_in_order_and_apart(pairs: list) -> None:
    spans = as_spans(pairs)
    assert np.all(spans[:, 1] > spans[:, 0])
    assert np.all(spans[1:, 0] > spans[:-1, 1])


@given(st.lists(st.booleans(), max_size=50))
def test_frames_survive_the_way_to_spans_and_back(frames: list) -> None:
    is_inside = np.array(frames, dtype=bool)
    spans = spans_of_frames(is_inside, hop_s=0.032)
    assert frames_of_spans(spans, n_frames=len(frames), hop_s=0.032).tolist() == frames


def test_nothing_in_nothing_out() -> None:
    for result in (as_spans([]), join_spans(NO_SPANS), gaps_between(NO_SPANS)):
        assert result.shape == (0, 2)
    assert intersect(NO_SPANS, as_spans([(0, 1)])).shape == (0, 2)
    assert subtract(NO_SPANS, as_spans([(0, 1)])).shape == (0, 2)


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(MeasureError, match="ends before it starts"):
        as_spans([(2.0, 1.0)])


def test_a_time_that_is_no_number_is_refused() -> None:
    with pytest.raises(MeasureError, match="not a finite number"):
        as_spans([(0.0, float("nan"))])


def test_two_channels_of_frames_are_refused() -> None:
    with pytest.raises(MeasureError, match="one channel"):
        spans_of_frames(np.zeros((2, 5), dtype=bool), hop_s=0.1)


@pytest.mark.parametrize("hop_s", [0.0, -1.0, float("nan")])
def test_a_hop_that_goes_nowhere_is_refused(hop_s: float) -> None:
    with pytest.raises(MeasureError, match="hop_s must be positive"):
        spans_of_frames(np.zeros(5, dtype=bool), hop_s=hop_s)
