from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching import give_feedback, spoken_feedback
from voicecoach.turns import IssueRecord, Reveal, SessionRecord


def spoken(session: SessionRecord) -> str:
    return spoken_feedback(session, give_feedback(session))


def test_a_known_session_is_told_in_plain_sentences() -> None:
    assert spoken(FULL) == (
        "You found two of five hidden facts. You held two silences and broke one. "
        "One of them drew out something Dana had meant to keep. "
        "Your best moment, which won a fact, a step and trust, came at fifty seconds, "
        "on: It sounds as if you felt left alone with it. "
        "The costliest came at one minute fifty, on: Look, just sign it. "
        "Instead: What would you need before you could sign it? "
        "The highest step you reached was empathy. Next time, try a summary. "
        "Next, do the drill: clearinghouse."
    )


def test_a_session_without_the_learner_is_told_in_one_sentence() -> None:
    assert spoken(EMPTY) == "You did not speak, so there is nothing to tell you yet."


def test_figures_in_quotes_are_spoken_as_words() -> None:
    own = mine(61.0, 63.0, "I offer £38,200.", move("proposal"))
    session = replace(
        EMPTY, turns=(theirs(0.0, 2.0, "Well."), own, theirs(64.0, 65.0, "No.", trust=20.0))
    )
    assert "I offer thirty-eight thousand two hundred pounds." in spoken(session)


def test_long_quotes_are_cut_and_control_characters_left_out() -> None:
    own = mine(3.0, 9.0, "\x1b[31m" + " ".join(["very"] * 40) + " angry", move("threat"))
    session = replace(
        EMPTY, turns=(theirs(0.0, 2.0, "Well."), own, theirs(10.0, 11.0, "No.", trust=5.0))
    )
    said = spoken(session)
    assert "\x1b" not in said
    assert "and so on." in said
    assert len(said.split()) <= 110


def test_a_sentence_that_does_not_fit_is_left_out_whole() -> None:
    long = " ".join(["Longword"] * 90)
    feedback = tuple(
        replace(remark, try_instead=long) if remark.check == "moment_costliest" else remark
        for remark in give_feedback(FULL)
    )
    said = spoken_feedback(FULL, feedback)
    assert "Longword" not in said
    assert said.endswith("Next, do the drill: clearinghouse.")


def test_what_was_settled_is_said_beside_how_far_they_would_have_gone() -> None:
    fee = IssueRecord("fee", "the fee", "GBP", "lower", 15000, 31000, 27000, 5, 5, settled=28000)
    reveal = Reveal("driver", "competing", None, "", (fee,), {}, (), ())
    said = spoken(replace(FULL, reveal=reveal))
    assert (
        "You settled at twenty-eight thousand pounds; "
        "Dana would have gone to thirty-one thousand pounds."
    ) in said
    assert len(said.split()) <= 110


def test_no_summary_is_said() -> None:
    turns = (theirs(0.0, 2.0, "Well."), mine(3.0, 4.0, "Yes."))
    assert "You did not summarise what you had heard." in spoken(replace(EMPTY, turns=turns))
