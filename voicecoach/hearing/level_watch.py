"""Watches a microphone for what its owner would want to know: that it is dead, or distorts."""

from __future__ import annotations

import numpy as np

from voicecoach.turns import FRAME_S, Samples

DEAD_AFTER_S = 10.0  # nothing but zeros from the beginning
CLIPPED_AT = 0.999
CLIPPED_SHARE = 0.01  # of a window
WINDOW_S = 3.0


class LevelWatch:
    """Says each thing once."""

    def __init__(self) -> None:
        self._n_blocks = 0
        self._has_sounded = False
        self._clipped = 0.0
        self._told: set[str] = set()

    def hear(self, block: Samples) -> str | None:
        """Take in one block; give something to say, or None."""
        self._n_blocks += 1
        self._has_sounded = self._has_sounded or bool(np.any(block))
        share = float(np.mean(np.abs(block) >= CLIPPED_AT))
        self._clipped += (share - self._clipped) * FRAME_S / WINDOW_S
        if not self._has_sounded and self._n_blocks * FRAME_S >= DEAD_AFTER_S:
            return self._once("the microphone delivers silence: is it muted?")
        if self._clipped >= CLIPPED_SHARE:
            return self._once("the microphone is too loud and distorts: turn its level down")
        return None

    def _once(self, text: str) -> str | None:
        if text in self._told:
            return None
        self._told.add(text)
        return text
