from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FACTS, FULL, mine, move, theirs
from voicecoach.coaching.facts import check_facts, check_found_facts, check_missed_facts
from voicecoach.coaching.probes import example_of_probe, name_of_probe
from voicecoach.turns import FactRecord, MoveKind, Silence


def test_facts_found_are_counted_out_of_all_and_the_first_is_cited() -> None:
    (remark,) = check_facts(FULL)
    assert remark.observed == "2 of 5 hidden facts found."
    assert (remark.at_s, remark.quote, remark.band) == (21.1, "The board meets on Friday.", None)


def test_three_in_five_found_are_green() -> None:
    facts = (*FACTS[:2], replace(FACTS[2], found_s=104.0), *FACTS[3:])
    assert check_facts(replace(FULL, facts=facts))[0].band == "green"


def test_each_found_fact_cites_what_let_it_out() -> None:
    board, pride = check_found_facts(FULL)
    assert board.observed == "Found by a held silence of 5.1 s: The board meets on Friday."
    assert (board.at_s, board.quote) == (21.1, "The board meets on Friday.")
    assert pride.observed == (
        'Found by an emotion label ("It sounds as if you felt left alone with it."): '
        "Dana vouched for you."
    )
    assert (pride.at_s, pride.quote) == (60.0, "I vouched for you. Personally.")


def test_each_missed_fact_names_the_probe_and_the_step_that_would_have_opened_it() -> None:
    sacked, cash, boss = check_missed_facts(FULL)
    assert "It opens to a summary from empathy on." in sacked.observed
    assert cash.observed == (
        "Missed: Cash runs out in May. It opens to a clearinghouse probe from rapport on."
    )
    assert (cash.at_s, cash.quote) == (None, None)
    assert "It opens to a held silence from rapport on." in boss.observed
    assert all(remark.try_instead for remark in (sacked, cash, boss))


def test_a_probe_that_came_too_early_is_cited() -> None:
    sacked, _, boss = check_missed_facts(FULL)
    assert sacked.observed.endswith("You tried that at 1:10, when Dana was still listening.")
    assert (sacked.at_s, sacked.quote) == (
        70.0,
        "So far: the invoice was late and nobody rang you.",
    )
    assert boss.observed.endswith("You tried that at 2:08, when Dana was still listening.")
    assert (boss.at_s, boss.quote) == (128.0, "Do not rush me.")


def test_a_probe_on_the_right_step_is_not_called_too_early() -> None:
    session = replace(
        EMPTY,
        facts=(FactRecord("cash", "nudge", "Cash runs out.", "listening"),),
        turns=(
            theirs(0.0, 1.0, "Well.", state="listening"),
            mine(2.0, 3.0, "Go on.", move("nudge", "Go on.")),
        ),
    )
    (remark,) = check_missed_facts(session)
    assert remark.at_s is None
    assert "tried" not in remark.observed


def test_a_session_without_facts_says_nothing_of_them() -> None:
    assert check_facts(EMPTY) == check_found_facts(EMPTY) == check_missed_facts(EMPTY) == ()


def test_nothing_found_cites_nothing() -> None:
    (remark,) = check_facts(replace(EMPTY, facts=FACTS[1:3]))
    assert remark.observed == "0 of 2 hidden facts found."
    assert (remark.at_s, remark.quote) == (None, None)


def test_a_fact_without_a_marked_turn_is_found_by_its_second() -> None:
    session = replace(
        EMPTY,
        facts=(FactRecord("bank", "silence", "The bank tests her cash.", "guarded", 4.0),),
        turns=(theirs(3.0, 6.0, "There is the bank."), theirs(7.0, 8.0, "Well.")),
        silences=(Silence(0.0, 3.0, "counterpart_turn", "held", "counterpart", "bank"),),
    )
    assert check_found_facts(session)[0].quote == "There is the bank."


@pytest.mark.parametrize("key", ["silence", *MoveKind])
def test_every_key_has_a_name_and_an_example(key: str) -> None:
    assert "_" not in name_of_probe(key)
    assert example_of_probe(key)


def test_a_probe_of_one_word_is_quoted_with_its_turn() -> None:
    session = replace(
        EMPTY,
        facts=(FactRecord("tank", "information_probe", "There was a tank.", "guarded", 4.0),),
        turns=(
            mine(1.0, 3.0, "Which part? Exactly.", move("information_probe", "Exactly.")),
            theirs(4.0, 5.0, "The tank.", fact="tank"),
        ),
    )
    assert check_found_facts(session)[0].observed == (
        'Found by an information probe ("Which part? Exactly."): There was a tank.'
    )
