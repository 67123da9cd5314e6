"""The linear canceller in place: the filter, fed at the right delay and at the right rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.hearing.echo_filter import BLOCK, EchoFilter
from voicecoach.turns import FRAME_SAMPLES, Samples

LEAD = 256  # samples before the strongest reflection, for an earlier and weaker direct sound
KEPT = 1 << 15  # samples, 2 s


class Past:
    """The latest two seconds of a sound."""

    def __init__(self) -> None:
        self._samples = np.zeros(KEPT, dtype=np.float32)

    def hear(self, block: Samples) -> None:
        """Take in a block."""
        self._samples = np.concatenate([self._samples[len(block) :], block])

    def last(self, n_samples: int, *, ago: int = 0) -> Samples:
        """Hand over `n_samples` that ended `ago` samples before the latest."""
        end = KEPT - ago
        return self._samples[end - n_samples : end]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """One block of microphone sound, taken apart."""

    rest: Samples  # shape (512,)
    echo: Samples  # shape (512,)


class Canceller:
    """Takes an echo of known delay away."""

    def __init__(self, lag: int) -> None:
        self.lag = lag
        start = lag - LEAD
        # An echo that comes before its own reference can be met only by waiting for that.
        self.wait = max(0, -start)  # samples by which the microphone is delayed
        self._ago = max(0, start)
        self._filter = EchoFilter()

    def hear(self, microphone: Past, reference: Past) -> Cancelled:
        """Clean the latest block."""
        heard = microphone.last(FRAME_SAMPLES, ago=self.wait)
        played = reference.last(FRAME_SAMPLES, ago=self._ago)
        parts = [
            self._filter.hear(heard[at : at + BLOCK], played[at : at + BLOCK])
            for at in range(0, FRAME_SAMPLES, BLOCK)
        ]
        return Cancelled(
            np.concatenate([part.rest for part in parts]),
            np.concatenate([part.echo for part in parts]),
        )
