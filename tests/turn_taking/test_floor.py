from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turn_taking.timelines import frames, play
from voicecoach.turn_taking import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    Floor,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    Phase,
    SilenceHeld,
)

LINE = [(0.1, 2.0)]  # the counterpart speaks from 0.1 to 2.0 s


def kinds(events: list[object]) -> list[type]:
    return [type(event) for event in events]


def test_a_turn_is_started_paused_and_finished() -> None:
    floor = Floor()
    events = play(floor, [(3.0, 5.0)], LINE, until_s=6.5)
    assert kinds(events) == [LearnerStarted, LearnerPaused, LearnerFinished]
    assert events[0].at_s == pytest.approx(3.0, abs=0.02)
    assert events[2].start_s == pytest.approx(3.0, abs=0.02)
    assert events[2].end_s == pytest.approx(5.0, abs=0.02)
    assert floor.phase is Phase.THEIRS


def test_the_silence_before_a_turn_runs_from_audible_end_to_first_word() -> None:
    floor = Floor()
    play(floor, [(3.3, 5.0)], LINE, until_s=4.0)
    silence = floor.take_silence()
    assert silence is not None
    assert silence.start_s == pytest.approx(2.0, abs=0.001)
    assert silence.end_s == pytest.approx(3.3, abs=0.02)
    assert silence.after == "counterpart_turn"


def test_a_silence_is_handed_over_once() -> None:
    floor = Floor()
    play(floor, [(3.3, 5.0)], LINE, until_s=4.0)
    assert floor.take_silence() is not None
    assert floor.take_silence() is None


def test_speech_that_resumes_bumps_the_revision_and_keeps_the_turn() -> None:
    floor = Floor()
    events = play(floor, [(3.0, 4.0), (4.4, 5.0)], LINE, until_s=6.5)
    assert kinds(events) == [
        LearnerStarted,
        LearnerPaused,
        LearnerResumed,
        LearnerPaused,
        LearnerFinished,
    ]
    assert events[2].revision == events[1].revision + 1
    finished = events[-1]
    assert finished.start_s == pytest.approx(3.0, abs=0.02)
    assert [round(end - start, 1) for start, end in finished.speech] == [1.0, 0.6]


@pytest.mark.parametrize("doubt_s", [0.06, 0.5])
def test_what_may_be_a_soft_onset_puts_the_end_of_a_turn_off_but_not_for_ever(
    doubt_s: float,
) -> None:
    floor = Floor()
    floor.offer_again(0.0)
    ends: list[float] = []
    for frame in frames([(0.5, 1.5)], [], until_s=3.0):
        is_doubtful = 2.09 <= frame.end_s < 2.09 + doubt_s
        asked = replace(frame, speech_probability=0.3) if is_doubtful else frame
        for event in floor.hear(asked):
            if isinstance(event, LearnerPaused):
                floor.set_wait(event.revision, 0.6)
            if isinstance(event, LearnerFinished):
                ends.append(frame.end_s)
    (end_s,) = ends
    assert end_s == pytest.approx(2.1 + min(doubt_s, 0.1), abs=0.05)


def test_a_machine_that_falls_behind_is_asked_only_in_pauses_that_are_long() -> None:
    floor = Floor()
    floor.ask_after(0.45)
    events = play(floor, [(3.0, 4.0), (4.4, 5.0)], LINE, until_s=6.5)
    assert kinds(events) == [LearnerStarted, LearnerPaused, LearnerFinished]


def test_a_turn_does_not_end_before_its_words_are_known() -> None:
    floor = Floor()
    events = play(floor, [(3.0, 4.0)], LINE, until_s=9.0, wait_s=None)
    assert LearnerFinished not in kinds(events)


def test_a_wait_for_an_older_revision_ends_nothing() -> None:
    floor = Floor()
    play(floor, [(3.0, 4.0), (4.4, 5.0)], LINE, until_s=5.5, wait_s=None)
    floor.set_wait(floor.revision - 1, 0.2)
    assert all(
        not isinstance(event, LearnerFinished)
        for frame in frames([], [], until_s=8.0)[round(5.5 / 0.032) :]
        for event in floor.hear(frame)
    )


def test_a_click_inside_a_pause_does_not_resume_the_turn() -> None:
    floor = Floor()
    events = play(floor, [(3.0, 4.0), (4.3, 4.34)], LINE, until_s=6.0)
    assert LearnerResumed not in kinds(events)
    assert events[-1].end_s == pytest.approx(4.0, abs=0.02)


def test_a_cough_does_not_end_a_silence() -> None:
    floor = Floor()
    floor.set_tolerance(5.0)
    events = play(floor, [(3.5, 3.58)], LINE, until_s=7.2)
    assert kinds(events) == [SilenceHeld, SilenceHeld, FillDue] or kinds(events) == [
        SilenceHeld,
        SilenceHeld,
        SilenceHeld,
        FillDue,
    ]
    assert events[-1].held_s == pytest.approx(5.0, abs=0.04)


def test_a_turn_without_words_gives_its_silence_back() -> None:
    floor = Floor()
    floor.set_tolerance(6.0)

    def dismiss(event: object) -> None:
        if isinstance(event, LearnerPaused):
            floor.take_silence()
            floor.dismiss()

    events = play(floor, [(4.0, 4.5)], LINE, until_s=8.5, on_event=dismiss, wait_s=None)
    assert isinstance(events[-1], FillDue)
    assert events[-1].held_s == pytest.approx(6.0, abs=0.04)
    assert [e.held_s for e in events if isinstance(e, SilenceHeld)][:3] == [3.0, 4.0, 5.0]


def test_silence_is_told_at_three_seconds_and_then_every_second() -> None:
    floor = Floor()
    events = play(floor, [], LINE, until_s=7.5)
    assert [e.held_s for e in events] == [3.0, 4.0, 5.0]


def test_the_fill_is_due_once_at_the_tolerance() -> None:
    floor = Floor()
    floor.set_tolerance(3.5)
    events = [e for e in play(floor, [], LINE, until_s=9.0) if isinstance(e, FillDue)]
    assert len(events) == 1
    assert events[0].start_s == pytest.approx(2.0)
    assert events[0].held_s == pytest.approx(3.5, abs=0.04)


def test_processing_time_is_not_the_learners_silence() -> None:
    floor = Floor()
    play(floor, [(3.0, 4.0)], LINE, until_s=12.0)  # the answer takes seven seconds
    assert floor.phase is Phase.THEIRS
    assert floor.held_s(12.0) is None


def test_going_on_before_the_answer_sounds_reopens_the_turn() -> None:
    floor = Floor()
    events = play(floor, [(3.0, 4.0), (4.9, 6.0)], LINE, until_s=7.0)
    assert kinds(events)[:4] == [LearnerStarted, LearnerPaused, LearnerFinished, LearnerResumed]
    assert events[-1].start_s == pytest.approx(3.0, abs=0.02)


def test_nobody_there_freezes_the_clocks() -> None:
    floor = Floor(away_s=10.0)
    events = play(floor, [], LINE, until_s=20.0)
    assert [type(e) for e in events].count(Away) == 1
    assert floor.phase is Phase.AWAY
    assert floor.held_s(20.0) is None


def test_coming_back_starts_a_turn_without_a_silence() -> None:
    floor = Floor(away_s=10.0)
    events = play(floor, [(15.0, 16.0)], LINE, until_s=18.0)
    assert isinstance(events[-1], LearnerFinished)
    assert floor.take_silence() is None


def test_speech_over_the_counterpart_ducks_then_breaks_in() -> None:
    floor = Floor()
    events = play(floor, [(1.0, 2.5)], [(0.1, 4.0)], until_s=2.0)
    assert kinds(events) == [MaybeBreakIn, BreakIn]
    assert floor.is_over_counterpart


def test_a_short_sound_over_the_counterpart_only_ducks() -> None:
    floor = Floor()
    events = play(floor, [(1.0, 1.2)], [(0.1, 4.0)], until_s=3.0)
    assert kinds(events) == [MaybeBreakIn, BreakInOver]
    assert floor.phase is Phase.COUNTERPART


def test_after_a_backchannel_the_counterpart_has_the_floor_again() -> None:
    floor = Floor()
    play(floor, [(1.0, 1.6)], [(0.1, 6.0)], until_s=2.0)
    floor.carry_on(2.0)
    assert floor.phase is Phase.COUNTERPART
    assert not floor.is_over_counterpart


def test_a_fill_that_begins_together_with_the_learner_is_a_collision() -> None:
    floor = Floor()
    floor.set_tolerance(3.0)
    events = play(floor, [(5.2, 7.0)], [(0.1, 2.0), (5.1, 7.0)], until_s=5.6)
    assert kinds(events) == [SilenceHeld, FillDue, Collision] or kinds(events) == [
        FillDue,
        SilenceHeld,
        Collision,
    ]
    assert events[-1].at_s == pytest.approx(5.2, abs=0.02)


def test_speech_later_in_a_fill_is_a_break_in() -> None:
    floor = Floor()
    floor.set_tolerance(3.0)
    events = play(floor, [(5.6, 7.0)], [(0.1, 2.0), (5.1, 7.0)], until_s=6.2)
    assert isinstance(events[-1], BreakIn)


def test_a_silence_after_ones_own_ask_runs_from_ones_last_word() -> None:
    floor = Floor()

    def hold_out(event: object) -> None:
        if isinstance(event, LearnerFinished):
            floor.hold_out(4.0)

    events = play(floor, [(3.0, 4.0)], LINE, until_s=9.0, on_event=hold_out)
    due = [e for e in events if isinstance(e, FillDue)]
    assert len(due) == 1
    assert due[0].start_s == pytest.approx(4.0, abs=0.02)
    assert due[0].held_s == pytest.approx(4.0, abs=0.04)


def test_time_out_of_role_does_not_count() -> None:
    floor = Floor()
    play(floor, [], LINE, until_s=3.0)
    floor.skip(10.0)
    assert floor.held_s(13.0) == pytest.approx(1.0, abs=0.04)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.3, 2.0), st.floats(0.05, 2.5)),  # speech, then silence
        min_size=1,
        max_size=8,
    ),
    st.floats(0.3, 1.5),
)
def test_no_old_revision_ever_finishes(turns: list[tuple[float, float]], wait_s: float) -> None:
    """Whatever resumes when: what finishes is the newest revision, and holds all the speech."""
    learner, at_s = [], 2.5
    for speech_s, silence_s in turns:
        learner.append((at_s, at_s + speech_s))
        at_s += speech_s + silence_s
    floor = Floor()
    newest, n_paused = 0, 0
    for event in play(floor, learner, LINE, until_s=at_s + 3.0, wait_s=wait_s):
        if isinstance(event, LearnerPaused):
            newest, n_paused = event.revision, n_paused + 1
        elif isinstance(event, LearnerResumed):
            assert event.revision > newest
        elif isinstance(event, LearnerFinished):
            assert event.revision == newest
            assert event.end_s == pytest.approx(event.speech[-1][1])
    assert n_paused >= 1
    assert floor.phase is Phase.THEIRS
    assert floor.turn_end_s == pytest.approx(learner[-1][1], abs=0.03)
