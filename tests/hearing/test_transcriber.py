"""Whisper hears the same words in a short window as in the full one, and none in noise."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr

from voicecoach.errors import ModelError
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.plausibility import Decoded, is_loop, spoken_words
from voicecoach.hearing.transcriber import (
    LONGEST_CHUNK_S,
    WhisperTranscriber,
    split_at_quiet,
    window_for,
)
from voicecoach.turns import RATE_HZ, Clip, Samples

EVAL_AUDIO = Path(os.environ.get("VOICECOACH_EVAL_AUDIO", "../shared/eval/audio"))
CLEAR_SPEECH = (
    "jfk",
    "libri-2412-153948-0000",
    "librivox-0870",
    "librivox-0890",
    "lj002-0020",
    "lj002-0035",
    "mfa-thoughts",
    "mfa-whisper2",
)
LINES = (
    "Yes, we can agree to that.",
    "It sounds like the deadline worries you more than the price does.",
    "What would have to be true for you to accept twenty two thousand dollars?",
    "Before we go on, let me say back what I have heard. You need the work by the first of March,"
    " you have a board to answer to, and you cannot be seen to give way on the fee.",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def tiny(cache: Path) -> WhisperTranscriber:
    transcriber = WhisperTranscriber(
        locate_model("tiny.en", path=None, cache=cache), name="tiny.en"
    )
    transcriber.warm_up()
    return transcriber


@pytest.fixture(scope="module")
def base(cache: Path) -> WhisperTranscriber:
    return WhisperTranscriber(locate_model("base", path=None, cache=cache), name="base")


def by_flite(text: str, folder: Path, voice: str = "slt") -> Clip:
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", folder / "said.wav"], check=True)
    return Clip(soundfile.read(folder / "said.wav", dtype="float32")[0], start_s=0.0)


def by_hibari(text: str) -> Clip:
    hibari = pytest.importorskip("hibari")
    return Clip(soxr.resample(hibari.Hibari()(text, seed=1), 24_000, RATE_HZ), start_s=0.0)


def recording(name: str) -> Clip:
    path = EVAL_AUDIO / f"{name}.flac"
    if not path.exists():
        pytest.skip(f"no {path}; set VOICECOACH_EVAL_AUDIO to a folder with labelled recordings")
    return Clip(soundfile.read(path, dtype="float32")[0], start_s=0.0)


def words(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9' ]", " ", text.lower()).split()


def words_in_full_window(transcriber: WhisperTranscriber, clip: Clip) -> list[str]:
    """The words by faster-whisper's own path, which pads every clip to 30 s."""
    whisper: Any = transcriber._whisper
    segments, _info = whisper.transcribe(
        clip.samples,
        language="en",
        beam_size=1,
        temperature=0.0,
        without_timestamps=True,
        condition_on_previous_text=False,
    )
    return words(" ".join(segment.text for segment in segments))


@pytest.mark.model
@pytest.mark.parametrize("name", CLEAR_SPEECH)
def test_a_short_window_gives_the_same_words_of_a_recording(
    base: WhisperTranscriber, name: str
) -> None:
    clip = recording(name)
    assert window_for(clip.duration_s) < 30
    assert words(base.transcribe(clip).text) == words_in_full_window(base, clip)


@pytest.mark.model
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("model", ["tiny", "base"])
def test_a_short_window_gives_the_same_words_of_a_synthetic_voice(
    model: str, line: str, request: pytest.FixtureRequest
) -> None:
    transcriber: WhisperTranscriber = request.getfixturevalue(model)
    clip = by_hibari(line)
    assert words(transcriber.transcribe(clip).text) == words_in_full_window(transcriber, clip)


@pytest.mark.model
def test_the_twenty_second_window_gives_the_same_words(base: WhisperTranscriber) -> None:
    clip = by_hibari(" ".join((LINES[0], *LINES[2:])))
    assert window_for(clip.duration_s) == 20
    assert words(base.transcribe(clip).text) == words_in_full_window(base, clip)


@pytest.mark.model
@pytest.mark.parametrize("line", LINES[:2])
def test_the_short_window_hears_what_flite_said(
    base: WhisperTranscriber, line: str, tmp_path: Path
) -> None:
    clip = by_flite(line, tmp_path)
    heard = words(base.transcribe(clip).text)
    assert heard == words_in_full_window(base, clip)
    assert len(set(heard) & set(words(line))) >= 0.7 * len(set(words(line)))


@pytest.mark.model
def test_a_clip_longer_than_a_window_is_heard_to_the_end(tiny: WhisperTranscriber) -> None:
    parts = [by_hibari(line).samples for line in LINES]
    pause = np.zeros(RATE_HZ // 2, dtype=np.float32)
    samples = np.concatenate([part for line in parts * 3 for part in (line, pause)])
    assert len(samples) > 40 * RATE_HZ
    heard = words(tiny.transcribe(Clip(samples, start_s=0.0)).text)
    assert len(heard) == pytest.approx(3 * len(words(" ".join(LINES))), rel=0.05)
    assert heard.count("worries") == 3


def hiss(n: int, rng: np.random.Generator) -> Samples:
    return (rng.standard_normal(n) * 0.01).astype(np.float32)


def rumble(n: int, rng: np.random.Generator) -> Samples:
    spectrum = np.fft.rfft(rng.standard_normal(n)) / np.sqrt(np.arange(1, n // 2 + 2))
    noise = np.fft.irfft(spectrum, n)
    return (0.01 * noise / noise.std()).astype(np.float32)


def keyboard(n: int, rng: np.random.Generator) -> Samples:
    samples = rng.standard_normal(n) * 1e-4
    click = np.exp(-np.arange(400) / 60)
    for start in rng.integers(0, n - 400, n // 4000):
        samples[start : start + 400] += 0.3 * click * rng.standard_normal(400)
    return samples.astype(np.float32)


def silence(n: int, _rng: np.random.Generator) -> Samples:
    return np.zeros(n, dtype=np.float32)


@pytest.mark.model
@pytest.mark.parametrize("duration_s", [0.5, 60.0])
@pytest.mark.parametrize("noise", [hiss, rumble, keyboard, silence])
@pytest.mark.parametrize("model", ["tiny", "base"])
def test_noise_and_silence_hold_no_words(
    model: str,
    noise: Callable[[int, np.random.Generator], Samples],
    duration_s: float,
    request: pytest.FixtureRequest,
) -> None:
    transcriber: WhisperTranscriber = request.getfixturevalue(model)
    samples = noise(int(duration_s * RATE_HZ), np.random.default_rng(7))
    assert transcriber.transcribe(Clip(samples, start_s=0.0)).text == ""


@pytest.mark.model
@pytest.mark.parametrize("line", ["Yes.", "Thank you.", "Anything else?", "No, I am sorry."])
def test_short_answers_are_kept(base: WhisperTranscriber, line: str, tmp_path: Path) -> None:
    transcript = base.transcribe(by_flite(line, tmp_path))
    assert words(transcript.text) == words(line)
    assert transcript.no_speech_probability < 0.3
    assert -1.0 < transcript.mean_log_probability < 0.0


@pytest.mark.model
def test_the_same_sound_gives_the_same_transcript(tiny: WhisperTranscriber) -> None:
    clip = by_hibari(LINES[2])
    assert tiny.transcribe(clip) == tiny.transcribe(clip)


@pytest.mark.model
def test_an_empty_clip_has_no_words(tiny: WhisperTranscriber) -> None:
    assert tiny.transcribe(Clip(np.zeros(0, dtype=np.float32), start_s=0.0)).text == ""


def test_a_folder_that_is_no_whisper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a Whisper"):
        WhisperTranscriber(tmp_path)


def test_long_sound_is_cut_where_it_is_quiet() -> None:
    samples = np.ones(60 * RATE_HZ, dtype=np.float32)
    samples[20 * RATE_HZ : 20 * RATE_HZ + 4800] = 0.0
    chunks = split_at_quiet(samples)
    assert np.array_equal(np.concatenate(chunks), samples)
    assert len(chunks[0]) == pytest.approx(20.15 * RATE_HZ, abs=0.1 * RATE_HZ)
    assert all(len(chunk) <= LONGEST_CHUNK_S * RATE_HZ for chunk in chunks)


@pytest.mark.parametrize(
    "text", ["[BLANK_AUDIO]", "(music playing)", "*coughs*", "♪ la la ♪", "..."]
)
def test_noise_tags_are_not_words(text: str) -> None:
    assert spoken_words(Decoded(text, 0.05, -0.2, 4)) == ""


def test_an_emphatic_repetition_is_not_a_loop() -> None:
    assert not is_loop("No, no, no, no. That is not what we said, and you know it.")
