"""Both sides of a recording, heard in one pass over its file or files."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from voicecoach.analysis.request import ChannelName, Request
from voicecoach.errors import SettingsError
from voicecoach.hearing.listening import ChannelListener
from voicecoach.hearing.sound_file import Block, SoundFile, open_sound
from voicecoach.measures.talk import Sound
from voicecoach.turns import RATE_HZ

# Two channels that agree this well carry the same sound.
SAME_SOUND = 0.98

Progress = Callable[[float], None]  # share done, 0 to 1


@dataclass(frozen=True, slots=True)
class Sides:
    """Who was heard, and where: a channel is (file, index), index None for the mix of all."""

    learner: Sound
    learner_at: tuple[Path, int | None]
    counterpart: Sound | None = None
    counterpart_at: tuple[Path, int | None] | None = None
    is_mixed: bool = False  # both speakers on the learner's channel
    duration_s: float = 0.0
    notes: list[str] = field(default_factory=list)


def hear_sides(request: Request, on_progress: Progress) -> Sides:
    """Hear everything that a request names."""
    if request.counterpart is None:
        return _hear_one_file(request, on_progress)
    first = _hear_one_file(
        Request(request.path, channels=("learner",)), lambda share: on_progress(share / 2)
    )
    second = _hear_one_file(
        Request(request.counterpart, channels=("learner",)),
        lambda share: on_progress(0.5 + share / 2),
    )
    return Sides(
        learner=first.learner,
        learner_at=first.learner_at,
        counterpart=second.learner,
        counterpart_at=second.learner_at,
        duration_s=max(first.duration_s, second.duration_s),
        notes=[
            *first.notes,
            *second.notes,
            "two files: taken to begin at the same moment",
        ],
    )


def _hear_one_file(request: Request, on_progress: Progress) -> Sides:
    with open_sound(request.path) as file:
        names = _names(file, request)
        mixing = names == ("learner",) and file.n_channels > 1
        ear = _Ear(1 if mixing else file.n_channels, names)
        with ThreadPoolExecutor(max_workers=2) as pool:
            for block in file.blocks():
                ear.feed(block.mean(axis=0, keepdims=True) if mixing else block, pool)
                if file.declared_s:
                    on_progress(min(1.0, ear.n_samples / RATE_HZ / file.declared_s))
        return ear.sides(file)


def _names(file: SoundFile, request: Request) -> tuple[ChannelName, ...]:
    """Name every channel; empty where one must find out whether two differ."""
    if not request.channels:
        if file.n_channels > 2:
            raise SettingsError(
                f"{file.path}: has {file.n_channels} channels; say who is on each, "
                f"as in --channels learner,counterpart{',skip' * (file.n_channels - 2)}"
            )
        return ("learner",) if file.n_channels == 1 else ()
    if request.channels in (("learner",), ("both",)):
        return request.channels
    if len(request.channels) != file.n_channels:
        raise SettingsError(
            f"{file.path}: has {file.n_channels} channel(s), --channels names "
            f"{len(request.channels)}; name every one (learner, counterpart, both, skip)"
        )
    return request.channels


class _Ear:
    """Hears the named channels of one file, and how alike two of them are."""

    def __init__(self, n_channels: int, names: tuple[ChannelName, ...]) -> None:
        self._names = names
        self._is_open = not names  # two channels whose owners are not known yet
        wanted: list[ChannelName] = list(names) or ["learner", "counterpart"]
        if n_channels < len(wanted):
            wanted = wanted[:n_channels]
        self._listeners = {
            index: ChannelListener(hears_pitch=name == "learner")
            for index, name in enumerate(wanted)
            if name != "skip"
        }
        self._wanted = wanted
        self._moments = np.zeros(5)
        self.n_samples = 0

    def feed(self, block: Block, pool: ThreadPoolExecutor) -> None:
        """Hear the next block on all channels at once."""
        self.n_samples += block.shape[1]
        if self._names == ("both",) and len(block) > 1:
            block = block.mean(axis=0, keepdims=True)
        if self._is_open:
            left, right = block[0].astype(np.float64), block[1].astype(np.float64)
            self._moments += [
                left.sum(), right.sum(), (left * left).sum(), (right * right).sum(),
                (left * right).sum(),
            ]  # fmt: skip
        waiting = [
            pool.submit(listener.feed, block[index]) for index, listener in self._listeners.items()
        ]
        for done in waiting:
            done.result()

    def sides(self, file: SoundFile) -> Sides:
        """Give back who was heard."""
        sounds = {self._wanted[i]: (ear.finish(), i) for i, ear in self._listeners.items()}
        notes = [*file.notes]
        is_mixed = "both" in sounds
        learner, index = sounds["both" if is_mixed else "learner"]
        counterpart, other = sounds.get("counterpart", (None, None))
        if self._is_open and self._is_same_sound():
            counterpart = other = None
            notes.append("both channels carry the same sound: taken for one speaker")
        mixed_in = file.n_channels > 1 and len(self._names) == 1
        return Sides(
            learner=learner,
            learner_at=(file.path, None if mixed_in else index),
            counterpart=counterpart,
            counterpart_at=None if other is None else (file.path, other),
            is_mixed=is_mixed,
            duration_s=self.n_samples / RATE_HZ,
            notes=notes,
        )

    def _is_same_sound(self) -> bool:
        sum_left, sum_right, left, right, both = self._moments / max(self.n_samples, 1)
        spread = (left - sum_left**2) * (right - sum_right**2)
        return bool(spread > 0 and (both - sum_left * sum_right) / np.sqrt(spread) > SAME_SOUND)
