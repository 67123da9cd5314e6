"""Finding what a learner speaks about: phrases in words, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly", "e")
_SHORTEST_STEM = 3


def find_stems(text: str) -> list[str]:
    """Cut a text into words without their endings.

    The stems serve for comparison only; they are rougher than a linguist's, which suits words
    that a recogniser has heard.

    Examples
    --------
    >>> find_stems("Your client's delays, delaying the parties")
    ['your', 'client', 'delay', 'delay', 'the', 'party']
    """
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return _undouble(word.removesuffix(ending), ending)
    return word


def _undouble(stem: str, ending: str) -> str:
    """Turn "plann" of "planning" into "plan", but leave "fall" of "falling" alone."""
    is_doubled = ending in ("ing", "ings", "ed") and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return stem[:-1] if is_doubled else stem


class PhraseFinder:
    """Knows which phrases speak of what; built once, asked every turn.

    Parameters
    ----------
    phrases : mapping of str to iterable of str
        For each id the words and phrases that show it.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._ids: dict[tuple[str, ...], list[str]] = {}
        for id_, texts in phrases.items():
            for text in texts:
                ids = self._ids.setdefault(tuple(find_stems(text)), [])
                if id_ not in ids:
                    ids.append(id_)
        self._longest = max((len(stems) for stems in self._ids), default=0)

    def find(self, text: str) -> tuple[str, ...]:
        """Name what the text speaks of, the plainest first.

        A longer phrase takes its words before a shorter one may, and weighs by the square of
        its length; among equals the one named first comes first.

        Examples
        --------
        >>> finder = PhraseFinder({"pay": ["payment"], "terms": ["payment terms", "terms"]})
        >>> finder.find("What about the payment terms?")
        ('terms',)
        """
        weights, first = self._weigh(text)
        return tuple(sorted(weights, key=lambda id_: (-weights[id_], first[id_])))

    def weigh(self, text: str) -> dict[str, int]:
        """Tell how plainly the text speaks of each: 1 for a single word, 4 for a phrase of two ...

        Examples
        --------
        >>> PhraseFinder({"pay": ["payment"], "terms": ["payment terms"]}).weigh("the payment")
        {'pay': 1}
        """
        return self._weigh(text)[0]

    def _weigh(self, text: str) -> tuple[dict[str, int], dict[str, int]]:
        weights: dict[str, int] = {}
        first: dict[str, int] = {}
        for at, ids, n_words in self._find_phrases(find_stems(text)):
            for id_ in ids:
                weights[id_] = weights.get(id_, 0) + n_words**2
                first[id_] = min(at, first.get(id_, at))
        return weights, first

    def _find_phrases(self, stems: list[str]) -> list[tuple[int, list[str], int]]:
        found = []
        is_taken = [False] * len(stems)
        for n_words in range(self._longest, 0, -1):
            for at in range(len(stems) - n_words + 1):
                ids = self._ids.get(tuple(stems[at : at + n_words]))
                if ids and not any(is_taken[at : at + n_words]):
                    is_taken[at : at + n_words] = [True] * n_words
                    found.append((at, ids, n_words))
        return found
