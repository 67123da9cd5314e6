from __future__ import annotations

from copy import deepcopy

import pytest

from tests.preparation.sheets import ANSWERS
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import Person, Trade
from voicecoach.preparation.counterpart_questions import (
    counterpart_questions,
    known_from,
    opposite_of,
)
from voicecoach.preparation.interview import interview
from voicecoach.preparation.questions import Question, sheet_questions
from voicecoach.preparation.reading import read_sheet
from voicecoach.preparation.writing_down import Answers, sheet_of


class Pipe:
    """Answers one line after another, and remembers what was shown."""

    def __init__(self, *lines: str, stop_after: int | None = None) -> None:
        self._lines = list(lines)
        self._stop_after = stop_after
        self.shown: list[str] = []

    def read(self, prompt: str) -> str:
        self.shown.append(prompt)
        if self._stop_after is not None:
            if not self._stop_after:
                raise KeyboardInterrupt
            self._stop_after -= 1
        if not self._lines:
            raise EOFError
        return self._lines.pop(0)

    def tell(self, text: str, *, is_aside: bool = False) -> None:  # noqa: ARG002
        self.shown.append(text)

    def has_shown(self, words: str) -> bool:
        return any(words in line for line in self.shown)


def ask(*lines: str, answers: Answers | None = None) -> tuple[Answers, Pipe]:
    given: Answers = {} if answers is None else answers
    pipe = Pipe(*lines)
    interview(sheet_questions, given, pipe, lambda _: None)
    return given, pipe


def all_questions(answers: Answers) -> tuple[Question, ...]:
    return (*sheet_questions(answers), *counterpart_questions(answers))


def test_every_question_answered_makes_a_sheet() -> None:
    answers: Answers = {}
    assert interview(all_questions, answers, Pipe(*ANSWERS.splitlines()), lambda _: None)
    sheet = sheet_of(answers, opposite_of(answers))
    assert sheet.people == (
        Person(name="Vera Holt", role="operations manager"),
        Person(name="Tom Price", role="finance"),
    )
    assert sheet.style == "analyst"
    (price,) = sheet.figures
    assert (price.limit, price.target, price.best, price.worst) == (42000, 48000, 50000, 42000)
    assert sheet.trades == (
        Trade(give="a named engineer on call", want="they sign for two years"),
        Trade(give="monthly reports", want="payment within 14 days"),
    )
    assert sheet.batna is not None
    assert sheet.batna.value == 39000
    theirs = sheet.counterpart
    assert theirs is not None
    assert (theirs.wants, theirs.opens_at, theirs.limit) == ("lower", 36000, 46000)
    assert [hidden.key for hidden in theirs.hides] == ["emotion_label", "open_question"]


def test_what_is_skipped_is_left_out() -> None:
    answers, _ = ask("The rent", *[""] * 20)
    sheet = sheet_of(answers)
    assert (sheet.issue, sheet.people, sheet.figures, sheet.batna) == ("The rent", (), (), None)


def test_the_first_question_cannot_be_skipped() -> None:
    answers, pipe = ask("", "The rent")
    assert answers["issue"] == ["The rent"]
    assert pipe.has_shown("This one is needed.")


def test_an_example_is_shown_when_asked_for() -> None:
    _, pipe = ask("?", "The rent")
    assert pipe.has_shown("For example: Dana Marlow has not paid")


def test_one_can_go_back_keep_change_and_clear() -> None:
    answers, pipe = ask("The rent", "<", "", "Jo Smith", "", "<", "-", "", "driver")
    assert pipe.has_shown("Enter keeps: The rent")
    assert answers["issue"] == ["The rent"]
    assert answers["people"] == []
    answers, _ = ask("The rent", "<", "The lease")
    assert answers["issue"] == ["The lease"]


def test_back_from_the_first_question_stays_there() -> None:
    answers, _ = ask("<", "<", "The rent")
    assert answers["issue"] == ["The rent"]


@pytest.mark.parametrize("line", ["3", "driver", "dri", "DRIVER"])
def test_a_choice_is_taken_by_number_or_name(line: str) -> None:
    answers, _ = ask("The rent", "", line)
    assert answers["style"] == ["driver"]


def test_a_choice_that_there_is_not_is_asked_again() -> None:
    answers, pipe = ask("The rent", "", "7", "a", "analyst")
    assert answers["style"] == ["analyst"]
    assert pipe.has_shown("'7' is none of amiable")
    assert pipe.has_shown("'a' is none of")


TO_FIGURES = ("The rent", "", "", "")


def test_a_figure_without_a_unit_is_asked_again_and_read_back() -> None:
    answers, pipe = ask(*TO_FIGURES, "rent", "900", "not above 900 pounds", "850")
    assert pipe.has_shown("900 of what? Add the unit")
    assert pipe.has_shown("Read as £850.")
    (rent,) = sheet_of(answers).figures
    assert (rent.limit, rent.target, rent.wants) == (900, 850, "lower")


def test_a_name_may_hold_the_unit() -> None:
    answers, _ = ask(*TO_FIGURES, "days of notice", "30", "60")
    (notice,) = sheet_of(answers).figures
    assert ask(*TO_FIGURES, "price per year", "900 pounds")[1].has_shown("Read as £900.")
    assert (notice.unit, notice.wants) == ("days", "higher")


def test_a_target_beyond_the_limit_is_asked_again() -> None:
    answers, pipe = ask(*TO_FIGURES, "rent", "not above 900 pounds", "950 pounds", "850 pounds")
    assert pipe.has_shown("lies beyond the limit, not above £900")
    assert answers["figure.0.target"] == ["850 pounds"]


def test_the_direction_is_asked_for_only_if_nothing_tells_it() -> None:
    answers, pipe = ask(*TO_FIGURES, "rent", "900 pounds", "", "lower")
    assert pipe.has_shown("which way is better for you?")
    assert sheet_of(answers).figures[0].wants == "lower"
    _, pipe = ask(*TO_FIGURES, "rent", "900 pounds", "850 pounds", "")
    assert not pipe.has_shown("which way is better for you?")


def test_a_direction_that_later_figures_contradict_is_forgotten() -> None:
    answers, _ = ask(*TO_FIGURES, "rent", "900 pounds", "", "higher", "<", "<", "850 pounds")
    assert sheet_of(answers).figures[0].wants == "lower"


def test_several_things_can_be_counted() -> None:
    answers, _ = ask(*TO_FIGURES, "rent", "900 pounds", "850", "notice", "2 months or more", "", "")
    assert [one.name for one in sheet_of(answers).figures] == ["rent", "notice"]


def test_what_goes_beyond_a_page_is_asked_again() -> None:
    _, pipe = ask("The rent", *[f"Person {number}" for number in range(13)], "", "Jo", "")
    assert pipe.has_shown("must fit on a page")


def test_a_list_that_the_input_ends_in_is_kept() -> None:
    answers, _ = ask("The rent", "Jo Smith")
    assert answers["people"] == ["Jo Smith"]


def test_an_end_before_the_end_is_told() -> None:
    assert not interview(sheet_questions, {}, Pipe("The rent"), lambda _: None)


def test_every_answer_is_kept_as_it_is_given() -> None:
    kept: list[Answers] = []
    interview(
        sheet_questions, {}, Pipe("The rent", "Jo", ""), lambda now: kept.append(deepcopy(now))
    )
    assert kept == [{"issue": ["The rent"]}, {"issue": ["The rent"], "people": ["Jo"]}]


def test_stopped_in_the_middle_of_a_list_its_lines_are_kept() -> None:
    kept: list[Answers] = []
    pipe = Pipe("The rent", "Jo", "Kim", stop_after=3)
    with pytest.raises(KeyboardInterrupt):
        interview(sheet_questions, {}, pipe, lambda now: kept.append(deepcopy(now)))
    assert kept[-1] == {"issue": ["The rent"], "people": ["Jo", "Kim"]}


def test_a_draft_is_taken_up_at_the_first_open_question() -> None:
    _, pipe = ask("driver", answers={"issue": ["The rent"], "people": []})
    assert pipe.shown[1] == "How do they come across?"


def test_the_counterpart_needs_room_to_move_and_two_secrets() -> None:
    known = known_from(read_sheet("issue: x\npeople: [{name: Jo}]\nstyle: driver\n", "a.yaml"))
    pipe = Pipe(
        "", "", "1", "", "No.", "", "rent", "900 pounds", "900 pounds", "1,000 pounds",
        "I need the money.", "", "I need the money.", "My boss knows.", "", "", "", "", "", "",
    )  # fmt: skip
    answers: Answers = dict(known)
    assert interview(counterpart_questions, answers, pipe, lambda _: None)
    assert pipe.has_shown("with no room to move there is no talk")
    assert pipe.has_shown("At least 2 lines are needed")
    part = opposite_of(answers)
    assert (part["name"], part["style"], part["wants"]) == ("Jo", "driver", "lower")
    assert [hidden["key"] for hidden in part["hides"]] == ["open_question", "open_question"]


def test_nothing_but_the_issue_is_enough_and_less_is_not() -> None:
    with pytest.raises(PrepError, match="issue: is missing"):
        sheet_of({})
