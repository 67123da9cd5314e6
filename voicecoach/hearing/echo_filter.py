"""The linear part of an echo canceller: a partitioned frequency-domain Kalman filter.

Its step size follows from how sure it is of each tap and from how much of the error it cannot
explain, so that a second voice in the microphone slows it down instead of leading it astray.

References
----------
.. [1] F. Kuech, E. Mabande and G. Enzner, "State-space architecture of the partitioned-block-based
   acoustic echo controller", ICASSP 2014, pp. 1295-1299.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.turns import Samples

Spectra = NDArray[np.complex64]
Powers = NDArray[np.float32]

BLOCK = 256  # samples, two steps to one block of the session's sound
N_BINS = BLOCK + 1
N_PARTITIONS = 24  # 384 ms: a small room's tail down by 45 dB and more
# How much of the path is still the same one block later; forgets in about 15 s of sound.
PERSISTENCE = 0.9995
ERROR_MEMORY = 0.7
# Before anything is known, each partition is trusted to hold 1 dB less than the one before; found
# by trying, in simulated rooms of 0.4 and 0.7 s: 10 dB of echo are gone after 1.5 s of speech.
FIRST_DOUBT = 0.05 * 0.8 ** np.arange(N_PARTITIONS, dtype=np.float32)
MOST_DOUBT = 1.0
FLOOR_POWER = 1e-5  # of one bin; sound at -100 dBFS


@dataclass(frozen=True, slots=True)
class Filtered:
    """One block of microphone sound, taken apart."""

    rest: Samples  # what is left, shape (256,)
    echo: Samples  # what was taken away, shape (256,)


class EchoFilter:
    """Learns the path from loudspeaker to microphone, and takes its sound away."""

    def __init__(self) -> None:
        self._reference = np.zeros(2 * BLOCK, dtype=np.float32)
        self._spectra: Spectra = np.zeros((N_PARTITIONS, N_BINS), dtype=np.complex64)
        self._powers: Powers = np.zeros((N_PARTITIONS, N_BINS), dtype=np.float32)
        self._padded = np.zeros(2 * BLOCK, dtype=np.float32)
        self._weights: Spectra = np.zeros((N_PARTITIONS, N_BINS), dtype=np.complex64)
        self._doubt: Powers = np.repeat(FIRST_DOUBT[:, None], N_BINS, axis=1)
        self._error_power: Powers = np.full(N_BINS, FLOOR_POWER, dtype=np.float32)

    def hear(self, microphone: Samples, reference: Samples) -> Filtered:
        """Take in 256 samples of both and learn from them."""
        self._push(reference)
        if not self._powers.any():
            return Filtered(microphone, np.zeros(BLOCK, dtype=np.float32))
        spectrum = np.einsum("pf,pf->f", self._spectra, self._weights)
        echo: Samples = np.asarray(np.fft.irfft(spectrum)[BLOCK:], dtype=np.float32)
        rest: Samples = microphone - echo
        self._learn(rest)
        return Filtered(rest, echo)

    def taps(self) -> Samples:
        """The path as it is believed to be, first tap first."""
        taps = np.fft.irfft(self._weights, axis=1)[:, :BLOCK].ravel()
        return taps.astype(np.float32)

    def _push(self, reference: Samples) -> None:
        self._reference = np.concatenate([self._reference[BLOCK:], reference])
        spectrum = np.fft.rfft(self._reference).astype(np.complex64)
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._powers = np.roll(self._powers, 1, axis=0)
        self._spectra[0] = spectrum
        self._powers[0] = spectrum.real**2 + spectrum.imag**2

    def _learn(self, rest: Samples) -> None:
        self._padded[BLOCK:] = rest
        error = np.fft.rfft(self._padded).astype(np.complex64)
        power = error.real**2 + error.imag**2
        self._error_power += (1 - ERROR_MEMORY) * (power - self._error_power)
        unsure = self._doubt * self._powers
        # Half of the transform is padding, so the error holds half of what the reference holds.
        gain = self._doubt / (0.5 * unsure.sum(0) + self._error_power + FLOOR_POWER)
        step = gain * error
        change = np.fft.irfft(np.conj(self._spectra) * step, axis=1)
        change[:, BLOCK:] = 0.0
        self._weights += np.fft.rfft(change, axis=1)
        shrink = 1.0 - 0.5 * gain * self._powers
        drive = (1 - PERSISTENCE**2) * (self._weights.real**2 + self._weights.imag**2)
        self._doubt = PERSISTENCE**2 * shrink * self._doubt + drive
        np.clip(self._doubt, 0.0, MOST_DOUBT, out=self._doubt)
        self._weights *= PERSISTENCE
