"""Watches a microphone for what its owner would want to know: that it is dead, or distorts."""

from __future__ import annotations

import numpy as np

from voicecoach.turns import FRAME_S, Samples

DEAD_AFTER_S = 10.0  # of nothing but zeros
# No room is exactly silent. A microphone that never was, and is now, was switched off; one that
# puts zeros between words, as some drivers do, is given the longer time.
MUTED_AFTER_S = 1.0
GATED_S = 0.3  # zeros this long between sounds: such a driver
KNOWN_AFTER_S = 3.0  # of sound
CLIPPED_AT = 0.999
CLIPPED_SHARE = 0.01  # of a window
WINDOW_S = 3.0


class LevelWatch:
    """Says each thing once, and knows whether the microphone is off right now."""

    def __init__(self) -> None:
        self.is_off = False
        self._sounded_s = 0.0
        self._zeros_s = 0.0  # of the present stretch
        self._is_gated = False
        self._clipped = 0.0
        self._told: set[str] = set()

    def hear(self, block: Samples) -> str | None:
        """Take in one block; give something to say, or None."""
        if np.any(block):
            self._end_zeros()
            self._sounded_s += FRAME_S
        else:
            self._zeros_s += FRAME_S
            self.is_off = self._zeros_s >= self._patience_s
        share = float(np.mean(np.abs(block) >= CLIPPED_AT))
        self._clipped += (share - self._clipped) * FRAME_S / WINDOW_S
        if self.is_off and not self._sounded_s:
            return self._once("the microphone delivers silence: is it muted?")
        if self.is_off:
            return self._once("the microphone was switched off; the clock rests until it sounds")
        if self._clipped >= CLIPPED_SHARE:
            return self._once("the microphone is too loud and distorts: turn its level down")
        return None

    @property
    def _patience_s(self) -> float:
        is_known = self._sounded_s >= KNOWN_AFTER_S and not self._is_gated
        return MUTED_AFTER_S if is_known else DEAD_AFTER_S

    def _end_zeros(self) -> None:
        if not self.is_off and self._zeros_s >= GATED_S:
            self._is_gated = True
        self.is_off = False
        self._zeros_s = 0.0

    def _once(self, text: str) -> str | None:
        if text in self._told:
            return None
        self._told.add(text)
        return text
