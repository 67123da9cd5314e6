"""The path through pitch candidates that a voice most likely took."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.measures.pitch_candidates import PITCH_HOP_S, Candidates

# Per 10 ms, as in Boersma (1993) and in Praat's standard settings.
OCTAVE_JUMP_COST = 0.35
VOICED_UNVOICED_COST = 0.14
_PER_HOP = 0.01 / PITCH_HOP_S

Array = NDArray[np.float64]


def best_path(candidates: Candidates) -> Array:
    """Choose one candidate per frame so that strengths less jumps are greatest.

    Parameters
    ----------
    candidates : Candidates
        For n_frames frames.

    Returns
    -------
    pitch_hz : float array, shape (n_frames,)
        NaN where "no voice" was chosen.

    Examples
    --------
    >>> two = np.array([[np.nan, 100.0, 200.0]] * 3)
    >>> strength = np.array([[0.4, 0.9, 0.8], [0.4, 0.85, 0.9], [0.4, 0.9, 0.8]])
    >>> best_path(Candidates(two, strength))
    array([100., 100., 100.])
    """
    pitch_hz, strength = candidates.pitch_hz, candidates.strength
    n_frames = len(pitch_hz)
    costs = _jump_costs(pitch_hz)
    came_from = np.zeros(pitch_hz.shape, dtype=np.intp)
    score = strength[0]
    for frame in range(1, n_frames):
        reached = score[:, None] - costs[frame - 1]
        came_from[frame] = reached.argmax(axis=0)
        score = reached.max(axis=0) + strength[frame]
    chosen = np.empty(n_frames, dtype=np.intp)
    chosen[-1] = score.argmax()
    for frame in range(n_frames - 1, 0, -1):
        chosen[frame - 1] = came_from[frame, chosen[frame]]
    return np.asarray(pitch_hz[np.arange(n_frames), chosen])


def _jump_costs(pitch_hz: Array) -> Array:
    """Cost from each candidate to each of the next frame, shape (n_frames - 1, k, k)."""
    octaves = np.log2(pitch_hz)
    jump = np.abs(octaves[:-1, :, None] - octaves[1:, None, :])
    is_voiced = np.isfinite(octaves)
    changes = is_voiced[:-1, :, None] != is_voiced[1:, None, :]
    cost = np.where(np.isfinite(jump), OCTAVE_JUMP_COST * jump, 0.0)
    return np.asarray(_PER_HOP * np.where(changes, VOICED_UNVOICED_COST, cost))
