"""The learner's last two minutes, from which clips are cut."""

from __future__ import annotations

from collections import deque

import numpy as np

from voicecoach.turn_taking.events import Spans
from voicecoach.turns import FRAME_SAMPLES, RATE_HZ, Clip, Samples

KEPT_S = 120.0
PADDING_S = 0.2  # Whisper wants a little room around words
LONGEST_INNER_SILENCE_S = 0.6  # Whisper invents words in silence: what is longer is cut out


class SoundMemory:
    """Blocks in, clips out; both on the session's clock."""

    def __init__(self) -> None:
        self._blocks: deque[Samples] = deque(maxlen=round(KEPT_S * RATE_HZ / FRAME_SAMPLES))
        self._n_forgotten = 0

    def hear(self, samples: Samples) -> None:
        """Take in one block."""
        if len(self._blocks) == self._blocks.maxlen:
            self._n_forgotten += FRAME_SAMPLES
        self._blocks.append(samples)

    def clip(self, speech: Spans) -> Clip:
        """Cut the spoken stretches out, with a little room around each and no long silence."""
        padded = [(start - PADDING_S, end + PADDING_S) for start, end in speech]
        merged = [padded[0]]
        for start, end in padded[1:]:
            if start - merged[-1][1] < LONGEST_INNER_SILENCE_S - 2 * PADDING_S:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        pieces = [self._between(start, end) for start, end in merged]
        return Clip(np.concatenate(pieces), start_s=max(0.0, merged[0][0]))

    def _between(self, start_s: float, end_s: float) -> Samples:
        first = max(0, round(start_s * RATE_HZ) - self._n_forgotten)
        last = max(first, round(end_s * RATE_HZ) - self._n_forgotten)
        first_block, last_block = first // FRAME_SAMPLES, -(-last // FRAME_SAMPLES)
        blocks = [self._blocks[i] for i in range(first_block, min(last_block, len(self._blocks)))]
        if not blocks:
            return np.zeros(0, dtype=np.float32)
        offset = first_block * FRAME_SAMPLES
        return np.concatenate(blocks)[first - offset : last - offset]
