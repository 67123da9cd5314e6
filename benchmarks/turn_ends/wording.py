"""How many words of a transcript are wrong."""

from __future__ import annotations

import re

_FILLERS = frozenset("um uh er erm hmm hm mm uhm ah yknow".split())
_SAME = {"alright": "all right", "gonna": "going to", "mister": "mr", "okay": "ok"}
_TENS = {"eighteen": "18", "nineteen": "19", "seventeen": "17", "three": "3", "two": "2"}


def plain(text: str) -> list[str]:
    """Words without marks and fillers, spelt one way."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'").replace(",", ""))
    spelt = (_SAME.get(word, _TENS.get(word, word)) for word in words if word not in _FILLERS)
    return [part for word in spelt for part in word.split()]


def count_errors(said: str, written: str) -> int:
    """Edit distance in words.

    >>> count_errors("well um we can't", "we can")
    2
    """
    truth, guess = plain(said), plain(written)
    row = list(range(len(guess) + 1))
    for n, word in enumerate(truth, start=1):
        above, row = row, [n]
        for m, other in enumerate(guess):
            row.append(min(above[m] + (word != other), above[m + 1] + 1, row[m] + 1))
    return row[-1]
