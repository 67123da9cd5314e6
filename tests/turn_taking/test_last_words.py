from __future__ import annotations

import pytest

from voicecoach.turn_taking.last_words import features, finished_by_words, last_sentence


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("what would you need", "what would you need from us"),
        ("i'd like to make sure that you", "i'd like to make sure that you agree"),
        ("we could split it in", "we could split it in three"),
        ("before we talk about the price", "shall we talk about the price"),
        ("how would you feel about a", "how would you feel about it"),
    ],
)
def test_a_sentence_broken_off_scores_below_the_whole_one(broken: str, whole: str) -> None:
    assert finished_by_words(broken) < finished_by_words(whole)


def test_only_the_last_sentence_counts() -> None:
    assert finished_by_words("I see. What do you need?") == finished_by_words("What do you need?")


def test_marks_do_not_count() -> None:
    assert finished_by_words("We'll see") == finished_by_words("We’ll see!")


def test_no_words_are_no_sentence() -> None:
    assert last_sentence(" ... ") == []
    assert features([])["is short"] == 1.0
    assert finished_by_words("") < 0.0
