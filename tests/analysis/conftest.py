"""A talk whose times are known, made of the recordings that are shipped."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from voicecoach.hearing.sound_file import read_sound
from voicecoach.measures.edges import find_sounding
from voicecoach.measures.level import frame_levels
from voicecoach.turns import RATE_HZ, Samples

AUDIO = Path(__file__).resolve().parents[2] / "audio" / "demo"
# side, recording, silence before it
SCRIPT = (
    (1, "4-summary", 1.0),
    (0, "1-open", 1.0),
    (1, "5-anything-else", 1.0),
    (0, "2-label", 1.0),
    (1, "6-trade", 1.0),
    (0, "3-probe", 4.0),
    (1, "7-limit", 1.0),
    (0, "8-confirm", 1.0),
)


@dataclass(frozen=True)
class KnownTalk:
    """A recording with what is true of it."""

    path: Path
    talk_share: float
    longest_silence_s: float = 4.0
    answered_after_s: float = 1.0


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> KnownTalk:
    """Two speakers on two channels: the learner left, a higher voice right."""
    path = tmp_path_factory.mktemp("talk") / "talk.wav"
    parts = []
    spoken = [0, 0]
    for side, name, silence_s in SCRIPT:
        line = _trimmed(read_sound(AUDIO / f"{name}.wav"))
        if side == 1:
            line = _trimmed(soxr.resample(line, 1.3 * RATE_HZ, RATE_HZ))
        spoken[side] += len(line)
        part = np.zeros((round(silence_s * RATE_HZ) + len(line), 2))
        part[-len(line) :, side] = line
        parts.append(part)
    sound = np.concatenate([*parts, np.zeros((RATE_HZ, 2))])
    sound += np.random.default_rng(1).normal(0, 0.0003, sound.shape)
    soundfile.write(path, sound, RATE_HZ)
    return KnownTalk(path, talk_share=spoken[0] / sum(spoken))


def _trimmed(samples: Samples) -> Samples:
    sounding = find_sounding(frame_levels(samples))
    return samples[round(sounding[0, 0] * RATE_HZ) : round(sounding[-1, 1] * RATE_HZ)]
