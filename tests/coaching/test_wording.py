from __future__ import annotations

import pytest

from tests.coaching.hand_made import mine, move, theirs
from voicecoach.coaching.wording import (
    PLAIN_QUESTION,
    better_wording,
    instead_of_question,
    label_first,
    open_form,
)


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
