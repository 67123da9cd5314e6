"""A persona made ready to play: everything about a counterpart that does not change."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.dialogue.asides import AsideFinder
from voicecoach.dialogue.asked import AskedFinder
from voicecoach.dialogue.book import Book, build_book
from voicecoach.dialogue.ladder import find_shifted
from voicecoach.dialogue.mind import Deal, Mind
from voicecoach.dialogue.overrides import override
from voicecoach.dialogue.persona import Fact, Persona, PersonaIssue, Shift, Step, Topic
from voicecoach.dialogue.perspective import Story
from voicecoach.dialogue.styles import (
    DifficultyNumbers,
    Numbers,
    StyleNumbers,
)
from voicecoach.dialogue.topics import PhraseFinder
from voicecoach.errors import SettingsError
from voicecoach.turns import (
    FactRecord,
    Issue,
    IssueRecord,
    MoveContext,
    Point,
    Reveal,
    TacticRecord,
)


class Character:
    """A persona at one difficulty, with its numbers and word finders.

    Parameters
    ----------
    persona : Persona
    difficulty : int, 1 to 5, or None
        None takes the persona's own; another one shifts its start trust by as much as the two
        levels differ.
    """

    def __init__(self, persona: Persona, difficulty: int | None = None) -> None:
        self.persona = persona
        self.difficulty = persona.difficulty if difficulty is None else difficulty
        if not 1 <= self.difficulty <= 5:
            raise SettingsError(f"difficulty must be 1 to 5, got {difficulty}; try 2")
        self.numbers: Numbers = override(persona.style, persona.numbers)
        self.style: StyleNumbers = self.numbers.styles[persona.style]
        self.level: DifficultyNumbers = self._level(self.difficulty)
        self.issues: dict[str, PersonaIssue] = {issue.id: issue for issue in persona.issues}
        self.facts: dict[str, Fact] = {fact.id: fact for fact in persona.facts}
        self.topics: dict[str, Topic] = {topic.id: topic for topic in persona.topics}
        self.topic_finder = PhraseFinder({topic.id: topic.words for topic in persona.topics})
        self.asked_finder = AskedFinder(
            {str(number): question.asks for number, question in enumerate(persona.questions)}
        )
        self.asked_topics = {
            question.like or str(number): question.topic
            for number, question in enumerate(persona.questions)
            if question.topic is not None
        }
        self.keyword_finder = PhraseFinder({topic.id: topic.keywords for topic in persona.topics})
        self._shifted = find_shifted(persona)
        self.story = None if persona.timelines is None else Story(persona.timelines)
        self.issue_finder = PhraseFinder({issue.id: issue.words for issue in persona.issues})
        self.trade_finder = PhraseFinder({trade.id: trade.words for trade in persona.trades})
        self.aside_finder = AsideFinder(persona.name.replace("Dr ", "").split())
        self.book: Book = build_book(persona)
        self._context = self._describe()

    def _level(self, difficulty: int) -> DifficultyNumbers:
        return self.numbers.difficulties[difficulty - 1]

    def _describe(self) -> MoveContext:
        feelings = [word.lower() for feeling in self.persona.feelings for word in feeling.words]
        issues = [
            Issue(issue.id, tuple(map(str.lower, issue.words)), issue.unit, issue.plausible)
            for issue in self.persona.issues
        ]
        return MoveContext(feelings=tuple(feelings), issues=tuple(issues))

    @property
    def move_issues(self) -> tuple[Issue, ...]:
        """The issues as a recogniser of moves knows them."""
        return self._context.issues

    @property
    def main_issue(self) -> PersonaIssue:
        """The issue that decides whether there is a deal."""
        return self.persona.issues[0]

    def find_issue(self, mind: Mind, id_: str) -> PersonaIssue:
        """Give an issue as it stands in its mind now."""
        return (self._shifted if mind.shift else self.issues)[id_]

    def new_mind(self, seed: int) -> Mind:
        """Make the mind with which it enters the talk."""
        usual = self._level(self.persona.difficulty).start_trust
        trust = self.persona.start_trust + self.level.start_trust - usual
        deals = {
            issue.id: Deal(issue.opening, 0 if issue.ladder[0].value == issue.opening else -1)
            for issue in self.persona.issues
        }
        return Mind(
            seed=f"{self.persona.id}/{seed}",
            trust=min(max(trust, 0.0), 100.0),
            agitation=self.level.start_agitation,
            deals=deals,
            focus=self.main_issue.id,
            patience=float(self.style.patience),
        )

    def gate(self, step: Step) -> float:
        """Trust it takes to reach a step; nothing for the first and the last."""
        gate = self.numbers.stairway.gates.get(step)
        return 0.0 if gate is None else gate + self.level.gate_shift

    def points(self, mind: Mind) -> tuple[Point, ...]:
        """Everything it has let out so far: answers first, then facts."""
        parts: list[Topic | Fact | Shift] = [self.topics[id_] for id_ in mind.topics]
        parts += [self.facts[id_] for id_ in mind.facts]
        if mind.shift == "told" and self.persona.shift is not None:
            parts.append(self.persona.shift)
        return tuple(
            Point(part.id, part.gist, tuple(map(str.lower, part.keywords))) for part in parts
        )

    def context(self, mind: Mind) -> MoveContext:
        """Tell what a recogniser of moves may know of the talk."""
        deal = mind.deals[mind.focus]
        return replace(
            self._context,
            counterpart_said=tuple(mind.said),
            points=self.points(mind),
            learner_offer=deal.theirs,
            counterpart_offer=deal.offer if deal.settled is None else deal.settled,
        )

    def fact_records(self) -> tuple[FactRecord, ...]:
        """List what there is to find, and what opens it."""
        return tuple(
            FactRecord(fact.id, str(fact.key), fact.gist, fact.step) for fact in self.facts.values()
        )

    def reveal(self, mind: Mind) -> Reveal:
        """Lay open what the learner was not told, with what was settled so far."""
        persona, timelines = self.persona, self.persona.timelines
        return Reveal(
            style=persona.style,
            mode=persona.mode,
            mode_under_pressure=persona.mode_under_pressure,
            their_side=persona.their_side,
            issues=tuple(
                _issue_record(
                    self.find_issue(mind, id_), self._shifted[id_], mind.deals[id_].settled
                )
                for id_ in self.issues
            ),
            trades={trade.id: trade.gist for trade in persona.trades},
            interests=tuple(fact.id for fact in persona.facts if fact.is_interest),
            tactics=tuple(
                TacticRecord(tactic.id, tactic.name, tuple(map(str, tactic.countered_by)))
                for tactic in persona.tactics
            ),
            theirs=() if timelines is None else tuple(event.what for event in timelines.theirs),
            learners=() if timelines is None else tuple(event.what for event in timelines.learners),
            loop="" if timelines is None else timelines.loop,
            shift="" if persona.shift is None else persona.shift.gist,
        )


def _issue_record(issue: PersonaIssue, shifted: PersonaIssue, settled: float | None) -> IssueRecord:
    """Lay an issue open as it stands now, and as it would stand once things have changed."""
    return IssueRecord(
        id=issue.id,
        name=issue.name,
        unit=issue.unit,
        wants=issue.wants,
        opening=issue.opening,
        limit=issue.limit,
        learner_limit=issue.learner_limit,
        weight=issue.weight,
        learner_weight=issue.learner_weight,
        settled=settled,
        changed_limit=shifted.limit,
        changed_weight=shifted.weight,
    )
