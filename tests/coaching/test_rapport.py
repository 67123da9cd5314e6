from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching.breaches import check_breaches, check_each_breach
from voicecoach.coaching.rapport import (
    check_falls,
    check_first_proposal,
    check_gains,
    check_labels,
    check_losses,
    check_reflections,
    check_stairway,
    check_steps,
    check_wrong_labels,
)
from voicecoach.turns import SessionRecord, Silence

LABEL = "It sounds as if you felt left alone with it."
SUMMARY = "So far: the invoice was late and nobody rang you. What did I miss?"


def with_turns(*turns: object) -> SessionRecord:
    return replace(EMPTY, duration_s=300.0, turns=turns)  # type: ignore[arg-type]


def test_the_highest_step_the_falls_and_the_last_trust_are_told() -> None:
    (remark,) = check_stairway(FULL)
    assert remark.observed == "Highest step: empathy, 3 of 6; 1 fall. Trust at the end: 30 of 100."
    assert (remark.at_s, remark.quote) == (70.0, SUMMARY)


def test_each_step_is_cited_by_the_words_that_moved_it() -> None:
    listening, empathy = check_steps(FULL)
    assert listening.observed == "Reached listening at trust 30 (emotion label +8.0)."
    assert (listening.at_s, listening.quote) == (50.0, LABEL)
    assert empathy.observed == "Reached empathy at trust 36 (summary)."
    assert (empathy.at_s, empathy.quote) == (70.0, SUMMARY)


def test_a_step_is_reached_once_though_it_is_stood_on_twice() -> None:
    assert [remark.check for remark in check_steps(FULL)] == ["step_reached"] * 2


def test_a_fall_cites_the_words_that_caused_it() -> None:
    (remark,) = check_falls(FULL)
    assert remark.observed == "Fell to listening at trust 30 (pressure -6.0)."
    assert (remark.at_s, remark.quote) == (110.0, "Look, just sign it.")


def test_the_biggest_gains_and_losses_are_cited_in_order_of_time() -> None:
    assert [(remark.at_s, remark.observed) for remark in check_gains(FULL)] == [
        (6.0, "Trust +2."),
        (50.0, "Trust +8 (emotion label +8.0)."),
        (70.0, "Trust +6 (summary)."),
    ]
    first, second = check_losses(FULL)
    assert (first.at_s, first.observed) == (30.0, "Trust -5 (leading question -5.0).")
    assert first.try_instead == '"I think that\'s fair. How do you see it?"'
    assert (second.at_s, second.quote) == (110.0, "Look, just sign it.")


def test_a_change_that_stands_on_the_learner_turn_itself_is_cited_there() -> None:
    own = replace(
        mine(3.0, 4.0, "I am sorry about March."), state="guarded", trust=31.0, because=("apology",)
    )
    (remark,) = check_gains(with_turns(theirs(0.0, 2.0, "Well."), own))
    assert (remark.at_s, remark.quote) == (3.0, "I am sorry about March.")
    assert remark.observed == "Trust +6 (apology)."


def test_trust_won_by_a_silence_cites_the_words_before_it() -> None:
    session = replace(
        with_turns(
            theirs(0.0, 2.0, "That is all."), theirs(6.0, 8.0, "It is the bank.", trust=26.0)
        ),
        silences=(Silence(2.0, 6.0, "counterpart_turn", "held", "counterpart"),),
    )
    (remark,) = check_gains(session)
    assert (remark.at_s, remark.quote) == (2.0, "That is all.")


def test_no_more_than_three_gains_are_shown() -> None:
    turns = [theirs(0.0, 1.0, "Well.", trust=20.0)]
    for n in range(1, 7):
        turns += [
            mine(10.0 * n, 10.0 * n + 1, f"Word {n}."),
            theirs(10.0 * n + 2, 10.0 * n + 3, "Yes.", trust=20.0 + n * n),
        ]
    assert [remark.quote for remark in check_gains(with_turns(*turns))] == [
        "Word 4.",
        "Word 5.",
        "Word 6.",
    ]


def test_a_session_without_a_counterpart_has_no_stairway() -> None:
    (remark,) = check_stairway(EMPTY)
    assert "could not be measured" in remark.observed
    assert check_steps(EMPTY) == check_falls(EMPTY) == check_gains(EMPTY) == ()


def test_a_side_state_counts_as_a_fall() -> None:
    session = with_turns(
        theirs(0.0, 2.0, "Well.", state="listening"),
        mine(3.0, 4.0, "You are a liar.", move("personal_attack", "You are a liar.")),
        theirs(5.0, 6.0, "Out.", state="ruptured", trust=10.0),
    )
    (remark,) = check_falls(session)
    assert remark.observed == "Fell to ruptured at trust 10."
    assert "matter, not the person" in (remark.try_instead or "")


def test_accurate_labels_are_counted_out_of_those_judged() -> None:
    session = with_turns(
        mine(1.0, 2.0, "You sound tired.", move("emotion_label", is_accurate=False)),
        mine(3.0, 4.0, "You seem let down.", move("emotion_label", is_accurate=True)),
        mine(5.0, 6.0, "It sounds lonely.", move("emotion_label", is_accurate=True)),
    )
    (remark,) = check_labels(session)
    assert remark.observed == "3 emotion labels; 2 of 3 accurate."
    assert (remark.at_s, remark.quote, remark.band) == (3.0, "You seem let down.", "green")
    (wrong,) = check_wrong_labels(session)
    assert (wrong.at_s, wrong.quote) == (1.0, "You sound tired.")


def test_labels_that_nobody_judged_are_not_called_wrong() -> None:
    session = with_turns(mine(1.0, 2.0, "You sound tired.", move("emotion_label")))
    (remark,) = check_labels(session)
    assert remark.observed == "1 emotion label; accuracy could not be measured."
    assert check_wrong_labels(session) == ()


def test_reflections_are_set_against_questions_from_eight_acts_on() -> None:
    asked = [mine(float(n), n + 0.5, "How?", move("open_question")) for n in range(7)]
    (remark,) = check_reflections(with_turns(*asked))
    assert (remark.observed[:29], remark.band) == ("0 reflections to 7 questions;", None)
    mirrored = mine(20.0, 21.0, "Two weeks?", move("mirror", "Two weeks?"))
    (remark,) = check_reflections(with_turns(*asked, mirrored))
    assert (remark.at_s, remark.quote, remark.band) == (20.0, "Two weeks?", "amber")
    assert check_reflections(EMPTY) == ()


@pytest.mark.parametrize(
    ("n_questions", "n_mirrors", "n_labels", "band"),
    [
        (4, 2, 2, "green"),
        (4, 3, 1, None),
        (4, 8, 1, "amber"),
        (6, 1, 1, "amber"),
        (6, 2, 2, None),
        (0, 0, 8, "green"),
        (3, 2, 2, None),
    ],
)
def test_reflections_are_judged_by_their_number_and_by_how_many_go_beyond_a_mirror(
    n_questions: int, n_mirrors: int, n_labels: int, band: str | None
) -> None:
    kinds = ["open_question"] * n_questions + ["mirror"] * n_mirrors + ["emotion_label"] * n_labels
    turns = [mine(2.0 * n, 2.0 * n + 1, "So.", move(kind)) for n, kind in enumerate(kinds)]
    (remark,) = check_reflections(with_turns(*turns))
    assert remark.band == band


@pytest.mark.parametrize(
    ("state", "band"),
    [("guarded", "amber"), ("listening", "amber"), ("empathy", None), ("rapport", "green")],
)
def test_the_first_proposal_is_judged_by_the_step_it_met(state: str, band: str | None) -> None:
    session = with_turns(
        theirs(0.0, 2.0, "Fine. I was promised a call.", state=state),
        mine(3.0, 5.0, "Let us say thirty.", move("proposal", "say thirty")),
        mine(6.0, 7.0, "Or twenty-nine.", move("proposal", "twenty-nine")),
    )
    (remark,) = check_first_proposal(session)
    assert (remark.at_s, remark.quote, remark.band) == (3.0, "say thirty", band)
    assert remark.observed == f"The first proposal; highest step by then: {state}."
    if band == "amber":
        assert "'I was promised a call.'" in (remark.try_instead or "")


def test_a_talk_without_a_proposal_has_none_to_judge() -> None:
    assert check_first_proposal(EMPTY) == ()


def test_every_breach_is_cited_with_another_way_to_say_it() -> None:
    kinds = ["threat", "ultimatum", "personal_attack", "blame", "pressure", "irritator"]
    turns = [mine(float(n), n + 0.5, kind, move(kind, kind)) for n, kind in enumerate(kinds)]
    remarks = check_each_breach(with_turns(*turns, mine(9.0, 9.5, "I see.", move("nudge"))))
    assert [(remark.at_s, remark.quote) for remark in remarks] == [
        (float(n), kind) for n, kind in enumerate(kinds)
    ]
    assert all(remark.try_instead for remark in remarks)
    (count,) = check_breaches(with_turns(*turns, mine(9.0, 9.5, "I see.", move("nudge"))))
    assert count.observed.startswith("6 of 7 turns")
    assert count.band == "amber"


def test_a_clean_talk_is_green_and_an_empty_one_is_not_judged() -> None:
    (remark,) = check_breaches(with_turns(mine(1.0, 2.0, "I see.", move("nudge"))))
    assert (remark.at_s, remark.band) == (None, "green")
    assert check_breaches(EMPTY) == ()
