"""What came of one try of a moment."""

from __future__ import annotations

from voicecoach.coaching.tries import find_try
from voicecoach.turns import SessionRecord, Silence, Turn

LINE = Turn("counterpart", 0.0, 2.0, "That is the price.", state="guarded", trust=20.0)
FILL = Turn("counterpart", 8.0, 10.0, "Well.", state="guarded", trust=21.0)
HELD = Silence(2.0, 8.0, "counterpart_turn", "held", "counterpart")


def record(*turns: Turn, silences: tuple[Silence, ...] = (HELD,)) -> SessionRecord:
    return SessionRecord(
        session="s", persona="p", persona_name="P", style="driver", seed=1, outcome="stopped",
        state="guarded", trust=21.0, duration_s=12.0, turns=turns, silences=silences,
    )  # fmt: skip


def test_a_try_that_is_nothing_but_silence_shows_it() -> None:
    found = find_try(record(LINE, FILL), None, before=LINE, name="try 1")
    assert found.silence == HELD
    assert (found.said, found.reply, found.trust_change) == (None, "Well.", 1.0)


def test_a_silence_after_ones_own_words_is_not_the_one_before_them() -> None:
    own = Turn("learner", 2.5, 3.5, "How so?")
    after = Silence(3.5, 8.0, "own_ask", "held", "counterpart")
    found = find_try(record(LINE, own, FILL, silences=(after,)), own, before=LINE, name="then")
    assert found.silence is None
    assert found.own_silence == after


def test_a_try_that_came_to_no_reply_measures_no_trust() -> None:
    found = find_try(record(LINE), None, before=LINE, name="try 1")
    assert (found.reply, found.trust, found.trust_change) == (None, None, None)
