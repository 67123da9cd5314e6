"""Turns about the talk itself: greetings, "sorry?", a bare yes, and what may pass for them."""

from __future__ import annotations

import time

import pytest

from tests.dialogue.plain_persona import make_persona, plain, read
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import meet
from tests.dialogue.test_counterpart_bargaining import at
from voicecoach.dialogue.asides import AsideFinder
from voicecoach.dialogue.book import read_spare_lines
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.turns import Move

FINDER = AsideFinder(["Rosalind", "Pereira"])


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Sorry, could you say that again?", "say_again"),
        ("Pardon?", "say_again"),
        ("Sorry, I didn't catch that.", "say_again"),
        ("What do you mean by too fat?", "clarify"),
        ("I don't understand.", "clarify"),
        ("Good morning Ros, thank you for making the time.", "greeting"),
        ("How are you today?", "how_are_you"),
        ("Goodbye then.", "goodbye"),
        ("Thank you very much.", "thanks"),
        ("What's your best price?", "their_figure"),
        ("How much would you accept?", "their_figure"),
        ("Okay, so what do you suggest?", "their_idea"),
        ("What would make it right?", "their_idea"),
        ("Could you say a bit more about that?", "say_more"),
        ("No, I don't think that's right.", "no"),
        ("Yes, I do.", "yes"),
        ("Fair enough.", "acknowledge"),
        ("I see your point.", "acknowledge"),
        ("Do we have a deal?", "agreed"),
        ("Can I get you a coffee?", "courtesy"),
    ],
)
def test_a_turn_about_the_talk_is_known_for_one(text: str, aside: str) -> None:
    assert FINDER.find(text) == aside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Good morning. Your bill is too high.",
        "Sorry about the bill.",
        "I understand that you were hurt.",
        "I don't understand why you left.",
        "Yes, I'd like seven thousand.",
        "How are you paying for it?",
        "Thank you for the survey you sent in March.",
        "Right, let's talk about the bill.",
        "No deal below nine.",
        "What do you say to nine?",
    ],
)
def test_a_turn_about_the_matter_is_no_aside(text: str) -> None:
    assert FINDER.find(text) is None


@pytest.mark.parametrize(
    "text", ["m" * 200, "hello " * 24 + "x", "thank you " * 8 + "x", "no " * 9 + "x", ", . " * 50]
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    FINDER.find(text)
    assert time.perf_counter() - start < 0.05


def test_asked_to_repeat_it_says_its_line_again() -> None:
    counterpart = meet()
    line = counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION)).text
    trust = counterpart.trust
    first = counterpart.respond(turn("Sorry?", K.CLOSED_QUESTION))
    second = counterpart.respond(turn("Say that again, please."))
    assert first.act == second.act == "say_again"
    assert first.text.endswith(line)
    assert second.text.endswith(line)
    assert first.text != second.text
    assert counterpart.trust == trust


def test_a_figure_read_back_may_be_asked_for_again_before_the_yes() -> None:
    counterpart = meet()
    counterpart.respond(offer(9000, "fee"))
    counterpart.respond(turn("Sorry?"))
    assert counterpart.respond(turn("Yes.", K.ACCEPT)).act == "accept"


def test_asked_what_it_means_it_says_it_in_other_words() -> None:
    counterpart = meet()
    told = counterpart.respond(turn("Tell me about topic0.", K.OPEN_QUESTION))
    assert told.fact == "asked"
    reply = counterpart.respond(turn("What do you mean?", K.PERSONAL_ATTACK))
    assert reply.act == "clarify"
    assert reply.text.startswith("Fact asked")
    assert reply.text != told.text
    assert counterpart.respond(turn("I don't follow.")).text.startswith("answer topic0")


def test_a_greeting_is_returned_and_pays_once() -> None:
    counterpart = meet()
    before = counterpart.trust
    assert counterpart.respond(turn("Hello Pat.", K.RAPPORT)).act == "greeting"
    assert counterpart.respond(turn("Good morning!", K.RAPPORT)).act == "greeting"
    assert counterpart.trust == before + 2


def test_a_yes_or_no_to_its_own_question_is_heard() -> None:
    data = plain("driver")
    data["lines"]["push"]["low"] = ["Do you see that?"]
    for text, act in (("Yes.", "yes_heard"), ("No.", "no_heard")):
        counterpart = Counterpart(read(data), seed=1, difficulty=1)
        counterpart.open()
        assert counterpart.respond(turn("That is how it stands.")).text == "Do you see that?"
        assert counterpart.respond(turn(text)).act == act


def test_asked_for_its_figure_it_says_where_it_stands() -> None:
    reply = meet().respond(turn("What's your best price?", K.OPEN_QUESTION))
    assert reply.act == "hold"
    assert "ten thousand pounds" in reply.text.lower()


def test_asked_for_its_figure_on_another_issue_it_names_that_one() -> None:
    reply = meet().respond(turn("How much do you want on the date?", K.OPEN_QUESTION))
    assert "sixty days" in reply.text.lower()


def test_a_plain_statement_is_answered_on_its_subject_while_enough_is_left() -> None:
    counterpart = meet()
    reply = counterpart.respond(turn("We worked hard on topic3."))
    assert reply.text.startswith("answer topic3")
    assert counterpart.respond(turn("Yes, topic3 was hard.")).text.startswith("push")


def test_asking_whether_a_trade_would_help_offers_it() -> None:
    counterpart = at("influence")
    reply = counterpart.respond(turn("Would instalments help?", K.CLOSED_QUESTION))
    assert reply.act == "trade_yes"


def test_asking_whether_it_is_agreed_when_it_is_not_is_answered_so() -> None:
    assert meet().respond(turn("Do we have a deal?", K.CLOSED_QUESTION)).act == "confirm_no"


def test_a_short_why_not_is_no_shove() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    reply = counterpart.respond(turn("Why not?", K.LEADING_QUESTION))
    assert reply.text.startswith("answer topic1")


def test_a_courtesy_is_answered_as_one() -> None:
    reply = meet().respond(turn("Would you like some coffee?", K.CLOSED_QUESTION))
    assert reply.text.startswith("rapport")


def test_a_threat_in_the_breath_of_an_apology_must_be_plain() -> None:
    for confidence, act in ((0.7, "apology"), (0.95, "threat")):
        counterpart = meet()
        threat = Move(K.THREAT, confidence, "or else", "test")
        assert counterpart.respond(turn("I was wrong, or else", K.APOLOGY, threat)).act == act


def test_what_was_hardly_recognised_is_answered_last() -> None:
    counterpart = meet()
    shaky = Move(K.AGENDA, 0.4, "what happens then", "test")
    reply = counterpart.respond(turn("Who fixes the car?", shaky, K.OPEN_QUESTION))
    assert reply.act == "evade"
    assert counterpart.respond(turn("Something like that.", shaky)).act == "agenda"


@pytest.mark.parametrize("style", ["amiable", "expressive", "driver", "analyst"])
def test_every_style_has_spare_words_for_the_same_occasions(style: str) -> None:
    spare = read_spare_lines()
    assert spare[style].keys() == spare["driver"].keys()  # type: ignore[index]
    longest = {"driver": 20, "analyst": 25, "amiable": 28, "expressive": 28}[style]
    for occasion, lines in spare[style].items():  # type: ignore[index]
        assert len(lines) >= 2
        assert all(len(line.split()) <= longest for line in lines), occasion


def test_spare_words_of_one_style_are_not_said_by_another() -> None:
    seen: set[str] = set()
    for lines in read_spare_lines().values():
        words = {line for texts in lines.values() for line in texts}
        assert not words & seen
        seen |= words


def test_asides_are_occasions_a_file_may_have_words_for() -> None:
    assert set(read_spare_lines()["driver"]) - {"terms", "priority"} <= set(OCCASIONS)
    data = plain()
    data["lines"]["greeting"] = {"any": ["Hello yourself."]}
    counterpart = Counterpart(read(data), seed=1)
    assert counterpart.respond(turn("Hello")).text == "Hello yourself."
    assert make_persona().lines["greeting"]
