from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from tests.coaching.prepared import PREPARED
from voicecoach.coaching.afterwards.actions import actions_of, review_of
from voicecoach.coaching.afterwards.checks import (
    check_actions,
    check_repair,
)
from voicecoach.coaching.afterwards.clauses import PromiseReader
from voicecoach.coaching.afterwards.dates import find_vague, find_when
from voicecoach.coaching.afterwards.repair import repair_plan
from voicecoach.turns import SessionRecord, Turn

NEXT_STEP = move("next_step", "next")
CONFIRM = move("confirm_agreement", "confirm")


def agreed(*turns: Turn) -> SessionRecord:
    return replace(EMPTY, outcome="agreed", turns=turns, duration_s=600.0)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("You pay by the end of June.", "by the end of June"),
        ("I'll ring on Monday, seven in the morning.", "on Monday, seven in the morning"),
        ("Half of it goes out on 30 September.", "on 30 September"),
        ("It is due on the thirtieth of June.", "on the thirtieth of June"),
        ("Within ten working days it is done.", "Within ten working days"),
        ("Let's meet in six months' time.", "in six months' time"),
        ("I'll call every Friday.", "every Friday"),
        ("You'd have it by close of business.", "by close of business"),
        ("We may march on the first point.", None),
        ("Give me a second.", None),
        ("You'll have it soon.", None),
        ("That is twenty-nine thousand pounds.", None),
    ],
)
def test_a_time_is_found_in_the_words_that_were_said(text: str, when: str | None) -> None:
    assert find_when(text) == when


def test_what_puts_off_without_a_date_is_found() -> None:
    assert find_vague("You'll have it as soon as possible.") == "as soon as possible"
    assert find_vague("They pay on the days we said.") == "on the days we said"
    assert find_vague("You'll have it by Friday.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Will you send it by Friday?",
        "I won't pay.",
        "You never pay on time.",
        "You said you'd ring me.",
        "You will get the money.",
        "I sent the bill in March.",
        "I'd be happy to hear it.",
    ],
)
def test_what_is_no_promise_is_none(text: str) -> None:
    assert list(PromiseReader().read(text, is_settling=True)) == []


def test_present_tense_promises_only_where_terms_are_settled() -> None:
    text = "You pay on Friday, I write the letter."
    assert [clause.owner for clause in PromiseReader().read(text, is_settling=True)] == ["you", "i"]
    assert list(PromiseReader().read(text, is_settling=False)) == []


def test_names_may_promise_too() -> None:
    (clause,) = PromiseReader(["Keith"]).read("Keith signs by Friday.", is_settling=True)
    assert (clause.owner, clause.what) == ("keith", "signs by Friday")


def test_actions_have_owner_date_and_words() -> None:
    pay, breakdown, write, accounts = actions_of(PREPARED)
    assert (pay.owner, pay.what, pay.when) == (
        "Dana",
        "pay twenty-nine thousand by Friday",
        "by Friday",
    )
    assert (pay.at_s, pay.doubts) == (200.0, ())
    assert (breakdown.owner, breakdown.when) == ("You", "tomorrow")
    assert breakdown.quote == "I send the breakdown tomorrow"
    assert (write.owner, write.what, write.doubts) == ("You", "put it in writing", ("no date",))
    assert accounts.owner == "accounts"
    assert accounts.doubts == ("'on the days we said' is no date",)


def test_you_and_me_are_seen_by_the_learner() -> None:
    session = agreed(
        mine(1.0, 4.0, "I'll send you my file tomorrow and you call me on Friday.", NEXT_STEP),
        theirs(5.0, 8.0, "I'll bring you our figures on Monday.", act="next_step"),
    )
    assert [(action.owner, action.what) for action in actions_of(session)] == [
        ("You", "send Dana your file tomorrow"),
        ("Dana", "call you on Friday"),
        ("Dana", "bring you Dana's figures on Monday"),
    ]


def test_what_is_unclear_is_marked_and_brings_the_question_that_clears_it() -> None:
    session = agreed(
        mine(1.0, 4.0, "We'll look at the dates on Monday.", NEXT_STEP),
        mine(5.0, 8.0, "It will be paid by June.", NEXT_STEP),
        mine(9.0, 12.0, "I could ring Keith on Monday.", NEXT_STEP),
        mine(13.0, 16.0, "If you sign, I'll send the file on Monday.", NEXT_STEP),
    )
    both, passive, soft, condition = check_actions(session)
    assert "'we': which of you?" in both.observed
    assert "Which of us" in (both.try_instead or "")
    assert passive.observed.startswith("Nobody named:")
    assert "'could' is no promise" in soft.observed
    assert "on a condition: If Dana sign" in condition.observed
    assert {remark.band for remark in (both, passive, soft, condition)} == {"amber"}


def test_the_same_promise_said_again_is_one_action_and_its_date_completes_it() -> None:
    session = agreed(
        mine(1.0, 4.0, "I'll send the letter.", NEXT_STEP),
        mine(5.0, 8.0, "I'll send the letter by Friday.", CONFIRM),
    )
    (action,) = actions_of(session)
    assert (action.when, action.doubts, action.at_s) == ("by Friday", (), 5.0)


def test_small_talk_and_threats_of_either_side_are_no_actions() -> None:
    session = agreed(
        theirs(1.0, 4.0, "I'll take you to court tomorrow.", act="push"),
        mine(5.0, 8.0, "I'll write to your board tomorrow.", move("threat", "board")),
    )
    assert actions_of(session) == ()


def test_a_review_with_a_date_counts_before_one_without() -> None:
    session = agreed(
        mine(1.0, 4.0, "Let's speak again."),
        mine(5.0, 8.0, "Fine. Can we check in on the first of July?"),
    )
    review = review_of(session)
    assert review is not None
    assert (review.when, review.at_s) == ("on the first of July", 5.0)
    assert review.quote == "Can we check in on the first of July?"
    without_date = review_of(agreed(session.turns[0]))
    assert without_date is not None
    assert without_date.when is None
    assert review_of(agreed()) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("I will pay half by Friday. Shall we look at it again in March?", "in March"),
        ("I will pay half by Friday. Shall we look at it again? In March, say?", "In March"),
        ("I will pay half by Friday. It stands. Let's talk again.", None),
    ],
)
def test_the_date_of_a_review_is_its_own_and_not_that_of_a_promise(
    text: str, when: str | None
) -> None:
    review = review_of(agreed(mine(1.0, 9.0, text)))
    assert review is not None
    assert review.when == when


@pytest.mark.parametrize(
    "text",
    [
        "I will pay half by Friday. I don't see how it could be more.",
        "My performance review is due.",
    ],
)
def test_words_that_only_look_like_a_review_are_none(text: str) -> None:
    assert review_of(agreed(mine(1.0, 9.0, text))) is None


ATTACK = mine(10.0, 14.0, "You are a bully.", move("personal_attack", "You are a bully."))
THREAT = mine(4.0, 8.0, "Then we sue you.", move("threat", "Then we sue you."))
BROKEN = theirs(15.0, 18.0, "Stop. Not like this.", "ruptured", act="rupture")


def test_a_talk_that_held_needs_no_repair() -> None:
    assert repair_plan(FULL) is None
    assert check_repair(FULL) == ()


def test_a_repair_plan_names_what_broke_it_and_owns_the_gravest_part_first() -> None:
    session = replace(EMPTY, turns=(theirs(0.0, 3.0, "Well?"), THREAT, ATTACK, BROKEN))
    plan = repair_plan(session)
    assert plan is not None
    assert (plan.broke_at_s, plan.broke_quote) == (10.0, "You are a bully.")
    assert plan.reply == "Not like this."
    assert [part.kind for part in plan.own_part] == ["personal_attack", "threat"]
    assert plan.first_sentence.startswith('Dana, when I said "You are a bully", I made it about')
    assert plan.mended_after_s is None
    (remark,) = check_repair(session)
    assert remark.observed.startswith("The talk broke at 0:10. Your part: personal attack, threat")
    assert remark.band == "amber"


def test_a_rupture_that_was_mended_says_after_how_long() -> None:
    sorry = mine(20.0, 25.0, "I am sorry, that was unfair.", move("apology", "I am sorry"))
    back = theirs(26.0, 30.0, "All right.", "guarded", act="repaired")
    session = replace(EMPTY, outcome="agreed", turns=(ATTACK, BROKEN, sorry, back))
    plan = repair_plan(session)
    assert plan is not None
    assert (plan.mended_after_s, plan.mended_quote) == (10.0, "I am sorry, that was unfair.")
    assert "Mended after 10 s." in check_repair(session)[0].observed


def test_of_two_ruptures_the_last_needs_the_plan() -> None:
    sorry = mine(20.0, 25.0, "I am sorry.", move("apology", "I am sorry"))
    back = theirs(26.0, 30.0, "All right.", "guarded", act="repaired")
    threat = replace(THREAT, start_s=40.0, end_s=44.0)
    again = replace(BROKEN, start_s=45.0, end_s=48.0)
    plan = repair_plan(replace(EMPTY, turns=(ATTACK, BROKEN, sorry, back, threat, again)))
    assert plan is not None
    assert (plan.broke_at_s, plan.mended_after_s) == (40.0, None)


def test_a_walk_out_after_a_mended_rupture_is_about_what_came_later() -> None:
    sorry = mine(20.0, 25.0, "I am sorry.", move("apology", "I am sorry"))
    back = theirs(26.0, 30.0, "All right.", "guarded", act="repaired")
    last = mine(40.0, 44.0, "Fifty thousand.")
    gone = theirs(45.0, 48.0, "We are done.", act="walk_out")
    turns = (ATTACK, BROKEN, sorry, back, last, gone)
    plan = repair_plan(replace(EMPTY, outcome="walked_out", turns=turns))
    assert plan is not None
    assert (plan.broke_at_s, plan.broke_quote) == (40.0, "Fifty thousand.")
    assert plan.mended_after_s is None


def test_a_walk_out_without_a_breach_begins_with_what_was_not_understood() -> None:
    session = replace(
        EMPTY,
        outcome="walked_out",
        turns=(mine(1.0, 4.0, "Fifty thousand."), theirs(5.0, 8.0, "We are done.", act="walk_out")),
    )
    plan = repair_plan(session)
    assert plan is not None
    assert (plan.walked_out, plan.own_part) == (True, ())
    assert plan.first_sentence.startswith("Dana, we broke off before I had understood")
    assert "No breach of yours was heard" in check_repair(session)[0].observed


def test_a_walk_out_before_the_learner_spoke_can_be_planned_for() -> None:
    session = replace(EMPTY, outcome="walked_out", duration_s=9.0)
    plan = repair_plan(session)
    assert plan is not None
    assert (plan.broke_at_s, plan.broke_quote, plan.reply) == (9.0, None, None)


def test_the_last_straw_is_owned_first_and_their_answer_cited() -> None:
    """The learner's own turn shows the state that it led to."""
    straw = replace(THREAT, start_s=20.0, end_s=24.0, state="ruptured")
    answer = theirs(25.0, 28.0, "That is enough.", "ruptured", act="rupture")
    plan = repair_plan(replace(EMPTY, turns=(ATTACK, theirs(15.0, 18.0, "Oh."), straw, answer)))
    assert plan is not None
    assert (plan.broke_at_s, plan.reply) == (20.0, "That is enough.")
    assert plan.first_sentence.startswith('Dana, I said "Then we sue you". That was a threat')
    assert [part.kind for part in plan.own_part] == ["personal_attack", "threat"]


def test_what_is_done_in_the_saying_is_no_action() -> None:
    session = agreed(
        mine(1.0, 4.0, "Let me check that I've got this."),
        mine(5.0, 8.0, "I'll tell you something."),
        mine(9.0, 12.0, "Let me check with my partners by Friday."),
    )
    assert [action.when for action in actions_of(session)] == ["by Friday"]


def test_two_dates_of_one_promise_are_both_kept() -> None:
    session = agreed(mine(1.0, 9.0, "You pay half on Monday and half on 10 July.", CONFIRM))
    assert [action.when for action in actions_of(session)] == ["on Monday and on 10 July"]
