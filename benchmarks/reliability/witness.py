"""What a session had come to at the moment it was killed, told by another than its journal."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

LAYOUT = struct.Struct("<dII")


@dataclass(frozen=True)
class Seen:
    """What must be on disk: the clock, and the turns of both sides that were over."""

    now_s: float
    n_learner: int
    n_counterpart: int


class WitnessScreen:
    """A screen that keeps count in memory which outlives its process.

    A line of the counterpart that becomes audible shows that the line before it is over, and that
    the learner's turn which it answers has been taken.
    """

    def __init__(self, path: Path) -> None:
        self._memory = _mapped(path)
        self._n_theirs = self._n_learners = 0
        self._over = (0, 0)
        self._now_s = 0.0

    def counterpart_speaks(self, name: str, text: str) -> None:
        self._over = (self._n_learners, self._n_theirs)
        self._n_theirs += 1
        self._keep()

    def learner_spoke(self, text: str) -> None:
        self._n_learners += 1

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        self._now_s = now_s
        self._keep()

    def notice(self, text: str) -> None:
        """Nothing to count."""

    def _keep(self) -> None:
        LAYOUT.pack_into(self._memory, 0, self._now_s, *self._over)


def _mapped(path: Path) -> mmap.mmap:
    if not path.exists():
        path.write_bytes(bytes(LAYOUT.size))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), LAYOUT.size)


def read_witness(path: Path) -> Seen:
    """Read what a WitnessScreen has seen; nothing if it never came to be."""
    if not path.exists():
        return Seen(0.0, 0, 0)
    now_s, n_learner, n_counterpart = LAYOUT.unpack(path.read_bytes())
    return Seen(now_s, n_learner, n_counterpart)


def read_captions(path: Path, name: str) -> Seen:
    """Read the same from what a typed talk had printed."""
    over, n_learners, n_theirs = (0, 0), 0, 0
    for line in path.read_text(errors="replace").splitlines():
        if line.startswith(f"{name}: "):
            over, n_theirs = (n_learners, n_theirs), n_theirs + 1
        elif line.startswith("You: "):
            n_learners += 1
    return Seen(0.0, *over)
