"""The questions on the other side: enough of them to be played."""

from __future__ import annotations

from typing import Any

from voicecoach.coaching.citation import amount
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import PrepSheet
from voicecoach.preparation.questions import STYLES, Question
from voicecoach.preparation.reading import THEIR_FIGURES, read_theirs
from voicecoach.preparation.writing_down import Answers, check_has_unit, unit_of
from voicecoach.yaml_text import YamlText

TEXTS = ("name", "role", "style", "sex", "situation", "figure", "difficulty", *THEIR_FIGURES)
LISTS = ("says_first", "angers", "sayings")
SEXES = {"female": "a woman's voice", "male": "a man's voice"}
SITUATIONS = {
    "interpersonal": "a conflict between people who have to go on together",
    "selling": "selling and buying",
    "fees": "fees and prices",
    "complaint": "a complaint",
    "employment": "a dispute at work",
    "contract": "a contract",
}
LEVELS = {
    "1": "wants to be won",
    "2": "as most people",
    "3": "wary",
    "4": "hard",
    "5": "as hard as they come",
}
KEYS = {
    "open_question": "an open question",
    "information_probe": "asking for the detail of something they said",
    "reasoned_question": "a question with its reason",
    "emotion_label": "naming what they feel",
    "summary": "giving their points back rightly",
    "silence": "a silence that I hold",
    "clearinghouse_probe": "asking what else there is",
}


def counterpart_questions(answers: Answers) -> tuple[Question, ...]:
    """Ask for what makes the other side playable; what the sheet knows is suggested."""
    return (*_who(answers), *_bargaining(answers), *_hiding(answers), *_temper())


def _who(answers: Answers) -> list[Question]:
    name, _, role = "; ".join(answers.get("people", [])[:1]).partition(",")
    style = "; ".join(answers.get("style", []))
    asked = [
        Question(
            "their.name", "Who will you face? A name.", "Dana Marlow", is_needed=True
        ).suggesting(name.strip()),
        Question("their.role", "What are they?", "head of Marlow Haulage").suggesting(role.strip()),
    ]
    if not style:
        asked.append(
            Question(
                "their.style",
                "How do they come across?",
                "driver",
                "choice",
                STYLES,
                is_needed=True,
            )
        )
    return [
        *asked,
        Question("their.sex", "How do they sound?", "1", "choice", SEXES, is_needed=True),
        Question(
            "their.situation", "What kind of talk is it?", "fees", "choice", SITUATIONS
        ).suggesting("contract"),
        Question(
            "their.says_first",
            "How will they open? In their words, one way of saying it a line.",
            "Fifteen thousand. Take it or leave it.",
            "list",
            is_needed=True,
            most=4,
        ),
    ]


def _bargaining(answers: Answers) -> list[Question]:
    name = "; ".join(answers.get("figure.0.name", []))

    def fits(lines: list[str], given: Answers, which: str) -> None:
        read_their_figures({**given, f"their.{which}": lines})

    def read_back(lines: list[str], given: Answers, which: str) -> str:
        part = read_their_figures({**given, f"their.{which}": lines})
        return f"Read as {amount(part[which], part['unit'])}."

    return [
        Question(
            "their.figure",
            "What do you bargain over that can be counted?",
            "the fee",
            is_needed=True,
        ).suggesting(name),
        Question(
            "their.opens_at",
            "Which figure will they open with?",
            "15,000 pounds",
            is_needed=True,
            checks=(lambda lines, given: fits(lines, given, "opens_at"),),
            read_back=lambda lines, given: read_back(lines, given, "opens_at"),
        ),
        Question(
            "their.limit",
            "How far might they go, at the very most?",
            "31,000 pounds",
            is_needed=True,
            checks=(lambda lines, given: fits(lines, given, "limit"),),
            read_back=lambda lines, given: read_back(lines, given, "limit"),
        ),
    ]


def _hiding(answers: Answers) -> list[Question]:
    hidden = answers.get("their.hides", [])
    return [
        Question(
            "their.hides",
            "What may they be hiding? As they would say it, one thing a line, 2 to 6; what they "
            "really want first.",
            "The bank counts our cash at the end of June.",
            "list",
            is_needed=True,
            fewest=2,
            most=6,
        ),
        *(
            Question(
                f"their.key.{number}",
                f"What might draw this out: {fact}",
                "an open question",
                "choice",
                KEYS,
            ).suggesting("open_question")
            for number, fact in enumerate(hidden)
        ),
    ]


def _temper() -> list[Question]:
    return [
        Question(
            "their.angers",
            "What makes them angry? One thing a line, as 'being rushed'.",
            "being talked down to",
            "list",
        ),
        Question(
            "their.sayings",
            "Sayings of theirs, one a line.",
            "Numbers first, adjectives later.",
            "list",
        ),
        Question("their.difficulty", "How hard are they?", "2", "choice", LEVELS).suggesting("2"),
    ]


def read_their_figures(answers: Answers) -> dict[str, Any]:
    """Read what they open with and how far they go; what cannot be is refused."""
    part: dict[str, Any] = {
        name: answers[f"their.{name}"][0] for name in THEIR_FIGURES if answers.get(f"their.{name}")
    }
    name = "; ".join(answers.get("their.figure", []))
    unit = unit_of(answers, 0) if name == "; ".join(answers.get("figure.0.name", [])) else None
    part |= {"unit": unit} if unit else {}
    check_has_unit(part, THEIR_FIGURES)
    mistakes = read_theirs(YamlText(name or "their figure", {}, {}), (), part)
    if mistakes:
        raise PrepError("; ".join(mistakes))
    if part.get("opens_at") is not None and part.get("opens_at") == part.get("limit"):
        raise PrepError("that is where they open: with no room to move there is no talk")
    return part


def opposite_of(answers: Answers) -> dict[str, Any]:
    """Write the answers down as the sheet's `counterpart`.

    Raises
    ------
    PrepError
        If the answers end before the counterpart can be played.
    """
    needed = {
        question.id: question.ask
        for question in counterpart_questions(answers)
        if question.is_needed
    }
    missing = next((ask for id_, ask in needed.items() if not answers.get(id_)), None)
    if missing is not None:
        raise PrepError(
            f"the answers end before the counterpart is whole; still open: {missing} "
            "(leave --persona out for the sheet alone)"
        )
    part: dict[str, Any] = {
        name: answers[f"their.{name}"][0] for name in TEXTS if answers.get(f"their.{name}")
    }
    part |= {name: answers[f"their.{name}"] for name in LISTS if answers.get(f"their.{name}")}
    part.setdefault("style", "; ".join(answers.get("style", [])) or None)
    part["difficulty"] = int(part.get("difficulty", 2))
    part["hides"] = [
        {"fact": fact, "key": "".join(answers.get(f"their.key.{number}", [])) or "open_question"}
        for number, fact in enumerate(answers.get("their.hides", []))
    ]
    return part | read_their_figures(answers)


def known_from(sheet: PrepSheet) -> Answers:
    """Give what a sheet knows already, as answers, so that it need not be asked again."""
    known: Answers = {"people": [f"{one.name}, {one.role}" for one in sheet.people[:1]]}
    if sheet.style is not None:
        known["style"] = [sheet.style]
    for one in sheet.figures[:1]:
        value = next((v for v in (one.limit, one.target) if v is not None), None)
        known["figure.0.name"] = [one.name]
        known |= {} if value is None else {"figure.0.limit": [f"{value:,.10g} {one.unit}"]}
    return known
