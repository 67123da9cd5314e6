"""Watches a microphone for what its owner would want to know: that it is dead, or distorts."""

from __future__ import annotations

import numpy as np

from voicecoach.turns import FRAME_S, Samples

DEAD_AFTER_S = 10.0  # of nothing but zeros from the beginning
# No room is exactly silent: a microphone that never was, and is now, was switched off. One that
# begins with zeros or puts them between words, as some drivers do, says nothing by them.
MUTED_AFTER_S = 1.0
GATED_S = 0.3  # zeros this long between sounds: such a driver
VOICE = 0.01  # rms, -40 dBFS
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
            self._end_zeros(block)
            self._sounded_s += FRAME_S
        else:
            self._zeros_s += FRAME_S
            is_known = self._sounded_s >= KNOWN_AFTER_S and not self._is_gated
            self.is_off = is_known and self._zeros_s >= MUTED_AFTER_S
        share = float(np.mean(np.abs(block) >= CLIPPED_AT))
        self._clipped += (share - self._clipped) * FRAME_S / WINDOW_S
        if not self._sounded_s and self._zeros_s >= DEAD_AFTER_S:
            return self._once("the microphone delivers silence: is it muted?")
        if self.is_off:
            return self._once("the microphone was switched off; the clock rests until it sounds")
        if self._clipped >= CLIPPED_SHARE:
            return self._once("the microphone is too loud and distorts: turn its level down")
        return None

    def _end_zeros(self, block: Samples) -> None:
        # After a switch comes the room; a driver that opens for a voice comes back with the voice.
        is_voice = float(np.sqrt(np.mean(np.square(block)))) >= VOICE
        if self._zeros_s >= GATED_S and (is_voice or not self.is_off):
            self._is_gated = True
        self.is_off = False
        self._zeros_s = 0.0

    def _once(self, text: str) -> str | None:
        if text in self._told:
            return None
        self._told.add(text)
        return text
