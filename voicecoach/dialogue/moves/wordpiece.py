"""Words cut into known pieces, as the network reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voicecoach.dialogue.moves.overlap import FUNCTION_WORDS, stem

LONGEST_WORD = 40
_SPLIT = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9]")

# How a word stands to what the counterpart has just said.
NEW, ECHOED, ECHOED_CONTENT = 0, 1, 2


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of words; the first is the padding."""

    pieces: Sequence[str]

    @cached_property
    def places(self) -> dict[str, int]:
        """Number of each piece."""
        return {piece: place for place, piece in enumerate(self.pieces)}

    @cached_property
    def unknown(self) -> int:
        """Number of the piece that stands for anything unknown."""
        return self.places["[UNK]"]

    @cached_property
    def whole(self) -> int:
        """Number of the piece that stands for the whole utterance."""
        return self.places["[CLS]"]

    def cut(self, word: str) -> list[int]:
        """Cut a word greedily into the longest known pieces."""
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                place = self.places.get(piece)
                if place is not None:
                    found.append(place)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def encode(text: str, vocabulary: Vocabulary) -> tuple[list[int], list[str], list[int]]:
    """Cut lower case text into pieces: their numbers, the word of each, and where that begins."""
    ids: list[int] = []
    words: list[str] = []
    places: list[int] = []
    for match in _SPLIT.finditer(text):
        for piece in vocabulary.cut(match.group()[:LONGEST_WORD]):
            ids.append(piece)
            words.append(match.group())
            places.append(match.start())
    return ids, words, places


def overlap_flags(words: Sequence[str], theirs: str) -> list[int]:
    """Tell for each word whether it takes up one that the counterpart has just used."""
    heard = {stem(word) for word in _SPLIT.findall(theirs)}
    return [_flag(word, heard) for word in words]


def _flag(word: str, heard: set[str]) -> int:
    if not word.isalnum() or stem(word) not in heard:
        return NEW
    return ECHOED if word in FUNCTION_WORDS or len(word) == 1 else ECHOED_CONTENT
