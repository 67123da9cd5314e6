"""The moment in which an answer is decided, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.dialogue.asides import Aside
from voicecoach.dialogue.bargaining import Figure, is_acceptable
from voicecoach.dialogue.book import Line
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.ladder import is_as_good
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import Step
from voicecoach.dialogue.stairway import STEPS
from voicecoach.dialogue.tactics import pick_tactic, play
from voicecoach.dialogue.wording import gives_back
from voicecoach.turns import Heard, MoveKind, Point

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
    slots: tuple[tuple[str, str], ...] = ()  # what its line holds besides figures
    then: str = ""  # what is said after the line, in the same breath
    then_source: str = ""  # ... or where that comes from


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything an answer depends on."""

    character: Character
    mind: Mind  # after trust, mood and step have moved
    heard: Heard  # with the moves it acts on
    aside: Aside | None  # what the turn is if it is about the talk itself
    events: frozenset[str]
    shaky: frozenset[str]  # those that rest on a move hardly recognised
    made: frozenset[str]  # moves that were made well
    topics: tuple[str, ...]  # what the learner named, or else refers back to
    named_topics: tuple[str, ...]  # only what was named
    named_issues: tuple[str, ...]
    points: tuple[Point, ...]  # what it has let out so far
    was_asked: bool  # the counterpart's last line put a question
    figures: tuple[Figure, ...]  # that the learner named, one for each issue
    package: tuple[str, ...]  # issues of the counterpart's last offer, if several
    new_trades: tuple[str, ...]
    gained: float  # trust, by this turn
    act_before: str  # what its own last line did
    mood_before: str
    step_before: Step
    slots: dict[str, str]

    @property
    def figure(self) -> Figure | None:
        """The figure to answer first: the main issue before others."""
        return self.figures[0] if self.figures else None

    @property
    def level_before(self) -> int:
        """The step before this turn, as a number."""
        return STEPS.index(self.step_before)

    @property
    def asks(self) -> bool:
        """Tell whether the turn holds a question that is not a leading one.

        A question mark is one too, where no move was recognised.
        """
        is_empty = not self.figures and {m.kind for m in self.heard.moves} <= {MoveKind.PROPOSAL}
        is_bare = is_empty and self.aside is None
        is_marked = is_bare and self.heard.text.rstrip().endswith("?")
        return self.heard.has(*QUESTIONS) or (is_marked and not self.gives_back)

    def lines_left(self, source: str) -> tuple[Line, ...]:
        """Lines it could say for this, at the place where it stands."""
        return unused(self.character.book, self.mind, source, self.slots)

    @property
    def gives_way(self) -> bool:
        """Tell whether the learner comes nearer, or takes what is offered, for nothing."""
        if self.heard.has(MoveKind.CONDITIONAL_TRADE) or self.new_trades:
            return False
        if self.heard.has(MoveKind.CONCESSION, MoveKind.ACCEPT):
            return True
        figure = self.figure
        before = None if figure is None else self.mind.deals[figure.issue].theirs
        if figure is None or before is None or figure.value == before:
            return False
        return is_as_good(self.character.issues[figure.issue], figure.value, before)

    @property
    def gives_back(self) -> bool:
        """Tell whether the turn sets out to say what the counterpart said, thinks or feels."""
        return gives_back(self.heard.text)

    def has(self, *events: str) -> bool:
        """Tell whether any of these happened."""
        return not self.events.isdisjoint(events)


def occasion(name: str, end: End | None = None) -> Answer:
    """Answer with a line of this occasion."""
    return Answer(_ACTS.get(name, name), name, end=end)


def has_line(moment: Moment, source: str) -> bool:
    """Tell whether it has a line left for this, at the place where it stands."""
    return bool(moment.lines_left(source))


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
