"""Sound files: any recording as 16 kHz sound, whole or block by block."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from voicecoach.errors import RecordingError
from voicecoach.hearing.decoders import (
    Decoder,
    DecodingError,
    FfmpegDecoder,
    Raw,
    SndfileDecoder,
)
from voicecoach.turns import RATE_HZ, Samples

logger = logging.getLogger(__name__)

FORMATS = "WAV, FLAC, MP3, M4A or OGG"
LOWEST_RATE_HZ = 4_000  # below it there is no speech to hear
HIGHEST_RATE_HZ = 768_000
MOST_CHANNELS = 32
# Float files may pass full scale a little; one far beyond it is in another unit.
LOUDEST = 16.0
# Compressed formats round their length up to whole frames and pad the start.
TRUNCATED_BELOW = 0.98

Block = NDArray[np.float32]  # shape (n_channels, n_samples), 16 kHz


@dataclass(slots=True)
class SoundFile:
    """One open recording, read once from start to end."""

    path: Path
    n_channels: int
    rate_hz: int  # of the file, not of the blocks
    declared_s: float | None
    decoder: Decoder
    notes: list[str] = field(default_factory=list)  # what a reader of figures should know

    def blocks(self) -> Iterator[Block]:
        """Yield all channels at 16 kHz in blocks of about ten seconds."""
        resampler = None
        if self.rate_hz != RATE_HZ:
            resampler = soxr.ResampleStream(self.rate_hz, RATE_HZ, self.n_channels, "float32")
        n_read = 0
        for raw in self._raw_blocks():
            checked = self._checked(raw, at_s=n_read / self.rate_hz)
            n_read += len(raw)
            sound = resampler.resample_chunk(checked) if resampler else checked
            if len(sound):
                yield _by_channel(sound)
        if resampler is not None:
            rest = resampler.resample_chunk(
                np.zeros((0, self.n_channels), dtype=np.float32), last=True
            )
            if len(rest):
                yield _by_channel(rest)
        self._check_length(n_read / self.rate_hz)

    def _raw_blocks(self) -> Iterator[Raw]:
        try:
            yield from self.decoder.blocks()
        except DecodingError as error:
            raise RecordingError(_damaged(self.path, str(error))) from error

    def _checked(self, raw: Raw, *, at_s: float) -> Raw:
        is_bad = ~np.isfinite(raw).all(axis=1)
        if is_bad.any():
            where_s = at_s + int(np.argmax(is_bad)) / self.rate_hz
            raise RecordingError(
                f"{self.path}: holds values that are no numbers (NaN or infinity), first at "
                f"{where_s:.2f} s; export it again as 16 bit WAV"
            )
        loudest = float(np.max(np.abs(raw), initial=0.0))
        if loudest > LOUDEST:
            raise RecordingError(
                f"{self.path}: its values reach {loudest:.3g} where full scale is 1; "
                "export it again as 16 bit WAV"
            )
        return np.clip(raw, -1.0, 1.0)

    def _check_length(self, read_s: float) -> None:
        if read_s == 0:
            raise RecordingError(f"{self.path}: holds no sound, not one sample; record it again")
        if self.declared_s and read_s < TRUNCATED_BELOW * self.declared_s - 0.2:
            note = (
                f"cut off or damaged: {read_s:.1f} s could be read of the {self.declared_s:.1f} s "
                "that its header declares"
            )
            self.notes.append(note)
            logger.warning("%s: %s", self.path.name, note)


@contextmanager
def open_sound(path: Path) -> Iterator[SoundFile]:
    """Open a recording of any common format.

    Raises `RecordingError` if it is missing, empty, not sound, damaged or not numbers.
    """
    _check_file(path)
    decoder = _decoder_for(path)
    try:
        _check_header(path, decoder)
        yield SoundFile(path, decoder.n_channels, decoder.rate_hz, decoder.declared_s, decoder)
    finally:
        decoder.close()


def read_channels(path: Path) -> list[Samples]:
    """Read every channel of a recording at 16 kHz."""
    with open_sound(path) as sound:
        whole = np.concatenate(list(sound.blocks()), axis=1)
    return list(whole)


def read_sound(path: Path) -> Samples:
    """Read a recording at 16 kHz, all channels mixed to one."""
    channels = read_channels(path)
    return np.mean(channels, axis=0, dtype=np.float32) if len(channels) > 1 else channels[0]


def _check_file(path: Path) -> None:
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            path.open("rb").close()
    except FileNotFoundError as error:
        raise RecordingError(f"{path}: there is no such file; check the name") from error
    except OSError as error:
        raise RecordingError(
            f"{path}: cannot be opened ({error.strerror}); check its name and permissions"
        ) from error
    except ValueError as error:  # no system has a file of such a name
        raise RecordingError(f"{path!s:.80}: is no name of a file ({error})") from error
    if stat.S_ISDIR(status.st_mode):
        raise RecordingError(f"{path}: is a folder; name a sound file in it")
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, a device never ends
        raise RecordingError(f"{path}: is a pipe or a device; name a sound file")
    if status.st_size == 0:
        raise RecordingError(f"{path}: is empty (0 bytes); record or copy it again")


def _decoder_for(path: Path) -> Decoder:
    try:
        return SndfileDecoder(path)
    except DecodingError:
        pass
    try:
        return FfmpegDecoder(path)
    except DecodingError as error:
        if _is_text(path):
            raise RecordingError(f"{path}: is text, not sound; give a {FORMATS} file") from error
        raise RecordingError(_damaged(path, str(error))) from error


def _check_header(path: Path, decoder: Decoder) -> None:
    if not LOWEST_RATE_HZ <= decoder.rate_hz <= HIGHEST_RATE_HZ:
        raise RecordingError(
            f"{path}: has a sample rate of {decoder.rate_hz} Hz; "
            f"give {LOWEST_RATE_HZ} to {HIGHEST_RATE_HZ} Hz, best 16000 Hz or more"
        )
    if not 1 <= decoder.n_channels <= MOST_CHANNELS:
        raise RecordingError(
            f"{path}: has {decoder.n_channels} channels; give 1 to {MOST_CHANNELS}"
        )


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(512)
    try:
        text = head.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8")
    return all(letter.isprintable() or letter.isspace() for letter in text)


def _damaged(path: Path, words: str) -> str:
    words = words.strip().rstrip(".")
    return f"{path}: cannot be read as sound ({words}); export it again as {FORMATS}"


def _by_channel(sound: Raw) -> Block:
    return np.ascontiguousarray(sound.T, dtype=np.float32)
