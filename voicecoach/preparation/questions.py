"""The questions of a preparation, in the order in which they are best thought about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from voicecoach.coaching.citation import amount
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import MOST_ENTRIES, MOST_FIGURES
from voicecoach.preparation.figures import read_figure
from voicecoach.preparation.writing_down import Answers, figure_part, needs_direction

Check = Callable[[list[str], Answers], None]  # raises PrepError if an answer will not do
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it asks, an example, what an answer looks like."""

    id: str
    ask: str
    example: str
    kind: Literal["text", "list", "choice"] = "text"
    choices: Mapping[str, str] = field(default_factory=dict)  # answer: what it means
    is_needed: bool = False
    checks: tuple[Check, ...] = ()
    most: int = MOST_ENTRIES
    fewest: int = 0
    suggestion: str = ""  # what Enter takes
    read_back: Callable[[list[str], Answers], str] | None = None  # how an answer was understood

    def suggesting(self, answer: str) -> Question:
        """Make Enter take an answer."""
        return replace(self, suggestion=answer)

    def check(self, lines: list[str], answers: Answers) -> None:
        """Refuse an answer that will not do, saying why."""
        if self.is_needed and not lines:
            raise PrepError("this one is needed")
        if len(lines) > self.most or any(len(line) > LONGEST_LINE for line in lines):
            raise PrepError(
                f"at most {self.most} lines of {LONGEST_LINE} characters; it must fit on a page"
            )
        if lines and len(lines) < self.fewest:
            raise PrepError(f"at least {self.fewest} lines are needed")
        for check in self.checks if lines else ():
            check(lines, answers)


STYLES = {
    "amiable": "warm, hedging, asks after people; yes may mean perhaps",
    "expressive": "quick, loud, stories and big pictures; bored by detail",
    "driver": "short, quick, tells more than asks; wants the point",
    "analyst": "measured, precise, figures and sources; bears silence",
}
DIRECTIONS = {"higher": "more of it is better for me", "lower": "less of it is better for me"}


def sheet_questions(answers: Answers) -> tuple[Question, ...]:
    """Ask for everything on a prep sheet; how many figures there are depends on the answers."""
    return (*_SITUATION, *figure_questions(answers), *_PLAN)


_SITUATION = (
    Question(
        "issue",
        "What is to be settled? One sentence.",
        "Dana Marlow has not paid our bill of 38,200 pounds.",
        is_needed=True,
    ),
    Question(
        "people",
        "Who will be there, and who else has a say? One a line, the other side first: name, role.",
        "Dana Marlow, head of Marlow Haulage",
        "list",
    ),
    Question("style", "How do they come across?", "3, or driver", "choice", STYLES),
    Question(
        "aims",
        "What do you want to come out with? One a line.",
        "Settle the bill today",
        "list",
    ),
)
_PLAN = (
    Question(
        "best",
        "The best that could come of it?",
        "33,000 pounds within 30 days, and the next matter",
    ),
    Question(
        "worst",
        "The worst that you could still live with?",
        "27,000 pounds in three parts, and no further work",
    ),
    Question(
        "batna.what",
        "If you do not agree: what will you do? (Your best alternative.)",
        "a claim in the county court",
    ),
    Question(
        "batna.value",
        "What is that worth, all told? A figure.",
        "24,000 pounds",
        checks=(lambda lines, _answers: _need_figure(lines),),
    ),
    Question(
        "trades",
        "What could you give that costs you little, and for what? One a line, as you would say it.",
        "If they decide today, then payment in stages   or   payment in stages -> a decision today",
        "list",
    ),
    Question(
        "interests",
        "What might they really need, or be afraid of? One a line.",
        "no more surprises on a bill",
        "list",
    ),
    Question(
        "story.mine", "How did it come to this, as you tell it?", "She went silent; we chased."
    ),
    Question(
        "story.theirs",
        "And as they tell it, from the first event on?",
        "They never rang; we waited.",
    ),
    Question(
        "agenda", "In which order will you take it? One point a line.", "what went wrong", "list"
    ),
    Question(
        "criteria",
        "What would a neutral go by? Standards outside both wills, one a line.",
        "the hourly rates in the engagement letter",
        "list",
    ),
    Question(
        "questions",
        "What do you most need to find out? The questions you will ask, one a line.",
        "What happens for you at the end of June?",
        "list",
    ),
)


def figure_questions(answers: Answers) -> tuple[Question, ...]:
    """Ask for each thing that can be counted, until nothing more is named."""
    found: list[Question] = []
    for number in range(MOST_FIGURES):
        found.append(_name_question(number))
        if not answers.get(f"figure.{number}.name"):
            break
        found += _figure_group(number, answers)
    return tuple(found)


def _name_question(number: int) -> Question:
    more = "Anything else that can be counted?" if number else "What of it can be counted?"
    return Question(f"figure.{number}.name", f"{more} A name, or Enter for nothing.", "the fee")


def _figure_group(number: int, answers: Answers) -> list[Question]:
    name = answers[f"figure.{number}.name"][0]

    def fits(lines: list[str], given: Answers, which: str) -> None:
        figure_part({**given, f"figure.{number}.{which}": lines}, number)

    def read_back(lines: list[str], given: Answers, which: str) -> str:
        part = figure_part({**given, f"figure.{number}.{which}": lines}, number)
        return f"Read as {amount(part[which], part['unit'])}."

    group = [
        Question(
            f"figure.{number}.limit",
            f"{name}: where do you stop? With its unit.",
            "not below 27,000 pounds",
            checks=(lambda lines, given: fits(lines, given, "limit"),),
            read_back=lambda lines, given: read_back(lines, given, "limit"),
        ),
        Question(
            f"figure.{number}.target",
            f"{name}: what do you aim for?",
            "31,000 pounds",
            checks=(lambda lines, given: fits(lines, given, "target"),),
            read_back=lambda lines, given: read_back(lines, given, "target"),
        ),
    ]
    if needs_direction(answers, number):
        group.append(
            Question(
                f"figure.{number}.wants",
                f"{name}: which way is better for you?",
                "higher",
                "choice",
                DIRECTIONS,
                is_needed=True,
            )
        )
    return group


def _need_figure(lines: list[str]) -> None:
    read_figure(lines[0])
