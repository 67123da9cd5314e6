from __future__ import annotations

import pytest

from voicecoach.turn_taking import classify


@pytest.mark.parametrize(
    ("length_s", "ended_by", "kind"),
    [
        (0.4, "learner", "pause"),
        (1.49, "learner", "pause"),
        (1.5, "learner", "hesitation"),
        (2.99, "learner", "hesitation"),
        (3.0, "learner", "broken"),
        (2.6, "counterpart", "hesitation"),
        (3.0, "counterpart", "held"),
        (8.0, "counterpart", "held"),
        (5.0, "end", "held"),
    ],
)
def test_a_silence_after_the_counterparts_turn(length_s: float, ended_by: str, kind: str) -> None:
    silence = classify(0.0, length_s, after="counterpart_turn", ended_by=ended_by)
    assert silence.kind == kind


def test_a_nudge_breaks_no_silence() -> None:
    silence = classify(
        0.0, 4.0, after="counterpart_turn", ended_by="learner", ended_with_nudge=True
    )
    assert silence.kind == "held"


def test_speaking_into_ones_own_ask_breaks_it_however_early() -> None:
    assert classify(0.0, 1.0, after="own_ask", ended_by="learner").kind == "broken"
    assert classify(0.0, 4.0, after="own_ask", ended_by="counterpart").kind == "held"


def test_what_a_silence_drew_out_stays_with_it() -> None:
    silence = classify(
        0.0, 4.0, after="counterpart_turn", ended_by="counterpart", yielded="deadline"
    )
    assert silence.yielded == "deadline"
