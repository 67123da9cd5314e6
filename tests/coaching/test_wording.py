from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, mine, move, theirs
from voicecoach.coaching.wording import (
    PLAIN_QUESTION,
    ask_for_basis,
    better_wording,
    instead_of_question,
    label_first,
    open_form,
    reworded,
)
from voicecoach.coaching.worst import check_worst_turns


@pytest.mark.parametrize(
    ("said", "better"),
    [
        (
            "Why are you being so stubborn?",
            "What would you need to see before you could move?",
        ),
        ("So why won't you just sign it?", "What makes it hard to sign it?"),
        ("Why did you ignore my letters?", "What led you there?"),
        (
            "Don't you think that's fair?",
            "I think that's fair. How do you see it?",
        ),
        (
            "Wouldn't you agree that the delay cost us both?",
            "I think the delay cost us both. How do you see it?",
        ),
        (
            "Surely eighteen thousand is enough?",
            "I think eighteen thousand is enough. How do you see it?",
        ),
        ("Isn’t it time to settle?", "I think it is time to settle. How do you see it?"),
        (
            "That was agreed in March, right?",
            "I think that was agreed in March. How do you see it?",
        ),
        ("Can you deliver by Friday?", "What would it take for you to deliver by Friday?"),
        (
            "Well, would you be willing to pay in stages?",
            "What would it take for you to pay in stages?",
        ),
        ("Do you need delivery in March?", "How much does delivery in March matter to you?"),
        ("Do you want to keep the contract?", "How important is it for you to keep the contract?"),
        ("Is there a deadline?", "What can you tell me about a deadline on your side?"),
        ("Is the budget fixed?", "What can you tell me about the budget?"),
    ],
)
def test_a_question_is_put_openly_in_its_own_words(said: str, better: str) -> None:
    assert open_form(said) == better


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "When did it begin?",
        "How many?",
        "Is your final offer really the one that you made to us on the phone in March?",
        "Would you like some tea" + " and more" * 20,
        "Can you hear me now?",
        "Is that a new one?",
    ],
)
def test_where_no_rule_fits_nothing_is_made_up(said: str) -> None:
    assert open_form(said) is None
    asked = move("closed_question", said)
    assert instead_of_question(mine(0.0, 1.0, said, asked), asked) == PLAIN_QUESTION


@pytest.mark.parametrize(
    ("kind", "said", "better"),
    [
        (
            "threat",
            "If you don't sign by Friday, we'll take you to court.",
            "I would rather not take you to court. "
            "What would you need before you could sign by Friday?",
        ),
        (
            "threat",
            "Unless you pay today, I will have to tell your board.",
            "I would rather not tell your board. What would you need before you could pay today?",
        ),
        (
            "threat",
            "We'll stop work if you don't pay us.",
            "I would rather not stop work. What would you need before you could pay us?",
        ),
        (
            "threat",
            "Pay now, or we sue.",
            "I would rather not sue. What would you need before you could pay?",
        ),
        (
            "threat",
            "If this goes on, I'll go to the papers.",
            "I would rather not go to the papers. "
            "What would you need so that it does not come to that?",
        ),
        (
            "ultimatum",
            "Thirty thousand pounds. Take it or leave it.",
            "Thirty thousand pounds is where I am today. What would make it work for you?",
        ),
        (
            "blame",
            "It's your fault the survey was late.",
            "The survey was late. My part in it was ... How did it come about on your side?",
        ),
        (
            "blame",
            "We lost the contract because of you.",
            "We lost the contract. My part in it was ... How did it come about on your side?",
        ),
        ("blame", "You didn't call me back.", "What made it hard to call me back?"),
        (
            "blame",
            "You started all this in March.",
            "We tell the beginning of this differently. How did it begin for you?",
        ),
        ("pressure", "Just sign it now, please.", "What would you need before you could sign it?"),
        (
            "pressure",
            "You have to decide today.",
            "What would you need before you could decide today?",
        ),
        (
            "pressure",
            "We need to settle this today.",
            "What would you need before we could settle this today?",
        ),
        (
            "position",
            "I want thirty thousand.",
            "I need thirty thousand, because ... What makes that hard for you?",
        ),
        (
            "position",
            "No, we can't move the date.",
            "We can't move the date, because ... What else would meet what you need?",
        ),
        (
            "position",
            "Thirty thousand.",
            "Thirty thousand, because ... How does that sit with you?",
        ),
        (
            "concession",
            "Okay, I could come down to thirty-five.",
            "If you can ..., then I could come down to thirty-five.",
        ),
        ("concession", "Thirty, then.", "If you can ..., then thirty works for me."),
        (
            "irritator",
            "With respect, my very generous offer stands until Friday.",
            "My offer stands until Friday.",
        ),
        (
            "irritator",
            "Be reasonable.",
            "What would you call reasonable here, and what do you base it on?",
        ),
        (
            "stacked_question",
            "Is it signed at last? What held it up so long? And who has it?",
            "What held it up so long?",
        ),
    ],
)
def test_a_statement_is_put_better_in_its_own_words(kind: str, said: str, better: str) -> None:
    made = move(kind, said)
    assert reworded(mine(0.0, 1.0, said, made), made) == f'"{better}"'


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("threat", "The bailiffs have your address."),
        ("threat", "Two years by lunch, or your listing disappears."),
        ("threat", "If you don't, I will."),
        ("ultimatum", "Take it or leave it."),
        ("ultimatum", "Eight o'clock or nine, yes or no?"),
        ("ultimatum", "Twenty thousand or thirty thousand, last chance."),
        ("blame", "It was because of you."),
        ("blame", "If you had called, we would not be here."),
        ("pressure", "Just one more thing."),
        ("pressure", "Just the two of us, then."),
        ("pressure", "just give me the yes for this year you know you want to you do"),
        ("position", "No."),
        ("position", "I want to talk about the date."),
        ("concession", "I could, but I would rather not."),
        ("concession", "You win."),
        ("irritator", "You never listen."),
        ("irritator", "With respect, no."),
        ("irritator", "To be fair to me, I was there."),
        ("personal_attack", "You are an amateur."),
        ("stacked_question", "When? Who? Why?"),
    ],
)
def test_where_a_form_cannot_be_turned_nothing_is_offered(kind: str, said: str) -> None:
    made = move(kind, said)
    assert reworded(mine(0.0, 1.0, said, made), made) is None


def test_a_concession_with_a_price_is_left_alone() -> None:
    made = move("concession", "I could do thirty")
    turn = mine(0.0, 1.0, "If you pay, I could do thirty.", made, move("conditional_trade"))
    assert reworded(turn, made) is None


def test_the_sentence_is_reworded_that_holds_the_evidence() -> None:
    made = move("pressure", "sign it")
    turn = mine(0.0, 1.0, "I see that. Just sign it. Thank you.", made)
    assert reworded(turn, made) == '"What would you need before you could sign it?"'


@pytest.mark.parametrize(
    ("text", "offer", "figure"),
    [
        ("Start from fifteen and argue your way up.", 15000.0, "fifteen"),
        ("There's £15,000 in that drawer.", 15000.0, "£15,000"),
        ("Forty-one drivers, and fifteen for you.", 15000.0, "fifteen"),
        ("I have forty-one drivers.", 15000.0, "that figure"),
        ("Fifteen. Fifteen, I said.", 15000.0, "that figure"),
        ("Start from fifteen.", None, "that figure"),
    ],
)
def test_an_anchor_is_asked_for_by_its_own_figure(
    text: str, offer: float | None, figure: str
) -> None:
    anchor = replace(theirs(0.0, 1.0, text), offer=offer)
    assert ask_for_basis(anchor) == f'"How did you get to {figure}?" Then wait.'


def test_the_worst_three_turns_are_told_in_order_of_time() -> None:
    turns = (
        theirs(0.0, 1.0, "Well.", trust=40.0),
        replace(mine(2.0, 3.0, "Is the budget fixed?", move("closed_question")), trust=40.0),
        theirs(4.0, 5.0, "No.", trust=40.0),
        replace(mine(6.0, 7.0, "Just sign it.", move("pressure", "Just sign it.")), trust=35.0),
        replace(mine(8.0, 9.0, "Pay now or we sue.", move("threat")), trust=25.0),
        replace(mine(10.0, 11.0, "Surely thirty is enough?", move("leading_question")), trust=24.0),
    )
    remarks = check_worst_turns(replace(EMPTY, turns=turns))
    assert [(remark.at_s, remark.observed) for remark in remarks] == [
        (6.0, "Pressure; trust -5."),
        (8.0, "Threat; trust -10."),
        (10.0, "A leading or loaded question; trust -1."),
    ]


def test_a_turn_that_cannot_be_put_better_is_none_of_the_worst() -> None:
    insult = mine(2.0, 3.0, "You are amateurs.", move("personal_attack"))
    assert check_worst_turns(replace(EMPTY, turns=(insult,))) == ()


def test_before_a_figure_the_counterpart_is_quoted_back() -> None:
    assert "You said: 'I was promised a call.'" in label_first(
        theirs(0.0, 1.0, "Eighteen. I was promised a call.")
    )


@pytest.mark.parametrize("text", ["", "And what is it to you?", "word " * 40])
def test_what_cannot_be_said_back_is_not(text: str) -> None:
    assert "You said" not in label_first(theirs(0.0, 1.0, text))
    assert "You said" not in label_first(None)


def test_the_worst_move_of_a_turn_is_reworded() -> None:
    turn = mine(
        0.0,
        1.0,
        "Don't you see it? Sign or we sue.",
        move("leading_question", "Don't you see it?"),
        move("threat", "Sign or we sue."),
    )
    assert better_wording(turn, None) == (
        '"I would rather not sue. What would you need before you could sign?"'
    )


def test_a_good_turn_is_left_as_it_is() -> None:
    assert better_wording(mine(0.0, 1.0, "I see.", move("nudge", "I see.")), None) is None
