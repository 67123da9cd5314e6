from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.dialogue.moves import recognise_moves
from voicecoach.turns import Issue, Move, MoveContext, MoveKind

FEE = Issue("fee", ("fee", "price"), "GBP", (10_000, 30_000))


def moves_in(text: str, theirs: str = "") -> set[str]:
    context = MoveContext(counterpart_said=(theirs,) if theirs else ())
    return {move.kind.value for move in recognise_moves(text, context)}


def the_move(kind: MoveKind, text: str, context: MoveContext) -> Move:
    found = [move for move in recognise_moves(text, context) if move.kind is kind]
    assert found, f"{kind} not found in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "theirs", "move"),
    [
        ("what's driving the date", "We need it by the first.", "open_question"),
        ("could you walk me through the invoice", "", "open_question"),
        ("tell me how the week went", "", "open_question"),
        ("how many people are coming", "", "closed_question"),
        ("Is Friday any good to you?", "", "closed_question"),
        ("don't you think that's fair", "", "leading_question"),
        ("why are you being so stubborn", "", "leading_question"),
        ("surely you agree it's a good price", "", "leading_question"),
        ("mm-hm", "So I went back to the office.", "nudge"),
        ("go on", "And then he left.", "nudge"),
        ("right and then", "I opened the box.", "nudge"),
        ("is there anything else that worries you", "", "clearinghouse_probe"),
        ("what have we not covered", "", "clearinghouse_probe"),
        ("it sounds like you're worried about the deadline", "", "emotion_label"),
        ("you seem frustrated", "I've asked four times.", "emotion_label"),
        ("that must be really hard", "I lost my job in May.", "empathy"),
        ("i'm so sorry to hear that", "My dad died in March.", "empathy"),
        ("thank you for being so open about the budget", "", "appreciation"),
        ("i'm sorry i was late with the drawings, that was my fault", "", "apology"),
        ("I feel anxious when the date moves, because my crew is booked", "", "i_message"),
        ("how was your holiday", "", "rapport"),
        ("what matters most to you in this", "", "interests_question"),
        ("i need it by thursday because the scaffolding comes down", "", "own_interest"),
        ("what if we split it into two phases", "", "option"),
        ("i can do it for eighteen thousand", "", "proposal"),
        ("if you sign this month i'll hold the price", "", "conditional_trade"),
        ("alright i'll come down to sixteen", "", "concession"),
        ("the going rate is about twenty an hour", "", "objective_criterion"),
        ("i can't do that because the materials alone cost more", "", "calm_limit"),
        ("how did you get to forty", "It's worth forty.", "challenge_basis"),
        ("let's start with the dates and then talk about money", "", "agenda"),
        ("has anything changed on your side", "", "monitor_change"),
        ("so we've agreed eighteen thousand, paid by friday", "Yes, fine.", "confirm_agreement"),
        ("deal", "Eighteen thousand, then.", "accept"),
        ("i'll call you on monday with the figures", "", "next_step"),
        ("can we take a ten minute break", "", "pause_request"),
        ("if you don't pay i'll see you in court", "", "threat"),
        ("take it or leave it", "", "ultimatum"),
        ("you're a liar", "", "personal_attack"),
        ("it's all your fault", "", "blame"),
        ("come on just sign it", "", "pressure"),
        ("with respect my offer is more than generous", "", "irritator"),
    ],
)
def test_the_plain_form_of_each_move_is_recognised(text: str, theirs: str, move: str) -> None:
    assert move in moves_in(text, theirs)


@pytest.mark.parametrize(
    ("text", "theirs", "move"),
    [
        ("how dare you", "", "open_question"),
        ("what a mess that was", "", "open_question"),
        ("what problems has it had", "", "leading_question"),
        ("i'm sorry you feel that way", "You never rang.", "apology"),
        ("i'd appreciate it if you could move your car", "", "appreciation"),
        ("is there anything you can do about the price", "", "clearinghouse_probe"),
        ("it's only fair", "", "objective_criterion"),
        ("the train was late on tuesday", "", "blame"),
        ("i feel that you are lying", "", "i_message"),
        ("right that's the old tariff you're looking at", "It says two bags.", "nudge"),
    ],
)
def test_what_a_move_is_not(text: str, theirs: str, move: str) -> None:
    assert move not in moves_in(text, theirs)


@pytest.mark.parametrize(
    "text",
    [
        "the delivery came at nine on tuesday",
        "it's the second door on the left",
        "she told me on the phone",
        "the contract has eleven pages",
    ],
)
def test_a_plain_statement_carries_nothing(text: str) -> None:
    assert moves_in(text) == set()


def test_a_leading_question_replaces_its_form() -> None:
    found = moves_in("don't you think it's time you paid?")
    assert not found & {"open_question", "closed_question"}


def test_what_else_is_clearinghouse_and_open() -> None:
    assert {"clearinghouse_probe", "open_question"} <= moves_in("what else should i know")


def test_a_mirror_carries_no_form() -> None:
    found = moves_in("two weeks?", "We lost two weeks waiting.")
    assert "mirror" in found
    assert not found & {"open_question", "closed_question"}


def test_there_is_no_mirror_without_words_to_mirror() -> None:
    assert "mirror" not in moves_in("two weeks")


def test_a_trade_is_no_threat() -> None:
    found = moves_in("if you can pay within seven days, i'll take three percent off")
    assert "conditional_trade" in found
    assert "threat" not in found


def test_several_moves_in_one_breath() -> None:
    found = moves_in("I'm sorry I was late. What did I miss?")
    assert {"apology", "open_question"} <= found


def test_an_offer_carries_its_figure_and_issue() -> None:
    context = MoveContext(issues=(FEE,))
    move = the_move(MoveKind.PROPOSAL, "i could do seventeen five", context)
    assert (move.amount, move.issue) == (17_500, "fee")


def test_an_acceptance_takes_over_their_figure() -> None:
    context = MoveContext(
        counterpart_said=("Eighteen thousand, then.",), issues=(FEE,), counterpart_offer=18_000
    )
    assert the_move(MoveKind.ACCEPT, "deal", context).amount == 18_000


def test_evidence_is_in_the_words_that_were_said() -> None:
    text = "Thanks for the tour. So what worries you most about the new lease?"
    for move in recognise_moves(text):
        assert move.evidence
        assert move.evidence in text


def test_moves_come_in_one_order_with_a_confidence_and_a_rule() -> None:
    found = recognise_moves("Take it or leave it, you liar. What do you say?")
    order = [list(MoveKind).index(move.kind) for move in found]
    assert order == sorted(order)
    assert all(0.35 <= move.confidence <= 1 and move.rule for move in found)


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "🙂🙂", "\x00", "—"])
def test_nothing_said_is_no_move(text: str) -> None:
    assert recognise_moves(text) == ()


def test_ten_thousand_characters_are_read() -> None:
    found = moves_in("what matters most to you in this, " + "and so on and so on " * 500)
    assert "open_question" in found


def test_emoji_and_other_scripts_do_no_harm() -> None:
    assert "closed_question" in moves_in("Is Friday any good to you? 🙂 どうぞ")


def test_the_same_words_give_the_same_moves() -> None:
    text = "So it's the date and the price. What have I missed?"
    assert recognise_moves(text) == recognise_moves(text)


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300), theirs=st.text(max_size=100))
def test_no_text_makes_it_fail(text: str, theirs: str) -> None:
    moves = recognise_moves(text, MoveContext(counterpart_said=(theirs,), issues=(FEE,)))
    assert all(0 <= move.confidence <= 1 and move.rule for move in moves)
    assert all(move.evidence in " ".join(text.split()) for move in moves)
