"""The small parts: machines, figures, topics, lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transitions import MachineError

from tests.dialogue.plain_persona import make_persona
from voicecoach.dialogue.book import Line
from voicecoach.dialogue.figures import speak_figure
from voicecoach.dialogue.lines import _NEIGHBOURS, fill_slots
from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.dialogue.stairway import ENDS, MOODS, STAIRWAY, STEPS, Traveller, move
from voicecoach.dialogue.styles import read_numbers
from voicecoach.dialogue.topics import PhraseFinder, find_stems
from voicecoach.numerals import in_words
from voicecoach.turns import MoveKind


def test_the_stairway_is_climbed_step_by_step_and_only_when_earned() -> None:
    traveller = Traveller("guarded", has_earned=True)
    assert [move(STAIRWAY, "climb", traveller) for _ in STEPS[1:]] == list(STEPS[1:])
    traveller = Traveller("guarded")
    assert move(STAIRWAY, "climb", traveller) == "guarded"


def test_one_falls_no_lower_than_guarded() -> None:
    assert move(STAIRWAY, "fall", Traveller("guarded")) == "guarded"


def test_every_state_but_the_ends_has_a_way_out() -> None:
    for machine in (STAIRWAY, MOODS):
        for state in set(machine.states) - set(ENDS):
            ways = machine.get_transitions(source=state)
            assert any(way.dest not in (None, state) for way in ways), state


def test_an_end_is_an_end() -> None:
    with pytest.raises(MachineError):
        move(STAIRWAY, "climb", Traveller("agreed", has_earned=True))


def test_a_misspelt_trigger_is_an_error() -> None:
    with pytest.raises(KeyError):
        move(STAIRWAY, "clmb", Traveller("guarded"))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (18_500, "GBP", "eighteen thousand five hundred pounds"),
        (12, "days", "twelve days"),
        (4.5, "percent", "four and a half percent"),
        (0.5, "percent", "a half percent"),
        (2.25, "percent", "two and a quarter percent"),
        (4.2, "percent", "four point two percent"),
        (1, "weeks", "one week"),
        (1, "GBP", "one pound"),
        (12.5, "GBP", "twelve pounds fifty"),
        (1_000_000, "USD", "one million dollars"),
        (117_001, "EUR", "one hundred and seventeen thousand and one euros"),
        (0, "days", "zero days"),
        (-3, "percent", "minus three percent"),
        (620, "GBP/day", "six hundred and twenty pounds a day"),
        (80, "GBP/hour", "eighty pounds an hour"),
        (3, "visits", "three visits"),
    ],
)
def test_figures_are_spoken_as_people_say_them(value: float, unit: str, words: str) -> None:
    assert speak_figure(value, unit) == words


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_numbers_are_words_only(number: int) -> None:
    words = in_words(number)
    assert words.replace(" ", "").replace("-", "").isalpha()
    assert words == words.strip()


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_different_numbers_sound_different(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("delays", "delaying"), ("invoice", "invoices"), ("policies", "policy"), ("plan", "planned"),
     ("client’s", "client"), ("falling", "fall")],
)  # fmt: skip
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert find_stems(one) == find_stems(other)


def test_the_longer_phrase_takes_its_words() -> None:
    finder = PhraseFinder({"pay": ["payment", "pay"], "terms": ["payment terms"]})
    assert finder.find("About your payment terms") == ("terms",)
    assert finder.find("Payment terms, and what you pay") == ("terms", "pay")
    assert finder.find("Nothing of the sort") == ()


def test_a_word_that_two_topics_share_finds_both() -> None:
    finder = PhraseFinder({"bill": ["fee", "bill"], "offer": ["fee"]})
    assert finder.find("The fee on the bill") == ("bill", "offer")


def test_a_figure_that_begins_a_sentence_has_a_capital() -> None:
    slots = {"offer": "twelve pounds"}
    line = Line("x", "{offer}. I said {offer}. {offer}?")
    assert fill_slots(line, slots).text == "Twelve pounds. I said twelve pounds. Twelve pounds?"


def test_neighbours_are_occasions() -> None:
    names = {*_NEIGHBOURS, *(name for names in _NEIGHBOURS.values() for name in names)}
    assert names <= set(OCCASIONS)


def test_every_event_of_a_move_has_its_numbers() -> None:
    events = set(read_numbers().events)
    judged = {"emotion_label", "paraphrase", "summary"}
    silent = {"accept", "pause_request"}
    assert {str(kind) for kind in MoveKind} - judged - silent <= events


def test_losses_weigh_more_than_gains() -> None:
    numbers = read_numbers().events
    for style in ("amiable", "expressive", "driver", "analyst"):
        best = max(event.trust(style) for event in numbers.values())
        worst = min(event.trust(style) for event in numbers.values())
        assert -worst > best


def test_a_persona_in_every_style_can_be_built() -> None:
    for style in read_numbers().styles:
        assert make_persona(style).style == style
