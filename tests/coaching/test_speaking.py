from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FULL, FULL_MEASURES, mine, move, theirs
from voicecoach.coaching.gauges import GAUGES
from voicecoach.coaching.speaking import check_cut_ins, check_cut_offs, check_gauges
from voicecoach.turns import CutIn, Feedback, SessionRecord, Turn

LONG_ENOUGH = tuple(
    mine(20.0 * n, 20.0 * n + 10, "We looked at the hours again and they are right.")
    for n in range(8)
)


def measured(**measures: float | None) -> SessionRecord:
    return replace(EMPTY, duration_s=300.0, turns=LONG_ENOUGH, measures=measures)


def remark_on(session: SessionRecord, check: str) -> Feedback:
    return next(remark for remark in check_gauges(session) if remark.check == check)


@pytest.mark.parametrize(
    ("check", "measure", "value", "band"),
    [
        ("talk_share", "talk_share", 0.44, "green"),
        ("talk_share", "talk_share", 0.55, None),
        ("talk_share", "talk_share", 0.61, "amber"),
        ("talk_share", "talk_share", 0.22, None),
        ("pace", "words_per_minute", 150.0, "green"),
        ("pace", "words_per_minute", 195.0, None),
        ("pace", "words_per_minute", 201.0, "amber"),
        ("pace", "words_per_minute", 99.0, "amber"),
        ("longest_turn", "longest_turn_s", 45.0, "green"),
        ("longest_turn", "longest_turn_s", 60.0, None),
        ("longest_turn", "longest_turn_s", 75.1, "amber"),
        ("words_per_turn", "words_per_turn", 25.0, "green"),
        ("words_per_turn", "words_per_turn", 41.0, "amber"),
        ("counterpart_longest_turn", "longest_counterpart_turn_s", 20.0, "green"),
        ("counterpart_longest_turn", "longest_counterpart_turn_s", 7.9, "amber"),
    ],
)
def test_figures_fall_into_their_bands(
    check: str, measure: str, value: float, band: str | None
) -> None:
    assert remark_on(measured(**{measure: value}), check).band == band


@pytest.mark.parametrize(
    ("check", "measure"),
    [
        ("fillers", "fillers_per_100_words"),
        ("hedges", "hedges_per_100_words"),
        ("pitch_spread", "pitch_spread_st"),
        ("articulation", "articulation_rate_syllables_per_s"),
        ("response_latency", "response_latency_median_s"),
    ],
)
@pytest.mark.parametrize("value", [0.0, 0.5, 5.0, 50.0])
def test_what_is_not_well_founded_is_shown_and_never_judged(
    check: str, measure: str, value: float
) -> None:
    remark = remark_on(measured(**{measure: value}), check)
    assert remark.band is None
    assert remark.try_instead is None


def test_once_there_is_a_proposal_more_talk_is_fine() -> None:
    proposing = mine(200.0, 205.0, "Let us say thirty.", move("proposal", "thirty"))
    session = measured(talk_share=0.62)
    session = replace(session, turns=(*session.turns, proposing))
    assert remark_on(session, "talk_share").band is None


def test_only_intrusive_interruptions_are_judged() -> None:
    session = measured(interruptions=9.0)
    assert remark_on(session, "interruptions").band is None
    session = measured(interruptions=9.0, intrusive_interruptions_per_minute=1.8)
    assert remark_on(session, "interruptions").band == "amber"
    assert remark_on(session, "interruptions").observed.startswith(
        "You broke in 9 times in 5 minutes."
    )


def test_figures_cite_the_turn_that_stands_out() -> None:
    slow = mine(0.0, 20.0, "We looked at the hours again and they are right.")
    fast = mine(30.0, 34.0, "I have to say that this has to be done by Friday afternoon.")
    hedged = mine(40.0, 79.0, "Um, maybe, perhaps we might.")
    session = replace(EMPTY, duration_s=90.0, turns=(slow, fast, hedged), measures=FULL_MEASURES)
    assert remark_on(session, "pace").at_s == 30.0
    assert remark_on(session, "pace").observed.endswith("Fastest: 0:30.")
    assert remark_on(session, "longest_turn").at_s == 40.0
    assert remark_on(session, "words_per_turn").quote == fast.text
    assert remark_on(session, "fillers").quote == hedged.text
    assert remark_on(session, "hedges").quote == hedged.text


def test_the_slowest_answer_is_cited_for_the_latency() -> None:
    session = replace(
        EMPTY,
        turns=(
            theirs(0.0, 2.0, "Well?"),
            mine(2.5, 3.0, "Yes."),
            theirs(4.0, 5.0, "And?"),
            mine(7.0, 8.0, "Let me think."),
            mine(12.0, 13.0, "No."),
        ),
        measures={"response_latency_median_s": 1.2},
    )
    remark = remark_on(session, "response_latency")
    assert (remark.at_s, remark.quote) == (7.0, "Let me think.")


def test_a_rate_from_too_little_speech_is_shown_but_not_judged() -> None:
    session = replace(measured(words_per_minute=230.0), turns=LONG_ENOUGH[:4])
    remark = remark_on(session, "pace")
    assert remark.band is None
    assert remark.observed.endswith("Too little speech to judge by: 40 s of the 60 s it takes.")


def test_spoken_stretches_count_rather_than_whole_turns() -> None:
    turns = tuple(
        replace(turn, speech=((turn.start_s, turn.start_s + 1.0),)) for turn in LONG_ENOUGH
    )
    remark = remark_on(replace(measured(words_per_minute=150.0), turns=turns), "pace")
    assert "8 s of the 60 s" in remark.observed


@pytest.mark.parametrize("gauge", GAUGES, ids=lambda gauge: gauge.check)
@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_missing_figure_is_said_to_be_missing_with_the_reason(
    gauge: object, value: float | None
) -> None:
    for session in (measured(), measured(**{gauge.measure: value})):  # type: ignore[attr-defined]
        spoken = replace(session, turns=(*LONG_ENOUGH, theirs(200.0, 201.0, "Well.")))
        remark = remark_on(spoken, gauge.check)  # type: ignore[attr-defined]
        assert remark.observed.endswith(
            "could not be measured: the measures of the session's sound are missing."
        )
        assert (remark.at_s, remark.quote, remark.band) == (None, None, None)


def test_a_noted_reason_is_told_as_it_is() -> None:
    session = replace(
        measured(), reasons={"pitch_spread_st": "too little: 3 s of voice, needs 5 s"}
    )
    assert remark_on(session, "pitch_spread").observed == (
        "Pitch spread could not be measured: too little: 3 s of voice, needs 5 s."
    )


def test_who_did_not_speak_is_told_so() -> None:
    assert remark_on(EMPTY, "pace").observed.endswith("could not be measured: you did not speak.")
    assert remark_on(measured(), "counterpart_longest_turn").observed.endswith(
        "could not be measured: they did not speak."
    )


def test_zero_is_a_figure_and_cites_nothing() -> None:
    remark = remark_on(measured(interruptions=0.0), "interruptions")
    assert remark.observed == "No interruption in 5 minutes."
    assert remark.at_s is None


def test_each_turn_that_was_cut_off_is_cited_by_the_words_that_did_it() -> None:
    (remark,) = check_cut_offs(FULL)
    assert remark.observed == "You cut Dana off, number 1 of 1 in 7 turns of theirs."
    assert (remark.at_s, remark.quote) == (110.0, "Look, just sign it.")
    last: tuple[Turn, ...] = (replace(FULL.turns[0], was_cut_off=True),)
    (remark,) = check_cut_offs(replace(FULL, turns=last))
    assert remark.at_s == 0.0
    assert (remark.quote or "").startswith("Your invoice came")


def test_a_cut_in_says_who_kept_the_floor() -> None:
    first = next(turn for turn in FULL.turns if turn.who == "learner")
    session = replace(FULL, cut_ins=(CutIn(first.end_s, True), CutIn(first.end_s, False)))
    held, lost = check_cut_ins(session)
    assert "held the floor" in held.observed
    assert "gave up the floor" in lost.observed
    assert held.at_s == first.start_s
    assert held.try_instead is None
    assert lost.try_instead is not None
