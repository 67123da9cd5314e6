from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialogue.plain_persona import plain
from voicecoach.dialogue.persona_file import check_persona, read_persona
from voicecoach.errors import PersonaError

FILES = sorted((Path(__file__).parents[2] / "personas").glob("*.yaml"))
Spoil = Callable[[dict[str, Any]], object]


def write(spoil: Spoil | None = None) -> str:
    data = plain()
    if spoil is not None:
        spoil(data)
    return str(yaml.safe_dump(data, sort_keys=False, width=10_000))


def find_line(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_persona_reads(file: Path) -> None:
    assert read_persona(file.read_text(encoding="utf-8"), file.name).id == file.stem


def test_a_misspelt_key_is_told_with_line_and_choices() -> None:
    text = write(lambda data: data["facts"][2].update(key="silense"))
    line = find_line(text, "silense")
    with pytest.raises(PersonaError) as error:
        read_persona(text, "pat.yaml")
    message = str(error.value)
    assert message.startswith(f"pat.yaml, line {line}: facts.2.key: 'silense' is not one of")
    assert "did you mean 'silence'?" in message
    assert "open_question" in message
    assert len(message.splitlines()) == 1


def test_all_mistakes_are_told_at_once() -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["style"] = "diver"
        data["colour"] = "red"
        del data["role"]

    with pytest.raises(PersonaError) as error:
        read_persona(write(spoil), "pat.yaml")
    message = str(error.value)
    assert "did you mean 'driver'?" in message
    assert "colour: is not a field here" in message
    assert "role: is missing; add it" in message


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: d["lines"].update(gretting={"any": ["Hi."]}), "did you mean|use a name from"),
        (lambda d: d["lines"].pop("again"), "lines.*again: has 0 lines, needs at least 4"),
        (lambda d: d["lines"].update(opening={"hot": ["A.", "B."]}), "no line to begin with"),
        (lambda d: d["facts"][0].update(about=["topik0"]), "did you mean 'topic0'"),
        (lambda d: d["facts"][0].update(about=[]), "any open_question would open it"),
        (lambda d: d["facts"][0].update(key="threat"), "would reward a fault"),
        (lambda d: d["facts"][0].update(step="commitment"), "opens only after the deal"),
        (lambda d: [f.update(is_interest=False) for f in d["facts"]], "no interest can be found"),
        (lambda d: d["issues"][0]["ladder"][1].update(value=9000), "not between opening and limit"),
        (lambda d: d["issues"][0]["ladder"][1].update(value=17000), "does not go further"),
        (lambda d: d["issues"][0]["ladder"][3].update(step="guarded"), "opens earlier"),
        (
            lambda d: d["issues"][0]["ladder"][3].update(needs=["stage"]),
            "neither a trade nor another issue",
        ),
        (lambda d: d["issues"][0].update(wants="higher"), "opens beyond its own limit"),
        (lambda d: d["issues"][0].update(learner_limit=90000), "outside plausible"),
        (lambda d: d["facts"][1].update(id="asked"), "'asked' is used twice"),
        (lambda d: d["topics"][1].update(id="asked"), "is a topic and a fact"),
        (lambda d: d["facts"][0].update(say=["Fact nudged one!"]), "says the same as"),
        (lambda d: d["facts"][0].update(say=["It is {price}."]), "'{price}' is not a slot"),
        (lambda d: d["facts"][0].update(say=["It is {offer}."]), "must not hang on the offer"),
        (lambda d: d["lines"]["push"].update(any=["{their_offer}?"]), "need be known here"),
        (lambda d: d["lines"]["push"].update(any=["Odd { brace."]), "'{' is not a slot"),
        (lambda d: d.update(silence={"tolerance_s": [5, 3]}), "not a range"),
    ],
)
def test_what_would_spoil_the_play_is_found(spoil: Spoil, message: str) -> None:
    with pytest.raises(PersonaError, match=message) as error:
        read_persona(write(spoil), "pat.yaml")
    assert all(line.startswith("pat.yaml, line ") for line in str(error.value).splitlines())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("id: [a\nb: c", "pat.yaml, line 2: not valid YAML"),
        ("id: a\nname: b\nid: c", "line 3: id: is given twice; join it with line 1"),
        ("- a\n- b", "must be a mapping"),
        ("just words", "must be a mapping"),
        ("a\x00b", "cannot be read as YAML"),
        ("[" * 3000, "nested too deeply"),
        ("? [a]\n: b", "not valid YAML"),
        ("a: !!python/object:os.system b", "not valid YAML"),
        ("a: &a [*a]", "is missing"),
    ],
)
def test_what_is_no_persona_at_all_is_told_plainly(text: str, message: str) -> None:
    with pytest.raises(PersonaError, match=message):
        read_persona(text, "pat.yaml")


def test_a_good_persona_has_no_findings() -> None:
    assert check_persona(read_persona(write(), "pat.yaml")) == []
