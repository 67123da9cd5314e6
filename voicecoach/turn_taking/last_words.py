"""How often a spoken sentence ends on such words: a small table, learnt from transcripts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

TABLE = "last_words.tsv"  # written by `benchmarks/train_end_of_turn.py`
BIAS = "bias"
LONGEST = 10  # words; from there on more of them say no more
SHORT = 3
_WORD = re.compile(r"[a-z']+|\d+")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
# A sentence that begins with one of these needs a second clause.
_SUBORDINATING = frozenset(
    "if when because although though unless until while since before after as whereas once "
    "whether".split()
)


def words_of(text: str) -> list[str]:
    """Split into lower case words without marks.

    Examples
    --------
    >>> words_of("It's 18, isn't it?")
    ["it's", '18', "isn't", 'it']
    """
    return _WORD.findall(text.lower().replace("’", "'"))


def last_sentence(text: str) -> list[str]:
    """Give the words of the last sentence.

    Examples
    --------
    >>> last_sentence("I see. But if you")
    ['but', 'if', 'you']
    """
    parts = [words for part in _SENTENCE.split(text) if (words := words_of(part))]
    return parts[-1] if parts else []


def features(words: list[str]) -> dict[str, float]:
    """What is looked at in an unfinished or finished sentence: its last words, and how it began."""
    third, second, last = (["<s>", "<s>", "<s>", *words])[-3:]
    found = {
        f"1:{last}": 1.0,
        f"2:{second} {last}": 1.0,
        f"p:{second}": 1.0,
        f"s:{last[-3:]}": 1.0,
        f"3:{third}": 1.0,
        f"f:{words[0] if words else ''}": 1.0,
        "length": min(len(words), LONGEST) / LONGEST,
        "is short": float(len(words) < SHORT),
    }
    if words and words[0] in _SUBORDINATING:
        found["subordinate"] = 1.0
        found["subordinate length"] = min(len(words), LONGEST) / LONGEST
    return found


@cache
def _weights() -> dict[str, float]:
    text = files(__package__ or "").joinpath(TABLE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {name: float(weight) for name, weight in rows}


def finished_by_words(text: str) -> float:
    """Judge by the last words alone whether a sentence is whole.

    Parameters
    ----------
    text : str
        The turn so far; its marks only part sentences.

    Returns
    -------
    log_odds : float
        Above zero: more likely whole than broken off.

    Examples
    --------
    >>> finished_by_words("What would you need from us?") > 0 > finished_by_words("I would need to")
    True
    """
    weights = _weights()
    found = features(last_sentence(text))
    return weights[BIAS] + sum(weights.get(name, 0.0) * size for name, size in found.items())
