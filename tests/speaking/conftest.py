"""Real voices, and a recogniser that hears what they said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.speaking.neural_voice import load_hibari
from voicecoach.turns import RATE_HZ, Clip, Samples

Hear = Callable[[Samples], set[str]]


@pytest.fixture(scope="session", autouse=True)
def _hibari() -> Any:
    """Loaded once: voices share it as long as somebody holds it."""
    return load_hibari()


@pytest.fixture(scope="session")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """What a listener makes of a sound: its words, without order."""
    folder = locate_model("base", path=None, cache=tmp_path_factory.mktemp("cache"))
    transcriber = WhisperTranscriber(folder, name="base")

    def heard(samples: Samples) -> set[str]:
        text = transcriber.transcribe(Clip(samples, start_s=0.0)).text
        return set(re.sub(r"[^a-z0-9' ]", "", text.lower()).split())

    return heard


def pitch_hz(samples: Samples) -> float:
    """The pitch of a voice: the middle of the strongest periods from 60 to 400 Hz."""
    n_frame, periods = 1024, np.arange(RATE_HZ // 400, RATE_HZ // 60)
    found = []
    for start in range(0, len(samples) - n_frame, 512):
        frame = samples[start : start + n_frame]
        spectrum = np.fft.rfft(frame * np.hanning(n_frame), 2 * n_frame)
        echo = np.fft.irfft(np.abs(spectrum) ** 2)
        if echo[0] and echo[periods].max() > 0.5 * echo[0]:
            found.append(RATE_HZ / periods[np.argmax(echo[periods])])
    return float(np.median(found))
