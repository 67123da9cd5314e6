from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching.questions import (
    check_closed_questions,
    check_leading_questions,
    check_probes,
    check_question_share,
    check_question_streaks,
    check_questions,
    check_reasoned_questions,
    check_stacked_questions,
)
from voicecoach.turns import SessionRecord, Silence, Turn


def talk(*turns: Turn) -> SessionRecord:
    return replace(EMPTY, duration_s=300.0, turns=turns)


def asked(n: int, *kinds: str) -> Turn:
    text = f"Question {n}?"
    return mine(10.0 * n, 10.0 * n + 2, text, *(move(kind, text) for kind in kinds))


def test_questions_are_counted_by_kind_and_the_first_open_one_is_cited() -> None:
    session = talk(
        asked(1, "closed_question"),
        asked(2, "open_question", "reasoned_question"),
        asked(3, "leading_question"),
        asked(4, "open_question", "closed_question", "stacked_question"),
    )
    (remark,) = check_questions(session)
    assert remark.observed == (
        "5 questions: 2 open, 2 closed, 1 leading or loaded. With a reason given: 1. "
        "Several at once: 1."
    )
    assert (remark.at_s, remark.quote) == (20.0, "Question 2?")


def test_kinds_of_question_are_judged_from_eight() -> None:
    opens = [asked(n, "open_question") for n in range(5)]
    closed = [asked(n, "closed_question") for n in range(5, 8)]
    assert check_questions(talk(*opens, *closed))[0].band == "green"
    assert check_questions(talk(*opens, *closed[:2]))[0].band is None
    assert check_questions(talk(*opens[:3], *closed, *closed))[0].band == "amber"


def test_two_leading_questions_are_amber_at_any_number() -> None:
    assert (
        check_questions(talk(asked(1, "leading_question"), asked(2, "leading_question")))[0].band
        == "amber"
    )


def test_no_question_at_all_cites_nothing() -> None:
    (remark,) = check_questions(EMPTY)
    assert (remark.observed, remark.at_s, remark.quote) == ("No question.", None, None)
    assert check_question_share(EMPTY) == check_reasoned_questions(EMPTY) == ()


def test_asking_turns_are_counted_out_of_all_turns() -> None:
    (remark,) = check_question_share(FULL)
    assert remark.observed == "2 of 7 turns asked something."
    assert (remark.at_s, remark.quote, remark.band) == (6.0, "What changed?", None)
    telling = [mine(100.0 + n, 100.5 + n, "No.") for n in range(11)]
    (remark,) = check_question_share(talk(asked(1, "open_question"), *telling))
    assert (remark.observed[:7], remark.band) == ("1 of 12", "amber")


def test_a_leading_question_is_put_openly() -> None:
    (remark,) = check_leading_questions(FULL)
    assert (remark.at_s, remark.quote) == (30.0, "Don't you think that's fair?")
    assert remark.try_instead == '"I think that\'s fair. How do you see it?"'


def test_a_closed_question_is_cited_only_if_the_answer_was_short() -> None:
    session = talk(
        mine(1.0, 2.0, "Can you pay by June?", move("closed_question", "Can you pay by June?")),
        theirs(3.0, 4.0, "No, I cannot."),
        mine(5.0, 6.0, "Is the budget fixed?", move("closed_question", "Is the budget fixed?")),
        theirs(7.0, 9.0, "It was, until the board met and somebody told them about the tank."),
        mine(10.0, 11.0, "Do you agree?", move("closed_question", "Do you agree?")),
    )
    (remark,) = check_closed_questions(session)
    assert (remark.at_s, remark.quote) == (1.0, "Can you pay by June?")
    assert remark.observed == "A closed question; Dana answered in 3 words."
    assert remark.try_instead == '"What would it take for you to pay by June?"'


def test_each_stacked_question_is_cited() -> None:
    (remark,) = check_stacked_questions(talk(asked(4, "open_question", "stacked_question")))
    assert (remark.at_s, remark.quote) == (40.0, "Question 4?")


def test_three_questioning_turns_without_listening_are_a_streak() -> None:
    session = talk(*(asked(n, "open_question") for n in range(1, 5)))
    (remark,) = check_question_streaks(session)
    assert remark.observed == (
        "4 questioning turns in a row, from 0:10 to 0:40, with nothing given back."
    )
    assert (remark.at_s, remark.quote) == (40.0, "Question 4?")


def test_listening_in_between_or_in_the_same_turn_breaks_a_streak() -> None:
    session = talk(
        asked(1, "open_question"),
        asked(2, "open_question"),
        asked(3, "open_question", "paraphrase"),
        asked(4, "open_question"),
        mine(50.0, 51.0, "I see.", move("nudge")),
        asked(6, "open_question"),
    )
    assert check_question_streaks(session) == ()


def test_questions_with_a_reason_are_counted() -> None:
    (remark,) = check_reasoned_questions(
        talk(asked(1, "open_question"), asked(2, "open_question", "reasoned_question"))
    )
    assert remark.observed == "1 of 2 questions came with a reason."
    assert (remark.at_s, remark.quote, remark.band) == (20.0, "Question 2?", "green")


def test_probes_are_told_with_the_second_of_their_first_use() -> None:
    (remark,) = check_probes(FULL)
    assert remark.observed == (
        "2 of 5 probes used: silence 0:16, summary 1:10. "
        "Not used: nudge, information, clearinghouse."
    )
    assert (remark.at_s, remark.quote, remark.band) == (16.0, "What changed?", None)


def test_all_five_probes_leave_nothing_unused() -> None:
    kinds = ("nudge", "information_probe", "summary", "clearinghouse_probe")
    session = replace(
        talk(*(asked(n, kind) for n, kind in enumerate(kinds, start=1))),
        silences=(Silence(60.0, 64.0, "own_ask", "held", "counterpart"),),
    )
    (remark,) = check_probes(session)
    assert remark.observed == (
        "5 of 5 probes used: nudge 0:10, silence 1:00, information 0:20, summary 0:30, "
        "clearinghouse 0:40."
    )
    assert (remark.at_s, remark.quote, remark.band) == (10.0, "Question 1?", "green")
    assert remark.try_instead is None
