from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from tests.coaching.debriefed import REVEAL, settled
from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching import give_feedback
from voicecoach.report.screen import MOST_LINES, cut, feedback_text
from voicecoach.turns import FactRecord, Reveal, SessionRecord

HOSTILE = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eright to left " + "x" * 10_000


def screen(session: SessionRecord, *earlier: SessionRecord, width: int = 80) -> str:
    return feedback_text(session, give_feedback(session, earlier), earlier, width)


def test_a_known_session_is_told_on_one_screen() -> None:
    session = replace(FULL, reveal=settled(28000.0), outcome="agreed")
    assert screen(session).splitlines() == [
        "Dana Reed, 10:00: agreed at £28,000.",
        "2 of 5 facts found; 2 of 5 silences held; highest step empathy, 3 of 6.",
        "",
        '+  0:50 Best: "It sounds as if you felt left alone with it." Dana let out: Dana',
        "        vouched for you; reached listening; trust +8 (emotion label +8.0).",
        '!  1:50 Costliest: "Look, just sign it." Trust -6 (pressure -6.0); fell to',
        "        listening.",
        '        Try: "What would you need before you could sign it?"',
        "+  0:16 Silence: 5.1 s held, then Dana let out: The board meets on Friday.",
        "",
        "Kept back: Dana would have gone to £31,000. £28,000 is 25% of the way there from",
        "your limit of £27,000.",
        "Missed: The last agency was sacked (a summary, from empathy); 2 more.",
        "",
        "Next: voicecoach drill closing. 0 of 3 terms said back.",
        "Every check: voicecoach replay. All on one page: voicecoach review.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_keeps_to_its_width_and_length(width: int) -> None:
    lines = screen(replace(FULL, reveal=REVEAL), FULL, FULL, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) <= MOST_LINES


def test_what_changed_most_since_last_time_comes_first() -> None:
    before = replace(FULL, silences=(), measures={**FULL.measures, "talk_share": 0.46})
    lines = screen(FULL, before).splitlines()
    assert lines[2] == "Since last time: silences held 0, now 2; talk share 46%, now 44%."
    assert "Since last time" not in screen(FULL, FULL)


def test_hostile_text_is_shown_as_text() -> None:
    session = replace(
        FULL,
        persona_name=HOSTILE,
        reveal=REVEAL,
        turns=(theirs(0.0, 2.0, HOSTILE), mine(3.0, 5.0, HOSTILE, move("threat", HOSTILE))),
        facts=tuple(replace(fact, gist=HOSTILE, found_s=None) for fact in FULL.facts),
    )
    text = screen(session)
    seen = {unicodedata.category(character) for character in text if character != "\n"}
    assert not seen & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= MOST_LINES


def test_a_learner_who_did_not_speak_is_told_so_and_no_secret() -> None:
    text = screen(replace(EMPTY, facts=FULL.facts, reveal=REVEAL))
    assert text.endswith("You did not speak, so there is nothing to say yet.")
    assert "£31,000" not in text
    assert not any(fact.gist in text for fact in FULL.facts)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reveal": REVEAL}, "Dana would have gone to £31,000; your limit was £27,000."),
        (
            {"reveal": settled(26000.0)},
            "Dana would have gone to £31,000; your limit was £27,000. "
            "Settled at £26,000, past your own limit.",
        ),
        ({"reveal": None}, ""),
    ],
)
def test_what_was_kept_back_is_told_as_far_as_it_is_known(
    fields: dict[str, Any], told: str
) -> None:
    text = " ".join(screen(replace(FULL, **fields)).split())
    assert f"Kept back: {told}" in text if told else "Kept back" not in text


def test_the_fact_told_is_one_that_was_within_reach_and_wanted() -> None:
    def told(reveal: Reveal | None) -> str:
        text = screen(replace(FULL, reveal=reveal))
        return text[text.index("Missed: ") :].split("\n")[0]

    assert told(None).startswith("Missed: The last agency was sacked")
    both = (*FULL.facts, FactRecord("debt", "nudge", "They are in debt.", "guarded"))
    session = replace(FULL, facts=both, reveal=replace(REVEAL, interests=("debt", "cash")))
    assert "Missed: They are in debt (a nudge, from guarded); 3 more." in screen(session)


def test_a_text_is_cut_at_a_word_with_an_ellipsis() -> None:
    assert cut("one two three four five six", 20, "- ", 1) == ["- one two three…"]
    assert cut("one two", 20, "- ", 1) == ["- one two"]
