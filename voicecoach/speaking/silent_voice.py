"""A voice that says nothing for as long as the line would take, so that timings stay right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.turns import RATE_HZ, Manner, Samples

CHARACTERS_PER_WORD = 5.0  # with the space; 987 lines of personas
# `rate_wpm` is on espeak-ng's scale: at 175, the same lines come out with 220 words a minute.
WORDS_PER_NOMINAL_WORD = 1.26
PAUSE_S = 0.35  # between two sentences, already in the figure above
SHORTEST_S = 0.25


class SilentVoice:
    """Silence in place of speech."""

    name = "silent"

    def __init__(self, choice: VoiceChoice) -> None:
        self._rate_wpm = choice.rate_wpm

    def render(self, text: str, manner: Manner) -> Samples:
        """Give as much silence as the line has speech."""
        n_words = len(text) / CHARACTERS_PER_WORD
        words_per_s = self._rate_wpm * manner.rate * WORDS_PER_NOMINAL_WORD / 60.0
        pauses_s = (manner.pause - 1.0) * PAUSE_S * len(re.findall(r"[.?!…]\s", text))
        duration_s = max(n_words / words_per_s + pauses_s, SHORTEST_S)
        return np.zeros(int(duration_s * RATE_HZ), dtype=np.float32)

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Do nothing: silence needs no preparation."""

    def giving_way(self) -> AbstractContextManager[None]:
        """Do nothing: silence is never in the way."""
        return nullcontext()

    def stop_ahead(self) -> None:
        """Do nothing: silence is never prepared."""

    def close(self) -> None:
        """Do nothing: silence holds nothing."""
