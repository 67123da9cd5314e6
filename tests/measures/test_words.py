"""Words, syllables, fillers and hedges of a transcript."""

import pytest

from voicecoach.measures.numbers import number_words
from voicecoach.measures.words import (
    count_fillers,
    count_hedges,
    count_syllables,
    count_words,
    spoken_words,
    word_syllables,
)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$17,500", "seventeen thousand five hundred dollars"),
        ("12.5%", "twelve point five percent"),
        ("the 3rd and the 21st", "the third and the twenty first"),
        ("in 1995", "in nineteen ninety five"),
        ("in 2007", "in two thousand seven"),
        ("£40k", "forty thousand pounds"),
        ("R&D", "r and d"),
        ("at 5pm", "at five p m"),
        ("[laughs] well", "well"),
        ("don’t", "don't"),
        ("", ""),
        ("... -- !", ""),
    ],
)
def test_a_text_is_counted_as_it_is_said(text: str, spoken: str) -> None:
    assert " ".join(spoken_words(text)) == spoken
    assert count_words(text) == len(spoken.split())


@pytest.mark.parametrize(
    ("word", "n_syllables"),
    [
        *[("negotiation", 5), ("deadline", 2), ("asked", 1), ("wanted", 2), ("agreed", 2)],
        *[("prices", 2), ("little", 2), ("moved", 1), ("rhythm", 2), ("idea", 3), ("the", 1)],
    ],
)
def test_syllables_of_common_words(word: str, n_syllables: int) -> None:
    assert word_syllables(word) == n_syllables


def test_figures_have_the_syllables_of_their_words() -> None:
    assert count_syllables("17,500") == count_syllables("seventeen thousand five hundred")


def test_fillers_and_hedges() -> None:
    text = "Um, I think, er, we could maybe do it. Uhm. Humbug and umbrella are words."
    assert count_fillers(text) == 3
    assert count_hedges(text) == 2


def test_huge_figures_are_read_digit_by_digit() -> None:
    assert count_words("1" * 400) == 400
    assert number_words(0) == ["zero"]
