"""The decoder's own distribution tells a whole sentence from one that breaks off."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_channels
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.turns import RATE_HZ, Clip

DEMO = Path(__file__).resolve().parents[2] / "audio" / "demo"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    folder = locate_model("tiny.en", path=None, cache=tmp_path_factory.mktemp("cache"))
    return WhisperTranscriber(folder, name="tiny.en")


def clip(length_s: float | None = None) -> Clip:
    samples = read_channels(DEMO / "2-label.wav")[0]
    return Clip(samples if length_s is None else samples[: round(length_s * RATE_HZ)], start_s=0.0)


@pytest.mark.model
def test_shares_are_probabilities(tiny: WhisperTranscriber) -> None:
    ending = tiny.transcribe(clip()).ending
    assert ending is not None
    assert all(0.0 <= share <= 1.0 for share in astuple(ending))
    assert sum(astuple(ending)) <= 1.0 + 1e-3


@pytest.mark.model
def test_a_sentence_broken_off_is_less_sure_to_be_whole(tiny: WhisperTranscriber) -> None:
    whole, broken = tiny.transcribe(clip()).ending, tiny.transcribe(clip(1.0)).ending
    assert whole is not None
    assert broken is not None
    assert broken.ellipsis > whole.ellipsis
    assert broken.stop < whole.stop


@pytest.mark.model
def test_silence_has_no_text_to_end(tiny: WhisperTranscriber) -> None:
    silent = tiny.transcribe(Clip(np.zeros(RATE_HZ, dtype=np.float32), start_s=0.0))
    assert silent.text == ""
