"""Any recording comes out right, or with a clear message."""

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from voicecoach.errors import RecordingError
from voicecoach.hearing.sound_file import open_sound, read_channels, read_sound
from voicecoach.turns import RATE_HZ


def tone(*, rate_hz: int = RATE_HZ, duration_s: float = 2.0, pitch_hz: float = 220) -> np.ndarray:
    times = np.arange(round(duration_s * rate_hz)) / rate_hz
    return 0.5 * np.sin(2 * np.pi * pitch_hz * times)


def pitch_of(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE_HZ / len(samples)


def write_with_av(path: Path, samples: np.ndarray, *, codec: str, rate_hz: int) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (samples[None] * 32767).astype(np.int16), format="s16", layout="mono"
        )
        frame.sample_rate = rate_hz
        for resampled in av.AudioResampler(
            format=stream.codec_context.format, rate=rate_hz
        ).resample(frame):
            container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 44_100, 48_000, 96_000])
def test_every_rate_comes_out_at_16_khz(tmp_path: Path, rate_hz: int) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(rate_hz=rate_hz), rate_hz)
    samples = read_sound(path)
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(2 * RATE_HZ, abs=2)
    assert pitch_of(samples) == pytest.approx(220, abs=1)
    middle = samples[8000:24000]
    assert 20 * np.log10(np.sqrt(np.mean(middle**2))) == pytest.approx(-9.03, abs=0.05)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_every_sample_format_is_read_alike(tmp_path: Path, subtype: str) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(), RATE_HZ, subtype=subtype)
    assert read_sound(path) == pytest.approx(tone(), abs=0.01)


@pytest.mark.parametrize("name", ["tone.flac", "tone.ogg", "tone.mp3", "tone.aiff"])
def test_common_formats_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    soundfile.write(path, tone(), RATE_HZ)
    samples = read_sound(path)
    assert pitch_of(samples) == pytest.approx(220, abs=1)
    assert len(samples) == pytest.approx(2 * RATE_HZ, abs=0.1 * RATE_HZ)


@pytest.mark.parametrize(
    ("name", "codec"), [("memo.m4a", "aac"), ("voice.opus", "libopus"), ("talk.mp4", "aac")]
)
def test_phone_formats_are_read(tmp_path: Path, name: str, codec: str) -> None:
    path = tmp_path / name
    write_with_av(path, tone(rate_hz=48_000), codec=codec, rate_hz=48_000)
    assert pitch_of(read_sound(path)) == pytest.approx(220, abs=1)


def test_channels_stay_apart_and_mix_to_one(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.stack([tone(), np.zeros(2 * RATE_HZ)], axis=1), RATE_HZ)
    left, right = read_channels(path)
    assert left == pytest.approx(tone(), abs=1e-3)
    assert not right.any()
    assert read_sound(path) == pytest.approx(tone() / 2, abs=1e-3)


def test_blocks_join_without_a_seam(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, tone(rate_hz=44_100, duration_s=25), 44_100)
    samples = read_sound(path)
    assert len(samples) == pytest.approx(25 * RATE_HZ, abs=2)
    ideal = tone(duration_s=25)
    assert samples[1600 : 24 * RATE_HZ] == pytest.approx(ideal[1600 : 24 * RATE_HZ], abs=2e-3)


def test_one_sample_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    soundfile.write(path, np.array([0.25]), RATE_HZ)
    assert read_sound(path) == pytest.approx([0.25], abs=1e-4)


def test_sound_a_little_over_full_scale_is_clipped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, 3 * tone(), RATE_HZ, subtype="FLOAT")
    assert np.max(np.abs(read_sound(path))) == 1.0


def test_a_cut_off_file_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    soundfile.write(path, tone(duration_s=10), RATE_HZ)
    path.write_bytes(path.read_bytes()[: 5 * RATE_HZ * 2])
    assert len(read_sound(path)) == pytest.approx(5 * RATE_HZ, abs=100)


def test_a_cut_off_flac_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.flac"
    noise = np.random.default_rng(1).normal(0, 0.1, 30 * RATE_HZ)
    soundfile.write(path, noise, RATE_HZ)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with open_sound(path) as sound:
        read_s = sum(block.shape[1] for block in sound.blocks()) / RATE_HZ
        assert 5 < read_s < 16
        assert "cut off" in sound.notes[0]


def write_wav(path: Path, samples: np.ndarray, *, rate_hz: int = RATE_HZ) -> None:
    soundfile.write(path, samples, rate_hz, subtype="FLOAT")


BAD_FILES = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("Not a recording, whatever its name says.\n" * 20),
    "noise": lambda path: path.write_bytes(np.random.default_rng(1).bytes(20_000)),
    "no samples": lambda path: soundfile.write(path, np.zeros(0), RATE_HZ),
    "header only": lambda path: path.write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt \x10"),
    "nan": lambda path: write_wav(path, np.where(np.arange(2 * RATE_HZ) == RATE_HZ, np.nan, 0)),
    "wrong scale": lambda path: write_wav(path, 32767 * tone()),
    "slow": lambda path: write_wav(path, tone(), rate_hz=1_000),
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("empty", "empty"),
        ("text", "is text, not sound"),
        ("noise", "cannot be read as sound"),
        ("no samples", "not one sample"),
        ("header only", "bad.wav: cannot be read"),
        ("nan", r"NaN or infinity\), first at 1.00 s"),
        ("wrong scale", "full scale is 1"),
        ("slow", "sample rate of 1000 Hz"),
        ("folder", "is a folder"),
    ],
)
def test_what_cannot_be_read_is_told_clearly(tmp_path: Path, kind: str, message: str) -> None:
    path = tmp_path / "bad.wav"
    BAD_FILES[kind](path)
    with pytest.raises(RecordingError, match=message) as caught:
        read_sound(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told_clearly(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no such file"):
        read_sound(tmp_path / "gone.wav")


def test_a_picture_holds_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(3):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(RecordingError, match="holds no sound"):
        read_sound(path)


def test_a_cut_off_m4a_is_told_clearly(tmp_path: Path) -> None:
    path = tmp_path / "memo.m4a"
    write_with_av(path, tone(rate_hz=48_000), codec="aac", rate_hz=48_000)
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(RecordingError, match="cannot be read as sound"):
        read_sound(path)
