"""Words that come back are dropped; a learner who repeats them is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.turn_taking.echo_text import PlayedWord, is_echo_text, spread_words

LINE = "Thirty-eight thousand pounds. You told me twenty-six. I'm paying fifteen."
START_S, END_S = 20.0, 24.0
PLAYED = spread_words(LINE, START_S, END_S)


def is_echo(heard: str, start_s: float, end_s: float, learner_share: float = 0.1) -> bool:
    return is_echo_text(heard, PLAYED, start_s=start_s, end_s=end_s, learner_share=learner_share)


@pytest.mark.parametrize(
    ("heard", "start_s", "end_s"),
    [
        ("Thirty-eight thousand pounds. You told me twenty-six.", 20.1, 23.0),
        ("38,000 pounds you told me 26", 20.1, 23.0),
        ("you told me", 21.7, 22.4),
        ("you told me twenty sticks", 21.7, 23.1),
        ("I'm paying fifteen.", 22.9, 24.3),
        ("paying fifteen", 23.5, 24.6),  # half a second late, over a wireless loudspeaker
        ("pounds", 21.3, 21.8),
    ],
)
def test_words_at_the_time_they_were_played_are_echo(
    heard: str, start_s: float, end_s: float
) -> None:
    assert is_echo(heard, start_s, end_s)


@pytest.mark.parametrize(
    ("heard", "start_s", "end_s"),
    [
        ("You're paying fifteen?", 24.5, 25.6),
        ("Paying fifteen?", 24.4, 25.2),
        ("Fifteen?", 24.4, 24.9),
        ("Twenty-six?", 23.6, 24.3),  # over the end of the line
        ("Thirty-eight thousand pounds?", 22.2, 23.5),
        ("I told you the estimate was for the work we knew of", 21.0, 24.0),
        ("No, wait", 21.0, 21.6),
        ("", 21.0, 21.6),
        ("...", 21.0, 21.6),
    ],
)
def test_a_mirror_or_an_answer_is_the_learner(heard: str, start_s: float, end_s: float) -> None:
    assert not is_echo(heard, start_s, end_s)


def test_the_same_words_at_the_same_time_stay_if_the_voice_is_plainly_the_learners() -> None:
    assert is_echo("paying fifteen", 23.2, 24.2, learner_share=0.1)
    assert not is_echo("paying fifteen", 23.2, 24.2, learner_share=0.8)


def test_nothing_is_echo_when_nothing_was_played() -> None:
    assert not is_echo_text("hello", [], start_s=1.0, end_s=2.0, learner_share=0.0)


@given(st.text(), st.lists(st.text(), max_size=8), st.floats(0, 30), st.floats(0, 5))
def test_no_text_raises(heard: str, played: list[str], start_s: float, length_s: float) -> None:
    words = [PlayedWord(text, k / 2, k / 2 + 0.4) for k, text in enumerate(played)]
    span = {"start_s": start_s, "end_s": start_s + length_s}
    # What is surely the learner's is at most as likely an echo as what is surely not.
    surely = is_echo_text(heard, words, **span, learner_share=1.0)
    assert surely <= is_echo_text(heard, words, **span, learner_share=0.0)
