"""How the melody of speech ends: whether its pitch falls, stays or rises."""

from __future__ import annotations

import numpy as np

from voicecoach.measures.pitch import track_pitch
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.turns import RATE_HZ, Samples

LOOKED_AT_S = 1.0  # with the silence that may follow; 8 ms of work
TAIL_FRAMES = 15  # of 20 ms with a voice: the last syllable or two
FEWEST_FRAMES = 5


def final_slope_st_s(samples: Samples) -> float | None:
    """Measure how fast the pitch moves at the end of speech.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz, ending soon after the last word.

    Returns
    -------
    slope : float or None
        Semitones per second over the last 0.3 s of voice, by least squares; negative falls. None
        with less than 0.1 s of voice in the last second.

    Examples
    --------
    >>> seconds = np.arange(16_000) / 16_000
    >>> falling = np.sin(2 * np.pi * (200 * seconds - 30 * seconds**2)) ** 3
    >>> round(final_slope_st_s(falling))
    -7
    """
    pitch_hz = track_pitch(samples[-round(LOOKED_AT_S * RATE_HZ) :]).pitch_hz
    voiced = np.flatnonzero(np.isfinite(pitch_hz))[-TAIL_FRAMES:]
    if len(voiced) < FEWEST_FRAMES:
        return None
    semitones = 12 * np.log2(pitch_hz[voiced])
    return float(np.polyfit(voiced * PITCH_HOP_S, semitones, 1)[0])
