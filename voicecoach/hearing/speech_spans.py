"""Where a recording holds speech: Silero over a whole channel, then edges to 10 ms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.hearing.voice_activity import CONTEXT_SAMPLES, new_state, open_silero
from voicecoach.measures.edges import refine_edges, tidy_speech
from voicecoach.measures.level import Levels, frame_levels
from voicecoach.measures.spans import Spans, spans_of_frames
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples

# Silero's own pair of thresholds: 0.15 lower on the way out, so that a soft word ending does
# not flicker between speech and silence.
SPEECH_FROM = 0.5
SILENCE_BELOW = 0.35
# Frames per run of the network: four seconds. Longer runs are slower (memory traffic).
_BATCH_FRAMES = 128

Probabilities = NDArray[np.float32]  # one per 32 ms


class SpeechProbabilities:
    """Speech probability of each 32 ms of a channel that comes in blocks of any length."""

    def __init__(self) -> None:
        self._session = open_silero()
        self._h, self._c = new_state(), new_state()
        self._kept = np.zeros(CONTEXT_SAMPLES, dtype=np.float32)  # context and unfinished frame

    def feed(self, samples: Samples) -> Probabilities:
        """Take in the next samples; give back the probabilities of the frames they complete."""
        sound = np.concatenate([self._kept, samples.astype(np.float32, copy=False)])
        n_frames = (len(sound) - CONTEXT_SAMPLES) // FRAME_SAMPLES
        self._kept = sound[n_frames * FRAME_SAMPLES :]
        if n_frames == 0:
            return np.zeros(0, dtype=np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(sound, CONTEXT_SAMPLES + FRAME_SAMPLES)
        windows = windows[::FRAME_SAMPLES][:n_frames]
        parts = [
            self._run(windows[first : first + _BATCH_FRAMES])
            for first in range(0, n_frames, _BATCH_FRAMES)
        ]
        return np.concatenate(parts)

    def finish(self) -> Probabilities:
        """Fill the last frame up with silence and give back its probability."""
        n_left = len(self._kept) - CONTEXT_SAMPLES
        if n_left == 0:
            return np.zeros(0, dtype=np.float32)
        return self.feed(np.zeros(FRAME_SAMPLES - n_left, dtype=np.float32))

    def _run(self, windows: NDArray[np.float32]) -> Probabilities:
        probabilities, self._h, self._c = self._session.run(
            None, {"input": np.ascontiguousarray(windows), "h": self._h, "c": self._c}
        )
        return np.asarray(probabilities, dtype=np.float32).ravel()


def speech_probabilities(samples: Samples) -> Probabilities:
    """Speech probability of every 32 ms of a channel, shape (ceil(n_samples / 512),)."""
    listener = SpeechProbabilities()
    return np.concatenate([listener.feed(samples), listener.finish()])


def speech_spans(probabilities: Probabilities, levels: Levels) -> Spans:
    """Stretches of speech in seconds: voice activity, edges refined to 10 ms, tidied."""
    is_speech = decide_speech(probabilities)
    spans = spans_of_frames(is_speech, hop_s=FRAME_S)
    return tidy_speech(refine_edges(levels, spans))


def find_speech(samples: Samples) -> Spans:
    """Stretches of speech of a whole channel in seconds."""
    return speech_spans(speech_probabilities(samples), frame_levels(samples))


def decide_speech(probabilities: Probabilities) -> NDArray[np.bool_]:
    """Decide frame by frame: in from 0.5, out below 0.35, as before in between."""
    is_sure = (probabilities >= SPEECH_FROM) | (probabilities < SILENCE_BELOW)
    last_sure = np.maximum.accumulate(np.where(is_sure, np.arange(len(probabilities)), -1))
    is_speech = probabilities[np.maximum(last_sure, 0)] >= SPEECH_FROM
    return np.asarray(is_speech & (last_sure >= 0))
