"""The linear canceller in place: the filter, fed at the right delay and at the right rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.hearing.echo_drift import DriftTracker
from voicecoach.hearing.echo_filter import BLOCK, EchoFilter
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples

LEAD = 256  # samples before the strongest reflection, for an earlier and weaker direct sound
EARLY = 1024  # samples after it in which reflections are strong
KEPT = 1 << 15  # samples, 2 s
N_TAPS = 16  # of the interpolation between two samples


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

    def between(self, n_samples: int, *, ago: float) -> Samples:
        """Hand over `n_samples` that ended a broken number of samples before the latest."""
        whole = int(np.floor(ago))
        late = ago - whole
        if late < 1e-6 or whole < N_TAPS // 2:
            return self.last(n_samples, ago=max(0, whole))
        off = np.arange(N_TAPS) - N_TAPS // 2 + 1 - late
        kernel = np.sinc(off) * np.cos(np.pi * off / (N_TAPS + 2)) ** 2
        # Convolution turns the kernel round: its first tap meets the latest sample.
        sound = self.last(n_samples + N_TAPS - 1, ago=whole - N_TAPS // 2 + 1)
        return np.convolve(sound, kernel, mode="valid").astype(np.float32)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """One block of microphone sound, taken apart."""

    heard: Samples  # shape (512,): the microphone
    rest: Samples  # shape (512,)
    echo: Samples  # shape (512,)


class Canceller:
    """Takes an echo of known delay away, and follows it when the clocks differ."""

    def __init__(self, lag: int, *, drift_ppm: float = 0.0) -> None:
        self.lag = lag
        start = lag - LEAD
        # An echo that comes before its own reference can be met only by waiting for that.
        self.wait = max(0, -start)  # samples by which the microphone is delayed
        self._ago = float(max(0, start))
        self._moved = 0.0
        self._filter = EchoFilter()
        self._drift = DriftTracker(drift_ppm)

    @property
    def drift_ppm(self) -> float:
        """By how many millionths the loudspeaker's clock is slower than the microphone's."""
        return self._drift.ppm

    def covers(self, lag: int) -> bool:
        """Whether an echo of this delay is one of the early reflections of this path."""
        return -LEAD // 2 <= lag - self.lag <= EARLY

    def hear(self, microphone: Past, reference: Past, *, is_audible: bool) -> Cancelled:
        """Clean the latest block."""
        heard = microphone.last(FRAME_SAMPLES, ago=self.wait)
        parts = []
        for at in range(0, FRAME_SAMPLES, BLOCK):
            self._moved += self._drift.ppm * 1e-6 * BLOCK
            ago = self._ago + self._moved + FRAME_SAMPLES - BLOCK - at
            played = reference.between(BLOCK, ago=max(0.0, ago))
            parts.append(self._filter.hear(heard[at : at + BLOCK], played))
        if self._drift.is_due(FRAME_S, is_audible=is_audible):
            self._drift.look(self._filter.taps(), self._moved)
        return Cancelled(
            heard,
            np.concatenate([part.rest for part in parts]),
            np.concatenate([part.echo for part in parts]),
        )
