"""What an author is told: every doubt with its line, few false alarms, and no traceback ever."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.dialogue.persona import Persona, Situation, Style
from voicecoach.dialogue.persona_file import examine_persona, read_persona
from voicecoach.dialogue.persona_finding import Finding, describe, find_texts
from voicecoach.dialogue.persona_leaks import check_leaks
from voicecoach.dialogue.template import starter_text, template_lines

PERSONAS = Path(__file__).parents[2] / "personas"
FIRST_THREE = ("marlow", "okafor", "pereira")
Plain = dict[str, Any]
Spoil = Callable[[Plain], object]


@cache
def starter(style: Style = "driver", situation: Situation = "fees") -> str:
    return starter_text("jo", "Jo Smith", style=style, situation=situation)


def spoiled(spoil: Spoil, style: Style = "driver") -> str:
    plain = yaml.safe_load(starter(style))
    spoil(plain)
    return str(yaml.safe_dump(plain, sort_keys=False, width=10_000, allow_unicode=True))


def findings(text: str) -> tuple[Finding, ...]:
    return examine_persona(text, "jo.yaml").findings


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


def set_line(occasion: str, place: str, *lines: str) -> Spoil:
    return lambda plain: plain["lines"][occasion].update({place: list(lines)})


# Starters


@pytest.mark.parametrize("style", get_args(Style))
@pytest.mark.parametrize("situation", get_args(Situation))
def test_a_starter_is_complete_and_leaves_no_doubt(style: Style, situation: Situation) -> None:
    examined = examine_persona(starter(style, situation), "jo.yaml")
    assert examined.findings == ()
    assert examined.persona is not None
    assert (examined.persona.style, examined.persona.situation) == (style, situation)


@pytest.mark.parametrize("name", ["Jo: Smith", "'Jo'", "#Jo", "Jo \\ {x}", "Zoë", "yes", "12"])
def test_a_starter_takes_any_name(name: str) -> None:
    persona = read_persona(starter_text("jo", name, style="amiable", situation="selling"), "jo")
    assert persona.name == name


def test_template_lines_are_what_a_starter_says() -> None:
    persona = read_persona(starter("analyst"), "jo.yaml")
    assert template_lines("analyst") == {
        occasion: dict(places) for occasion, places in persona.lines.items()
    }


# Doubts


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (set_line("push", "low", "word " * 26), "has 26 words; driver says at most 25"),
        (set_line("push", "low", "It is 4 pm."), "has figures in digits: 4; write them as"),
        (set_line("push", "low", "That's £12k & more."), "digits: £12k"),
        (set_line("push", "low", "Yes & no."), "has signs that nobody says: &"),
        (lambda p: p["lines"]["apology"].pop("hot"), None),
        (lambda p: p["lines"]["push"].pop("hot"), "push: has nothing to say when hostile"),
        (lambda p: p["lines"]["skip"].update(any=[], mid=["A.", "B."]), "when guarded, irritated"),
        (lambda p: p["lines"].pop("status_hurt"), "no lines for status_hurt"),
        (lambda p: p["topics"][0]["answers"].pop("mid"), "has no answer when listening, empathy"),
        (lambda p: p["topics"][1]["words"].append("happened"), None),
        (
            lambda p: p["topics"][1]["words"].append("what happens"),
            "'what happens' names the topic story as well, at line",
        ),
        (lambda p: p["facts"][0].update(key="accept"), "no accept ever opens it"),
        (
            lambda p: p.update(silence={"tolerance_s": [3, 4], "n_fills": 0}),
            "opens to silence, which this persona never fills",
        ),
        (lambda p: p["issues"][0]["ladder"].pop(), "ends at 8500, short of the limit 9000"),
        (lambda p: p["issues"][0]["ladder"][3].update(step="commitment"), "comes only with the"),
        (lambda p: p["issues"][0].update(learner_limit=9500), "no figure suits both limits"),
        (
            lambda p: p.update(numbers={"stairway.climb_below_agitation": 0}),
            "no step is ever climbed",
        ),
        (lambda p: p.update(numbers={"gains.most_per_turn": 0, "gains.most_from_labels": 5}),
         "empathy takes trust 38, at most 35 can be earned"),
        (lambda p: p.update(shift=shift()), "changes no weight and no limit"),
        (lambda p: p.update(timelines=timelines("learner", "learner")), "begins with an act of"),
        (lambda p: p["lines"].pop("fake_dropped"), "fake_signal: comes only together with"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_found_with_its_line(spoil: Spoil, message: str | None) -> None:
    found = findings(spoiled(spoil))
    assert all(finding.level == "warning" for finding in found)
    assert all(finding.line is not None for finding in found)
    told = [describe(finding, "jo.yaml") for finding in found]
    assert any(message in each for each in told) if message else not told


def shift() -> Plain:
    return {
        "id": "new_date", "gist": "The date has moved.", "after_turns": 5,
        "hint": ["The calendar has moved.", "Ask me what day it is."],
        "say": ["It is Friday now, not June.", "June has become Friday."],
        "keywords": ["friday"],
    }  # fmt: skip


def timelines(theirs: str, learners: str) -> Plain:
    others = {"learner": "counterpart", "counterpart": "learner"}

    def side(first: str) -> list[Plain]:
        by = (first, others[first], first)
        return [
            {"by": who, "what": f"act {n}", "keywords": [f"alpha{n}", f"beta{n}"]}
            for n, who in enumerate(by)
        ]

    return {"theirs": side(theirs), "learners": side(learners), "loop": "round and round"}


def test_two_versions_of_a_quarrel_that_answer_each_other_are_no_doubt() -> None:
    text = spoiled(lambda p: p.update(timelines=timelines("learner", "counterpart")))
    assert not [f for f in findings(text) if f.path.startswith("timelines")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weights": {"fees": 3}}, "'fees' is not an issue; did you mean 'fee'"),
        ({"limits": {"fee": 5000}}, "5000 is better for it than what it opens with"),
        ({"about": ["storys"]}, "'storys' is not a topic; did you mean 'story'"),
    ],
)
def test_a_change_in_mid_talk_must_fit_the_rest(change: Plain, message: str) -> None:
    found = findings(spoiled(lambda p: p.update(shift=shift() | change)))
    assert [f.level for f in found] == ["error"]
    assert message in describe(found[0], "jo.yaml")


def test_few_lines_and_long_ones_are_told_once() -> None:
    def keep_one(plain: Plain) -> None:
        for occasion, places in plain["lines"].items():
            plain["lines"][occasion] = {
                place: [f"{line} " + f"{occasion} and so forth and so on " * 3 for line in lines]
                for place, lines in places.items()
            }

    told = [finding.message for finding in findings(spoiled(keep_one))]
    assert len([message for message in told if message.startswith("the median line has")]) == 1
    assert not [message for message in told if "carry a whole talk" in message]


def test_an_error_hides_the_doubts_until_it_is_mended() -> None:
    def spoil(plain: Plain) -> None:
        plain["style"] = "diver"
        plain["lines"]["push"]["low"] = ["It is 4 pm."]

    assert [finding.level for finding in findings(spoiled(spoil))] == ["error"]


# Secrets


def test_a_line_that_tells_a_fact_is_told_with_both_lines() -> None:
    leak = "By the last Friday it goes to another desk."
    text = spoiled(set_line("evade", "low", leak, "Not yet."))
    (found,) = [finding for finding in findings(text) if "give away" in finding.message]
    assert found.line == line_of(text, leak)
    fact = line_of(text, "id: quiet_date")
    assert f"the fact quiet_date at line {fact} (Friday desk)" in found.message
    assert "may be said at guarded, the fact opens at listening" in found.message


def test_what_the_briefing_tells_is_no_secret() -> None:
    def tell(plain: Plain) -> None:
        plain["briefing"]["story"] += " It must be off the table by the last Friday of the month,"
        plain["briefing"]["story"] += " or it goes to somebody else's desk."
        plain["lines"]["evade"]["low"] = ["By the last Friday it goes to another desk.", "No."]

    assert not [f for f in findings(spoiled(tell)) if "give away" in f.message]


@cache
def shipped(name: str) -> Persona:
    return read_persona((PERSONAS / f"{name}.yaml").read_text(encoding="utf-8"), name)


def test_most_facts_told_in_other_words_are_found_out() -> None:
    """Each fact has several lines that tell it; one is put where everybody is told everything."""
    n_told = n_found = 0
    for persona in map(shipped, FIRST_THREE):
        for number, fact in enumerate(persona.facts):
            *left, told = fact.say
            facts = list(persona.facts)
            facts[number] = fact.model_copy(update={"say": left})
            lines = {**persona.lines, "more": {"low": [told]}}
            loose = persona.model_copy(update={"facts": facts, "lines": lines})
            n_told += 1
            n_found += any(
                path[:2] == ("lines", "more") and f"the fact {fact.id} " in message
                for path, message, _ in check_leaks(loose, str)
            )
    assert n_told >= 20
    assert n_found / n_told >= 0.7


def test_false_alarms_about_secrets_are_few() -> None:
    n_lines = n_alarms = 0
    for name in FIRST_THREE:
        text = (PERSONAS / f"{name}.yaml").read_text(encoding="utf-8")
        n_lines += sum(1 for _ in find_texts(shipped(name)))
        n_alarms += sum("give away" in finding.message for finding in findings(text))
    assert n_alarms <= n_lines / 300


# Bad files

ODD_VALUES = (
    "[", "{", "}", "'", '"', "null", ".nan", ".inf", "-1", "1e400", "9" * 5000, "!!int x", "*a",
    "&a b", "<<: x", "? x", "\t", "- - - x", "%", "@", "|", ">", "2001-13-45", "[[[]]]", "{a: {b}}",
    "true", "''", "\x00", "\u2028", "é", "{offer}", "{", "...", "---", "x" * 2000, "\ud800",
)  # fmt: skip


def check_told(text: str) -> None:
    examined = examine_persona(text, "jo.yaml")
    assert (examined.persona is None) == bool(examined.errors)
    for finding in examined.findings:
        assert finding.line is not None
        assert 1 <= finding.line <= len(text.splitlines()) + 1
        assert describe(finding, "jo.yaml").startswith("jo.yaml, line ")


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_text_is_a_traceback(text: str) -> None:
    check_told(text)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from(["delete", "double", "indent", "value", "key"]),
            st.sampled_from(ODD_VALUES),
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_no_slip_of_an_author_is_a_traceback(slips: list[tuple[float, str, str]]) -> None:
    lines = starter().splitlines()
    for where, kind, value in slips:
        at = int(where * len(lines))
        key, colon, _ = lines[at].partition(":")
        lines[at : at + 1] = {
            "delete": [],
            "double": [lines[at]] * 2,
            "indent": [f"  {lines[at]}"],
            "value": [f"{key}{colon} {value}"],
            "key": [f"{value}{colon}{lines[at]}"],
        }[kind]
    check_told("\n".join(lines))


def test_a_value_that_holds_itself_a_thousand_times_is_cut_short() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for n in range(9):
        bomb += f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n"
    told = findings(f"{bomb}style: *j\n")
    assert all(len(describe(finding, "jo.yaml")) < 400 for finding in told)
