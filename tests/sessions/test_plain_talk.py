"""Collisions, keys and switches, in a practice without any model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sessions.plain_talk import Notebook, Parrot, Said, practise
from voicecoach.practice import Limits
from voicecoach.turn_taking import Patience

QUICK = Limits(thinking=Patience(0.5, 0.5, 0.5))
BEARS_S = 3.6


def first(book: Notebook, name: str, **fits: object) -> dict:
    return next(e for e in book.named(name) if all(e[key] == fits[key] for key in fits))


@pytest.fixture(scope="module")
def fill_s() -> tuple[float, float]:
    """When the counterpart fills the silence if nobody speaks: start and end."""
    book, _ = practise(Said([], and_s=12.0), partner=Parrot(bears_s=BEARS_S))
    fill = first(book, "counterpart_spoke", act="fill")
    return fill["start_s"], fill["end_s"]


def test_the_fill_is_shorter_than_it_takes_to_hear_a_learner(fill_s: tuple[float, float]) -> None:
    assert fill_s[1] - fill_s[0] < 0.35


@pytest.mark.parametrize("after_s", [0.02, 0.1, 0.2])
def test_who_begins_with_a_fill_breaks_the_silence_even_if_the_fill_is_over_before_it_is_known(
    fill_s: tuple[float, float], after_s: float
) -> None:
    start_s = fill_s[0] + after_s
    book, _ = practise(Said([(start_s, start_s + 1.0)]), partner=Parrot(bears_s=BEARS_S))
    assert book.named("collision")
    silence = first(book, "silence")
    assert (silence["kind"], silence["ended_by"]) == ("broken", "learner")
    assert silence["end_s"] == pytest.approx(start_s, abs=0.02)


def test_who_begins_after_a_short_fill_has_not_collided_and_the_new_silence_runs_from_its_end(
    fill_s: tuple[float, float],
) -> None:
    start_s = fill_s[1] + 0.7
    book, _ = practise(Said([(start_s, start_s + 1.0)]), partner=Parrot(bears_s=BEARS_S))
    assert not book.named("collision")
    assert first(book, "silence")["ended_by"] == "counterpart"
    after = book.named("silence")[1]
    assert after["kind"] == "pause"
    assert (after["start_s"], after["end_s"]) == pytest.approx((fill_s[1], start_s), abs=0.03)


# Push to talk


def test_push_to_talk_hears_only_what_is_said_while_the_key_is_held() -> None:
    said = Said([(4.0, 4.6), (7.2, 8.0), (8.9, 9.5), (13.0, 13.6)])
    held = replace(QUICK, push_to_talk=True)
    book, parrot = practise(said, limits=held, keys={7.0: "talk", 9.6: "talk"})
    assert parrot.heard == ["bravo charlie"]
    assert book.notices == ["you have the floor", "over to them"]


def test_push_to_talk_keeps_half_a_second_from_before_the_key() -> None:
    said = Said([(6.8, 7.6)])
    held = replace(QUICK, push_to_talk=True)
    book, parrot = practise(said, limits=held, keys={7.1: "talk", 8.0: "talk"})
    assert parrot.heard == ["alpha"]
    assert first(book, "learner_spoke")["start_s"] == pytest.approx(6.8, abs=0.05)


# Words that it does not hear out


PATIENT = Limits(thinking=Patience(0.45, 0.86, 1.5))


def test_a_word_that_stings_is_cut_into_at_the_next_pause_and_noted() -> None:
    words = [(4.0, 4.8), (5.8, 6.6)]
    book, parrot = practise(Said(words), partner=Parrot(stings=("alpha",)), limits=PATIENT)
    assert parrot.heard[0] == "alpha"
    assert book.named("cut_in")
    assert first(book, "counterpart_spoke", act="answer")["start_s"] < 5.6


def test_without_a_sting_the_same_pause_is_heard_out() -> None:
    book, parrot = practise(Said([(4.0, 4.8), (5.8, 6.6)]), limits=PATIENT)
    assert parrot.heard == ["alpha bravo"]
    assert not book.named("cut_in")
