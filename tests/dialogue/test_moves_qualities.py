"""How well a move was made, and what the sound adds to the words."""

from __future__ import annotations

import pytest

from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.moves.melody import STEEP_RISE_ST_S
from voicecoach.turns import Move, MoveContext, MoveKind, Point

K = MoveKind
STORY = "You were two weeks late, the crane stood idle, and nobody from your firm rang Priya."
KNOWN = MoveContext(
    counterpart_said=(STORY,),
    points=(
        Point("late", "the delivery came two weeks late", ("two weeks", "late")),
        Point("crane", "the crane stood idle", ("crane", "idle")),
        Point("rang", "nobody rang Priya", ("rang", "nobody called")),
    ),
    feelings=("let down", "ignored"),
)


def find(text: str, kind: MoveKind, context: MoveContext = KNOWN) -> Move:
    moves = [move for move in recognise_moves(text, context) if move.kind is kind]
    assert moves, f"no {kind} in {text!r}"
    return moves[0]


def test_a_summary_that_invents_nothing_has_no_inventions() -> None:
    text = "Let me check: we were two weeks late, the crane stood idle, nobody rang Priya. Right?"
    assert find(text, K.SUMMARY).inventions == ()


def test_figures_and_names_that_nobody_said_are_inventions() -> None:
    text = "Let me check: we were three weeks late, the crane stood idle, nobody rang Sandra?"
    assert set(find(text, K.SUMMARY).inventions) == {"three", "Sandra"}


def test_without_anything_heard_nothing_can_be_invented() -> None:
    text = "Let me check that I have understood: three weeks late, and the crane stood idle?"
    assert find(text, K.SUMMARY, MoveContext()).inventions == ()


def test_a_reflection_in_their_words_is_simple_and_one_that_adds_a_feeling_is_complex() -> None:
    simple = find("So the delivery came two weeks late and the crane stood idle.", K.SUMMARY)
    assert simple.is_complex is False
    felt = find("So we were late, the crane stood idle, and you felt let down by us.", K.SUMMARY)
    assert felt.is_complex is True
    assert find("It sounds as if you felt ignored.", K.EMOTION_LABEL).is_complex is True
    assert find("Two weeks late?", K.MIRROR).is_complex is False


def test_a_question_that_takes_up_their_words_is_a_follow_up() -> None:
    assert find("What did the idle crane cost you?", K.OPEN_QUESTION).is_follow_up is True
    assert find("What would you like for lunch?", K.OPEN_QUESTION).is_follow_up is False
    assert find("What happened then?", K.OPEN_QUESTION, MoveContext()).is_follow_up is None


def test_reasons_are_counted() -> None:
    bare = recognise_moves("I want nine thousand.", KNOWN)
    assert {move.n_reasons for move in bare if move.n_reasons is not None} == {0}
    one = "I can't go below nine thousand, because the hours were worked."
    assert find(one, K.CALM_LIMIT).n_reasons == 1
    two = f"{one} Another reason is our payroll."
    assert find(two, K.CALM_LIMIT).n_reasons == 2


def test_giving_with_and_without_a_price() -> None:
    trade = "If you pay by Friday, then I can take five percent off."
    assert find(trade, K.CONDITIONAL_TRADE).is_conditional is True
    gift = "All right, I'll take five percent off."
    given = [m for m in recognise_moves(gift, KNOWN) if m.kind in (K.PROPOSAL, K.CONCESSION)]
    assert given
    assert not any(move.is_conditional for move in given)


@pytest.mark.parametrize(("text", "expected"), [("Maybe you feel ignored.", True),
                                                ("You feel ignored.", False)])  # fmt: skip
def test_a_label_is_a_guess_or_a_claim(text: str, expected: bool) -> None:
    assert find(text, K.EMOTION_LABEL).is_tentative is expected


def rising(slope_st_s: float | None) -> MoveContext:
    return MoveContext(final_slope_st_s=slope_st_s)


def test_a_statement_whose_voice_rises_steeply_asks() -> None:
    text = "The invoice went out in June."
    assert recognise_moves(text, rising(None)) == ()
    assert recognise_moves(text, rising(-20.0)) == ()
    (asked,) = recognise_moves(text, rising(STEEP_RISE_ST_S + 5))
    assert asked.kind is K.CLOSED_QUESTION
    assert asked.rule == "rises at the end"


def test_a_long_turn_and_a_go_on_may_rise_without_asking() -> None:
    long = (
        "The invoice went out in June, and nobody said a word about it until the end of the year."
    )
    assert K.CLOSED_QUESTION not in [m.kind for m in recognise_moves(long, rising(30.0))]
    assert [m.kind for m in recognise_moves("Mm-hm", rising(30.0))] == [K.NUDGE]
