"""Questions known again: those of the file, those of every talk, and those of a form alone."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, turn
from voicecoach.dialogue.asked import (
    AskedFinder,
    expand,
    find_common_question,
    read_common_questions,
)
from voicecoach.dialogue.persona_check import check_persona
from voicecoach.store.cast import all_personas
from voicecoach.store.folders import find_home

# One way to put each question, by somebody who had not seen its forms' order.
SAID = {
    "no_deal": "So what will you do if we don't find a deal today?",
    "who_decides": "Who has to sign this besides you?",
    "who_knows": "What does your family say?",
    "again": "Would you ever work with us again?",
    "trust": "What would it take for you to trust me?",
    "worry": "What keeps you awake at night?",
    "deadline": "How soon would it have to be done?",
    "should_have": "What should we have done instead?",
    "apology": "What would a proper apology have to say?",
    "why_silent": "Why did you stop talking to us?",
    "why_figure": "How did you arrive at that figure?",
    "matters_most": "Which of the four matters most?",
    "besides_money": "Apart from the price, what counts for you?",
    "put_right": "What would put this right?",
    "feel": "How did that make you feel?",
    "your_side": "Can you tell me how it looked from your end?",
    "any_person": "Who drove the van?",
    "any_number": "How many of them were there?",
    "any_reason": "Why blue?",
    "any_yes_no": "Is the door open?",
}


@pytest.mark.parametrize("id_", SAID)
def test_a_question_of_every_talk_is_known_by_its_form(id_: str) -> None:
    found = find_common_question(SAID[id_])
    assert found is not None
    assert found.id == id_


def test_every_style_has_two_answers_at_least_to_every_question_of_every_talk() -> None:
    for question in read_common_questions():
        fewest = 1 if question.is_last else 2
        assert all(len(lines) >= fewest for lines in question.lines.values()), question.id


def test_plain_statements_are_no_questions() -> None:
    for text in ("The bill came in March.", "I can't go below nine.", "That is how it stands."):
        assert find_common_question(text) is None


def test_a_question_is_known_in_other_words_and_with_figures_in_digits() -> None:
    finder = AskedFinder(
        {
            "boat": ["How long have you (had|owned) the (old )?boat", "When did you buy the boat"],
            "sum": ["Where does seventy-eight thousand come from"],
        }
    )
    assert finder.find("And the boat, how long is it that you have owned it?")[0] == "boat"
    name, likeness = finder.find("Where does the 78,000 come from?")
    assert (name, likeness > 0.6) == ("sum", True)
    assert finder.find("Who painted the boat?")[1] < finder.find("When did you buy the boat?")[1]
    assert finder.find("What about the money?")[1] == 0


def test_one_shared_word_is_not_enough() -> None:
    finder = AskedFinder({"ring": ["Who rang the insurer that night?"]})
    assert finder.find("I was up all night with the accounts.")[1] < 0.6


def test_choices_are_written_out() -> None:
    assert expand("Why (half|a third)?") == ["Why half", "Why a third", "Why "]
    assert expand("Is it (really )?yours") == ["Is it really yours", "Is it yours"]


def question(**entry: object) -> list[dict[str, object]]:
    return [entry]


def test_an_expected_question_is_answered_in_the_files_words_and_again_in_others() -> None:
    asked = question(asks=["Who painted the boat"], say=["My brother did.", "I said, my brother."])
    counterpart = meet(build(questions=asked))
    heard = turn("Who was it that painted the boat?", K.CLOSED_QUESTION)
    said = {counterpart.respond(heard).text, counterpart.respond(heard).text}
    assert said == {"My brother did.", "I said, my brother."}


def test_a_question_of_every_talk_takes_the_files_words_before_its_styles() -> None:
    asked = question(like="no_deal", say=["Then I sell the boat."])
    heard = turn("What will you do if we can't agree?", K.OPEN_QUESTION)
    assert meet(build(questions=asked)).respond(heard).text == "Then I sell the boat."
    other = meet(build()).respond(heard)
    assert other.act == "answer"
    assert "boat" not in other.text


def test_a_question_about_something_unknown_is_evaded_by_its_form() -> None:
    reply = meet(build()).respond(turn("Who painted the boat?", K.CLOSED_QUESTION))
    assert reply.act == "evade"


def test_the_third_question_running_is_grumbled_at_and_answered_if_it_was_expected() -> None:
    asked = question(asks=["Who painted the boat"], say=["My brother did."])
    counterpart = meet(build(questions=asked))
    for number in range(2):
        counterpart.respond(turn(f"Is it topic{number}?", K.CLOSED_QUESTION))
    reply = counterpart.respond(turn("Who painted the boat?", K.CLOSED_QUESTION))
    assert reply.act == "question_streak"
    assert reply.text.endswith("My brother did.")


def test_a_guess_or_a_summing_up_that_no_move_caught_is_neither_confirmed_nor_denied() -> None:
    for text in ("It must be a long way home.", "So it was the quiet, and not the bill."):
        assert meet(build()).respond(turn(text)).act == "given_back"


def test_a_remark_on_the_place_is_answered_as_one() -> None:
    assert meet(build()).respond(turn("That coffee smells good.")).act == "remark"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"say": ["Yes."]}, "either asks or like"),
        ({"like": "no_deel", "say": ["Yes."]}, "no question of every talk"),
        ({"asks": ["Who"], "topic": "nothing"}, "not a topic"),
        ({"asks": ["Who"]}, "no answer"),
    ],
)
def test_a_question_that_can_not_be_played_is_found(entry: dict[str, object], message: str) -> None:
    findings = check_persona(build(questions=[entry]))
    assert any(message in finding.message for finding in findings)


def test_every_persona_of_the_cast_expects_questions_and_knows_each_one_again() -> None:
    for persona in all_personas(find_home()):
        finder = AskedFinder({str(n): q.asks for n, q in enumerate(persona.questions)})
        ways = [(str(n), way) for n, q in enumerate(persona.questions) for way in q.asks]
        assert len(persona.questions) >= 30
        known = [finder.find(f"{expand(way)[0]}?")[0] == name for name, way in ways]
        assert sum(known) >= 0.97 * len(known), persona.id
