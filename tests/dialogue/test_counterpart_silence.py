from __future__ import annotations

import pytest

from tests.dialogue.plain_persona import make_persona
from tests.dialogue.simulated_learners import K, label, turn
from tests.dialogue.test_counterpart import meet
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import Silence, SilenceKind


def silence(kind: SilenceKind, duration_s: float) -> Silence:
    return Silence(10.0, 10.0 + duration_s, "own_ask", kind, "learner")


@pytest.mark.parametrize(
    ("style", "shortest", "longest"),
    [("amiable", 3.0, 4.5), ("expressive", 2.5, 3.5), ("driver", 3.0, 4.0), ("analyst", 6.0, 9.0)],
)
def test_tolerance_keeps_to_its_style(style: str, shortest: float, longest: float) -> None:
    values = set()
    for seed in range(20):
        counterpart = Counterpart(make_persona(style), seed=seed, difficulty=2)
        counterpart.open()
        values.add(counterpart.tolerance_s())
        assert shortest * 0.9 <= counterpart.tolerance_s() <= longest * 1.1
    assert len(values) > 10


def test_tolerance_is_constant_until_it_speaks_again() -> None:
    counterpart = meet()
    first = counterpart.tolerance_s()
    counterpart.note_silence(silence("held", 4.0))
    assert counterpart.tolerance_s() == first
    counterpart.respond(turn("Well"))
    assert counterpart.tolerance_s() != first


def test_difficulty_stretches_tolerance() -> None:
    easy = Counterpart(make_persona(), seed=1, difficulty=1).tolerance_s()
    hard = Counterpart(make_persona(), seed=1, difficulty=5).tolerance_s()
    assert hard > easy


def test_a_held_silence_draws_out_what_is_keyed_to_it() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    reply = counterpart.feel_silence(4.0)
    assert (reply.act, reply.fact) == ("disclose", "unsaid")
    assert counterpart.found == {"unsaid"}


def test_one_silence_draws_out_one_fact_at_most() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    facts = [counterpart.feel_silence(4.0).fact for _ in range(2)]
    assert facts == ["unsaid", None]


def test_a_driver_says_nothing_into_a_silence_that_follows_no_sharp_question() -> None:
    counterpart = meet("driver")
    counterpart.respond(turn("That is how it stands"))
    assert counterpart.feel_silence(4.0).text.startswith("fill_push")
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    assert counterpart.feel_silence(4.0).fact == "unsaid"


def test_an_angry_counterpart_tells_nothing_and_presses() -> None:
    counterpart = meet("expressive")
    counterpart.respond(turn("You fool", K.PERSONAL_ATTACK, K.OPEN_QUESTION))
    reply = counterpart.feel_silence(3.0)
    assert (reply.act, reply.fact) == ("fill", None)
    assert reply.text.startswith("fill_push hot")


def test_after_its_fills_it_waits() -> None:
    counterpart = meet()
    counterpart.respond(turn("That is how it stands"))
    acts = [counterpart.feel_silence(4.0).act for _ in range(3)]
    assert acts[1:] == ["fill", "wait"]
    counterpart.respond(turn("Well"))
    assert counterpart.feel_silence(4.0).act in ("fill", "disclose")


def test_silence_without_end_ends_the_talk() -> None:
    counterpart = meet()
    for _ in range(6):
        reply = counterpart.feel_silence(4.0)
    assert reply.outcome == "walked_out"


def test_a_held_silence_pays_and_a_broken_one_costs_by_style() -> None:
    held, broken, long = meet("analyst"), meet("analyst"), meet("driver")
    before = held.trust
    held.note_silence(silence("held", 5.0))
    broken.note_silence(silence("broken", 2.0))
    assert (held.trust, broken.trust) == (before + 3, before - 3)
    before = long.trust
    long.note_silence(silence("held", 11.0))
    assert long.trust == before - 4


def test_pauses_and_hesitations_move_nothing() -> None:
    counterpart = meet("analyst")
    before = counterpart.trust, counterpart.agitation
    counterpart.note_silence(silence("pause", 2.0))
    counterpart.note_silence(silence("hesitation", 3.5))
    assert (counterpart.trust, counterpart.agitation) == before


def test_silence_after_a_label_calms() -> None:
    talked, held = meet(), meet()
    for counterpart in (talked, held):
        for _ in range(3):
            counterpart.respond(turn("Just sign", K.PRESSURE))
        counterpart.respond(label())
    held.note_silence(silence("held", 6.5))
    assert held.agitation < talked.agitation


def test_what_a_silence_did_is_told_with_the_next_reply() -> None:
    counterpart = meet("analyst")
    counterpart.note_silence(silence("held", 5.0))
    assert "held_silence +3.0" in counterpart.respond(turn("Well")).because


def test_a_fact_cut_off_is_not_told_and_may_be_told_later() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic0.", K.OPEN_QUESTION))
    assert counterpart.found == {"asked"}
    counterpart.note_cut_off("Fact")
    assert counterpart.found == frozenset()
    assert counterpart.context().points == ()
    assert counterpart.context().counterpart_said[-1] == "Fact"
    counterpart.respond(turn("I see", K.EMPATHY))
    again = counterpart.respond(turn("Tell me about topic0.", K.OPEN_QUESTION))
    assert again.fact == "asked"


def test_a_fact_mostly_heard_is_told() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic0.", K.OPEN_QUESTION))
    counterpart.note_cut_off("Fact asked")
    assert counterpart.found == {"asked"}


def test_an_answer_cut_off_has_made_no_point() -> None:
    counterpart = meet()
    counterpart.respond(turn("Tell me about topic1.", K.OPEN_QUESTION))
    counterpart.note_cut_off("")
    assert counterpart.context().points == ()
    assert len(counterpart.context().counterpart_said) == 1


def test_a_counter_offer_nobody_heard_is_not_on_the_table() -> None:
    from tests.dialogue.simulated_learners import offer
    from tests.dialogue.test_counterpart_bargaining import at

    counterpart = at("influence")
    assert counterpart.respond(offer(25000, "fee")).offer == 13000
    counterpart.note_cut_off("")
    context = counterpart.context()
    assert (context.counterpart_offer, context.learner_offer) == (10000, 25000)
