from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import played, said, settled, talk
from tests.coaching.hand_made import EMPTY, FULL, POINTS, theirs
from voicecoach.coaching.drill import DRILLS, check_drill, lacks, next_drill, propose_drill
from voicecoach.turns import FactRecord, SessionRecord, Silence, Turn

# One minute in which nothing is wanting: each test takes something away.
GOOD_TURNS = (
    said(2.0, "What happened?", "open_question"),
    said(6.0, "It sounds as if you felt left alone.", "emotion_label", is_accurate=True),
    said(10.0, "It seems that you need a date.", "emotion_label", is_accurate=True),
    said(14.0, "So: late, and nobody rang.", "summary", recall=1.0, points=("late", "call")),
    said(18.0, "What else have we missed?", "clearinghouse_probe"),
)
HELD = (Silence(20.5, 24.0, "counterpart_turn", "held", "counterpart"),)


def good(*more: Turn, **fields) -> SessionRecord:  # type: ignore[no-untyped-def]
    points = tuple(replace(point, said_s=0.0) for point in POINTS if point.id != "board")
    story = said(36.0, "The more we chase, the less you say.", "reframe")
    told = theirs(40.0, 42.0, "That is how it went.", act="loop")
    turns = (*GOOD_TURNS, story, told, *more)
    return talk(*turns, **{"silences": HELD, "points": points, "duration_s": 60.0, **fields})


def without(kind: str) -> SessionRecord:
    session = good()
    turns = tuple(
        replace(turn, moves=tuple(move for move in turn.moves if move.kind != kind))
        for turn in session.turns
    )
    return replace(session, turns=turns)


def test_where_nothing_is_lacking_no_drill_is_proposed() -> None:
    assert {lack.drill: lack.size for lack in lacks(good())} == dict.fromkeys(DRILLS, 0.0)
    assert next_drill(good()) is None
    assert check_drill(good()) == ()


@pytest.mark.parametrize(
    ("session", "drill", "reason"),
    [
        (replace(good(), silences=()), "silence", "0 of 0 silences held, 0 broken"),
        (without("summary"), "summary", "no summary of 2 points that they made"),
        (without("emotion_label"), "label", "no feeling was named"),
        (without("open_question"), "open_question", "no question was asked"),
        (without("clearinghouse_probe"), "clearinghouse", "never asked what is left"),
        (
            good(played(45.0, "clock"), said(48.0, "I see.")),
            "tactics",
            "0 of 1 tactic countered",
        ),
        (
            good(said(45.0, "It is your fault.", "blame")),
            "punctuation",
            "1 of 7 turns blamed or attacked",
        ),
        (good(reveal=settled(29000.0)), "closing", "0 of 3 terms said back"),
    ],
)
def test_each_area_can_be_the_weakest(session: SessionRecord, drill: str, reason: str) -> None:
    lack = propose_drill(session)
    assert lack is not None
    assert (lack.drill, lack.reason) == (drill, reason)
    (remark,) = check_drill(session)
    assert remark.try_instead == f"voicecoach drill {drill}"
    assert remark.observed.startswith(f"Next: {drill.replace('_', ' ')}. ")
    assert remark.band is None


def test_a_missed_fact_speaks_for_the_probe_that_opens_it() -> None:
    session = without("clearinghouse_probe")  # 0.5; the label lacks nothing yet
    one_label = replace(session, turns=(*session.turns[:1], *session.turns[2:]))  # 0.35
    missed = (
        FactRecord("a", "emotion_label", "A.", "guarded"),
        FactRecord("b", "emotion_label", "B.", "guarded"),
    )
    assert next_drill(one_label) == "clearinghouse"
    lack = propose_drill(replace(one_label, facts=missed))
    assert lack is not None
    assert lack.drill == "label"
    assert lack.reason.endswith("2 facts missed that it opens")


def test_giving_way_to_a_tactic_goes_before_everything_else() -> None:
    gave = said(48.0, "Fine, twenty-nine.", "concession")
    session = replace(good(played(45.0, "clock"), gave), silences=())
    lack = propose_drill(session)
    assert lack is not None
    assert (lack.drill, lack.reason) == ("tactics", "0 of 1 tactic countered, 1 won something")
    assert check_drill(session)[0].at_s == 45.0


def test_the_word_that_shows_the_lack_is_cited() -> None:
    blamed = said(45.0, "It is your fault.", "blame")
    (remark,) = check_drill(good(blamed))
    assert (remark.at_s, remark.quote) == (45.0, "It is your fault.")


def test_a_learner_who_did_not_speak_gets_no_drill() -> None:
    assert next_drill(EMPTY) is None


def test_every_session_gets_a_drill_that_exists() -> None:
    assert next_drill(FULL) in DRILLS
