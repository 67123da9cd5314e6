from __future__ import annotations

import json

import pytest

from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.moves.jsonl import BadLine, Recognised, recognise_lines
from voicecoach.dialogue.moves.overlap import points_held, recall
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.turns import Move, MoveContext, MoveKind, Point

DATE = Point("date", "the launch date is fixed by the board", ("launch", "board"))
PRICE = Point("price", "the price is above her budget", ("budget", "too expensive"))
TEAM = Point("team", "two of her engineers have left", ("engineers",))
POINTS = (DATE, PRICE, TEAM)
SAID = (
    "The board fixed the launch, your price is above my budget and two of my engineers have left.",
)


def first(kind: MoveKind, text: str, context: MoveContext) -> Move:
    return next(move for move in recognise_moves(text, context) if move.kind is kind)


def test_a_whole_summary_holds_every_point() -> None:
    move = first(
        MoveKind.SUMMARY,
        "Let me check I've got this: the board fixed the launch, the price is over your budget, "
        "and you've lost two engineers. Is that right?",
        MoveContext(counterpart_said=SAID, points=POINTS),
    )
    assert move.points == ("date", "price", "team")
    assert move.recall == 1.0


def test_half_a_summary_holds_half() -> None:
    move = first(
        MoveKind.SUMMARY,
        "So if I've understood you, the board fixed the launch and it's over your budget. "
        "Have I got that right?",
        MoveContext(counterpart_said=SAID, points=POINTS),
    )
    assert move.recall == pytest.approx(2 / 3)


def test_older_points_weigh_less() -> None:
    points = tuple(Point(str(n), "", (f"word{n}",)) for n in range(6))
    newest = recall(["5"], points)
    oldest = recall(["0"], points)
    assert newest is not None
    assert oldest is not None
    assert newest > oldest


def test_recall_of_nothing_is_not_known() -> None:
    assert recall([], ()) is None


def test_a_point_is_held_through_its_gist_when_the_key_word_is_missing() -> None:
    point = Point("staff", "two trained nurses resigned in spring", ("resignation letter",))
    assert points_held(hear("so two nurses resigned on you"), (point,)) == ("staff",)


def test_a_point_is_not_held_by_one_common_word() -> None:
    point = Point("staff", "two trained nurses resigned in spring", ())
    assert points_held(hear("spring is nice"), (point,)) == ()


def test_a_label_is_accurate_if_it_names_a_feeling_that_is_there() -> None:
    context = MoveContext(feelings=("anxious", "worried"))
    right = first(MoveKind.EMOTION_LABEL, "it sounds like you're worried", context)
    wrong = first(MoveKind.EMOTION_LABEL, "it sounds like you're jealous", context)
    assert (right.is_accurate, wrong.is_accurate) == (True, False)


def test_without_known_feelings_accuracy_is_not_known() -> None:
    move = first(MoveKind.EMOTION_LABEL, "you seem worried", MoveContext())
    assert move.is_accurate is None
    assert move.is_tentative


def test_lines_come_back_in_order_with_their_ids() -> None:
    lines = [
        json.dumps({"id": "a", "text": "Mm-hm, go on."}),
        "",
        json.dumps({"id": 7, "text": "Two weeks?", "context": "We lost two weeks."}),
    ]
    rows = [each.row for each in recognise_lines(lines) if isinstance(each, Recognised)]
    assert [row["id"] for row in rows] == ["a", 7]
    assert "mirror" in [move["move"] for move in rows[1]["moves"]]
    assert {"move", "confidence", "evidence"} <= rows[0]["moves"][0].keys()


def test_a_scenario_gives_issues_points_and_feelings() -> None:
    scenario = {
        "issues": [{"id": "fee", "words": ["fee"], "unit": "GBP", "plausible": [10000, 30000]}],
        "feelings": ["worried"],
    }
    line = json.dumps({"id": 1, "text": "I can do it for eighteen five", "scenario": scenario})
    (found,) = recognise_lines([line])
    assert isinstance(found, Recognised)
    offer = next(move for move in found.row["moves"] if move["move"] == "proposal")
    assert (offer["amount"], offer["issue"]) == (18_500, "fee")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "line 2: not JSON"),
        ('{"id": 1}', "line 2: text"),
        ('{"text": "hello"}', "line 2: id"),
        ("[1, 2]", "line 2: the line"),
        ('{"id": 1, "text": 5}', "line 2: text"),
        ("[" * 100_000, "line 2: not JSON"),
    ],
)
def test_a_bad_line_is_reported_by_number_and_the_rest_goes_on(line: str, message: str) -> None:
    good = '{"id": 1, "text": "hello"}'
    found = list(recognise_lines([good, line, good]))
    assert isinstance(found[1], BadLine)
    assert found[1].number == 2
    assert found[1].message.startswith(message)
    assert isinstance(found[0], Recognised)
    assert isinstance(found[2], Recognised)


def test_a_result_line_is_json() -> None:
    (found,) = recognise_lines(['{"id": "x", "text": "you’re a liar"}'])
    assert isinstance(found, Recognised)
    assert json.loads(found.to_json())["id"] == "x"


@pytest.mark.parametrize(
    "text",
    [
        "So you paid us late and we put your windows on hold. Have I got that right?",
        "You feel you held your side, and we moved the goalposts twice. Is that fair?",
        "Let me check: you signed a price, the windows came late, and that was it. Is that right?",
    ],
)
def test_clauses_given_back_with_a_check_are_a_summary_and_no_question(text: str) -> None:
    kinds = {move.kind for move in recognise_moves(text, MoveContext())}
    assert MoveKind.SUMMARY in kinds
    assert MoveKind.CLOSED_QUESTION not in kinds


@pytest.mark.parametrize("text", ["Have I got the right address?", "So you want a discount?"])
def test_a_short_check_is_no_summary(text: str) -> None:
    kinds = {move.kind for move in recognise_moves(text, MoveContext())}
    assert MoveKind.SUMMARY not in kinds


def test_asking_what_they_need_is_no_pressure() -> None:
    text = "What would you need from me to go on?"
    assert MoveKind.PRESSURE not in {move.kind for move in recognise_moves(text, MoveContext())}
