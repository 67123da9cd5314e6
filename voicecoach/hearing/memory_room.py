"""How much memory this program may still take, where Linux says so, and taking no more of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# A model is read whole and made smaller: base took 261 MB for a file of 145, tiny.en 174 for 75.
LOADING = 2.0
AFTERWARDS_BYTES = 150_000_000  # recognising long clips, the voice, and measuring
# Packed for Intel's library, the weights of Whisper base reserve 1.3 GB, of which 0.3 GB are used.
AMPLE_BYTES = 2_000_000_000
PACKING = "CT2_PACKED_GEMM"
GROUPS = Path("/sys/fs/cgroup")
_FIGURES = {  # of a group of processes, by what the kernel calls them: version 2, version 1
    "limit": ("memory.max", "memory.limit_in_bytes"),
    "used": ("memory.current", "memory.usage_in_bytes"),
}
_KEPT_FILES = ("inactive_file", "active_file")  # given back as soon as somebody needs the room


def has_room_for(model: Path) -> bool:
    """Tell whether the model in a folder can be loaded; where nobody knows, it is tried."""
    room = room_bytes()
    needed = LOADING * (model / "model.bin").stat().st_size + AFTERWARDS_BYTES
    return room is None or room >= needed


def room_bytes() -> int | None:
    """How much memory is free for us: on the machine, by our own limit, and in our group."""
    rooms = [_machine_room(), _reserved_room(), *(_group_room(folder) for folder in _groups())]
    known = [room for room in rooms if room is not None]
    return min(known) if known else None


def reserve_little() -> None:
    """Leave weights unpacked where what is reserved is capped: the same words, somewhat later.

    CTranslate2 looks at this when it loads its first model.
    """
    if any(limit < AMPLE_BYTES for limit, _ in _limits()):
        os.environ.setdefault(PACKING, "0")


def _reserved_room() -> int | None:
    rows = _rows(Path("/proc/self/status"))
    rooms = [limit - 1024 * rows[name] for limit, name in _limits() if name in rows]
    return min(rooms) if rooms else None


def _limits() -> list[tuple[int, str]]:
    """What this process may reserve at the most, and under which name it is counted."""
    if sys.platform == "win32":
        return []
    import resource

    kinds = ((resource.RLIMIT_DATA, "VmData:"), (resource.RLIMIT_AS, "VmSize:"))
    limits = [(resource.getrlimit(kind)[0], name) for kind, name in kinds]
    return [(limit, name) for limit, name in limits if limit != resource.RLIM_INFINITY]


def _machine_room() -> int | None:
    rows = _rows(Path("/proc/meminfo"))
    if "MemAvailable:" not in rows:
        return None
    return 1024 * (rows["MemAvailable:"] + rows.get("SwapFree:", 0))


def _groups() -> list[Path]:
    """The folders in which the kernel tells of our group; version 1 has one for each resource."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        _, kinds, path = line.split(":", 2)
        if kinds in ("", "memory"):
            found.append(GROUPS / kinds / path.lstrip("/"))
    return found


def _group_room(folder: Path) -> int | None:
    limit, used = (_figure(folder, name) for name in ("limit", "used"))
    if limit is None or used is None:
        return None
    rows = _rows(folder / "memory.stat")
    return limit - used + sum(rows.get(name, 0) for name in _KEPT_FILES)


def _figure(folder: Path, name: str) -> int | None:
    for file in _FIGURES[name]:
        try:
            return int((folder / file).read_text())
        except (OSError, ValueError):  # not there, or "max"
            continue
    return None


def _rows(path: Path) -> dict[str, int]:
    """Read lines of a name and a number."""
    try:
        lines = [line.split() for line in path.read_text().splitlines()]
    except OSError:
        return {}
    return {line[0]: int(line[1]) for line in lines if len(line) > 1 and line[1].isdigit()}
