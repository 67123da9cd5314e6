"""Status, certainty, autonomy, relatedness, fairness: what hurts, what does not."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, turn
from voicecoach.dialogue.scarf import DOMAINS, find_scarf
from voicecoach.dialogue.styles import read_numbers

THREATS = {
    "status": ["As I already told you, it was in the letter.", "Let me put this in simple words."],
    "certainty": ["We'll get back to you at some point.", "Hard to say when it will be ready."],
    "autonomy": ["You have no choice here.", "You'll just have to accept it."],
    "relatedness": ["That's your problem, not mine.", "I don't care how you feel about it."],
    "fairness": ["Other clients got a better rate.", "Because I say so."],
}
REWARDS = {
    "status": ["You know this trade better than I do.", "I'd value your advice on that."],
    "certainty": ["You'll have it in writing by Friday.", "I will ring you before the cost grows."],
    "autonomy": ["It's up to you.", "Which of the two would you like?"],
    "relatedness": ["We're in this together.", "You and I both want her back at school."],
    "fairness": ["The same rules apply to us as well.", "I'll show you how we got there."],
}
# Firm, plain, even blunt: none of this talks anybody down.
FIRM = [
    "I can't go below twenty-seven thousand, because the hours were worked.",
    "No. That doesn't work for me.",
    "We need an answer by Friday, since the tender closes then.",
    "I told the board last week that we would renew.",
    "You have to sign on page four for it to be valid, is that right?",
    "Do you have to ask anyone before you sign?",
    "Does anyone above you have to sign that off?",
    "I understand that you want fifteen. I can't pay fifteen.",
    "If we don't agree, I will go to the other supplier.",
    "You said twenty-six and then thirty-eight.",
    "Your side of the bill is twelve thousand pounds.",
    "What kind of contract would you sign?",
    "I don't think that is fair to my team.",
    "The rules on overtime are in the handbook.",
    "We'll see each other on Monday.",
    "I'll let you know on Thursday at noon.",
    "That's the problem with the estimate.",
    "Other people have asked me the same thing.",
    "I care about how this ends.",
    "You could have rung me.",
    "My friends say I talk too much.",
    "I decided to come myself.",
    "You must have been worried.",
    "People who like the rota got used to it.",
    "How many times did the system fail?",
    "Let me explain how the figure came about.",
    "It was your decision to wait, and I respect that.",
    "I've explained this to my board as well.",
]


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_threatens_and_what_rewards_is_heard(domain: str) -> None:
    assert all(f"{domain}_threat" in find_scarf(text) for text in THREATS[domain])
    assert all(f"{domain}_reward" in find_scarf(text) for text in REWARDS[domain])


@pytest.mark.parametrize("text", FIRM)
def test_a_plain_firm_sentence_threatens_nothing(text: str) -> None:
    assert not [event for event in find_scarf(text) if event.endswith("threat")]


def test_each_style_minds_its_own_most() -> None:
    minded = {
        "status": ("driver", "expressive"),
        "certainty": ("analyst",),
        "autonomy": ("driver",),
        "relatedness": ("amiable",),
        "fairness": ("amiable", "analyst"),
    }
    events = read_numbers().events
    for domain, styles in minded.items():
        for style in ("amiable", "expressive", "driver", "analyst"):
            loss = -events[f"{domain}_threat"].trust(style)  # type: ignore[arg-type]
            gain = events[f"{domain}_reward"].trust(style)  # type: ignore[arg-type]
            if style in styles:
                assert 4 <= loss <= 8
                assert 2 <= gain <= 3
            else:
                assert 2 <= loss <= 4
                assert gain == 1


def test_a_threat_costs_and_is_answered_when_nothing_weightier_is() -> None:
    counterpart = meet(build("driver"))
    before = counterpart.trust
    reply = counterpart.respond(turn("You'll just have to accept it."))
    assert reply.act == "autonomy_hurt"
    assert "autonomy_threat -6.0" in reply.because
    assert counterpart.trust == before - 6
    asked = counterpart.respond(turn("You'll have to accept topic1, why?", K.OPEN_QUESTION))
    assert asked.act == "answer"


def test_without_words_for_it_the_loss_stands_and_it_presses_on() -> None:
    counterpart = meet(build("driver", lines={"autonomy_hurt": {}}))
    before = counterpart.trust
    assert counterpart.respond(turn("You'll just have to accept it.")).act == "push"
    assert counterpart.trust == before - 6


def test_an_insult_is_not_counted_twice() -> None:
    text = "You people, I don't care what you think."
    alone, with_insult = (meet(build()) for _ in range(2))
    alone.respond(turn(text))
    reply = with_insult.respond(turn(text, K.PERSONAL_ATTACK))
    assert not any("relatedness" in because for because in reply.because)
    assert alone.trust < meet(build()).trust


def test_a_reward_is_small() -> None:
    counterpart = meet(build("driver"))
    before = counterpart.trust
    counterpart.respond(turn("It's up to you."))
    assert counterpart.trust == before + 3
