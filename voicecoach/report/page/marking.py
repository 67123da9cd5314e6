"""Moves marked in the words: which stretches of a text are evidence of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from voicecoach.report.plain import clean
from voicecoach.turns import Move


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with the moves (by number) that it shows."""

    text: str
    moves: tuple[int, ...] = ()


def marked(text: str, moves: tuple[Move, ...]) -> tuple[Piece, ...]:
    """Cut a text where evidence begins or ends.

    Parameters
    ----------
    text : str
        What the learner said.
    moves : tuple of Move
        Their evidence is looked for as words in order; what is not found marks nothing.

    Returns
    -------
    pieces : tuple of Piece
        Joined, they are the cleaned text.

    Examples
    --------
    >>> from voicecoach.turns import MoveKind
    >>> asked = Move(MoveKind.OPEN_QUESTION, 0.9, "what changed", "what")
    >>> [(piece.text, piece.moves) for piece in marked("Well. What changed?", (asked,))]
    [('Well. ', ()), ('What changed', (0,)), ('?', ())]
    """
    shown = clean(text)
    spans = [_find(shown, move.evidence) for move in moves]
    cuts = sorted({0, len(shown), *(edge for span in spans if span for edge in span)})
    pieces = []
    for start, end in pairwise(cuts):
        inside = tuple(
            number for number, span in enumerate(spans) if span and span[0] <= start < span[1]
        )
        pieces.append(Piece(shown[start:end], inside))
    return tuple(pieces)


def _find(text: str, evidence: str) -> tuple[int, int] | None:
    """Find the words of the evidence, whatever stands between them but words."""
    words = re.findall(r"\w+", clean(evidence))
    if not words:
        return None
    pattern = r"\W+".join(re.escape(word) for word in words)
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return found.span() if found else None
