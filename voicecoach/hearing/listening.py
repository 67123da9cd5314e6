"""Listening to a whole recording in one pass, keeping only what measures need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.hearing.speech_spans import SpeechProbabilities, decide_speech, speech_spans
from voicecoach.measures.level import frame_levels, intensity_contour
from voicecoach.measures.pitch import keep_own_range, pitch_inside
from voicecoach.measures.spans import NO_SPANS, spans_of_frames
from voicecoach.measures.syllables import find_syllables
from voicecoach.measures.talk import Sound
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples

# About ten seconds, a whole number of frames of every measure (512, 320 and 160 samples).
CHUNK_SAMPLES = 320 * FRAME_SAMPLES


class ChannelListener:
    """Takes one channel in blocks of any length; its memory grows by 1 kB per second of sound.

    Pitch takes half of the time; where nobody asks for it, it is left out.
    """

    def __init__(self, *, hears_pitch: bool = True) -> None:
        self._hears_pitch = hears_pitch
        self._activity = SpeechProbabilities()
        self._waiting: list[Samples] = []
        self._n_waiting = 0
        self._kept: dict[str, list[NDArray[np.float32]]] = {
            name: [] for name in ("probability", "level", "contour", "pitch", "periodicity")
        }

    def feed(self, samples: Samples) -> None:
        """Take in the next samples."""
        self._waiting.append(samples)
        self._n_waiting += len(samples)
        if self._n_waiting < CHUNK_SAMPLES:
            return
        sound = np.concatenate(self._waiting)
        n_whole = len(sound) // CHUNK_SAMPLES * CHUNK_SAMPLES
        for first in range(0, n_whole, CHUNK_SAMPLES):
            self._measure(sound[first : first + CHUNK_SAMPLES], is_last=False)
        self._waiting = [sound[n_whole:]]
        self._n_waiting = len(sound) - n_whole

    def finish(self) -> Sound:
        """Measure what is left and lay the channel out."""
        rest = np.concatenate([*self._waiting, np.zeros(0, dtype=np.float32)])
        self._measure(rest, is_last=True)
        kept = {name: np.concatenate(parts) for name, parts in self._kept.items()}
        levels = kept["level"].astype(np.float64)
        return Sound(
            speech=speech_spans(kept["probability"], levels),
            levels=levels,
            pitch=keep_own_range(kept["pitch"].astype(np.float64)),
            syllables=find_syllables(
                kept["contour"].astype(np.float64), kept["periodicity"].astype(np.float64)
            ),
        )

    def _measure(self, chunk: Samples, *, is_last: bool) -> None:
        probability = self._activity.feed(chunk)
        if is_last:
            probability = np.concatenate([probability, self._activity.finish()])
        spoken = NO_SPANS
        if self._hears_pitch:
            spoken = spans_of_frames(decide_speech(probability), hop_s=FRAME_S)
        voicing = pitch_inside(chunk, spoken)
        found: dict[str, NDArray[np.floating]] = {
            "probability": probability,
            "level": frame_levels(chunk),
            "contour": intensity_contour(chunk),
            "pitch": voicing.pitch_hz,
            "periodicity": voicing.periodicity,
        }
        for name, values in found.items():
            self._kept[name].append(values.astype(np.float32))


def listen(samples: Samples) -> Sound:
    """Listen to a whole channel at once."""
    listener = ChannelListener()
    listener.feed(samples)
    return listener.finish()
