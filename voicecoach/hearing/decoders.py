"""Decoders: a sound file as raw blocks at its own rate, through libsndfile or FFmpeg."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Raw = NDArray[np.float32]  # shape (n_samples, n_channels)

BLOCK_S = 10.0


class Decoder(Protocol):
    """One open sound file."""

    rate_hz: int
    n_channels: int
    declared_s: float | None  # what the header says; None if it says nothing

    def blocks(self) -> Iterator[Raw]:
        """Yield the sound in order, about ten seconds at a time."""

    def close(self) -> None:
        """Give the file back."""


class DecodingError(Exception):
    """A decoder can't make sense of the file; the message is the library's own."""


class SndfileDecoder:
    """WAV, FLAC, OGG, MP3, AIFF through libsndfile: exact, seekable, quick."""

    def __init__(self, path: Path) -> None:
        import soundfile

        self._errors = (soundfile.LibsndfileError, RuntimeError, TypeError, ValueError)
        try:
            self._file = soundfile.SoundFile(path)
        except self._errors as error:
            raise DecodingError(str(error)) from error
        self.rate_hz = int(self._file.samplerate)
        self.n_channels = int(self._file.channels)
        self.declared_s = self._file.frames / self.rate_hz if self.rate_hz else None

    def blocks(self) -> Iterator[Raw]:
        """Yield what can be read; stop quietly at damage after the beginning."""
        n_block = max(1, round(BLOCK_S * self.rate_hz))
        has_read = False
        while True:
            try:
                block = self._file.read(n_block, dtype="float32", always_2d=True)
            except self._errors as error:
                if has_read:
                    return
                raise DecodingError(str(error)) from error
            if not len(block):
                return
            has_read = True
            yield block

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class FfmpegDecoder:
    """M4A, AAC, Opus, WMA and the sound of videos through PyAV."""

    def __init__(self, path: Path) -> None:
        import av

        self._av_error = av.error.FFmpegError
        try:
            self._container = av.open(str(path))
        except (self._av_error, ValueError, OSError) as error:
            raise DecodingError(_words_of(error)) from error
        if not self._container.streams.audio:
            self._container.close()
            raise DecodingError("it holds no sound")
        self._stream = self._container.streams.audio[0]
        codec = self._stream.codec_context
        if codec is None:
            self._container.close()
            raise DecodingError("it is in a format that nothing here can decode")
        self.rate_hz = int(codec.sample_rate or 0)
        self.n_channels = int(codec.channels or 0)
        self.declared_s = self._container.duration / 1e6 if self._container.duration else None

    def blocks(self) -> Iterator[Raw]:
        """Yield what can be read; stop quietly at damage after the beginning."""
        from av.audio.resampler import AudioResampler

        to_float = AudioResampler(format="fltp")
        waiting: list[Raw] = []
        n_waiting, has_read = 0, False
        frames = self._container.decode(self._stream)
        while True:
            try:
                frame = next(frames, None)
            except (self._av_error, ValueError) as error:
                if not has_read:
                    raise DecodingError(_words_of(error)) from error
                break
            if frame is None:
                break
            has_read = True
            for converted in to_float.resample(frame):
                waiting.append(self._raw(converted.to_ndarray().astype(np.float32, copy=False)))
                n_waiting += len(waiting[-1])
            if n_waiting >= BLOCK_S * self.rate_hz:
                yield np.concatenate(waiting)
                waiting, n_waiting = [], 0
        if waiting:
            yield np.concatenate(waiting)

    def _raw(self, by_channel: Raw) -> Raw:
        if len(by_channel) != self.n_channels:
            raise DecodingError("the number of its channels changes on the way")
        return by_channel.T.astype(np.float32)

    def close(self) -> None:
        """Close the file."""
        self._container.close()


def _words_of(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
