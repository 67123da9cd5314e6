from __future__ import annotations

import pytest

from voicecoach.turn_taking import Patience, completeness, wait_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What would you need to see?", "asked"),
        ("How did this bill land with you.", "finished"),
        ("I can pay half now.", "finished"),
        ("Thank you for telling me that.", "finished"),
        ("Deal.", "finished"),
        ("we could do that on friday", "open"),
        ("I can offer eighteen, but", "unfinished"),
        ("The reason I ask is because.", "unfinished"),
        ("Our budget, um,", "unfinished"),
        ("Well, uh", "unfinished"),
        ("Let me think...", "unfinished"),
        ("I was going to say that we", "unfinished"),
        ("I would need to", "unfinished"),
        ("the", "unfinished"),
        ("", "unfinished"),
    ],
)
def test_how_finished_the_words_are(text: str, expected: str) -> None:
    assert completeness(text) == expected


def test_the_more_finished_the_shorter_the_wait() -> None:
    texts = ["Is it signed?", "It is signed.", "it is signed on monday", "it is signed and"]
    waits = [wait_for(text, Patience()) for text in texts]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]
