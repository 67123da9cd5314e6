"""Tell the learner from the words of the counterpart that come back through the microphone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

# An echo says a word when it was said: earlier only by what the clocks are off, later by the path
# and by how roughly the times of words in a line are known. Nobody repeats a word so soon.
EARLIEST_S, LATEST_S = -0.5, 0.7
LEAST_REPEATED = 0.7  # of the words heard; a recogniser garbles some of an echo
LEAST_LIKENESS = 0.75  # of two words, by letters
PLAINLY_LEARNER = 0.5  # share of the sound
_WORD = re.compile(r"[a-z0-9][a-z0-9']*")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million half".split()
)


@dataclass(frozen=True, slots=True)
class PlayedWord:
    """A word of the counterpart, and when it was audible."""

    text: str
    start_s: float
    end_s: float

    @property
    def middle_s(self) -> float:
        """The middle of it."""
        return (self.start_s + self.end_s) / 2


def spread_words(text: str, start_s: float, end_s: float) -> list[PlayedWord]:
    """Guess when each word of a line was audible, by its share of the letters.

    Examples
    --------
    >>> [(word.text, word.start_s) for word in spread_words("you are late", 10.0, 11.3)]
    [('you', 10.0), ('are', 10.4), ('late', 10.8)]
    """
    words = text.split()
    total = sum(len(word) + 1 for word in words)
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word) + 1)
    times = [round(start_s + (end_s - start_s) * at / max(total, 1), 3) for at in ends]
    return [
        PlayedWord(word, start, end)
        for word, (start, end) in zip(words, pairwise(times), strict=True)
    ]


def is_echo_text(
    heard: str,
    played: Sequence[PlayedWord],
    *,
    start_s: float,
    end_s: float,
    learner_share: float,
) -> bool:
    """Tell whether a transcript is the counterpart's words, come back through the microphone.

    A learner who mirrors says the same words, but later, or plainly with their own voice: both
    the words and their times must be the counterpart's, and the sound must not be the learner's.

    Parameters
    ----------
    heard : str
        What was recognised.
    played : sequence of PlayedWord
        What was audible lately, in time order.
    start_s, end_s : float
        When the recognised sound began and ended.
    learner_share : float, 0 to 1
        Share of that sound which the echo guard took for plainly the learner's.

    Returns
    -------
    is_echo : bool
        Whether to drop it.

    Examples
    --------
    >>> line = spread_words("you told me twenty-six thousand pounds", 10.0, 12.0)
    >>> is_echo_text("twenty six thousand", line, start_s=11.0, end_s=11.8, learner_share=0.1)
    True
    >>> is_echo_text("Twenty-six thousand?", line, start_s=12.4, end_s=13.3, learner_share=0.9)
    False
    """
    if learner_share >= PLAINLY_LEARNER:
        return False
    words = [word for word in _split(heard, start_s, end_s) if word.text]
    near = [
        word
        for line_word in played
        for word in _split(line_word.text, line_word.start_s, line_word.end_s)
        if start_s - LATEST_S <= word.end_s and word.start_s <= end_s - EARLIEST_S
    ]
    pairs = _repeated(words, near)
    if not words or len(pairs) < LEAST_REPEATED * len(words):
        return False
    return EARLIEST_S <= median(now.middle_s - then.middle_s for now, then in pairs) <= LATEST_S


def _split(text: str, start_s: float, end_s: float) -> list[PlayedWord]:
    plain = " ".join(_WORD.findall(text.lower().replace("’", "'")))
    return spread_words(plain, start_s, end_s)


def _repeated(
    heard: Sequence[PlayedWord], played: Sequence[PlayedWord]
) -> list[tuple[PlayedWord, PlayedWord]]:
    """The longest run of pairs in which both have the same words in the same order."""
    best: list[list[tuple[tuple[int, int], ...]]] = [[()] * (len(played) + 1)]
    for i, now in enumerate(heard):
        row: list[tuple[tuple[int, int], ...]] = [()]
        for j, then in enumerate(played):
            longest = max(best[i][j + 1], row[j], key=len)
            if len(best[i][j]) >= len(longest) and _is_same(now.text, then.text):
                longest = (*best[i][j], (i, j))
            row.append(longest)
        best.append(row)
    return [(heard[i], played[j]) for i, j in best[-1][-1]]


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    numbers = [word.isdigit() or word in _NUMBERS for word in (one, other)]
    if any(numbers):  # figures are written in one way and spoken in another
        return all(numbers) and one.isdigit() != other.isdigit()
    return SequenceMatcher(None, one, other).ratio() >= LEAST_LIKENESS
