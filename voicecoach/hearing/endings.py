"""What the recogniser expected after the last word: a mark, nothing, or another word."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.turns import Ending

# As the decoder writes them, after a word and before a closing quotation mark.
MARKS = {
    "stop": (".", "!", '."', '!"', " .", " !"),
    "question": ("?", '?"', " ?"),
    "comma": (",", ";", ":", "-", " -", "--", " --", " –", "—"),
    "ellipsis": ("...", " ...", "…", '..."', ".."),
}


class EndingReader:
    """Reads how the text might have ended from the decoder's own distribution.

    Whisper learnt its punctuation from how people write down what they hear, so the probabilities
    hold both the syntax and the melody. They are a by-product of decoding and cost 1 ms.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._decode = tokenizer.decode
        self._end = int(tokenizer.eot)
        self._marks = {
            name: [ids[0] for mark in marks if len(ids := tokenizer.encode(mark)) == 1]
            for name, marks in MARKS.items()
        }

    def read(self, tokens: list[int], log_odds: list[Any]) -> Ending | None:
        """Read the ending.

        Parameters
        ----------
        tokens : list of int
            The decoded text.
        log_odds : list of float arrays, shape (n_vocabulary,)
            Before each of `tokens`; then, unless the decoder was stopped, after the last one.

        Returns
        -------
        ending : Ending or None
            None without a word, or when the decoder was stopped in the middle.
        """
        n_words = len(tokens)
        while n_words and not _is_word(self._decode([tokens[n_words - 1]])):
            n_words -= 1
        if not n_words or n_words >= len(log_odds):
            return None
        chances = _chances(np.array(log_odds[n_words]).ravel())
        shares = {name: float(chances[ids].sum()) for name, ids in self._marks.items()}
        return Ending(nothing=float(chances[self._end]), **shares)


def _is_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _chances(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(log_odds - log_odds.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)
