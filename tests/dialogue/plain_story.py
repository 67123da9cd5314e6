"""Extras for the plain persona: two timelines, something that changes, a yes that binds nothing."""

from __future__ import annotations

from typing import Any

from tests.dialogue.plain_persona import plain
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.persona import Persona

_PLACES = ("low", "mid", "high", "hot")


def tell(name: str, n: int = 3) -> dict[str, list[str]]:
    return {place: [f"{name} {place} {number}." for number in range(n)] for place in _PLACES}


def story() -> dict[str, Any]:
    """A quarrel: a late bill, an unanswered letter, a dog shut out, a gate locked."""
    return {
        "theirs": [
            {"by": "learner", "what": "a late bill", "keywords": ["late bill", "bill came late"]},
            {"by": "counterpart", "what": "no answer", "keywords": ["no answer", "never answered"]},
            {"by": "learner", "what": "the dog shut out", "keywords": ["dog", "shut out"]},
        ],
        "learners": [
            {"by": "learner", "what": "a fair bill", "keywords": ["fair bill", "sent the bill"]},
            {"by": "counterpart", "what": "silence", "keywords": ["kept silent", "silence"]},
            {"by": "learner", "what": "the gate", "keywords": ["locked the gate", "gate"]},
        ],
        "loop": "The less the one answers, the more the other locks.",
    }


def shift(**changes: Any) -> dict[str, Any]:
    return {
        "id": "money_came",
        "gist": "a grant has come, so that the date matters more than the fee",
        "after_turns": 4,
        "hint": ["The telephone blinks.", "Somebody knocks."],
        "say": ["A grant has come.", "There is money now, and no time."],
        "keywords": ["grant"],
        "about": ["topic4"],
        "weights": {"date": 9, "fee": 2},
        "limits": {"fee": 22000},
        **changes,
    }


def build(style: str = "amiable", **changes: Any) -> Persona:
    """Build the plain persona with some of its parts changed."""
    data = plain(style)
    lines = changes.pop("lines", {})
    data["lines"] |= lines
    return Persona.model_validate(data | changes)


def meet(persona: Persona, *, seed: int = 1, difficulty: int = 1) -> Counterpart:
    counterpart = Counterpart(persona, seed=seed, difficulty=difficulty)
    counterpart.open()
    return counterpart
