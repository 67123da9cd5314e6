"""The moment in which an answer is decided, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.dialogue.bargaining import Figure, is_acceptable
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.tactics import pick_tactic, play
from voicecoach.turns import Heard, MoveKind

End = Literal["agree", "part", "walk_out"]

_ACTS = {
    "deflect": "evade",
    "nothing_more": "evade",
    "offer_counter": "counter_offer",
    "offer_hold": "hold",
    "offer_repeat": "hold",
    "confirm_yes": "confirm",
}
QUESTIONS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.REASONED_QUESTION,
    MoveKind.STACKED_QUESTION,
    MoveKind.INFORMATION_PROBE,
    MoveKind.INTERESTS_QUESTION,
    MoveKind.CHALLENGE_BASIS,
    MoveKind.MONITOR_CHANGE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What it will do next."""

    act: str
    source: str  # where its line comes from: an occasion, "topic.x", "fact.x", "tactic.x.say"
    fact: str | None = None
    topic: str | None = None
    end: End | None = None
    tactic: str | None = None  # played or given up


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything an answer depends on."""

    character: Character
    mind: Mind  # after trust, mood and step have moved
    heard: Heard
    events: frozenset[str]
    made: frozenset[str]  # moves that were made well
    topics: tuple[str, ...]  # what the learner named, or else refers back to
    figure: Figure | None
    new_trades: tuple[str, ...]
    act_before: str  # what its own last line did
    mood_before: str
    step_before: str
    slots: dict[str, str]

    def has(self, *events: str) -> bool:
        """Tell whether any of these happened."""
        return not self.events.isdisjoint(events)


def occasion(name: str, end: End | None = None) -> Answer:
    """Answer with a line of this occasion."""
    return Answer(_ACTS.get(name, name), name, end=end)


def would_take(moment: Moment) -> bool:
    """Tell whether the learner has named a figure that it would take now."""
    figure = moment.figure
    return figure is not None and is_acceptable(moment.character, moment.mind, figure)


def play_tactic(moment: Moment, *, on_offer: bool = False) -> Answer | None:
    """Play a tactic instead of a plain answer, if one fits and chance allows."""
    tactic = pick_tactic(moment.character, moment.mind, on_offer=on_offer)
    if tactic is None:
        return None
    play(moment.mind, tactic)
    return Answer("tactic", f"tactic.{tactic.id}.say", tactic=tactic.id)
