"""How far what is left in the microphone stands above what the echo leaves there."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from voicecoach.turns import FRAME_SAMPLES, RATE_HZ, Samples

Bands = NDArray[np.float64]

N_BANDS = 12
LOWEST_HZ, HIGHEST_HZ = 200.0, 6000.0
TINY = 1e-10  # power in a band of digital silence
NOISE_FRAMES = 94  # 3 s
NOISE_BIAS = 2.0  # the least of 3 s of noise is about half of its mean
TAIL = 0.7  # an echo falls by at most 1.5 dB a frame: what a long room leaves after a line
LEAK_MEMORY = 0.9
N_LOUDNESSES, LOUDNESS_DB = 4, 5.0
FADE = 0.9995  # a frame; 4 dB a minute
MOST_LEAK_DB, LEAST_LEAK_DB = 6.0, -40.0
ACCEPT_DB = 8.0  # mean over bands; in simulated rooms one echo frame in 300 gets so high
KEEP_BELOW_DB = 3.0
HOLD_FRAMES = 2  # between two syllables
# A torn loudspeaker leaves more, and less evenly: its own highest margins set the threshold.
ABOVE_USUAL_DB, MOST_ACCEPT_DB = 3.0, 15.0
UP, DOWN_DB = 0.3, 0.02  # a frame, while measuring ...
SLOW_UP, SLOW_DOWN_DB = 0.1, 0.005  # ... and afterwards, on what was not taken for the learner
ERLE_MEMORY = 0.98  # a frame; 1.6 s
HOLD_FRAMES = 3  # between two syllables

_EDGES_HZ = np.geomspace(LOWEST_HZ, HIGHEST_HZ, N_BANDS + 1)
_STARTS = np.round(_EDGES_HZ * FRAME_SAMPLES / RATE_HZ).astype(int)
_WINDOW = np.hanning(FRAME_SAMPLES)


def band_powers(samples: Samples) -> Bands:
    """Power in twelve bands of one block."""
    spectrum = np.fft.rfft(samples * _WINDOW)
    power = (spectrum.real**2 + spectrum.imag**2) / FRAME_SAMPLES
    return np.asarray(np.add.reduceat(power, _STARTS)[:N_BANDS])


class NoiseBands:
    """The steady noise in each band: the least of the last 3 s."""

    def __init__(self) -> None:
        self._past: deque[Bands] = deque(maxlen=NOISE_FRAMES)
        self._smooth = np.zeros(N_BANDS)
        self.power = np.full(N_BANDS, TINY)

    def hear(self, power: Bands) -> None:
        """Take in one block."""
        self._smooth = 0.7 * self._smooth + 0.3 * power if self._past else power
        self._past.append(self._smooth)
        self.power = NOISE_BIAS * np.min(self._past, axis=0) + TINY

    @property
    def level(self) -> float:
        """Its power over all bands."""
        return float(self.power.sum())

    @property
    def sample_power(self) -> float:
        """Its mean square, as of samples: half the spectrum was summed, through a window."""
        return 2.0 * self.level / float(np.sum(_WINDOW**2))


class ResidualJudge:
    """Compares what is left with what the echo has been leaving."""

    def __init__(self) -> None:
        self.noise = NoiseBands()
        self.forget()

    def forget(self) -> None:
        """Take nothing for granted: the canceller has begun anew."""
        self._leak_db = np.zeros((N_LOUDNESSES, N_BANDS))
        self._loudest = TINY
        self._echo = np.full(N_BANDS, TINY)
        self._hold = 0
        self._before = self._after = TINY  # energies of the echo, for the ERLE
        self._accept_db = ACCEPT_DB
        self.margin_db = self._now_db = 0.0
        self.is_echo_there = False

    @property
    def is_learner(self) -> bool:
        """More is left than the echo leaves."""
        return self._hold > 0

    def hear(self, rest: Samples, echo: Samples, *, is_measuring: bool) -> None:
        """Take in one block of both; then read the attributes."""
        left = band_powers(rest)
        self.noise.hear(left)
        self._echo = np.maximum(band_powers(echo), TAIL * self._echo)
        leak_db = self._leak_db[self._loudness()]  # a view: what is learnt stays
        expected = self._echo * 10 ** (leak_db / 10) + self.noise.power
        now_db = float(np.mean(10 * np.log10((left + TINY) / expected)))
        # Two blocks together: the onset of an echo stands out for one.
        self.margin_db, self._now_db = (self._now_db + now_db) / 2, now_db
        self.is_echo_there = bool(self._echo.sum() > self.noise.level)
        self._decide()
        if self.is_echo_there and (is_measuring or not self.is_learner):
            self._learn(left, leak_db)
            self._before = ERLE_MEMORY * self._before + float((left + band_powers(echo)).sum())
            self._after = ERLE_MEMORY * self._after + float(left.sum())
            self._tune(UP, DOWN_DB) if is_measuring else self._tune(SLOW_UP, SLOW_DOWN_DB)

    def _tune(self, up: float, down_db: float) -> None:
        """Keep the threshold above what the echo alone reaches."""
        over_db = self.margin_db + ABOVE_USUAL_DB - self._accept_db
        self._accept_db += up * over_db if over_db > 0 else -down_db
        self._accept_db = float(np.clip(self._accept_db, ACCEPT_DB, MOST_ACCEPT_DB))

    def _decide(self) -> None:
        if self.margin_db >= self._accept_db:
            self._hold = HOLD_FRAMES
        elif self.margin_db < self._accept_db - KEEP_BELOW_DB:
            self._hold = max(0, self._hold - 1)

    def _learn(self, left: Bands, leak_db: Bands) -> None:
        plain = self._echo > 4 * self.noise.power
        ratio_db = 10 * np.log10((left + TINY) / (self._echo + TINY))
        toward = np.clip(ratio_db - leak_db, -10.0, 10.0)
        leak_db += np.where(plain, (1 - LEAK_MEMORY) * toward, 0.0)
        np.clip(leak_db, LEAST_LEAK_DB, MOST_LEAK_DB, out=leak_db)

    def _loudness(self) -> int:
        """0 for the loudest echoes: there a loudspeaker distorts, and more is left."""
        now = float(self._echo.sum()) + TINY  # a long silence lets it fall to nothing
        self._loudest = max(now, FADE * self._loudest)
        return min(int(10 * np.log10(self._loudest / now) / LOUDNESS_DB), N_LOUDNESSES - 1)

    @property
    def erle_db(self) -> float:
        """By how much the echo is lowered."""
        return float(10 * np.log10(self._before / self._after))
