"""Asking: one question at a time, back and forth, with nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.errors import PrepError
from voicecoach.preparation.questions import Question
from voicecoach.preparation.writing_down import Answers

BACK = "<"
EXAMPLE = "?"
CLEAR = "-"
HELP = (
    f"Enter skips, or keeps what is there. {BACK} goes back, {EXAMPLE} shows an example, "
    f"{CLEAR} clears an answer. Ctrl-C stops; what you have answered is kept."
)


class Asker(Protocol):
    """Whoever is asked: a person at a terminal, or a pipe."""

    def read(self, prompt: str) -> str:
        """Read a line; EOFError when there are no more."""

    def tell(self, text: str, *, is_aside: bool = False) -> None:
        """Show a line."""


class _Back(Exception):  # noqa: N818 - a wish, not an error
    """Back to the question before."""


class _Stopped(Exception):  # noqa: N818 - a wish, not an error
    """Stopped by Ctrl-C after some lines of a list."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


def interview(
    questions_for: Callable[[Answers], Sequence[Question]],
    answers: Answers,
    asker: Asker,
    keep: Callable[[Answers], None],
) -> bool:
    """Ask every question from the first that has no answer yet.

    Parameters
    ----------
    questions_for : callable
        The questions as they follow from the answers so far.
    answers : dict
        Filled in place; what is there already is offered again only when going back.
    asker : Asker
    keep : callable
        Called with the answers after each one.

    Returns
    -------
    is_through : bool
        False if the input ended before the last question.
    """
    number = _first_open(questions_for(answers), answers)
    while number < len(questions := questions_for(answers)):
        question = questions[number]
        try:
            answers[question.id] = _ask(question, answers, asker)
        except _Back:
            number = max(number - 1, 0)
            continue
        except EOFError:
            return False
        except _Stopped as stop:  # in the middle of a list: its lines are answers too
            answers[question.id] = stop.lines
            keep(answers)
            raise KeyboardInterrupt from stop
        keep(answers)
        number += 1
    return True


def _first_open(questions: Sequence[Question], answers: Answers) -> int:
    numbers = (n for n, question in enumerate(questions) if question.id not in answers)
    return next(numbers, len(questions))


def _ask(question: Question, answers: Answers, asker: Asker) -> list[str]:
    """Ask until the answer will do."""
    asker.tell("")
    asker.tell(question.ask)
    for number, (choice, meaning) in enumerate(question.choices.items(), start=1):
        asker.tell(f"  {number}  {choice}: {meaning}", is_aside=True)
    before = answers.get(question.id) or ([question.suggestion] if question.suggestion else [])
    if before:
        asker.tell(f"  Enter keeps: {'; '.join(before)}", is_aside=True)
    while True:
        lines = _read(question, asker)
        if lines == [EXAMPLE]:
            asker.tell(f"  For example: {question.example}", is_aside=True)
            continue
        try:
            taken = _taken(question, lines, before)
            question.check(taken, answers)
        except PrepError as error:
            asker.tell(f"  {_sentence(str(error))}")
            continue
        if taken and question.read_back is not None:
            asker.tell(f"  {question.read_back(taken, answers)}", is_aside=True)
        return taken


def _taken(question: Question, lines: list[str], before: list[str]) -> list[str]:
    if not lines:
        return before
    if lines == [CLEAR]:
        return []
    return [_choose(question, lines[0])] if question.kind == "choice" else lines


def _read(question: Question, asker: Asker) -> list[str]:
    """Read one line, or several until an empty one."""
    if question.kind != "list":
        line = _line(asker, "> ")
        return [line] if line else []
    lines: list[str] = []
    try:
        while line := _line(asker, f"{len(lines) + 1}> "):
            lines.append(line)
            if line in (EXAMPLE, CLEAR):
                return [line]
    except EOFError:
        if not lines:
            raise
    except KeyboardInterrupt as stop:
        if lines:
            raise _Stopped(lines) from stop
        raise
    return lines


def _line(asker: Asker, prompt: str) -> str:
    line = asker.read(prompt).strip()
    if line == BACK:
        raise _Back
    return line


def _choose(question: Question, line: str) -> str:
    choices = list(question.choices)
    if line.isdigit() and 1 <= int(line) <= len(choices):
        return choices[int(line) - 1]
    fitting = [choice for choice in choices if choice.startswith(line.lower())]
    if len(fitting) != 1:
        raise PrepError(f"'{line}' is none of {', '.join(choices)}; give its number or name")
    return fitting[0]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
