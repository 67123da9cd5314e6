"""What changes in mid-talk: hinted at, noticed or not, and acted on."""

from __future__ import annotations

import json

from tests.dialogue.plain_story import build, meet, shift
from tests.dialogue.simulated_learners import K, offer, turn
from tests.dialogue.test_counterpart import earn
from voicecoach import session
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.turns import Reply

HINTS = ("The telephone blinks.", "Somebody knocks.")
PLAIN = turn("That is how it stands.")


def talk_until_hint(counterpart: Counterpart) -> Reply:
    for _ in range(8):
        reply = counterpart.respond(PLAIN)
        if reply.act == "shift_hint":
            return reply
    raise AssertionError("never hinted")


def test_at_its_time_a_hint_stands_where_a_push_would() -> None:
    counterpart = meet(build(shift=shift()))
    acts = [counterpart.respond(PLAIN).act for _ in range(3)]
    assert "shift_hint" not in acts
    reply = counterpart.respond(PLAIN)
    assert (reply.act, reply.text in HINTS) == ("shift_hint", True)
    assert counterpart.respond(PLAIN).act == "push"


def test_it_is_dropped_in_after_an_answer_if_no_quiet_place_comes() -> None:
    counterpart = meet(build(shift=shift(after_turns=4)))
    for number in range(6):
        ask = turn(f"Tell me about topic{number % 4}.", K.OPEN_QUESTION, K.REASONED_QUESTION)
        reply = counterpart.respond(ask)
    assert reply.act == "shift_hint"
    assert reply.text.startswith("answer topic1")
    assert reply.text.endswith(HINTS)


def test_it_waits_for_its_step() -> None:
    counterpart = meet(build(shift=shift(step="rapport")))
    assert "shift_hint" not in [counterpart.respond(PLAIN).act for _ in range(8)]


def test_asked_what_has_changed_it_tells_and_credits_the_ear() -> None:
    counterpart = meet(build(shift=shift()))
    talk_until_hint(counterpart)
    before = counterpart.trust
    ask = turn("Has anything changed for you?", K.MONITOR_CHANGE, K.CLOSED_QUESTION)
    reply = counterpart.respond(ask)
    assert reply.act == "shift_told"
    assert reply.text in ("A grant has come.", "There is money now, and no time.")
    assert "shift_noticed +4.0" in reply.because
    assert counterpart.trust > before + 3
    assert [point.id for point in counterpart.context().points] == ["money_came"]
    assert counterpart.respond(ask).act != "shift_told"


def test_a_question_on_its_subject_does_as_well() -> None:
    counterpart = meet(build(shift=shift()))
    talk_until_hint(counterpart)
    assert counterpart.respond(turn("What about topic4?", K.OPEN_QUESTION)).act == "shift_told"


def test_asked_late_it_tells_without_credit_and_unasked_never() -> None:
    counterpart = meet(build(shift=shift()))
    talk_until_hint(counterpart)
    for _ in range(3):
        assert counterpart.respond(PLAIN).act != "shift_told"
    reply = counterpart.respond(turn("Has anything changed?", K.MONITOR_CHANGE))
    assert reply.act == "shift_told"
    assert not any("shift_noticed" in because for because in reply.because)


def test_before_the_hint_asking_tells_nothing() -> None:
    counterpart = meet(build(shift=shift()))
    reply = counterpart.respond(turn("Has anything changed?", K.MONITOR_CHANGE, K.CLOSED_QUESTION))
    assert reply.act == "monitor_change"


def test_its_limit_moves_with_it() -> None:
    text = "If you come up: instalments, and one contact"
    highest = {}
    for name, changes in (("without", {}), ("with", {"shift": shift()})):
        counterpart = meet(build(**changes))
        earn(counterpart, "influence")  # by then there was time for the hint
        for value in range(30000, 22000, -1000):
            reply = counterpart.respond(offer(value, "fee", K.CONDITIONAL_TRADE, text))
        highest[name] = reply.offer
    assert highest == {"without": 20000, "with": 22000}


def test_a_tighter_limit_cuts_the_ladder_but_takes_nothing_back() -> None:
    counterpart = meet(build(shift=shift(limits={"fee": 14000}, step="influence")))
    earn(counterpart, "influence")
    assert counterpart.respond(offer(25000, "fee")).offer == 13000
    talk_until_hint(counterpart)
    offers = [counterpart.respond(offer(value, "fee")).offer for value in (17900, 17000, 16000)]
    assert offers == [14000, 14000, 14000]


def test_a_hint_that_nobody_heard_comes_again() -> None:
    counterpart = meet(build(shift=shift()))
    talk_until_hint(counterpart)
    counterpart.note_cut_off("")
    assert counterpart.respond(PLAIN).act == "shift_hint"


def test_it_survives_a_snapshot() -> None:
    persona = build(shift=shift())
    counterpart = meet(persona)
    talk_until_hint(counterpart)
    twin = Counterpart.restore(persona, json.loads(json.dumps(counterpart.snapshot())))
    ask = turn("Has anything changed?", K.MONITOR_CHANGE)
    assert twin.respond(ask) == counterpart.respond(ask)


def test_the_debrief_sees_the_limits_that_were_in_force_at_the_end() -> None:
    counterpart = meet(build(shift=shift()))
    before = {issue.id: issue for issue in counterpart.reveal().issues}
    assert (before["fee"].limit, before["fee"].changed_limit) == (20000, 22000)
    started = session.started(
        session="s", persona="plain", persona_name="Pat", style="amiable", seed=1, facts=(),
        settings={}, measured={}, reveal=counterpart.reveal(),
    )  # fmt: skip
    talk_until_hint(counterpart)
    assert counterpart.reveal().issues[0].limit == 22000
    record = session.fold([started, session.mind_event(9.0, counterpart.snapshot())])
    assert record.reveal is not None
    fee, date = record.reveal.issues
    assert (fee.limit, fee.weight, date.weight) == (22000, 2, 9)
