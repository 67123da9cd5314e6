"""A microphone that has gone, although its stream goes on: exact zeros, where there was a room."""

from __future__ import annotations

import numpy as np

from voicecoach.turns import FRAME_S, Samples

GONE_S = 0.5  # of zeros
KNOWN_S = 3.0  # of sound, after which a microphone is known never to deliver them
LONGEST_S = 20.0  # of zeros; whoever has not come back by then may as well be silent
STARTING_S = 2.0  # of zeros before the first sound: longer, and it is a gate that is closed
BACK_S = 0.3  # of sound after zeros, in which a voice shows that it was a gate
VOICE = 0.01  # rms, -40 dBFS
NOTHING = 1e-7  # -140 dBFS, what resampling may leave of a zero; the best microphones make -120


class DropoutWatch:
    """Tells a microphone that was unplugged or muted from one that hears a quiet room.

    A sound server that loses a microphone may go on with zeros. A room has noise. Some microphones
    put zeros in its place between words: they do so from the beginning, or come back with a voice
    and not with the room. Of them nothing is concluded, or nothing more; nor of one that is silent
    for so long that waiting would never end.
    """

    def __init__(self) -> None:
        self.is_gone = False
        self._sounded_s = 0.0
        self._zero_s = 0.0
        self._passed_s = 0.0  # zeros that passed for sound before it was plain
        self._back_s = BACK_S  # since it was gone
        self._has_gate = False

    def hear(self, block: Samples) -> float:
        """Take in one block; tell how much before it was no sound, once the microphone is back."""
        if np.max(np.abs(block)) > NOTHING:
            return self._hear_sound(block)
        self._zero_s += FRAME_S
        if self._zero_s < GONE_S:
            self._passed_s = self._zero_s
        elif self._sounded_s >= KNOWN_S:
            self._has_gate = self._has_gate or self._zero_s >= LONGEST_S
            self.is_gone = not self._has_gate
        elif self._sounded_s or self._zero_s >= STARTING_S:
            self._has_gate = True
        return 0.0

    def _hear_sound(self, block: Samples) -> float:
        lost_s = self._passed_s if self.is_gone else 0.0
        self._back_s = 0.0 if self.is_gone else self._back_s + FRAME_S
        is_voice = float(np.sqrt(np.mean(np.square(block)))) >= VOICE
        self._has_gate = self._has_gate or (is_voice and self._back_s < BACK_S)
        self.is_gone = False
        self._sounded_s += FRAME_S
        self._zero_s = self._passed_s = 0.0
        return lost_s
