"""All figures of one talk, from two channels of ideal sound."""

import numpy as np
import pytest

from voicecoach.errors import MeasureError
from voicecoach.measures import as_spans, measure_session, plain, reasons
from voicecoach.turns import RATE_HZ, Move, MoveKind, Samples, Silence, Turn

QUESTION = Move(MoveKind.OPEN_QUESTION, 1.0, "what", "form")


def tone(spans: list[tuple[float, float]], *, duration_s: float, pitch_hz: float = 150) -> Samples:
    times = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    sound = sum(np.sin(2 * np.pi * pitch_hz * k * times) / k for k in (1, 2, 3, 4)) / 10
    inside = np.zeros(len(times), dtype=bool)
    for start, end in spans:
        inside[round(start * RATE_HZ) : round(end * RATE_HZ)] = True
    return np.where(inside, sound, 0).astype(np.float32)


def a_talk() -> dict[str, object]:
    own = [(6.0, 10.0), (10.5, 14.0), (30.0, 36.0), (62.0, 68.0), (85.0, 95.0)]
    theirs = [(1.0, 5.5), (15.0, 26.0), (40.0, 58.0), (70.0, 84.0)]
    text = "What matters most to you about the deadline and who else decides about it in your house"
    return {
        "learner": tone(own, duration_s=100),
        "counterpart": tone(theirs, duration_s=100, pitch_hz=110),
        "turns": [
            Turn("learner", 6.0, 14.2, text, (QUESTION,), speech=((6.0, 10.0), (10.5, 14.0))),
            Turn("learner", 30.0, 36.2, text, speech=((30.0, 36.0),)),
            Turn("learner", 62.0, 68.2, text, speech=((62.0, 68.0),)),
            Turn("learner", 85.0, 95.2, text, speech=((85.0, 95.0),)),
            *(Turn("counterpart", start, end, "A story about the board.") for start, end in theirs),
        ],
        "silences": [
            Silence(26.0, 30.0, "counterpart_turn", "held", "learner"),
            Silence(58.0, 62.0, "counterpart_turn", "broken", "learner"),
        ],
    }


def test_the_figures_of_an_ideal_talk_are_right() -> None:
    figures = plain(measure_session(**a_talk()))
    assert figures["talk_share"] == pytest.approx(29.5 / (29.5 + 47.5), abs=0.005)
    assert figures["words_per_minute"] == pytest.approx(4 * 17 / 30.0 * 60, rel=0.02)
    assert figures["longest_turn_s"] == pytest.approx(10.0)
    assert figures["words_per_turn"] == 17
    assert figures["longest_counterpart_turn_s"] == pytest.approx(18.0)
    assert figures["held_silences"] == 2
    assert figures["broken_silences"] == 1
    assert figures["longest_silence_s"] == 4.0
    assert figures["within_turn_pauses_per_minute"] == pytest.approx(1 / 30.0 * 60, rel=0.01)
    assert figures["overlap_s"] == 0.0
    assert figures["interruptions"] == 0
    assert figures["pitch_median_hz"] == pytest.approx(150, rel=0.006)
    assert figures["questions_per_minute"] == pytest.approx(0.6)


def test_every_figure_without_enough_data_says_why() -> None:
    figures = measure_session(
        learner=np.zeros(0, np.float32), counterpart=np.zeros(0, np.float32), turns=[], silences=[]
    )
    assert set(reasons(figures)) >= {"talk_share", "words_per_minute", "pitch_median_hz"}
    assert all(reasons(figures).values())


def test_what_is_left_out_counts_nowhere() -> None:
    figures = plain(measure_session(**a_talk(), left_out=as_spans([(25.0, 40.0)])))
    assert figures["held_silences"] == 1
    assert figures["talk_share"] == pytest.approx(23.5 / (23.5 + 46.5), abs=0.005)
    assert figures["longest_turn_s"] == pytest.approx(10.0)


def test_sound_that_is_not_a_number_is_refused() -> None:
    talk = a_talk() | {"learner": np.full(RATE_HZ, np.nan, np.float32)}
    with pytest.raises(MeasureError, match="NaN"):
        measure_session(**talk)
