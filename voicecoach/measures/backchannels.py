"""Backchannels: the small sounds that say "go on" without taking the floor."""

from __future__ import annotations

from voicecoach.measures.wordlists import CONTINUER_PHRASES, CONTINUERS
from voicecoach.measures.words import spoken_words
from voicecoach.turns import MoveKind, Turn

LONGEST_BACKCHANNEL_S = 1.0
MOST_WORDS = 3


def is_backchannel(turn: Turn) -> bool:
    """Tell whether a turn only says "go on".

    At most three words and one second, all from a closed list (after Yngve, 1970); or, where
    moves were recognised, a nudge and nothing else.

    Examples
    --------
    >>> is_backchannel(Turn("learner", 0.0, 0.6, "Mm-hm, right."))
    True
    >>> is_backchannel(Turn("learner", 0.0, 0.6, "Right, seventeen."))
    False
    """
    if turn.end_s - turn.start_s > LONGEST_BACKCHANNEL_S:
        return False
    words = spoken_words(turn.text)
    if not words or len(words) > MOST_WORDS:
        return False
    if turn.moves:
        return all(move.kind is MoveKind.NUDGE for move in turn.moves)
    return " ".join(words) in CONTINUER_PHRASES or all(word in CONTINUERS for word in words)
