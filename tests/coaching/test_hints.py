"""Hints follow what happened, and never repeat a secret."""

from __future__ import annotations

import pytest

from voicecoach.coaching.hints import hint
from voicecoach.turns import Reply


def reply(state: str = "listening", act: str = "answer") -> Reply:
    return Reply("Well.", act=act, state=state, trust=30.0, agitation=1.0)


@pytest.mark.parametrize(
    ("last", "n_points", "n_summed_up", "word"),
    [
        (reply(state="ruptured"), 5, 0, "own your part"),
        (reply(act="disclose"), 5, 0, "wait three seconds"),
        (reply(act="tactic"), 5, 0, "what it rests on"),
        (reply(state="hostile"), 5, 0, "seem to feel"),
        (reply(), 4, 1, "give back"),
        (reply(state="influence"), 4, 3, "trade"),
        (reply(state="guarded"), 1, 0, "open question"),
        (reply(), 2, 0, "silence"),
    ],
)
def test_the_hint_fits_what_happened(
    last: Reply, n_points: int, n_summed_up: int, word: str
) -> None:
    assert word in hint(last, n_points=n_points, n_summed_up=n_summed_up)
