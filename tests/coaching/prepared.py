"""A prep sheet and a session that was held with it, in which every event is known."""

from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, mine, move, theirs
from voicecoach.prep_sheet import Alternative, Figure, Person, PrepSheet, Story, Trade
from voicecoach.turns import FactRecord, IssueRecord, Reveal

SHEET = PrepSheet(
    issue="Dana Reed has not paid the bill of 38,000 pounds.",
    people=(Person(name="Dana Reed", role="owner"), Person(name="Keith Rudd", role="her board")),
    style="driver",
    aims=("Settle the bill today", "Keep them as a client after the quarrel"),
    figures=(
        Figure(name="fee", unit="GBP", wants="higher", limit=27000, target=31000, best=33000),
    ),
    batna=Alternative(what="a claim in the county court", value=24000),
    trades=(
        Trade(give="payment in stages", want="thirty thousand in all"),
        Trade(give="a breakdown of every hour", want="a decision today"),
        Trade(give="a fixed fee for the next matter"),
    ),
    interests=("no more surprises on a bill", "a discount for a quick payment"),
    story=Story(theirs="They never rang when the cost went up, and then sent reminders."),
    agenda=("what went wrong with the bill", "payment dates"),
    criteria=("the hourly rates in the engagement letter",),
    questions=("What happens at the end of June?", "Who else on the board has to agree?"),
)

ISSUE = IssueRecord(
    id="fee",
    name="What she pays on the bill",
    unit="GBP",
    wants="lower",
    opening=15000,
    limit=31000,
    learner_limit=27000,
    weight=5,
    learner_weight=5,
    settled=29000,
)
REVEAL = Reveal(
    style="driver",
    mode="competing",
    mode_under_pressure=None,
    their_side="",
    issues=(ISSUE,),
    trades={},
    interests=("ambush", "bank"),
    tactics=(),
    theirs=("The cost went up and nobody rang.", "A threat of court came by post."),
)
FACTS = (
    FactRecord("ambush", "summary", "A bill may be big, but no surprise.", "empathy", 60.0),
    FactRecord("bank", "silence", "The bank counts their cash in June.", "empathy"),
    FactRecord("second_hand", "silence", "She heard the sum second-hand.", "guarded"),
)

# What happens: agenda at 6 s; a planned question at 30 s; the first figure at 60 s; a trade at
# 90 s; the breakdown given away at 120 s; a concession outside the plan at 150 s; agreed at 180 s
# and restated at 200 s.
PREPARED = replace(
    EMPTY,
    outcome="agreed",
    duration_s=240.0,
    prep=SHEET,
    reveal=REVEAL,
    facts=FACTS,
    turns=(
        theirs(0.0, 5.0, "Fifteen thousand, take it or leave it."),
        mine(
            6.0,
            14.0,
            "I want to settle this bill today. First what went wrong with it, then the dates.",
            move("agenda", "First what went wrong with it, then the dates."),
        ),
        theirs(16.0, 20.0, "Be quick."),
        mine(
            30.0,
            33.0,
            "Before that. What happens for you at the end of June?",
            move("open_question", "What happens for you at the end of June?"),
        ),
        theirs(35.0, 40.0, "The bank counts."),
        mine(
            60.0,
            64.0,
            "Thirty-one thousand is what I would ask for.",
            move("proposal", "Thirty-one thousand", amount=31000.0, issue="fee"),
        ),
        theirs(66.0, 70.0, "Too much."),
        mine(
            90.0,
            98.0,
            "If you agree to thirty thousand, you get it as payment in two stages.",
            move("conditional_trade", "If you agree to thirty thousand", amount=30000.0),
        ),
        theirs(100.0, 104.0, "Hm."),
        mine(
            120.0,
            126.0,
            "All right, you can have a breakdown of every hour.",
            move("concession", "you can have a breakdown of every hour"),
        ),
        theirs(128.0, 130.0, "Good."),
        mine(
            150.0,
            154.0,
            "And I drop the interest.",
            move("concession", "I drop the interest"),
        ),
        theirs(160.0, 164.0, "Twenty-nine, and we are done.", act="counter_offer"),
        mine(180.0, 182.0, "Agreed.", move("accept", "Agreed.")),
        theirs(184.0, 188.0, "Done.", act="accept"),
        mine(
            200.0,
            212.0,
            "So you pay twenty-nine thousand by Friday, and I send the breakdown tomorrow.",
            move(
                "confirm_agreement",
                "you pay twenty-nine thousand by Friday",
                amount=29000.0,
                issue="fee",
            ),
        ),
        theirs(
            214.0,
            222.0,
            "Yes. You put it in writing, and accounts pay on the days we said.",
            act="confirm_yes",
        ),
    ),
)
