"""Speech that resumes takes back whatever was prepared: nothing of it is heard, kept or scored."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sessions.plain_talk import Notebook, Said, practise
from voicecoach.practice import Limits
from voicecoach.turn_taking import Patience

QUICK = Limits(thinking=Patience(0.5, 0.5, 0.5))
stretches = st.lists(st.tuples(st.floats(0.15, 1.2), st.floats(0.12, 1.6)), min_size=1, max_size=12)


def laid_out(lengths_and_gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Words one after the other, from 4 s on: the opening is over by then."""
    at_s, words = 4.0, []
    for length_s, gap_s in lengths_and_gaps:
        words.append((at_s, at_s + length_s))
        at_s += length_s + gap_s
    return words


def turns(book: Notebook) -> list[str]:
    return [event["text"] for event in book.named("learner_spoke")]


@settings(max_examples=30, deadline=None)
@given(stretches, st.sampled_from([0.1, 0.3, 0.9]))
def test_whatever_resumes_every_word_counts_once_and_every_answer_is_to_all_of_a_turn(
    lengths_and_gaps: list[tuple[float, float]], nominal_s: float
) -> None:
    book, parrot = practise(Said(laid_out(lengths_and_gaps)), limits=QUICK, nominal_s=nominal_s)
    words = [word for text in turns(book) for word in text.split()]
    assert words == sorted(set(words))
    answers = [e for e in book.named("counterpart_spoke") if e["act"] == "answer"]
    for answer in answers:
        whole = [f"You said {text}." for text in turns(book)]
        assert any(line.startswith(answer["text"]) for line in whole)
    assert [text for text in turns(book) if text in parrot.heard] == parrot.heard
    assert len(answers) <= len(book.named("answered")) == len(parrot.heard)


@settings(max_examples=15, deadline=None)
@given(stretches)
def test_no_answer_begins_while_the_learner_is_speaking(
    lengths_and_gaps: list[tuple[float, float]],
) -> None:
    words = laid_out(lengths_and_gaps)
    book, _ = practise(Said(words), limits=QUICK)
    late_s = 0.16  # five frames until speech is taken for it
    for event in book.named("answered"):
        assert not any(start + late_s < event["at_s"] < end for start, end in words)


def test_a_pause_shorter_than_the_wait_leaves_one_turn() -> None:
    book, parrot = practise(Said([(4.0, 4.6), (5.0, 5.6), (6.0, 6.6)]), limits=QUICK)
    assert turns(book) == ["alpha bravo charlie"] == parrot.heard


def test_a_pause_longer_than_the_wait_parts_two_turns() -> None:
    book, _ = practise(Said([(4.0, 4.6), (9.0, 9.6)]), limits=QUICK)
    assert turns(book) == ["alpha", "bravo"]


@pytest.mark.parametrize("after_s", [0.51, 0.53, 0.55])
def test_going_on_as_the_answer_is_let_go_loses_no_word(after_s: float) -> None:
    book, parrot = practise(Said([(4.0, 4.6), (4.6 + after_s, 6.0)]), limits=QUICK)
    onsets = [event["at_s"] for event in book.named("answered")]
    assert all(first < second for first, second in pairwise(onsets))
    assert " ".join(turns(book)).split() == ["alpha", "bravo"]
    assert parrot.heard == turns(book) or parrot.heard == [turns(book)[0]]
