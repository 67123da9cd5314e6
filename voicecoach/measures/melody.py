"""How the melody of a stretch of speech ends: where its pitch and its loudness go."""

from __future__ import annotations

import numpy as np

from voicecoach.measures.level import LEVEL_HOP_S, frame_levels
from voicecoach.measures.pitch import track_pitch
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.turns import RATE_HZ, Melody, Samples

HEARD_S = 1.6  # before the end: the speaker's own range, as far as it is known by then
TAIL_S = 0.3
FEWEST_VOICED = 4  # frames of 20 ms; less has no direction


def melody_of(samples: Samples, end_s: float) -> Melody | None:
    """Measure how speech ends.

    Parameters
    ----------
    samples : float array, shape (n_samples,)
        16 kHz, up to the pause.
    end_s : float
        The last audible moment, in seconds from the first sample.

    Returns
    -------
    melody : Melody or None
        None if hardly anything was voiced.
    """
    end = min(len(samples), round(end_s * RATE_HZ))
    heard = samples[max(0, end - round(HEARD_S * RATE_HZ)) : end]
    pitch_hz = track_pitch(heard).pitch_hz
    semitones = 12 * np.log2(pitch_hz / 100.0)
    is_voiced = np.isfinite(semitones)
    if int(is_voiced.sum()) < FEWEST_VOICED:
        return None
    tail = semitones[is_voiced][-round(TAIL_S / PITCH_HOP_S) :]
    levels = frame_levels(heard)
    n_tail = round(TAIL_S / LEVEL_HOP_S)
    voiced_run = _last_run(is_voiced)
    return Melody(
        fall_st=float(np.median(tail[-FEWEST_VOICED:]) - np.median(tail[:FEWEST_VOICED])),
        height_st=float(np.median(tail[-FEWEST_VOICED:]) - np.median(semitones[is_voiced])),
        decay_db=float(np.mean(levels[-n_tail:]) - np.percentile(levels, 80)),
        last_voiced_s=voiced_run * PITCH_HOP_S,
    )


def _last_run(is_voiced: np.ndarray) -> int:
    """Count the frames of the last voiced run."""
    last = np.flatnonzero(is_voiced)[-1]
    gaps = np.flatnonzero(~is_voiced[: last + 1])
    return int(last - (gaps[-1] if len(gaps) else -1))
