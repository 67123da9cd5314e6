"""Speech is found in a whole recording, the same whatever the blocks."""

import numpy as np

from voicecoach.hearing.speech_spans import (
    SpeechProbabilities,
    decide_speech,
    find_speech,
    speech_probabilities,
)
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.turns import FRAME_SAMPLES, RATE_HZ

NOISE = np.random.default_rng(1).normal(0, 0.05, RATE_HZ * 3).astype(np.float32)


def test_batches_give_what_single_steps_give() -> None:
    steps = VoiceActivity()
    frames = NOISE[: len(NOISE) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    one_by_one = np.array([steps.probability(frame) for frame in frames])
    assert np.allclose(speech_probabilities(frames.ravel()), one_by_one, atol=1e-5)


def test_blocks_of_any_length_give_the_same() -> None:
    listener = SpeechProbabilities()
    parts = [listener.feed(part) for part in np.split(NOISE, [1, 700, 701, 20_000])]
    together = np.concatenate([*parts, listener.finish()])
    assert np.allclose(together, speech_probabilities(NOISE), atol=1e-5)
    assert len(together) == -(-len(NOISE) // FRAME_SAMPLES)


def test_in_between_the_thresholds_nothing_changes() -> None:
    probabilities = np.array([0.4, 0.6, 0.4, 0.3, 0.4, 0.5], dtype=np.float32)
    assert decide_speech(probabilities).tolist() == [False, True, True, False, False, True]


def test_silence_holds_no_speech() -> None:
    assert find_speech(np.zeros(RATE_HZ, np.float32)).shape == (0, 2)
    assert find_speech(np.zeros(1, np.float32)).shape == (0, 2)
    assert find_speech(np.zeros(0, np.float32)).shape == (0, 2)
