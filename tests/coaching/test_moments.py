from __future__ import annotations

from dataclasses import replace

from tests.coaching.hand_made import EMPTY, FULL, mine, move, theirs
from voicecoach.coaching import moments
from voicecoach.turns import Silence


def test_the_three_moments_of_a_known_session() -> None:
    best, costliest, silence = moments(FULL)
    assert best.observed == (
        "Dana let out: Dana vouched for you; reached listening; trust +8 (emotion label +8.0)."
    )
    assert (best.at_s, best.quote) == (50.0, "It sounds as if you felt left alone with it.")
    assert costliest.observed == "Trust -6 (pressure -6.0); fell to listening."
    assert (costliest.at_s, costliest.quote) == (110.0, "Look, just sign it.")
    assert silence.observed.startswith('5.1 s held after "What changed?", then Dana let out')
    assert (silence.at_s, silence.quote) == (16.0, "What changed?")


def test_moments_have_their_own_names() -> None:
    assert [moment.check for moment in moments(EMPTY)] == [
        "moment_best",
        "moment_costliest",
        "moment_silence",
    ]


def test_nothing_that_happened_is_no_moment() -> None:
    assert [(moment.at_s, moment.quote) for moment in moments(EMPTY)] == [(None, None)] * 3


def test_words_and_their_answer_are_one_moment() -> None:
    own = replace(
        mine(3.0, 4.0, "I am sorry about March.", move("apology")),
        state="listening",
        trust=31.0,
        because=("apology +6.0",),
    )
    session = replace(
        EMPTY,
        turns=(
            theirs(0.0, 2.0, "Well."),
            own,
            theirs(5.0, 6.0, "It was the bank.", "listening", 31.0, fact="bank"),
        ),
    )
    best, *_ = moments(session)
    assert best.observed == ("Dana let out: bank; reached listening; trust +6 (apology +6.0).")
    assert (best.at_s, best.quote) == (3.0, "I am sorry about March.")


def test_where_no_trust_was_lost_a_gift_is_the_costliest() -> None:
    given = mine(3.0, 4.0, "Thirty, then.", move("concession", "Thirty"))
    _, costliest, _ = moments(replace(EMPTY, turns=(theirs(0.0, 2.0, "Well."), given)))
    assert (costliest.at_s, costliest.quote) == (3.0, "Thirty, then.")
    assert costliest.observed == "Given without a price."


def test_a_concession_with_a_price_costs_nothing() -> None:
    traded = mine(
        3.0, 4.0, "If you pay now, thirty.", move("concession"), move("conditional_trade")
    )
    _, costliest, _ = moments(replace(EMPTY, turns=(traded,)))
    assert costliest.observed == "No moment cost trust."


def test_a_silence_that_drew_something_out_tells_more_than_a_longer_one() -> None:
    longer = Silence(140.0, 148.0, "own_ask", "held", "counterpart")
    *_, silence = moments(replace(FULL, silences=(*FULL.silences, longer)))
    assert silence.at_s == 16.0


def test_a_broken_silence_is_told_where_none_was_held() -> None:
    broken = tuple(silence for silence in FULL.silences if silence.kind != "held")
    *_, silence = moments(replace(FULL, silences=broken))
    assert (silence.at_s, silence.quote) == (98.4, "Or thirty-five, if that is easier.")


def test_a_hesitation_is_told_where_nothing_longer_was() -> None:
    *_, silence = moments(replace(FULL, silences=FULL.silences[2:3]))
    assert silence.observed == "The longest silence was 2.0 s; from 3 s it is a probe."
    assert (silence.at_s, silence.quote) == (28.0, "The board meets on Friday.")
