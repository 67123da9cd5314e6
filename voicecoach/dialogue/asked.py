"""Knowing a question again: one that the persona's file expects, or one that every talk has.

A file gives questions as a learner might put them; what is asked is held against these word by
word, rare words counting most. Questions of every talk are known by their form
(`common_questions.yaml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from math import log

import yaml

from voicecoach.dialogue.moves.overlap import FUNCTION_WORDS
from voicecoach.dialogue.topics import find_stems
from voicecoach.numerals import in_words

_CHOICE = re.compile(r"\(([^()]*)\)(\??)")
_FIGURE = re.compile(r"(?<![\d.])\d{1,3}(?:,?\d{3})*(?![\d.]*\d)")
_SENTENCE = re.compile(r"[^.?!;]+[.?!;]*")
_BEGINS_A_QUESTION = re.compile(
    r"(?:^|[.,;] *)(?:(?:so|and|but|well|um+|er+|okay|then)[ ,]+)*"
    r"(?:wh(?:at|o|en|ere|y|ich)|how|(?:tell|talk|walk) me|do|does|did|is|are|was|were|have|has|had"
    r"|would|could|can|will|should)\b",
    re.IGNORECASE,
)
_ASKING = frozenset(find_stems("who when where why which many much often long far"))
_FUNCTION = frozenset(find_stems(" ".join(FUNCTION_WORDS))) - _ASKING
_QUESTION_WORDS = frozenset(find_stems("who what when where why how which"))
_ENOUGH = 0.6  # share of the telling words of an example that must have been said
_BY_ONE_WORD = 0.4  # one telling word shows a question only if it says little else
_OTHERWISE = 0.75  # of the likeness is left when one asks who and the other when
_OF_FUNCTION, _OF_ASKING, _LEAST = 0.12, 0.45, 0.5  # weights; that of the rarest word is 1
_FEWEST_WORDS = 2
_LONGEST_QUESTION_WORDS = 60
# What a sentence holds of an example counts four times what the example holds of the sentence.
_RECALL = 4.0
_STYLES = ("amiable", "expressive", "driver", "analyst")


@dataclass(frozen=True, slots=True)
class CommonQuestion:
    """A question of every talk, known by its form."""

    id: str
    forms: tuple[re.Pattern[str], ...]
    is_wide: bool  # asks for the whole story, so what the file has on the subject comes first
    is_last: bool  # a form without a meaning: who, when, is it so
    lines: Mapping[str, list[str]]  # by style


@cache
def read_common_questions() -> tuple[CommonQuestion, ...]:
    """Read the questions of every talk, in the order in which they are looked for."""
    text = files("voicecoach.dialogue").joinpath("common_questions.yaml").read_text("utf-8")
    return tuple(
        CommonQuestion(
            id_,
            tuple(map(re.compile, entry["forms"])),
            entry.get("is_wide", False),
            entry.get("is_last", False),
            {style: entry[style] for style in _STYLES},
        )
        for id_, entry in yaml.safe_load(text).items()
    )


@lru_cache(maxsize=64)
def find_common_question(text: str) -> CommonQuestion | None:
    """Find which question of every talk this is, by its form.

    Examples
    --------
    >>> find_common_question("And what happens if we can't agree?").id
    'no_deal'
    >>> find_common_question("The bill came in March.") is None
    True
    """
    # Some forms take the cube of the length: a recogniser that repeats itself must stall no talk.
    plain = " ".join(text.lower().replace("’", "'").split()[-_LONGEST_QUESTION_WORDS:])
    return next(
        (
            question
            for question in read_common_questions()
            if any(form.search(plain) for form in question.forms)
        ),
        None,
    )


def expand(text: str) -> list[str]:
    """Write out the choices in a text: every way to say it.

    Examples
    --------
    >>> expand("How (long|often) do you drive?")
    ['How long do you drive?', 'How often do you drive?']
    >>> expand("Nice (little )?place")
    ['Nice little place', 'Nice place']
    """
    parts = _CHOICE.split(text)
    choices = [[part] for part in parts[::3]]
    for place, (within, optional) in enumerate(zip(parts[1::3], parts[2::3], strict=True)):
        ways = [*within.split("|"), *([""] if optional else [])]
        choices.insert(2 * place + 1, ways)
    return ["".join(chosen) for chosen in product(*choices)]


class AskedFinder:
    """Knows a question again although it is put in other words.

    Parameters
    ----------
    examples : mapping of str to iterable of str
        For each id some ways in which it may be asked; `(a|b)` stands for either, `(a)?` for a or
        nothing.
    """

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self._examples = [
            (id_, frozenset(find_stems(way)), _BEGINS_A_QUESTION.match(way) is not None)
            for id_, texts in examples.items()
            for text in texts
            for way in expand(text)
        ]
        ids_with: dict[str, set[str]] = {}
        for id_, stems, _ in self._examples:
            for stem in stems:
                ids_with.setdefault(stem, set()).add(id_)
        self._n_with = Counter({stem: len(ids) for stem, ids in ids_with.items()})
        self._n_ids = len({id_ for id_, _, _ in self._examples})

    def find(self, text: str) -> tuple[str, float]:
        """Name the question that is most like the text, and how like it is, 0 to 1.

        Examples
        --------
        >>> finder = AskedFinder({"band": ["Who hired the band?"], "rain": ["Did it rain?"]})
        >>> finder.find("Tell me, who was it that hired that band?")[0]
        'band'
        >>> finder.find("What about the money?")[1] < 0.5
        True
        """
        best, best_score = "", 0.0
        for said, is_question in _sentences(text):
            for id_, stems, asks in self._examples:
                score = self._compare(said, stems)
                score *= _OTHERWISE if asks and not is_question else 1.0
                if score > best_score:
                    best, best_score = id_, score
        return best, best_score

    def _compare(self, said: frozenset[str], stems: frozenset[str]) -> float:
        shared = said & stems
        n_telling = len(shared - _FUNCTION - _ASKING)
        if n_telling < _ENOUGH * len(stems - _FUNCTION - _ASKING) or not n_telling:
            return 0.0
        weight = self._weigh(shared)
        recall, precision = weight / self._weigh(stems), weight / self._weigh(said)
        if n_telling == 1 and precision < _BY_ONE_WORD:
            return 0.0
        likeness = (1 + _RECALL) * precision * recall / (_RECALL * precision + recall)
        asks, asked = stems & _QUESTION_WORDS, said & _QUESTION_WORDS
        return likeness * (_OTHERWISE if asks and asked and not asks & asked else 1.0)

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum(map(self._weight, stems))

    def _weight(self, stem: str) -> float:
        if stem in _FUNCTION:
            return _OF_FUNCTION
        if stem in _ASKING:
            return _OF_ASKING
        n_with = self._n_with[stem]
        rarity = 1 - log(max(n_with, 1)) / log(max(self._n_ids, 2))
        return _LEAST + (1 - _LEAST) * rarity


def _spell(text: str) -> str:
    """Write figures as words, as the examples have them."""
    return _FIGURE.sub(lambda figure: in_words(int(figure.group().replace(",", ""))), text)


def _sentences(text: str) -> list[tuple[frozenset[str], bool]]:
    """Stems of each sentence that has some words, and of all of it, and whether it asks."""
    text = _spell(text)
    parts = [*_SENTENCE.findall(text), text]
    stems = [(frozenset(find_stems(part)), _asks(part)) for part in parts]
    return [(part, asks) for part, asks in stems if len(part) >= _FEWEST_WORDS]


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?") or _BEGINS_A_QUESTION.search(text) is not None
