from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coaching.hand_made import EMPTY, FACTS, FULL, POINTS, mine, move, theirs
from voicecoach.coaching import RUBRIC, give_feedback, spoken_feedback
from voicecoach.coaching.citation import LONGEST_QUOTE_WORDS
from voicecoach.coaching.rubric import CRITERIA
from voicecoach.coaching.stairway import SIDE_STATES, STEPS
from voicecoach.report.screen import feedback_text
from voicecoach.report.text import full_text
from voicecoach.turns import Feedback, MoveKind, SessionRecord, Silence, Turn

MOST_SPOKEN_WORDS = 110
MOST_SCREEN_LINES = 20
DOCS = Path(__file__).parents[2] / "docs" / "feedback.md"


def is_cited_truly(session: SessionRecord, remark: Feedback) -> bool:
    """Tell whether the quote was said at its second, or before the silence that began then."""
    if remark.quote is None:
        return True
    starting = [turn for turn in session.turns if turn.start_s == remark.at_s]
    for silence in session.silences:
        if silence.start_s == remark.at_s:
            starting += [turn for turn in session.turns if abs(turn.end_s - silence.start_s) < 0.3]
    return any(remark.quote in " ".join(turn.text.split()) for turn in starting)


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecord:
    """Make a session up: turns that alternate, silences between them, moves at random."""
    at_s, turns, silences = 0.0, [], []
    kinds = st.lists(st.sampled_from(list(MoveKind)), max_size=3)
    for n in range(draw(st.integers(0, 14))):
        end_s = at_s + draw(st.floats(0.5, 20.0))
        if draw(st.booleans()):
            text = draw(st.sampled_from([f"Can you pay by {n}?", f"Um, so {n}.", f"It is {n}."]))
            accurate = draw(st.sampled_from([None, True, False]))
            moves = [move(kind, text, is_accurate=accurate) for kind in draw(kinds)]
            turns.append(mine(at_s, end_s, text, *moves))
        else:
            state = draw(st.sampled_from([*STEPS, *SIDE_STATES, "agreed"]))
            fact = draw(st.sampled_from([None, *(fact.id for fact in FACTS)]))
            trust = draw(st.floats(0.0, 100.0))
            cut = draw(st.booleans())
            turns.append(theirs(at_s, end_s, f"Say {n}.", state, trust, fact=fact, was_cut_off=cut))
        at_s = end_s + draw(st.floats(1.0, 12.0))
        after = "own_ask" if turns[-1].who == "learner" else "counterpart_turn"
        kind = draw(st.sampled_from(["pause", "hesitation", "held", "broken"]))
        ended_by = draw(st.sampled_from(["learner", "counterpart", "end"]))
        silences.append(Silence(end_s, at_s, after, kind, ended_by))  # type: ignore[arg-type]
    found = {turn.fact: turn.start_s for turn in reversed(turns) if turn.fact}
    facts = tuple(replace(fact, found_s=found.get(fact.id)) for fact in FACTS)
    return replace(
        EMPTY,
        turns=tuple(turns),
        silences=tuple(silences),
        facts=facts,
        points=POINTS,
        duration_s=at_s,
        measures=draw(st.sampled_from([{}, FULL.measures, dict.fromkeys(FULL.measures)])),
    )


@given(sessions())
@settings(max_examples=150, deadline=None)
def test_whatever_happened_every_remark_is_cited_truly(session: SessionRecord) -> None:
    for remark in give_feedback(session):
        assert remark.check in CRITERIA
        assert remark.observed
        assert (remark.at_s is None) <= (remark.quote is None), remark
        assert is_cited_truly(session, remark), remark


@given(sessions())
@settings(max_examples=100, deadline=None)
def test_whatever_happened_the_feedback_can_be_spoken_and_printed(session: SessionRecord) -> None:
    feedback = give_feedback(session)
    spoken = spoken_feedback(session, feedback)
    assert 0 < len(spoken.split()) <= MOST_SPOKEN_WORDS
    assert max(map(len, full_text(session, feedback).splitlines())) <= 80
    screen = feedback_text(session, feedback).splitlines()
    assert max(map(len, screen)) <= 80
    assert len(screen) <= MOST_SCREEN_LINES


def test_the_remarks_of_a_known_session_are_all_cited_truly() -> None:
    remarks = give_feedback(FULL)
    assert all(is_cited_truly(FULL, remark) for remark in remarks)
    assert len(remarks) > 40


def test_nothing_is_cited_only_where_nothing_happened() -> None:
    uncited = {remark.check for remark in give_feedback(FULL) if remark.at_s is None}
    not_measured = {"backchannels", "pressure_wait", "pressure_pace", "pressure_level"}
    not_done = {"reasoned_questions", "fact_missed", "agenda", "principled", "rackham"}
    assert uncited == {*not_measured, *not_done, "pressure_pitch", "fillers", "drill"}


def test_an_empty_session_is_judged_in_nothing() -> None:
    remarks = give_feedback(EMPTY)
    assert all(remark.band is None and remark.at_s is None for remark in remarks)


def test_no_remark_gives_a_total() -> None:
    said = " ".join(remark.observed for remark in give_feedback(FULL)).lower()
    assert "score" not in said
    assert "out of 100" not in said


def test_long_turns_are_quoted_by_their_beginning() -> None:
    words = [f"word{n}" for n in range(60)]
    turn = mine(1.0, 30.0, " ".join(words), move("threat"))
    remarks = give_feedback(replace(EMPTY, turns=(turn,)))
    quotes = [remark.quote for remark in remarks if remark.check == "breach"]
    assert quotes == [" ".join(words[:LONGEST_QUOTE_WORDS])]


@pytest.mark.parametrize(
    ("persona_name", "name"),
    [("Dana Reed", "Dana"), ("Mr. Harper", "Mr. Harper"), ("", "the counterpart")],
)
def test_the_counterpart_is_named_as_in_talk(persona_name: str, name: str) -> None:
    remarks = give_feedback(replace(FULL, persona_name=persona_name))
    held = next(remark for remark in remarks if remark.check == "silence_held")
    assert f"then {name} let out" in held.observed


def test_a_long_session_gets_its_feedback_within_a_second() -> None:
    turns: list[Turn] = []
    for n in range(200):
        at_s = 9.0 * n
        turns += [
            mine(at_s, at_s + 3, "Can you pay by June?", move("closed_question")),
            theirs(at_s + 4, at_s + 8, "No, I cannot.", "guarded", 25.0 + n % 3),
        ]
    session = replace(FULL, turns=tuple(turns), duration_s=1800.0)
    started = process_time()
    give_feedback(session)
    assert process_time() - started < 1.0


def test_the_rubric_names_every_check_once_and_the_docs_explain_it() -> None:
    names = [criterion.check for criterion in RUBRIC]
    assert len(names) == len(set(names))
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in text] == []


def test_folklore_is_never_judged() -> None:
    assert not any(
        criterion.green or criterion.amber for criterion in RUBRIC if criterion.evidence == "F"
    )
