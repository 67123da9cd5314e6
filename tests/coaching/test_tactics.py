from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import REVEAL, played, said, talk
from tests.coaching.hand_made import theirs
from voicecoach.coaching.bargaining import check_anchors
from voicecoach.coaching.tactics import check_each_tactic, check_tactics, plays
from voicecoach.turns import Silence, Turn

CLOCK = played(0.0, "clock")
PLAIN = said(3.0, "I see.")
NO = theirs(6.0, 7.0, "Well?")


def test_a_counter_is_timed_from_the_end_of_the_tactic() -> None:
    asked = said(4.5, "What happens at three?", "open_question")
    (remark,) = check_each_tactic(talk(CLOCK, asked))
    assert remark.observed == (
        'A made-up deadline: countered after 2.5 s by an open question ("What happens at three?").'
    )
    assert (remark.at_s, remark.quote, remark.band) == (0.0, "Settle by three.", "green")


def test_the_second_turn_still_counters_and_the_third_does_not() -> None:
    asked = said(8.0, "What happens at three?", "open_question")
    assert plays(talk(CLOCK, PLAIN, NO, asked))[0].counter is not None
    again = said(5.0, "Yes.")
    assert plays(talk(CLOCK, PLAIN, again, asked))[0].counter is None


def test_a_nudge_over_its_voice_takes_no_turn() -> None:
    nudge = replace(said(0.5, "Mm-hm.", "nudge"), end_s=1.0)
    asked = said(8.0, "What happens at three?", "open_question")
    assert plays(talk(CLOCK, nudge, PLAIN, NO, asked))[0].counter is not None


def test_naming_it_counters_every_tactic() -> None:
    named = said(3.0, "That sounds like a clock.", "name_tactic")
    assert plays(talk(CLOCK, named))[0].counter is not None
    assert plays(talk(replace(CLOCK, tactic="unknown"), named))[0].name == "unknown"


def test_a_silence_counters_only_what_silence_counters() -> None:
    held = (Silence(2.0, 6.2, "counterpart_turn", "held", "counterpart"),)
    anchor = played(0.0, "low_anchor", "Start from fifteen.")
    (remark,) = check_each_tactic(talk(anchor, NO, silences=held))
    assert remark.observed == "A low anchor: countered by a held silence of 4.2 s."
    assert plays(talk(CLOCK, NO, silences=held))[0].counter is None


def test_a_label_that_misses_counters_nothing() -> None:
    wrong = said(3.0, "You are jealous.", "emotion_label", is_accurate=False)
    assert plays(talk(CLOCK, wrong))[0].counter is None


def test_giving_way_is_amber_even_if_it_was_countered() -> None:
    asked = said(3.0, "What happens at three?", "open_question")
    gave = said(8.0, "Fine, twenty-nine.", "concession")
    session = talk(CLOCK, asked, NO, gave)
    (remark,) = check_each_tactic(session)
    assert remark.observed.endswith('You gave way: "Fine, twenty-nine."')
    assert remark.band == "amber"
    assert check_tactics(session)[0].observed == (
        "1 of 1 tactic countered within two turns; you gave way to 1."
    )


def test_what_has_a_price_is_not_given_way() -> None:
    traded = said(3.0, "If you pay now, twenty-nine.", "concession", "conditional_trade")
    assert plays(talk(CLOCK, traded))[0].given is None


@pytest.mark.parametrize(("n_countered", "band"), [(3, "green"), (2, None)])
def test_three_in_five_countered_are_green(n_countered: int, band: str | None) -> None:
    turns: list[Turn] = []
    for n in range(5):
        at_s = 20.0 * n
        kinds = ("open_question",) if n < n_countered else ()
        turns += [played(at_s, "clock"), said(at_s + 3, "What then?", *kinds)]
        turns += [theirs(at_s + 6, at_s + 7, "Hm."), said(at_s + 9, "I see.")]
    assert check_tactics(talk(*turns))[0].band == band


def test_giving_a_tactic_up_is_not_playing_it() -> None:
    dropped = replace(theirs(6.0, 7.0, "All right.", act="drop_tactic"), tactic="clock")
    assert len(plays(talk(CLOCK, PLAIN, dropped))) == 1


def test_a_tactic_with_which_the_talk_ended_is_no_miss() -> None:
    assert plays(talk(PLAIN, replace(CLOCK, start_s=6.0, end_s=8.0))) == ()


def test_without_tactics_nothing_is_said() -> None:
    assert check_tactics(talk(PLAIN)) == check_each_tactic(talk(PLAIN)) == ()


def test_before_the_reveal_a_tactic_has_its_id_for_a_name() -> None:
    (play,) = plays(talk(CLOCK, PLAIN, reveal=None))
    assert (play.name, play.countered_by) == ("clock", ())


def test_arguing_against_an_anchor_is_cited_with_the_question_it_asks_for() -> None:
    anchor = played(0.0, "low_anchor", "Start from fifteen thousand.", offer=15000.0)
    argued = said(3.0, "No, because the hours were worked.", "position")
    (remark,) = check_anchors(talk(anchor, argued))
    assert (remark.at_s, remark.quote) == (3.0, "No, because the hours were worked.")
    assert remark.try_instead == '"How did you get to fifteen thousand?" Then wait.'


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("How did you get there, because I wonder?", ("open_question",)),
        ("No.", ("position",)),
    ],
)
def test_asking_or_refusing_is_not_arguing(text: str, kinds: tuple[str, ...]) -> None:
    anchor = played(0.0, "low_anchor", "Start from fifteen.")
    assert check_anchors(talk(anchor, said(3.0, text, *kinds))) == ()


def test_only_an_anchor_is_an_anchor() -> None:
    assert check_anchors(talk(CLOCK, said(3.0, "No, because of the hours."))) == ()
    assert REVEAL.tactics[0].name == "a low anchor"
