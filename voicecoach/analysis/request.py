"""What is to be analysed: one recording, or one file for each side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from voicecoach.errors import SettingsError

ChannelName = Literal["learner", "counterpart", "both", "skip"]
CHANNEL_NAMES: tuple[ChannelName, ...] = get_args(ChannelName)


@dataclass(frozen=True, slots=True)
class Request:
    """One talk to be measured."""

    path: Path  # both sides, or the learner alone
    counterpart: Path | None = None  # the other side, where it has a file of its own
    channels: tuple[ChannelName, ...] = ()  # of `path`, in order; empty: find out


def parse_channels(text: str) -> tuple[ChannelName, ...]:
    """Read the value of `--channels`, such as "learner,counterpart"."""
    names = tuple(name.strip().lower() for name in text.split(","))
    known = {str(name): name for name in CHANNEL_NAMES}
    for name in names:
        if name not in known:
            raise SettingsError(
                f"--channels {text}: there is no '{name}'; use {', '.join(CHANNEL_NAMES)}, "
                "one per channel, as in learner,counterpart"
            )
    speaking = [name for name in names if name != "skip"]
    if "both" in speaking and len(speaking) > 1:
        raise SettingsError(f"--channels {text}: 'both' stands alone; the rest must be skip")
    if len(set(speaking)) < len(speaking) or not set(speaking) & {"learner", "both"}:
        raise SettingsError(f"--channels {text}: name exactly one channel learner (or both)")
    return tuple(known[name] for name in names)
