"""Every drill can be done well, and knows when it was not."""

from __future__ import annotations

import pytest

from tests.coaching.test_history import past
from voicecoach.coaching.drill import DRILLS
from voicecoach.coaching.drills.choice import drill_for
from voicecoach.coaching.drills.exercise import Drill, Round
from voicecoach.coaching.drills.judges import HOLD_S, judge
from voicecoach.coaching.drills.partner import DrillPartner, choose_rounds, next_level
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.store.drills import drill_names, load_drill
from voicecoach.turns import Heard, Reply, Silence

ROUNDS = [(name, one.id) for name in drill_names() for one in load_drill(name).rounds]


def find_round(drill: Drill, wanted: str) -> Round:
    return next(one for one in drill.rounds if one.id == wanted)


def alone(drill: Drill, one: Round) -> Drill:
    """The same drill with one round only, over and over."""
    return drill.model_copy(update={"rounds": [one] * 6, "n_rounds": 2})


def heard(text: str, partner: DrillPartner, silence_s: float = 2.0) -> Heard:
    return Heard(text, recognise_moves(text, partner.context()), 0.0, 3.0, silence_s, "hesitation")


@pytest.mark.parametrize(("name", "one"), ROUNDS)
def test_the_model_answer_is_a_good_one(name: str, one: str) -> None:
    drill = load_drill(name)
    example = find_round(drill, one)
    partner = DrillPartner(alone(drill, example), level=example.level, seed=1)
    partner.open()
    verdict = judge(drill.id, example, example.level, heard(example.model, partner))
    assert verdict.is_good, verdict.said


@pytest.mark.parametrize("name", drill_names())
@pytest.mark.parametrize("text", ["I see.", "The weather is fine today.", ""])
def test_a_try_beside_the_point_is_none(name: str, text: str) -> None:
    drill = load_drill(name)
    partner = DrillPartner(drill, level=1, seed=1)
    partner.open()
    partner.respond(heard(text, partner))
    assert not partner.results[0].is_good


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("label", "You are always angry."),
        ("open_question", "Do you want Friday?"),
        ("open_question", "Don't you think that is unreasonable?"),
        ("tactics", "You are a liar, and everybody here knows it."),
        ("tactics", "All right, I accept that."),
        ("punctuation", "You started it, this is your fault: you chase me."),
        ("closing", "Fine, let's do it like that."),
    ],
)
def test_the_usual_mistake_is_named(name: str, text: str) -> None:
    drill = load_drill(name)
    partner = DrillPartner(drill, level=1, seed=1)
    partner.open()
    reply = partner.respond(heard(text, partner))
    assert not partner.results[0].is_good
    assert partner.results[0].said in reply.text
    assert "You might say" in reply.text


def ask(partner: DrillPartner) -> Reply:
    return partner.respond(heard("What has that done on your side?", partner))


def test_a_question_alone_is_not_enough_until_the_silence_is_held() -> None:
    partner = DrillPartner(load_drill("silence"), level=2, seed=1)
    partner.open()
    reply = ask(partner)
    assert reply.hesitate_s == HOLD_S[2]
    partner.note_silence(Silence(3.0, 7.0, "own_ask", "held", "counterpart"))
    assert [result.is_good for result in partner.results] == [True]


def test_a_silence_that_is_broken_fails_and_the_next_round_comes() -> None:
    partner = DrillPartner(load_drill("silence"), level=2, seed=1)
    first = partner.open().text
    answered = ask(partner)
    again = partner.copy()
    again.note_cut_off("")
    again.note_silence(Silence(3.0, 4.5, "own_ask", "pause", "learner"))
    reply = again.respond(heard("I mean, sorry, what happened?", again))
    assert [result.is_good for result in again.results] == [False]
    assert "after 1.5 seconds" in reply.text
    assert "round 2" in reply.state
    assert partner.results[0].is_good, "the original is untouched"
    assert first.split(". ")[-1] not in reply.text
    assert answered.text != reply.text


def test_a_drill_ends_with_its_last_round_and_says_the_sum() -> None:
    drill = load_drill("open_question")
    partner = DrillPartner(drill, level=1, seed=4)
    partner.open()
    replies = [ask(partner) for _ in range(drill.n_rounds)]
    assert [reply.outcome for reply in replies[:-1]] == [None] * (drill.n_rounds - 1)
    assert replies[-1].outcome == "stopped"
    assert f"{drill.n_rounds} of {drill.n_rounds}" in replies[-1].text


def test_a_learner_who_says_nothing_hears_the_prompt_once_more_and_then_has_time() -> None:
    partner = DrillPartner(load_drill("label"), level=1, seed=1)
    prompt = partner.open().text
    assert partner.feel_silence(20.0).text.removeprefix("Once more. ") in prompt
    assert partner.feel_silence(20.0).act == "wait"


@pytest.mark.parametrize("name", drill_names())
@pytest.mark.parametrize("level", range(1, 6))
def test_rounds_are_drawn_near_the_level_without_repeating(name: str, level: int) -> None:
    drill = load_drill(name)
    rounds = choose_rounds(drill, level=level, seed=7)
    assert len({one.id for one in rounds}) == len(rounds) == drill.n_rounds
    assert rounds == choose_rounds(drill, level=level, seed=7)
    left_out = [one for one in drill.rounds if one not in rounds and one.level <= level]
    chosen = [one for one in rounds if one.level <= level]
    assert not left_out or max(o.level for o in left_out) <= min(o.level for o in chosen)


def test_levels_rise_with_success_fall_with_failure_and_stay_in_range() -> None:
    assert [next_level([(3, share)]) for share in (1.0, 0.8, 0.6, 0.4, 0.3)] == [4, 4, 3, 3, 2]
    assert next_level([(5, 1.0)]) == 5
    assert next_level([(1, 0.0)]) == 1


def test_the_drill_proposed_is_the_one_most_needed() -> None:
    assert drill_for([])[0] == "silence"
    name, why = drill_for([past(drill="summary")] * 2)
    assert name == "summary"
    assert "2 of your last 2" in why


def test_every_drill_that_a_debrief_proposes_exists() -> None:
    assert set(DRILLS) == set(drill_names())
