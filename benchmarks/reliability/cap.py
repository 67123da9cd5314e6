"""A cap on resident memory, by a control group of our own; only where we may make one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
NAME = "voicecoach-benchmark"
# What the kernel calls it: version 1, version 2.
LIMITS = ("memory.limit_in_bytes", "memory.max")
PEAKS = ("memory.max_usage_in_bytes", "memory.peak")


@contextmanager
def resident_cap(n_bytes: int) -> Iterator[Path | None]:
    """Make a group that may hold so much memory; None where that cannot be done."""
    group = next((g / NAME for g in (GROUPS / "memory", GROUPS) if _has_memory(g)), None)
    if group is None or not _made(group, n_bytes):
        yield None
        return
    try:
        yield group
    finally:
        group.rmdir()


def enter(group: Path) -> None:
    """Put this process into the group; from now on its memory counts."""
    (group / "cgroup.procs").write_text(str(os.getpid()))


def peak_bytes(group: Path) -> int:
    """The most that the group has held, with the files that it read."""
    return int(_one_of(group, PEAKS).read_text())


def _has_memory(parent: Path) -> bool:
    return any((parent / name).exists() for name in ("memory.limit_in_bytes", "memory.pressure"))


def _made(group: Path, n_bytes: int) -> bool:
    try:
        group.mkdir(exist_ok=True)
        _one_of(group, LIMITS).write_text(str(n_bytes))
    except OSError:
        with suppress(OSError):
            group.rmdir()
        return False
    return True


def _one_of(group: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        if (group / name).exists():
            return group / name
    raise FileNotFoundError(f"{group} has none of {', '.join(names)}")
