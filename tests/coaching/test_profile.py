from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import said, talk
from tests.coaching.hand_made import EMPTY, mine, theirs
from voicecoach.coaching.phases import check_phases
from voicecoach.coaching.profile import n_acts, rackham_profile, row_of
from voicecoach.coaching.profile_checks import check_profile
from voicecoach.turns import Turn

LONG = mine(200.0, 262.0, "And so it went on.")  # a minute of speech


def of(name: str, *turns: Turn, duration_s: float = 600.0):  # type: ignore[no-untyped-def]
    return row_of(rackham_profile(talk(*turns, duration_s=duration_s)), name)


def fill(n: int) -> list[Turn]:
    """So many plain turns, an act each."""
    return [said(300.0 + 5 * i, "I see.") for i in range(n)]


def test_a_move_that_says_how_a_question_was_made_is_no_act_of_its_own() -> None:
    asked = said(0.0, "What for? I ask because.", "open_question", "reasoned_question")
    both = said(5.0, "Thanks. What for?", "appreciation", "open_question")
    probe = said(10.0, "Exactly which?", "information_probe")
    assert n_acts(talk(asked, both, probe, said(15.0, "I see."))) == 5


@pytest.mark.parametrize(
    ("text", "kinds", "name"),
    [
        ("No, that is not it.", (), "disagreeing before the reason"),
        ("I disagree, since it was late.", (), "disagreeing before the reason"),
        ("Do you mean the second one?", ("closed_question",), "testing understanding"),
        ("So it came late?", ("paraphrase",), "testing understanding"),
        ("I'm quite worried by that.", (), "saying how one feels"),
        ("I feel boxed in.", ("i_message",), "saying how one feels"),
        ("So far: two points.", ("summary",), "summarising"),
        ("What happened?", ("open_question",), "questions"),
    ],
)
def test_behaviours_are_counted_as_shares_of_acts(
    text: str, kinds: tuple[str, ...], name: str
) -> None:
    row = of(name, said(0.0, text, *kinds), *fill(9))
    assert (row.n, row.of, row.value) == (1, 10, 10.0)
    assert row.first is not None
    assert row.first.start_s == 0.0


@pytest.mark.parametrize("text", ["No problem.", "No rush, take your time.", "Nobody called."])
def test_a_no_that_denies_nothing_is_no_disagreement(text: str) -> None:
    assert of("disagreeing before the reason", said(0.0, text), *fill(9)).n == 0


def test_an_offer_in_answer_to_theirs_without_a_question_is_immediate() -> None:
    counter = theirs(0.0, 2.0, "I'd go to twenty.", act="counter_offer")
    at_once = said(3.0, "Twenty-five.", "proposal")
    asked = said(3.0, "How so? Twenty-five.", "open_question", "proposal")
    assert of("immediate counter-proposals", counter, at_once, LONG).n == 1
    assert of("immediate counter-proposals", counter, asked, LONG).n == 0
    assert of("immediate counter-proposals", theirs(0.0, 2.0, "Hm."), at_once, LONG).n == 0


def test_an_attack_that_answers_an_attack_is_a_spiral() -> None:
    insult = replace(theirs(0.0, 2.0, "Amateurs.", act="tactic"), tactic="insult")
    back = said(3.0, "Amateur yourself.", "personal_attack")
    assert of("attacks answered by attack", insult, back).n == 1
    assert of("attacks answered by attack", theirs(0.0, 2.0, "Hm."), back).n == 0
    assert of("attacks answered by attack", theirs(0.0, 2.0, "Out!", "hostile"), back).n == 1


def test_reasons_are_counted_an_argument() -> None:
    weak = said(0.0, "Because it was late, and also dear, besides.")
    strong = said(5.0, "I can't, because the hours were worked.")
    row = of("reasons", weak, strong, said(10.0, "Also, it rained."))
    assert (row.n, row.of, row.value) == (4, 2, 2.0)
    assert of("reasons", said(0.0, "I see.")).value is None


def test_announcing_is_counted_and_has_no_line_to_compare_with() -> None:
    row = of("announcing what comes", said(0.0, "Can I ask a question?"), *fill(2))
    assert (row.n, row.of, row.skilled) == (1, 3, None)


def test_no_share_from_fewer_than_eight_acts_and_no_rate_from_less_than_a_minute() -> None:
    few = of("questions", said(0.0, "What?", "open_question"), *fill(6))
    assert (few.value, few.reason) == (None, "7 acts, needs 8")
    short = of("irritators", said(0.0, "With respect.", "irritator"))
    assert (short.n, short.value, short.reason) == (1, None, "less than 60 s of your speech")


@pytest.mark.parametrize(("n", "band"), [(0, "green"), (1, None), (2, "amber")])
def test_only_irritators_are_judged_and_one_slip_is_none(n: int, band: str | None) -> None:
    slips = [said(5.0 * i, "With respect.", "irritator") for i in range(n)]
    remarks = check_profile(talk(*slips, LONG, *fill(9), duration_s=600.0))
    assert remarks[0].band == band
    assert all(remark.band is None for remark in remarks[1:])
    if n == 2:
        assert remarks[0].observed == (
            "Irritators: 2 of 12 turns, 12 an hour (skilled 2.3, average 10.8)."
        )


def test_an_empty_session_has_no_profile() -> None:
    assert check_profile(EMPTY) == ()


def phased(before_s: float, after_s: float) -> tuple[Turn, ...]:
    """Both phases of a hundred seconds, the learner's share of each as given."""
    offer = said(100.0, "Thirty.", "proposal")
    return (
        mine(0.0, before_s, "I say."),
        theirs(before_s, 100.0, "They say."),
        replace(offer, end_s=100.0 + after_s),
        theirs(100.0 + after_s, 200.0, "They say."),
    )


@pytest.mark.parametrize(
    ("before_s", "after_s", "band"),
    [(40.0, 50.0, "green"), (61.0, 50.0, "amber"), (40.0, 66.0, "amber"), (55.0, 50.0, None)],
)
def test_talk_share_is_judged_before_and_after_the_first_offer(
    before_s: float, after_s: float, band: str | None
) -> None:
    (remark,) = check_phases(talk(*phased(before_s, after_s)))
    assert remark.observed == (
        f"Until your first offer at 1:40 you spoke {before_s:.0f}% of the time in which anybody "
        f"spoke, from then on {after_s:.0f}%."
    )
    assert (remark.at_s, remark.band) == (100.0, band)


def test_without_an_offer_or_enough_speech_there_are_no_phases() -> None:
    turns = phased(40.0, 50.0)
    assert check_phases(talk(*turns[:2])) == ()
    assert check_phases(talk(*phased(10.0, 30.0))) == ()
