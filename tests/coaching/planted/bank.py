"""Utterances of a learner with what is true of each, written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from voicecoach.turns import Move, MoveKind


@dataclass(frozen=True)
class Said:
    """One utterance, the moves in it with their words, and what holds of it besides."""

    text: str
    moves: tuple[Move, ...]
    mode: str | None  # the conflict mode of its place on the plane; None: it has no place
    better: str | None = None  # how it may be put better, word for word
    shows: frozenset[str] = field(default_factory=frozenset)  # rows of the profile it counts in
    n_reasons: int = 0  # in an utterance that says because


def said(
    text: str,
    *kinds: str,
    mode: str | None = "collaborating",
    better: str | None = None,
    shows: str = "",
    n_reasons: int = 0,
    words: str | None = None,
    **more: Any,
) -> Said:
    """Write one down; `words` is what each move was recognised by, all of it if not given."""
    moves = tuple(Move(MoveKind(kind), 0.95, words or text, "planted", **more) for kind in kinds)
    return Said(text, moves, mode, better, frozenset(filter(None, shows.split(", "))), n_reasons)


OPEN = (
    said("What happened after that?", "open_question"),
    said("How did your people take it?", "open_question"),
    said("What would a good outcome look like?", "open_question", "interests_question"),
    said(
        "Tell me how it looked from your desk.",
        "open_question",
        "reasoned_question",
    ),
)
CLOSED = (
    said(
        "Can you pay by Friday?",
        "closed_question",
        better="What would it take for you to pay by Friday?",
    ),
    said(
        "Is the budget fixed?",
        "closed_question",
        better="What can you tell me about the budget?",
    ),
    said("Did Keith sign it?", "closed_question"),
)
LEADING = (
    said(
        "Don't you think that's fair?",
        "leading_question",
        mode="competing",
        better="I think that's fair. How do you see it?",
    ),
    said(
        "Why are you being so strict about one day?",
        "leading_question",
        mode="competing",
        better="What would you need to see before you could move?",
    ),
    said(
        "Surely thirty thousand is enough?",
        "leading_question",
        mode="competing",
        better="I think thirty thousand is enough. How do you see it?",
    ),
)
STACKED = said(
    "Is it signed at last? What held it up so long? And who has it now?",
    "stacked_question",
    "open_question",
    "closed_question",
    better="What held it up so long?",
)
NUDGE = said("Go on.", "nudge")
MIRROR = said("Six weeks late?", "mirror")
PROBE = said("Which part of the schedule, exactly?", "open_question", "information_probe")
CLEARING = said("What else have we not covered?", "open_question", "clearinghouse_probe")
RIGHT_LABEL = said(
    "It sounds as if you felt left alone with it.",
    "emotion_label",
    is_accurate=True,
    is_tentative=True,
)
WRONG_LABEL = said(
    "You are jealous of the others.", "emotion_label", is_accurate=False, is_tentative=False
)
EMPATHY = said("That must have been a hard month.", "empathy")
THANKS = said("You kept to every date, thank you for that.", "appreciation", mode="accommodating")
SORRY = said(
    "I should have rung you in January. That was my part.", "apology", mode="accommodating"
)
FEELING = said(
    "I'm worried when the date moves, because my people are booked.",
    "i_message",
    shows="saying how one feels",
    n_reasons=1,
)
NEED = said("We need cash in March, because the payroll falls then.", "own_interest", n_reasons=1)
CRITERION = said("The published index shows four percent.", "objective_criterion")
OPTION = said("One way would be two payments over the summer.", "option")
AGENDA = said("Could we take your side first and then the figure?", "agenda")
REFRAME = said("We are both stuck in this circle of letters.", "reframe")
CHALLENGE = said("How did you get to that number?", "open_question", "challenge_basis")
NAMED = said(
    "I notice there is suddenly a clock on the table; shall we put it aside?", "name_tactic"
)
LIMIT = said(
    "I can't go below that, because the hours were worked, and also the bank asks.",
    "calm_limit",
    n_reasons=2,
)
CHANGED = said("Has anything changed for you since we began?", "closed_question", "monitor_change")
THREAT = said(
    "If you don't sign by Friday, we'll take you to court.",
    "threat",
    mode="competing",
    better="I would rather not take you to court. What would you need before you could sign by "
    "Friday?",
)
ATTACK = said("You people are amateurs.", "personal_attack", mode="competing")
BLAME = said(
    "It's your fault the survey was late.",
    "blame",
    mode="competing",
    better="The survey was late. My part in it was ... How did it come about on your side?",
)
PRESSURE = said(
    "Look, just sign it now.",
    "pressure",
    mode="competing",
    better="What would you need before you could sign it?",
)
IRRITATOR = said(
    "With respect, my very generous offer stands until Friday.",
    "irritator",
    mode="competing",
    better="My offer stands until Friday.",
    shows="irritators",
)
ULTIMATUM = said(
    "Thirty thousand pounds, take it or leave it.",
    "ultimatum",
    mode="competing",
    better="Thirty thousand pounds is where I am today. What would make it work for you?",
)
REFUSAL = said(
    "No, I want the full amount.",
    "position",
    mode="competing",
    better="I need the full amount, because ... What makes that hard for you?",
    shows="disagreeing before the reason",
)
AGAIN = said(
    "I want the full amount.",
    "position",
    mode="competing",
    better="I need the full amount, because ... What makes that hard for you?",
)
HALFWAY = said("Let us meet in the middle, then.", "proposal", mode="compromising")
PUT_OFF = said("Let's not get into that today.", mode="avoiding")
PLAIN = said("The file is in the car.", mode=None)
CONFIRMED = said(
    "So we have agreed: you pay half by Friday and I send the file tomorrow.",
    "confirm_agreement",
    shows="summarising",
)
HALF_CONFIRMED = said("So we have a deal.", "confirm_agreement", shows="summarising")
REVIEW = said("Shall we look at it again in four weeks?", "closed_question", "next_step")
ANCHOR_ARGUED = said(
    "That cannot be, because the hours were worked.",
    mode=None,
    better='How did you get to fifteen thousand?" Then wait.',
    n_reasons=1,
)


def offer(amount: float, words: str, kind: str = "proposal") -> Said:
    """Name a figure: as a proposal, or as a concession that nobody paid for."""
    if kind == "concession":
        text = f"Okay, I will come down to {words}."
        better = f"If you can ..., then I will come down to {words}."
        return said(text, kind, mode="accommodating", better=better, amount=amount, issue="fee")
    return said(f"I propose {words}.", kind, amount=amount, issue="fee")


def trade(amount: float, words: str) -> Said:
    """Tie a figure to a price."""
    text = f"If you pay by June, then {words} is enough for me."
    return said(text, "conditional_trade", amount=amount, issue="fee")


def summary(points: tuple[str, ...], n_points: int, recall: float) -> Said:
    """Give back some of the points that were made."""
    told = " and ".join(points) or "nothing much"
    text = f"So far I have heard this: {told}, of {n_points}. Is that right?"
    shows = "summarising, testing understanding"
    return said(text, "summary", shows=shows, recall=recall, points=points)
