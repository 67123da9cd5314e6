"""Two devices, two clocks: how fast the echo's path grows or shrinks."""

from __future__ import annotations

from collections import deque

import numpy as np

from voicecoach.turns import RATE_HZ, Samples

LOOK_EVERY_S = 0.25  # of sound
FIRST_LOOK_S = 1.0  # until then the filter has not found the path
N_LOOKS = 80
FEWEST_LOOKS = 8
FINER = 8  # looks between two samples
AROUND = 128  # samples about the strongest tap
FARTHEST = 64  # samples between two looks and the first
LEAST_PPM = 3.0  # a slower drift is none: the filter follows it by itself
MOST_PPM = 500.0
SUREST = 4.0  # times its standard error must a slope be to be believed


class DriftTracker:
    """Follows the strongest reflection from sound to sound, and fits a line."""

    def __init__(self, ppm: float) -> None:
        self._first: Samples | None = None
        self._points: deque[tuple[float, float]] = deque(maxlen=N_LOOKS)
        self._now_s = 0.0
        self._sound_s = 0.0
        self._next_s = FIRST_LOOK_S
        self.ppm = ppm  # by how many millionths the path grows

    def is_due(self, seconds: float, *, is_audible: bool) -> bool:
        """Let time pass; tell whether to look at the path."""
        self._now_s += seconds
        self._sound_s += seconds * is_audible
        return is_audible and self._sound_s >= self._next_s

    def look(self, taps: Samples, moved: float) -> None:
        """Take in the taps of the filter, whose reference has been moved by `moved` samples."""
        self._next_s = self._sound_s + LOOK_EVERY_S
        if self._first is None:
            self._first = taps.copy()
        shift = shift_between(self._first, taps)
        if shift is None:
            return
        self._points.append((self._now_s, shift + moved))
        self._fit()

    def _fit(self) -> None:
        if len(self._points) < FEWEST_LOOKS:
            return
        times, places = np.array(self._points).T
        times = times - times.mean()
        slope = float(times @ places / (times @ times))
        off = places - places.mean() - slope * times
        error = float(np.sqrt(off @ off / (len(times) - 2) / (times @ times)))
        ppm = slope / RATE_HZ * 1e6
        is_sure = abs(slope) > SUREST * error and abs(ppm) > LEAST_PPM
        if is_sure or self.ppm:
            self.ppm = float(np.clip(ppm, -MOST_PPM, MOST_PPM))


def shift_between(first: Samples, second: Samples) -> float | None:
    """By how many samples the second set of taps is later; None if they do not resemble."""
    at = int(np.argmax(np.abs(first)))
    start = max(0, at - AROUND)
    pieces = [taps[start : start + 4 * AROUND].astype(np.float64) for taps in (first, second)]
    size = 8 * AROUND
    one, two = (np.fft.rfft(piece, size) for piece in pieces)
    energy = float(np.linalg.norm(pieces[0]) * np.linalg.norm(pieces[1]))
    if energy <= 0.0:
        return None
    fine = np.fft.irfft(two * np.conj(one), size * FINER) * FINER
    fine = np.roll(fine, FARTHEST * FINER)[: 2 * FARTHEST * FINER + 1]
    best = int(np.argmax(fine))
    if fine[best] < 0.5 * energy or not 0 < best < len(fine) - 1:
        return None
    before, here, after = fine[best - 1 : best + 2]
    bend = before - 2 * here + after
    finer = 0.5 * (before - after) / bend if bend else 0.0
    return float((best + finer) / FINER - FARTHEST)
