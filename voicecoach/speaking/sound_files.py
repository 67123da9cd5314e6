"""Sound files of voices: read whatever a system writes, keep lines in private files."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from voicecoach.speaking.shaping import to_16_khz
from voicecoach.turns import RATE_HZ, Samples

FULL_SCALE = 32767.0


def read_rendered(path: Path) -> Samples:
    """Read what an engine wrote, WAV or AIFF or whatever FFmpeg knows, as 16 kHz mono."""
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        mono = samples.mean(axis=1)
    except soundfile.LibsndfileError:
        mono, rate_hz = _read_by_ffmpeg(path)
    return to_16_khz(np.asarray(mono, dtype=np.float32), rate_hz)


def _read_by_ffmpeg(path: Path) -> tuple[Samples, int]:
    import av

    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
            frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
            frames += resampler.resample(None)
    except av.FFmpegError as error:
        raise OSError(f"{path.name} is not a sound file: {error}") from error
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]), RATE_HZ


def to_16_bit(samples: Samples) -> NDArray[np.int16]:
    """Round to what a file holds."""
    return np.asarray(np.rint(np.clip(samples, -1.0, 1.0) * FULL_SCALE), dtype=np.int16)


def from_16_bit(stored: NDArray[np.int16]) -> Samples:
    """Return samples that `to_16_bit` gives back unchanged."""
    return np.asarray(stored / FULL_SCALE, dtype=np.float32)


def write_sound(path: Path, samples: Samples) -> None:
    """Write a sound for others to play; OSError if it cannot be written."""
    try:
        soundfile.write(path, to_16_bit(samples), RATE_HZ, "PCM_16")
    except (soundfile.LibsndfileError, TypeError, ValueError) as error:
        raise OSError(str(error)) from error


def write_line(path: Path, stored: NDArray[np.int16]) -> None:
    """Keep a line with its checksum: whole or not at all, and only for the owner to read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".part-")  # mode 0600
    try:
        with (
            os.fdopen(handle, "wb") as raw,
            soundfile.SoundFile(raw, "w", RATE_HZ, 1, "PCM_16", format="FLAC") as file,
        ):
            file.comment = _checksum(stored)
            file.write(stored)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise


def read_line(path: Path) -> NDArray[np.int16] | None:
    """Read a kept line; None if there is none or it is damaged."""
    try:
        with soundfile.SoundFile(path) as file:
            stored: NDArray[np.int16] = file.read(dtype="int16")
            return stored if file.comment == _checksum(stored) else None
    except (OSError, soundfile.LibsndfileError):
        return None


def _checksum(stored: NDArray[np.int16]) -> str:
    return hashlib.sha256(stored.tobytes()).hexdigest()
