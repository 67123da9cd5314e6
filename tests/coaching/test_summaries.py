from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, FULL, POINTS, mine, move, theirs
from voicecoach.coaching.summaries import check_summaries, check_summary_recall, points_by
from voicecoach.turns import FactRecord, Point


def test_a_summary_is_counted_with_its_second_and_words() -> None:
    (remark,) = check_summaries(FULL)
    assert remark.observed == "1 summary; 1 of 1 held at least 60% of the points made by then."
    assert remark.at_s == 70.0
    assert remark.quote == "So far: the invoice was late and nobody rang you. What did I miss?"
    assert remark.band == "green"


def test_recall_counts_the_points_made_by_then_and_names_the_missed_ones() -> None:
    (remark,) = check_summary_recall(FULL)
    assert remark.observed == (
        "Held 2 of 3 points made by then; missed: The board meets on Friday."
    )
    assert (remark.at_s, remark.band) == (70.0, "green")


def test_a_point_made_later_is_not_missed() -> None:
    later = Point("later", "The lease ends.", ("lease",), said_s=200.0)
    (remark,) = check_summary_recall(replace(FULL, points=(*POINTS, later)))
    assert remark.observed.startswith("Held 2 of 3 points")


def test_a_thin_summary_is_amber_and_a_whole_one_asks_for_nothing_more() -> None:
    said = "You want it paid and done?"
    thin = mine(70.0, 75.0, said, move("summary", said, points=("late",)))
    whole = mine(80.0, 85.0, said, move("summary", said, points=("late", "board", "call")))
    first, second = check_summary_recall(replace(FULL, turns=(FULL.turns[0], thin, whole)))
    assert (first.at_s, first.band) == (70.0, "amber")
    assert first.observed.startswith("Held 1 of 3 points made by then; missed: The board")
    assert (second.at_s, second.band, second.try_instead) == (80.0, "green", None)
    assert second.observed == "Held 3 of 3 points made by then."


def test_no_summary_at_all_cites_nothing_and_offers_the_points() -> None:
    turns = tuple(turn for turn in FULL.turns if "So far" not in turn.text)
    (remark,) = check_summaries(replace(FULL, turns=turns))
    assert (remark.observed, remark.at_s, remark.quote) == ("No summary.", None, None)
    assert "The board meets on Friday" in (remark.try_instead or "")


def test_the_lack_of_a_summary_is_held_against_nobody_in_a_short_talk() -> None:
    few = tuple(turn for turn in FULL.turns if "So far" not in turn.text)
    many = few + tuple(mine(200.0 + n, 200.5 + n, "No.") for n in range(8))
    assert check_summaries(replace(FULL, turns=few))[0].band is None
    assert check_summaries(replace(FULL, turns=many))[0].band == "amber"
    assert check_summaries(EMPTY)[0].band is None


def test_when_a_point_was_made_is_found_from_the_fact_or_the_words() -> None:
    points = (
        Point("bank", "The bank tests her cash.", ("covenant",)),
        Point("fee", "The fee was a surprise.", ("fee",)),
        Point("never", "It was never said.", ("tender",)),
    )
    session = replace(
        EMPTY,
        points=points,
        facts=(FactRecord("bank", "silence", "", "guarded", 20.0),),
        turns=(
            theirs(5.0, 6.0, "Have a coffee."),
            theirs(10.0, 12.0, "Your fees came out of nowhere."),
        ),
    )
    assert [point.id for point in points_by(session, 9.0)] == []
    assert [point.id for point in points_by(session, 15.0)] == ["fee"]
    assert [point.id for point in points_by(session, 25.0)] == ["bank", "fee"]


def test_a_summary_before_anything_was_said_is_not_judged() -> None:
    session = replace(EMPTY, turns=(mine(1.0, 2.0, "So, to sum up.", move("summary")),))
    (remark,) = check_summary_recall(session)
    assert (remark.at_s, remark.quote, remark.band) == (1.0, "So, to sum up.", None)
