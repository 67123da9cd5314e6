"""Push to talk: what is said between two presses of a key is the turn, and nothing else is."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from voicecoach.turn_taking import Floor, Frame
from voicecoach.turns import FRAME_S

PRE_ROLL_S = 0.5  # people begin to speak before they press


class PushToTalk:
    """Lets speech through only while the key is held, with half a second from before."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._before: deque[Frame] = deque(maxlen=round(PRE_ROLL_S / FRAME_S))
        self.is_talking = False

    def toggle(self) -> None:
        """Take the floor, or give it away."""
        self.is_talking = not self.is_talking
        if self.is_talking:
            self._floor.press(list(self._before))
            self._before.clear()
        else:
            self._floor.release()

    def filtered(self, frame: Frame) -> Frame:
        """The frame as the floor may hear it."""
        if self.is_talking:
            return frame
        self._before.append(frame)
        return replace(frame, speech_probability=0.0)
