"""The learner's own phrases: what they say again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

SHORTEST, LONGEST = 2, 4  # words
LEAST_TIMES = 4
LEAST_SESSIONS = 2

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*")
# Figures are what a talk is about, not how somebody talks.
_CLAUSE = re.compile(r"[.?!,;:…—]+|\S*\d\S*|\b(?:hundred|thousand|million|half|percent)\b")
# A phrase of such words alone belongs to the language, not to the speaker.
_COMMON = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her him his "
    "i i'd i'll i'm i've if in is it it's its me my not of on or our she so that that's the their "
    "them then there they this to us was we we'd we'll we're we've were what when which who will "
    "with would you you'd you'll you're you've your about all any no one some up out".split()
)


def phrases_in(text: str) -> Iterator[str]:
    """Walk through the phrases of two to four words in one turn, clause by clause.

    Examples
    --------
    >>> sorted(phrases_in("To be honest, it is late."))
    ['be honest', 'is late', 'it is late', 'to be honest']
    """
    for clause in _CLAUSE.split(text.lower()):
        words = _WORD.findall(clause)
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(words) - length + 1):
                phrase = words[start : start + length]
                if not _COMMON.issuperset(phrase):
                    yield " ".join(phrase)


def find_habits(
    sessions: Iterable[Mapping[str, int]], *, n_most: int = 5
) -> list[tuple[str, int, int]]:
    """Find the phrases that come again and again.

    Parameters
    ----------
    sessions : iterable of mapping of str to int
        Phrases of each session, and how often each was said.
    n_most : int
        How many to give at most.

    Returns
    -------
    habits : list of (phrase, times, sessions)
        Most frequent first; a phrase inside a longer one that is said as often is left out.

    Examples
    --------
    >>> find_habits([{"to be fair": 3, "be fair": 3}, {"to be fair": 2, "be fair": 2}])
    [('to be fair', 5, 2)]
    """
    times: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for phrases in sessions:
        times.update(phrases)
        spread.update(phrases.keys())
    often = [
        phrase
        for phrase, count in times.items()
        if count >= LEAST_TIMES and spread[phrase] >= LEAST_SESSIONS
    ]
    whole = [phrase for phrase in often if not _is_inside_another(phrase, often, times)]
    whole.sort(key=lambda phrase: (-times[phrase], -len(phrase), phrase))
    return [(phrase, times[phrase], spread[phrase]) for phrase in whole[:n_most]]


def _is_inside_another(phrase: str, others: list[str], times: Counter[str]) -> bool:
    return any(
        phrase != other and f" {phrase} " in f" {other} " and times[other] >= 0.8 * times[phrase]
        for other in others
    )
