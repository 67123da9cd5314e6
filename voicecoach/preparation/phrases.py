"""Which words a learner is likely to use for something that was written down in a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from voicecoach.coaching.preparation.likeness import stems_of

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
SHORTEST = 4
MOST_PHRASES = 8
# Said in any talk, and so no sign of one thing in particular.
_COMMON = stems_of(
    "against already another around asked back because call came change come counts day days deal "
    "different done end even everyone fact first gets given going good hand last left long look "
    "matter means money named never next nobody nothing one other part paid pay people place point "
    "put ready right said sake same say side slow somebody start stop sure take taken tell thing "
    "think time told turn twice used wait want warned way week weeks went without word words work "
    "working year years yet"
)


def phrases_of(
    text: str, *, known: frozenset[str] = frozenset(), shortest: int = SHORTEST
) -> list[str]:
    """Find words and short phrases that show a text, the most telling first.

    Parameters
    ----------
    text : str
        A sentence, or a few words.
    known : frozenset of str
        Stems that are said anyway, and so show nothing alone.
    shortest : int
        Letters of a word that may stand alone.

    Examples
    --------
    >>> phrases_of("The bank tests our cash in June.")
    ['bank tests', 'bank', 'tests', 'cash', 'june']
    >>> phrases_of("payment in stages", known=stems_of("payment"))
    ['payment in stages', 'stages']
    """
    words = _WORD.findall(text.lower())
    whole = [" ".join(words)] if 2 <= len(words) <= 4 else []
    usual = known | _COMMON
    pairs = [
        f"{one} {other}"
        for one, other in pairwise(words)
        if _tells(one) and _tells(other) and not (_in(one, usual) and _in(other, usual))
    ]
    single = [
        word for word in words if len(word) >= shortest and _tells(word) and not _in(word, usual)
    ]
    found = list(dict.fromkeys([*whole, *pairs, *single]))
    return found[:MOST_PHRASES] or [word for word in words if _tells(word)] or words


def _tells(word: str) -> bool:
    return bool(stems_of(word))


def _in(word: str, stems: frozenset[str]) -> bool:
    return stems_of(word) <= stems
