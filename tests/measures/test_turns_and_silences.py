"""Turns, silences, interruptions, pressure: from who spoke when."""

import numpy as np
import pytest

from voicecoach.measures.overlaps import find_interruptions, interruption_kind
from voicecoach.measures.pauses import one_turn_time_s, pause_bands, pauses_within
from voicecoach.measures.pressure import calm_speech, pressure_windows
from voicecoach.measures.silences import response_latencies
from voicecoach.measures.spans import NO_SPANS, as_spans, total_s
from voicecoach.measures.syllables import rate_over_time, syllables_per_s
from voicecoach.measures.turn_finding import find_gaps, find_turns
from voicecoach.turns import Turn


def own(start: float, end: float, text: str = "", **more: object) -> Turn:
    return Turn("learner", start, end, text, **more)


def theirs(
    start: float, end: float, text: str = "The board wants it done.", **more: object
) -> Turn:
    return Turn("counterpart", start, end, text, **more)


def test_a_turn_lasts_until_the_other_speaks() -> None:
    turns, asides = find_turns(as_spans([(0, 2), (2.6, 4), (10, 12)]), as_spans([(5, 7), (7.4, 9)]))
    assert [(turn.who, turn.start_s, turn.end_s) for turn in turns] == [
        ("learner", 0, 4),
        ("counterpart", 5, 9),
        ("learner", 10, 12),
    ]
    assert asides == []


def test_a_short_sound_inside_the_others_story_is_aside() -> None:
    turns, asides = find_turns(as_spans([(3, 3.5), (8.2, 8.6)]), as_spans([(0, 8), (8.9, 15)]))
    assert [turn.who for turn in turns] == ["counterpart"]
    assert [turn.start_s for turn in asides] == [3, 8.2]


def test_a_short_answer_after_which_the_other_waits_is_a_turn() -> None:
    turns, asides = find_turns(as_spans([(3.0, 3.4)]), as_spans([(0, 2), (6, 8)]))
    assert [turn.who for turn in turns] == ["counterpart", "learner", "counterpart"]
    assert asides == []


def test_a_held_silence_ends_a_turn() -> None:
    turns, _ = find_turns(NO_SPANS, as_spans([(0, 2), (5.2, 7)]))
    assert len(turns) == 2


def test_silences_are_listed_with_who_ended_them() -> None:
    turns, _ = find_turns(as_spans([(6, 8), (15, 16)]), as_spans([(0, 2), (9, 11)]))
    gaps = [(gap.start_s, gap.end_s, gap.after, gap.ended_by) for gap in find_gaps(turns)]
    assert gaps == [
        (2, 6, "counterpart_turn", "learner"),
        (11, 15, "counterpart_turn", "learner"),
    ]


def test_the_counterparts_own_short_pause_is_no_silence_of_the_learner() -> None:
    turns, _ = find_turns(as_spans([(10, 11)]), as_spans([(0, 2), (4, 9.9)]))
    assert find_gaps(turns) == []


def test_no_speech_no_turns() -> None:
    assert find_turns(NO_SPANS, NO_SPANS) == ([], [])
    assert find_gaps([]) == []


def test_latency_counts_from_the_end_of_the_others_last_word() -> None:
    latencies = response_latencies(
        [own(2.4, 3), own(8, 9), own(12.0, 13)],
        [theirs(0, 2), theirs(4, 5), theirs(10, 12.5)],
    )
    assert latencies == [(2, pytest.approx(0.4))]  # the second was held, the third broke in


def test_only_the_first_turn_after_the_other_is_an_answer() -> None:
    assert len(response_latencies([own(2.4, 3), own(4, 5)], [theirs(0, 2)])) == 1


def test_pauses_are_sorted_into_bands() -> None:
    turn = own(0, 20, speech=((0, 1), (1.3, 2), (2.7, 4), (6, 7), (11, 12)))
    pauses = pauses_within([turn])
    assert pause_bands(pauses) == {"short": 1, "medium": 1, "long": 1}
    assert one_turn_time_s(turn) == pytest.approx(8.0)  # without the 4 s of held silence


def test_a_pause_with_lost_sound_in_it_is_no_pause() -> None:
    turn = own(0, 4, speech=((0, 1), (2, 4)))
    assert pauses_within([turn], left_out=as_spans([(1.4, 1.6)])).shape == (0, 2)


@pytest.mark.parametrize(
    ("start", "end", "is_interruption"),
    [(4.0, 7.0, True), (5.7, 7.0, False), (4.0, 4.3, False), (6.2, 7.0, False)],
)
def test_an_interruption_needs_overlap_and_something_left_to_say(
    start: float, end: float, is_interruption: bool
) -> None:
    found = find_interruptions([own(start, end, "What about the fee?")], [theirs(0, 6)])
    assert bool(found) is is_interruption


def test_who_gives_way_was_interrupted_however_short() -> None:
    found = find_interruptions([own(4, 6, "Stop.")], [theirs(0, 4.2, was_cut_off=True)])
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Yes, exactly, that board of yours.", "supportive"),
        ("No, hang on.", "disagree"),
        ("When does the board meet?", "same_subject"),
        ("Let us talk about dates.", "change_subject"),
    ],
)
def test_interruptions_have_kinds(text: str, kind: str) -> None:
    assert interruption_kind(text, "The board wants it done.") == kind
    assert kind in ("supportive", "disagree") or interruption_kind(text, "") == "unclear"


def test_pressure_lasts_for_twenty_seconds_of_speech() -> None:
    speech = as_spans([(0, 30), (40, 55), (60, 90)])
    windows = pressure_windows(speech, [35.0, 50.0])
    assert windows.tolist() == [[40, 55], [60, 75]]
    assert total_s(calm_speech(speech, windows)) == 45


def test_pace_over_time_needs_speech_in_the_window() -> None:
    times, rates = rate_over_time(
        np.arange(0, 10, 0.25), as_spans([(0, 10)]), duration_s=30, window_s=10
    )
    assert rates[0] == pytest.approx(4.0)
    assert np.isnan(rates[-1])
    assert len(times) == len(rates)
    assert syllables_per_s(np.zeros(0), NO_SPANS) is None
