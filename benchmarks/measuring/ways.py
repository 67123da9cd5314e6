"""Other ways to find speech, on the same labelled clips: what was tried and given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from measuring.labelled import _agreement, _f1, _missed_silences
from measuring.manifest import read_manifest
from measuring.row import Row
from voicecoach.hearing.sound_file import read_sound
from voicecoach.hearing.speech_spans import find_speech, speech_probabilities
from voicecoach.measures.edges import quiet_threshold, refine_edges, tidy_speech
from voicecoach.measures.level import LEVEL_HOP_S, Levels, frame_levels
from voicecoach.measures.spans import Spans, as_spans, spans_of_frames
from voicecoach.turns import FRAME_S, Samples

LOUD_RMS = 0.1  # -20 dBFS
GATE = 0.2
BRIDGED_S = 0.5


def ways_rows(folder: Path) -> list[Row]:
    """F1 and missed silences of every way."""
    return [row for name, way in _WAYS.items() for row in _rows(folder, name, way)]


def _rows(folder: Path, name: str, way: Callable[[Samples], Spans]) -> list[Row]:
    group = f"speech found another way: {name}"
    sums, n_missed, n_silences, n_clips = np.zeros(3), 0, 0, 0
    for clip in read_manifest(folder):
        if not clip.speech:
            continue
        samples = read_sound(folder / clip.path)
        truth, found = as_spans(clip.speech), way(samples)
        sums += _agreement(truth, found, len(samples) // 160)
        missed, silences = _missed_silences(truth, found, clip.duration_s)
        n_missed, n_silences, n_clips = n_missed + missed, n_silences + silences, n_clips + 1
    return [
        Row(group, "F1 of 10 ms frames", _f1(sums), 0.95, "", n_clips, is_at_least=True),
        Row(group, "silences of 0.5 s and more missed", 100 * n_missed / max(n_silences, 1), 5,
            "%", n_silences),
    ]  # fmt: skip


def _tidied(is_speech: np.ndarray, levels: Levels) -> Spans:
    return tidy_speech(refine_edges(levels, spans_of_frames(is_speech, hop_s=FRAME_S)))


def _hysteresis(probabilities: np.ndarray, into: float, out_of: float) -> np.ndarray:
    state, states = False, []
    for probability in probabilities:
        state = probability >= (out_of if state else into)
        states.append(state)
    return np.array(states, dtype=bool)


def _with_lower_thresholds(samples: Samples) -> Spans:
    probabilities = speech_probabilities(samples)
    return _tidied(_hysteresis(probabilities, 0.3, 0.15), frame_levels(samples))


def _with_normal_gain(samples: Samples) -> Spans:
    """Bring the loudest tenth of a second of every second to the same level first."""
    rms = np.sqrt(np.mean(np.square(samples))) or 1.0
    return find_speech(np.clip(samples * (LOUD_RMS / rms), -1, 1).astype(np.float32))


def _gated_by_energy(samples: Samples) -> Spans:
    """Ask little of the network where the sound stands out from the room."""
    levels, probabilities = frame_levels(samples), speech_probabilities(samples)
    frames = np.arange(len(probabilities))
    per_frame = FRAME_S / LEVEL_HOP_S
    at = np.minimum((frames * per_frame + per_frame / 2).astype(int), len(levels) - 1)
    stands_out = levels[at] > quiet_threshold(levels)
    is_speech = (probabilities >= 0.5) | ((probabilities >= GATE) & stands_out)
    return _tidied(is_speech, levels)


def _bridged(samples: Samples) -> Spans:
    """Count pauses of half a second inside a turn as speech, as the labels of turns do."""
    joined: list[tuple[float, float]] = []
    for start, end in find_speech(samples).tolist():
        if joined and start - joined[-1][1] < BRIDGED_S:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return as_spans(joined)


_WAYS: dict[str, Callable[[Samples], Spans]] = {
    "as it is": find_speech,
    "lower thresholds (0.3, 0.15)": _with_lower_thresholds,
    "gain brought to -20 dBFS": _with_normal_gain,
    "from 0.2 where it stands out from the room": _gated_by_energy,
    "pauses under 0.5 s counted as speech": _bridged,
}
