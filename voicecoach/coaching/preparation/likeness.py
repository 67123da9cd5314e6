"""How much of what was planned is in what was said, by the words that carry meaning.

Words only: "the second payment" is found in "pay the second half", not in "the rest later". What
is found was meant nine times in ten; of what was meant in other words about half is found
(`benchmarks/preparing.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HALF = 0.5  # so much of a plan, by weight, must be in one turn
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*")
_SUFFIX = re.compile(r"(?:'s|ments?|ings?|ed|es|s|ly|e|y)$")
_FUNCTION_WORDS = frozenset(
    "a about after again all also always am an and another any anything are as at be "
    "because been before being both but by can can't could did do does doesn't doing don't "
    "done each either else even ever every for from further had has have having he her here "
    "him his how i i'd i'll i'm i've if in into is it it'll it's its just let let's like "
    "may me might more most much must my no nor not now of off on once one only or other "
    "our out over own quite rather really say she should so some something still such than "
    "that that's the their them then there these they they'd they're thing things this "
    "those though to too under until up us very was we we'd we'll we're we've well were "
    "what what's when where whether which while who whom whose why will with would yes yet "
    "you you'd you'll you're you've your yours".split()
)
# What a plan says of itself, and a speaker need not: "find out why", "keep her as a client".
_PLAN_WORDS = frozenset(
    "achieve agree ask avoid bring find get give go have help keep learn make need get "
    "offer raise reach see settle show talk tell try understand want know think feel would "
    "like".split()
)


def stems_of(text: str) -> frozenset[str]:
    """Cut a text down to the stems of the words that carry meaning; figures stay whole.

    Examples
    --------
    >>> sorted(stems_of("What happened to the payments of 27,000 pounds?"))
    ['27000', 'happen', 'pay', 'pound']
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    stems = (_stem(word) for word in words if word not in _FUNCTION_WORDS)
    return frozenset(_FIRST_OF.get(stem, stem) for stem in stems)


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "").removesuffix(".0")
    return _SUFFIX.sub("", word) if len(word) > 3 else word


# Words that people use for one another whatever the matter; the first stands for all.
_ALIKE = (
    "date day",
    "figure number amount sum",
    "price cost",
    "bill invoice",
    "ring call phone telephone",
    "contract agreement",
    "firm company",
    "stage instalment",
    "write written",
    "quarrel row dispute fight argument",
    "client customer",
    "boss manager",
    "move shift",
    "mend repair",
    "warn warning",
    "begin start",
    "court sue",
)
_FIRST_OF = {_stem(word): _stem(row.split()[0]) for row in _ALIKE for word in row.split()}
_PLAN_STEMS = frozenset(map(_stem, _PLAN_WORDS))


class Plans:
    """Several plans side by side: a word that stands in many of them tells little of each.

    Parameters
    ----------
    texts : iterable of str
        What was planned, of one kind: the aims, the questions, ...
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._stems = {text: stems_of(text) for text in self.texts}
        self._n_holding = Counter(stem for stems in self._stems.values() for stem in stems)

    def share(self, text: str, said: str) -> float:
        """Tell how much of one plan is in some words, 0 to 1.

        Examples
        --------
        >>> plans = Plans(["Settle the bill today", "Ask about the bill of last year"])
        >>> plans.share("Settle the bill today", "I want this bill off the table today.")
        0.75
        """
        heard = stems_of(said)
        weights = {stem: self._weight(stem) for stem in self._stems[text]}
        whole = sum(weights.values())
        return sum(weights[stem] for stem in weights if stem in heard) / whole if whole else 0.0

    def is_in(self, text: str, said: str) -> bool:
        """Tell whether some words hold one plan: half of it by weight, and not one word of many."""
        n_shared = len(self._stems[text] & stems_of(said))
        n_needed = min(2, len(self._stems[text]))
        return n_shared >= n_needed > 0 and self.share(text, said) >= HALF

    def shares_two(self, text: str, said: str) -> bool:
        """Tell whether some words have two in common with a plan: enough for a guess."""
        return len(self._stems[text] & stems_of(said)) >= 2

    def _weight(self, stem: str) -> float:
        weight = 1.0 / self._n_holding[stem]
        return weight / 2 if stem in _PLAN_STEMS else weight
