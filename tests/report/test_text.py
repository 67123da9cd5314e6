from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching import give_feedback
from voicecoach.report.plain import clean, shortened
from voicecoach.report.stairs import draw_stairs
from voicecoach.report.text import full_text
from voicecoach.turns import SessionRecord

HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://x\x1b\\link \x9b2J \x07bell \x08back "
    "\u202eright to left\u202c \u2028line \x1bPq#0\x1b\\ \x00 end"
)
TITLES = (
    "THREE MOMENTS",
    "SAID BETTER",
    "SILENCE",
    "SUMMARISING",
    "RAPPORT",
    "BARGAINING",
    "SPEAKING",
    "QUESTIONS",
    "YOUR PATH",
    "BESIDE SKILLED NEGOTIATORS",
    "PROCESS",
    "FACTS FOUND AND MISSED",
    "NEXT",
)


def printed(session: SessionRecord, width: int = 80) -> str:
    return full_text(session, give_feedback(session), width)


def test_every_section_is_printed_in_order() -> None:
    lines = printed(FULL).splitlines()
    assert [line for line in lines if line in TITLES] == list(TITLES)
    assert lines[:2] == [
        "Feedback: Dana Reed, 10:00, out of time",
        "2 of 5 facts found; highest step empathy.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(map(len, printed(FULL, width).splitlines())) <= width


def test_remarks_stand_behind_their_second_with_quote_and_advice() -> None:
    text = printed(FULL)
    assert '+  0:16 Silence: 5.1 s held after "What changed?", then Dana let out: The board' in text
    assert (
        "!  0:30 A leading or loaded question; trust -5.\n"
        "        \"Don't you think that's fair?\"\n"
        '        Try: "I think that\'s fair. How do you see it?"\n'
    ) in text


def test_advice_is_given_once() -> None:
    text = " ".join(printed(FULL).split())
    assert text.count("I think that's fair. How do you see it?") == 1
    assert text.count("What would you need before you could sign it?") == 1


def test_better_wording_that_stands_with_the_moments_is_not_told_again() -> None:
    text = printed(FULL)
    said_better = text[text.index("SAID BETTER") : text.index("\nSILENCE")]
    assert "Look, just sign it." in text[: text.index("SAID BETTER")]
    assert "sign it" not in said_better
    assert said_better.count("Try: ") == 2


def test_missing_figures_are_gathered_by_reason() -> None:
    measures = {**FULL.measures, "pitch_spread_st": None, "words_per_minute": None}
    reasons = {"pitch_spread_st": "too little voice"}
    text = " ".join(printed(replace(FULL, measures=measures, reasons=reasons)).split())
    assert "Could not be measured (the measures of the session's sound are missing): pace, " in text
    assert "Could not be measured (too little voice): pitch spread." in text
    assert "You spoke 44% of the time" in text


def test_too_little_speech_is_said_once() -> None:
    text = printed(replace(FULL, turns=FULL.turns[:4]))
    assert text.count("Too little speech") == 1
    assert "152 words a minute" in text


def test_an_empty_session_is_told_in_a_line_and_gives_no_secrets_away() -> None:
    text = printed(replace(EMPTY, facts=FULL.facts))
    assert text.endswith("\n\nYou did not speak, so there is nothing to say yet.\n")
    assert not any(fact.gist in text for fact in FULL.facts)


def test_many_remarks_of_a_kind_are_counted() -> None:
    turns = [mine(10.0 * n, 10.0 * n + 1, f"No {n}.", move("threat")) for n in range(12)]
    text = printed(replace(EMPTY, turns=tuple(turns)))
    assert text.count("Threat.") == 8
    assert "and 4 more of: breach" in text


def test_hostile_text_is_shown_as_text() -> None:
    own = mine(3.0, 5.0, HOSTILE, move("threat", HOSTILE), move("proposal"))
    session = replace(
        FULL,
        persona_name=HOSTILE,
        turns=(theirs(0.0, 2.0, HOSTILE), own, theirs(6.0, 7.0, "x" * 10_000, trust=3.0)),
        facts=tuple(replace(fact, gist=HOSTILE) for fact in FULL.facts),
    )
    text = printed(session)
    seen = {unicodedata.category(character) for character in text if character != "\n"}
    assert not seen & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert max(map(len, text.splitlines())) <= 80
    assert "red" in text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain words, 5 %", "plain words, 5 %"),
        ("", ""),
        ("\x1b[1;31mred\x1b[m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1b(Bword", "word"),
        ("unfinished \x1b[", "unfinished"),
        ("unfinished \x1b]0;never closed", "unfinished"),
        ("a\r\nb\tc\x00d", "a b c d"),
        ("\u202egnp\u202c", "gnp"),
        ("half \ud800 pair", "half pair"),
        ("naïve £5 “quoted” 数", "naïve £5 “quoted” 数"),
    ],
)
def test_clean_leaves_what_can_be_seen(text: str, seen: str) -> None:
    assert clean(text) == seen


def test_a_shortened_text_ends_at_a_word() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
    assert len(shortened("x" * 500, 20)) <= 20


def test_the_stairway_is_drawn_to_scale() -> None:
    lines = draw_stairs(FULL, 80)
    rows = {line[:16].strip(): line for line in lines[:-1]}
    assert [*rows] == ["commitment", "influence", "rapport", "empathy", "listening", "guarded"]
    assert rows["rapport"].split() == ["rapport", "-", "|"]
    assert rows["empathy"].split()[:2] == ["empathy", "1:10"]
    bar = rows["guarded"].split("|")[1]
    assert len(bar) == int(50.0 / 600.0 * 55)
    assert lines[-1].split() == ["0:00", "10:00"]
    assert len(lines[-1]) == 79


def test_side_states_get_a_row_of_their_own() -> None:
    session = replace(
        EMPTY,
        duration_s=10.0,
        turns=(theirs(0.0, 2.0, "Well."), theirs(5.0, 6.0, "Out!", state="hostile")),
    )
    row = draw_stairs(session, 80)[-2]
    assert row.split()[:4] == ["off", "the", "stairs", "0:05"]
    assert row.endswith("x")
    assert "#" not in row


def test_a_session_without_states_has_no_drawing() -> None:
    assert draw_stairs(EMPTY) == []
    assert draw_stairs(replace(EMPTY, turns=(mine(0.0, 1.0, "Hello."),))) == []
