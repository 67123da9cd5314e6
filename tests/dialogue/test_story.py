"""The quarrel from both sides: credit for theirs, then the circle, then one's own part in it."""

from __future__ import annotations

from tests.dialogue.plain_story import build, meet, story
from tests.dialogue.simulated_learners import K, turn
from voicecoach.dialogue.counterpart import Counterpart

THEIRS = "From where you sit, the bill came late and then your dog was shut out."
LOOP = "We sent the bill, you never answered, and so we locked the gate."


def quarrel() -> Counterpart:
    return meet(build(timelines=story()))


def test_telling_their_version_is_credited_once_for_the_same_events() -> None:
    counterpart = quarrel()
    before = counterpart.trust
    reply = counterpart.respond(turn(THEIRS))
    assert reply.act == "perspective"
    assert reply.because == ("perspective_right +5.0",)
    assert counterpart.trust == before + 5
    assert counterpart.respond(turn(THEIRS)).act != "perspective"
    assert counterpart.trust == before + 5
    wider = counterpart.respond(turn("You got a late bill, you gave no answer, and the dog."))
    assert any("perspective_right" in because for because in wider.because)


def test_one_event_is_not_a_version_and_neither_is_one_told_of_nobody() -> None:
    for text in ("You got a late bill.", "A late bill and a dog, it happens."):
        reply = quarrel().respond(turn(text))
        assert not any("perspective" in because for because in reply.because)


def test_with_blame_it_is_no_credit_and_one_sided_blame_costs_more() -> None:
    one_way = turn("You kept silent, you started it.", K.BLAME)
    both = turn("You kept silent and we locked the gate, but you started it.", K.BLAME)
    losses = {}
    for name, heard in (("one way", one_way), ("both", both)):
        counterpart = quarrel()
        before = counterpart.trust
        counterpart.respond(heard)
        losses[name] = before - counterpart.trust
    assert losses["one way"] > losses["both"] > 0
    reply = quarrel().respond(turn(THEIRS, K.BLAME))
    assert reply.act == "blame"


def test_the_circle_takes_acts_of_both_sides_in_one_turn_and_pays_once() -> None:
    counterpart = quarrel()
    reply = counterpart.respond(turn(LOOP))
    assert reply.act == "loop"
    assert "loop_told +5.0" in reply.because
    again = counterpart.respond(turn(LOOP))
    assert not any("loop_told" in because for because in again.because)


def test_owning_a_part_pays_more_once_their_side_was_told() -> None:
    sorry = turn("We sent that seven-day letter, that was wrong of us.", K.APOLOGY)
    before, after = quarrel(), quarrel()
    after.respond(turn(THEIRS))
    trust = after.trust
    assert not any("own_part" in b for b in before.respond(sorry).because)
    assert "own_part +4.0" in after.respond(sorry).because
    assert after.trust - trust > 8


def test_telling_the_circle_repairs_a_rupture_like_a_reframe() -> None:
    counterpart = quarrel()
    counterpart.respond(turn("You fool", K.PERSONAL_ATTACK))
    assert counterpart.respond(turn("Or we sue", K.THREAT)).act == "rupture"
    assert counterpart.respond(turn(LOOP)).act == "repaired"


def test_without_lines_of_its_own_it_answers_in_words_it_has() -> None:
    bare = {"perspective": {}, "loop": {}}
    counterpart = meet(build(timelines=story(), lines=bare))
    assert counterpart.respond(turn(THEIRS)).act == "paraphrase_right"
    assert counterpart.respond(turn(LOOP)).act == "reframe"


def test_without_timelines_the_words_mean_nothing() -> None:
    counterpart = meet(build())
    before = counterpart.trust
    counterpart.respond(turn(LOOP))
    assert counterpart.trust == before
