"""The stereo recording of a session: learner left, counterpart right, 16 bit at 16 kHz.

Its header is right after every write, so that a session which is killed leaves a sound file that
any player opens. What is written is on the disk before the talk goes on.
"""

from __future__ import annotations

import os
import wave
from pathlib import Path

import numpy as np

from voicecoach.errors import StoreError
from voicecoach.store.folders import open_private, sync_folder
from voicecoach.turns import RATE_HZ, Samples

WRITE_EVERY_S = 0.5  # of sound: what a kill or a power cut may take
FULL_SCALE = 32768  # as readers divide by it: what is read is what was written


def as_16_bit(learner: Samples, counterpart: Samples) -> np.ndarray:
    """Put both sides side by side as they are stored, shape (n_samples, 2)."""
    stereo = np.stack([learner, counterpart], axis=1)
    return np.clip((stereo * FULL_SCALE).round(), -32768, 32767).astype("<i2")


class UnkeptRecording:
    """Holds both sides in memory until they are measured, for those who want no sound kept."""

    def __init__(self) -> None:
        self._blocks: list[np.ndarray] = []

    def write(self, learner: Samples, counterpart: Samples) -> None:
        """Take in one block of both sides."""
        self._blocks.append(as_16_bit(learner, counterpart))

    def close(self) -> None:
        """Nothing was written, so nothing is to be finished."""

    def sides(self) -> tuple[Samples, Samples]:
        """Both sides, as they would have been read from a file."""
        empty = np.zeros((0, 2), dtype="<i2")
        stereo = np.concatenate([empty, *self._blocks]).astype(np.float32) / np.float32(FULL_SCALE)
        return stereo[:, 0].copy(), stereo[:, 1].copy()


class StereoRecording:
    """Writes both sides, block by block."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._blocks: list[np.ndarray] = []
        self._n_waiting = 0
        try:
            self._file = os.fdopen(open_private(path), "r+b")
            sync_folder(path.parent)
            self._wave = wave.open(self._file, "wb")  # noqa: SIM115 (closed in `close`)
            self._wave.setnchannels(2)
            self._wave.setsampwidth(2)
            self._wave.setframerate(RATE_HZ)
        except OSError as error:
            raise self._cannot_write(error) from error

    def write(self, learner: Samples, counterpart: Samples) -> None:
        """Take in one block of both sides."""
        self._blocks.append(as_16_bit(learner, counterpart))
        self._n_waiting += len(learner)
        if self._n_waiting >= WRITE_EVERY_S * RATE_HZ:
            self.flush()

    def flush(self) -> None:
        """Write out what is waiting, mend the header, and see it onto the disk."""
        if not self._blocks:
            return
        data = np.concatenate(self._blocks).tobytes()
        self._blocks.clear()
        self._n_waiting = 0
        try:
            self._wave.writeframes(data)
            self._sync()
        except OSError as error:
            raise self._cannot_write(error) from error

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write out the rest."""
        try:
            self.flush()
        finally:
            try:
                self._wave.close()
                self._sync()
                self._file.close()
            except OSError as error:
                raise self._cannot_write(error) from error

    def _cannot_write(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self.path}: cannot be written ({error.strerror}); free some space or set "
            "VOICECOACH_HOME to another disk; what was kept so far is still there"
        )
