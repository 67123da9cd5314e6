"""What a practice needs from the edges. Edges fit these by shape and import nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from voicecoach.turns import Clip, Manner, Samples, Transcript


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the session's sound, both sides on the microphone's clock."""

    start_s: float
    learner: Samples  # shape (512,)
    counterpart: Samples  # shape (512,): what was *audible* during this block
    line: int | None = None  # which line of the counterpart was audible, None if none
    has_line_ended: bool = False  # its last sample is in this block
    gap_s: float = 0.0  # sound the device lost just before this block


class SoundLoop(Protocol):
    """Microphone and loudspeaker on one clock."""

    def blocks(self) -> Iterator[Block]:
        """Yield blocks until the microphone ends."""

    def close(self) -> None:
        """Give the devices back."""


class Transcriber(Protocol):
    """Turns sound into words."""

    name: str

    def transcribe(self, clip: Clip) -> Transcript:
        """Recognise the words of one clip."""


class Voice(Protocol):
    """Turns a line into sound."""

    name: str

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak `text` into an array, 16 kHz mono, without leading or trailing silence."""
