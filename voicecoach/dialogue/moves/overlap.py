"""What the learner took up from the counterpart: mirrored words, points given back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.dialogue.moves.utterance import Utterance
from voicecoach.turns import Point

LONGEST_MIRROR_WORDS = 7
FULL_WEIGHT_POINTS = 4  # the newest points; older ones fade, nobody can sum up ten minutes
FADE = 0.7

FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are aren't as at be because been before but by can can't could "
    "did didn't do does doesn't don't else for from get go got had has hasn't have he her here him his how "
    "i i'd i'll i'm i've if in into is isn't it it's its just know let like me more my no not now of off "
    "oh okay on one or our out over really right said say see she should so some than that that's the "
    "their them then there there's these they they're thing things this those to too um uh up us very was "
    "wasn't we we'd we'll we're we've well were what what's when where which who why will with won't would "
    "yeah yes you you'd you'll you're you've your".split()
)
_SUFFIX = re.compile(r"(?:'s|ing|ed|es|s|ly|e|y)$")


def stem(word: str) -> str:
    """Cut endings, roughly: enough to meet "delays" with "delayed"."""
    return _SUFFIX.sub("", word) if len(word) > 4 else word


def content_stems(words: Sequence[str]) -> set[str]:
    """Stems of the words that carry meaning."""
    return {stem(word) for word in words if word not in FUNCTION_WORDS and len(word) > 1}


def is_mirror(said: Utterance, theirs: Utterance) -> bool:
    """Tell whether nearly all that was said are words they have just used."""
    fillers = {
        "so",
        "oh",
        "mm",
        "hm",
        "mhm",
        "hmm",
        "the",
        "a",
        "and",
        "your",
        "you",
        "right",
        "just",
    }
    words = [word for word in said.words if word not in fillers]
    if not words or len(said.words) > LONGEST_MIRROR_WORDS:
        return False
    swap = {"my": "your", "your": "my", "i": "you", "me": "you", "i'm": "you're", "our": "your"}
    heard = {stem(word) for word in theirs.words}
    heard |= {stem(swap[word]) for word in theirs.words if word in swap}
    n_echoed = sum(stem(word) in heard for word in words)
    return bool(content_stems(words) or len(words) == 1) and n_echoed >= 0.7 * len(words)


def points_held(said: Utterance, points: Sequence[Point]) -> tuple[str, ...]:
    """Ids of the points that the words show, oldest first."""
    stems = content_stems(said.words)
    return tuple(point.id for point in points if _holds(said.plain, stems, point))


def _holds(plain: str, stems: set[str], point: Point) -> bool:
    if any(
        re.search(rf"(?<!\w){re.escape(word.lower())}", plain) for word in point.keywords if word
    ):
        return True
    gist = content_stems(Utterance(point.gist).words)
    return len(gist) >= 2 and len(gist & stems) >= max(2, round(0.5 * len(gist)))


def recall(held: Sequence[str], points: Sequence[Point]) -> float | None:
    """Share of the points that were given back, the newest counting most.

    The newest four weigh 1 each, each older one 0.7 of the next newer. `None` without points.

    Examples
    --------
    >>> points = [Point("a", "", ()), Point("b", "", ())]
    >>> recall(["b"], points)
    0.5
    """
    if not points:
        return None
    n_points = len(points)
    weights = {
        point.id: FADE ** max(0, n_points - FULL_WEIGHT_POINTS - place)
        for place, point in enumerate(points)
    }
    return sum(weights[each] for each in set(held)) / sum(weights.values())
