"""What came of the sheet and what follows, on the screen and in `actions.md`."""

from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from tests.coaching.prepared import PREPARED, SHEET
from voicecoach.coaching.feedback import give_feedback
from voicecoach.report.actions import actions_markdown
from voicecoach.report.markdown import escaped, table
from voicecoach.report.prep_sheet import prep_markdown
from voicecoach.report.screen import MOST_LINES, feedback_text
from voicecoach.report.text import full_text
from voicecoach.turns import SessionRecord

ATTACK = mine(10.0, 14.0, "You are a bully.", move("personal_attack", "You are a bully."))
BROKEN = replace(
    EMPTY, turns=(ATTACK, theirs(15.0, 18.0, "Not like this.", "ruptured", act="rupture"))
)


def screen(session: SessionRecord, width: int = 200) -> str:
    return " ".join(feedback_text(session, give_feedback(session), width=width).split())


def test_the_screen_sums_the_sheet_up_in_a_line() -> None:
    assert (
        "Your sheet: limit kept; 1 of 2 aims raised; 1 of 3 trades made; 1 of 2 questions asked."
    ) in screen(PREPARED)


def test_the_screen_says_who_does_what_and_what_is_unclear() -> None:
    text = screen(PREPARED)
    assert (
        "To do: Dana: pay twenty-nine thousand by Friday; You: send the breakdown tomorrow" in text
    )
    assert "1 more." in text


def test_on_a_small_screen_the_sheet_and_the_list_take_a_line_each() -> None:
    lines = feedback_text(PREPARED, give_feedback(PREPARED)).splitlines()
    assert len(lines) <= MOST_LINES
    assert [line.split(":")[0] for line in lines if line.startswith(("Your sheet", "To do"))] == [
        "Your sheet",
        "To do",
    ]


def test_the_screen_begins_the_repair_of_a_talk_that_broke() -> None:
    assert 'To mend it: Dana, when I said "You are a bully"' in screen(BROKEN)


def test_without_sheet_promise_or_break_the_screen_has_no_such_lines() -> None:
    text = screen(FULL)
    for words in ("Your sheet", "To do", "To mend"):
        assert words not in text


def test_the_full_feedback_has_both_sections() -> None:
    text = full_text(PREPARED, give_feedback(PREPARED))
    assert "AGAINST YOUR PREP SHEET" in text
    assert text.index("AFTERWARDS") > text.index("AGAINST YOUR PREP SHEET")
    assert "Limit on fee, £27,000: kept." in text
    assert "Unclear: no date." in text


def test_the_action_list_has_terms_owners_dates_and_open_questions() -> None:
    text = actions_markdown(PREPARED) or ""
    assert "- What she pays on the bill: £29,000" in text
    assert "| Dana | pay twenty-nine thousand | by Friday | 3:20 |" in text
    assert "| You | put it in writing | ? | 3:34 |" in text
    assert "- put it in writing: no date. Ask: “By when?”" in text
    assert "No review date was asked for." in text
    assert "## Repair" not in text


def test_a_review_that_was_asked_for_stands_in_the_list() -> None:
    turn = mine(230.0, 234.0, "Shall we look at it again on the first of July?")
    text = actions_markdown(replace(PREPARED, turns=(*PREPARED.turns, turn))) or ""
    assert "- on the first of July, asked for at 3:50" in text


def test_the_repair_plan_stands_in_the_list() -> None:
    text = actions_markdown(BROKEN) or ""
    assert "- It broke at 0:10: “You are a bully.”" in text
    assert "- Your part, 0:10: personal attack, “You are a bully.”" in text
    assert "- They said: “Not like this.”" in text
    assert "- First sentence: “Dana, when I said" in text


def test_a_rupture_that_was_mended_needs_no_first_sentence() -> None:
    sorry = mine(20.0, 25.0, "I am sorry.", move("apology", "I am sorry."))
    back = theirs(26.0, 30.0, "All right.", "guarded", act="repaired")
    text = actions_markdown(replace(BROKEN, turns=(*BROKEN.turns, sorry, back))) or ""
    assert "- Mended in the talk after 10 s, by “I am sorry.”." in text
    assert "First sentence" not in text


def test_a_talk_with_nothing_to_follow_has_no_list() -> None:
    assert actions_markdown(FULL) is None


def test_the_page_shows_what_was_written_as_it_was_written() -> None:
    text = prep_markdown(
        SHEET.model_copy(update={"issue": "Is it *fair* | or <b>not</b>?\x1b[31m"})
    )
    assert text.startswith("# Is it \\*fair\\* \\| or \\<b\\>not\\</b\\>?\n")
    assert escaped("a_b") == "a\\_b"
    assert table(("a",), []) == []


def test_the_page_leaves_out_what_is_empty_and_ends_with_doubts() -> None:
    text = prep_markdown(SHEET.model_copy(update={"agenda": (), "questions": ()}))
    assert "Running order" not in text
    assert "- There is no question to ask: what do you most need to know?" in text
