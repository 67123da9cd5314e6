"""An utterance as a recogniser writes it: plain letters, words, clauses, spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

LONGEST_CHARS = 2_000  # about two minutes of speech; what comes after is cut off
LONGEST_EVIDENCE_WORDS = 14

_WORD = re.compile(r"[a-z0-9£$€%]+(?:[.,:/][0-9]+)*(?:'[a-z]+)*%?")
_SENTENCE_END = re.compile(r"[.!?;]+(?:\s+|$)|\s[-–—]+\s|\n+")
_LETTERS = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "…": "."})


@dataclass(frozen=True)
class Utterance:
    """What was said, with a lower case twin of the same length."""

    text: str

    @cached_property
    def plain(self) -> str:
        """Lower case, straight quotes; same length as `text`, so that spans fit both."""
        lowered = (c.lower() if len(c.lower()) == 1 else c for c in self.text)
        return "".join(lowered).translate(_LETTERS)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of `plain`, without punctuation."""
        return tuple(match.group() for match in _WORD.finditer(self.plain))

    @cached_property
    def word_spans(self) -> tuple[tuple[int, int], ...]:
        """Where each of the words stands."""
        return tuple(match.span() for match in _WORD.finditer(self.plain))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans between marks; a recogniser that drops them leaves one long span."""
        spans, start = [], 0
        for mark in _SENTENCE_END.finditer(self.plain):
            if not self._is_decimal_point(mark.start()):
                spans.append((start, mark.end()))
                start = mark.end()
        spans.append((start, len(self.plain)))
        return tuple((a, b) for a, b in spans if self.plain[a:b].strip())

    def _is_decimal_point(self, at: int) -> bool:
        return self.plain[at : at + 1] == "." and self.plain[at + 1 : at + 2].isdigit()

    def evidence(self, start: int, end: int) -> str:
        """Give the words around a span: its sentence, or as much as can be quoted at a glance."""
        for first, last in self.sentences:
            if first <= start < last:
                n_words = len(self.plain[first:last].split())
                if n_words <= LONGEST_EVIDENCE_WORDS:
                    return self.text[first : max(last, end)].strip()
                return self._widened(start, min(max(end, start + 1), last), last)
        return self.text[start:end].strip()

    def _widened(self, start: int, end: int, last: int) -> str:
        n_words = len(self.plain[start:end].split())
        for _, word_end in self.word_spans:
            if n_words >= LONGEST_EVIDENCE_WORDS:
                break
            if end < word_end <= last:
                end, n_words = word_end, n_words + 1
        return self.text[start:end].strip()


def hear(text: str) -> Utterance:
    """Tidy white space and length, so that nothing after has to."""
    return Utterance(" ".join(text.split())[:LONGEST_CHARS])
