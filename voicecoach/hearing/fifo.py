"""Sound at one rate in, in pieces of any length; at another rate out, in pieces of any length."""

from __future__ import annotations

import numpy as np
import soxr

from voicecoach.turns import Samples


class Fifo:
    """Resamples a stream and hands it out in pieces of any length."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._resampler = soxr.ResampleStream(from_hz, to_hz, 1) if from_hz != to_hz else None
        self._samples: Samples = np.zeros(0, dtype=np.float32)

    def put(self, samples: Samples) -> None:
        """Take in the next samples."""
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples)
        self._samples = np.concatenate([self._samples, samples])

    def __len__(self) -> int:
        return len(self._samples)

    def take(self, n_samples: int) -> Samples:
        """Hand out the next samples."""
        piece, self._samples = self._samples[:n_samples], self._samples[n_samples:]
        return piece
