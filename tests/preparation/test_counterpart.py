"""One's own counterpart plays, whatever its style, and hides what it was said to hide."""

from __future__ import annotations

import pytest

from tests.preparation.sheets import FULL
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import examine_persona
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import Hidden, PrepSheet
from voicecoach.preparation.counterpart import counterpart_text
from voicecoach.preparation.phrases import phrases_of
from voicecoach.preparation.reading import read_sheet
from voicecoach.preparation.stories import timelines_of
from voicecoach.preparation.style_words import joined, style_words
from voicecoach.turns import Heard, Reply

STYLES = ("amiable", "expressive", "driver", "analyst")
BARE = """\
issue: The rent
counterpart:
  {name: Jo Smith, sex: male, style: driver, says_first: [No.], figure: rent, unit: GBP,
   opens_at: 1000, limit: 850,
   hides: [{fact: I have no other tenant.}, {fact: "My wife {sells} it."}]}
"""


def sheet_with(style: str) -> PrepSheet:
    return read_sheet(FULL.replace("style: analyst", f"style: {style}"), "vera.yaml")


def persona_of(sheet: PrepSheet) -> Persona:
    examined = examine_persona(counterpart_text(sheet, "vera_holt"), "vera_holt.yaml")
    assert examined.persona is not None, examined.findings
    return examined.persona


def say(counterpart: Counterpart, text: str, *, held_s: float = 1.0) -> Reply:
    moves = recognise_moves(text, counterpart.context())
    return counterpart.respond(Heard(text, moves, 0.0, 4.0, silence_before_s=held_s))


@pytest.mark.parametrize("style", STYLES)
def test_a_counterpart_of_each_style_has_nothing_wrong(style: str) -> None:
    examined = examine_persona(counterpart_text(sheet_with(style), "vera_holt"), "vera_holt.yaml")
    assert examined.errors == ()
    assert (
        sum(len(texts) for lines in examined.persona.lines.values() for texts in lines.values())
        > 300
    )  # type: ignore[union-attr]


def test_the_least_that_can_be_said_of_somebody_plays_too() -> None:
    persona = persona_of(read_sheet(BARE, "bare.yaml"))
    assert len(persona.facts) == 6
    assert [line for fact in persona.facts for line in fact.say if "(sells)" in line]
    opened = Counterpart(persona, seed=1)
    assert opened.open().text == "No."
    for text in ("What is behind it?", "I can do 900 pounds.", "You are a liar.", "Fine."):
        assert say(opened, text).text


def test_a_sheet_without_a_counterpart_makes_none() -> None:
    with pytest.raises(PrepError, match="has no 'counterpart'"):
        counterpart_text(PrepSheet(issue="The rent"), "jo")


def test_it_opens_with_the_words_it_was_given() -> None:
    persona = persona_of(sheet_with("driver"))
    for seed in range(5):
        reply = Counterpart(persona, seed=seed).open()
        assert reply.text.startswith("Your price has gone up by a fifth.")


def test_a_question_about_a_hidden_thing_brings_it_out() -> None:
    counterpart = Counterpart(persona_of(sheet_with("analyst")), seed=1)
    counterpart.open()
    reply = say(counterpart, "What did the quote from the other firm look like?")
    assert reply.fact == "hidden_2"
    assert reply.text == "Tom has a quote from another firm, and it is slower than you."


def test_a_question_about_something_else_does_not() -> None:
    counterpart = Counterpart(persona_of(sheet_with("analyst")), seed=1)
    counterpart.open()
    assert say(counterpart, "How was the traffic this morning?").fact is None


def test_bargaining_follows_the_ladder_to_the_limit_and_no_further() -> None:
    persona = persona_of(sheet_with("driver"))
    (issue,) = persona.issues
    values = [rung.value for rung in issue.ladder]
    assert values == sorted(values)
    assert (values[0], values[-1]) == (36000, 46000)
    assert issue.ladder[-1].needs == ["trade_1"]
    assert (issue.wants, issue.learner_limit) == ("lower", 42000)


@pytest.mark.parametrize(
    ("opens_at", "limit"), [(2, 6), (10, 9), (0.5, 0.75), (1e6, 2.5e6), (3, 4)]
)
def test_a_ladder_always_climbs(opens_at: float, limit: float) -> None:
    sheet = read_sheet(BARE, "bare.yaml")
    assert sheet.counterpart is not None
    wants = "lower" if limit > opens_at else "higher"
    theirs = sheet.counterpart.model_copy(
        update={"opens_at": opens_at, "limit": limit, "wants": wants, "unit": "weeks"}
    )
    persona = persona_of(sheet.model_copy(update={"counterpart": theirs}))
    assert persona.issues[0].ladder[-1].value == limit


def test_the_briefing_tells_the_own_side_and_no_secret() -> None:
    persona = persona_of(sheet_with("analyst"))
    told = persona.briefing.model_dump_json()
    assert "Not below £42,000 on price per year." in told
    for secret in ("46,000", "hospital board", "quote from another firm", "warned you twice"):
        assert secret not in told


def test_six_hidden_things_all_find_their_place() -> None:
    sheet = sheet_with("amiable")
    assert sheet.counterpart is not None
    keys = ("open_question", "information_probe", "reasoned_question", "summary", "silence",
            "clearinghouse_probe")  # fmt: skip
    hides = tuple(
        Hidden(fact=f"The {word} report is late.", key=key)  # type: ignore[arg-type]
        for word, key in zip(("red", "green", "blue", "white", "black", "grey"), keys, strict=True)
    )
    theirs = sheet.counterpart.model_copy(update={"hides": hides})
    persona = persona_of(sheet.model_copy(update={"counterpart": theirs}))
    assert [str(fact.key) for fact in persona.facts[:6]] == list(keys)
    assert persona.facts[6].id == "how_far"


def test_two_stories_of_several_sentences_become_timelines() -> None:
    persona = persona_of(sheet_with("analyst"))
    assert persona.timelines is not None
    assert [event.by for event in persona.timelines.theirs] == ["learner", "counterpart", "learner"]
    short = sheet_with("analyst").model_copy(update={"story": {"mine": "", "theirs": ""}})
    assert timelines_of(PrepSheet(issue=short.issue)) == {}


@pytest.mark.parametrize("style", STYLES)
def test_no_style_says_the_same_line_twice(style: str) -> None:
    lines = style_words(style).lines  # type: ignore[arg-type]
    texts = [text for places in lines.values() for texts in places.values() for text in texts]
    assert len(texts) == len(set(texts))


def test_lines_that_both_sets_hold_are_said_once() -> None:
    both = joined({"push": {"low": ["Well?"]}}, {"push": {"any": ["Well!", "Go on."]}})
    assert both == {"push": {"low": ["Well?"], "any": ["Go on."]}}


def test_words_that_are_said_in_any_talk_show_nothing() -> None:
    assert phrases_of("We want the money for the lorries next week") == ["lorries next", "lorries"]


def test_each_style_speaks_at_its_own_pace() -> None:
    driver, analyst = persona_of(sheet_with("driver")), persona_of(sheet_with("analyst"))
    assert driver.voice.rate_wpm > analyst.voice.rate_wpm
