"""A disk so small that it is full in mid-talk: memory, mounted for this process alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

INSIDE = "VOICECOACH_BENCHMARK_OWN_MOUNTS"


def enter_own_mounts() -> None:
    """Begin this program again where it may mount; without that right go on as it is."""
    can = ["unshare", "--map-root-user", "--mount"]
    if INSIDE in os.environ or not _works(*can, "true"):
        return
    os.environ[INSIDE] = "1"
    os.execvp(can[0], [*can, sys.executable, "-m", "benchmarks.reliability", *sys.argv[1:]])


def can_mount() -> bool:
    """Tell whether disks can be made."""
    return INSIDE in os.environ


def make_disk(folder: Path, n_bytes: int) -> None:
    """Put a disk of that size where the folder is."""
    folder.mkdir(mode=0o700)
    options = f"size={n_bytes},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)


def free_space(folder: Path) -> None:
    """Make the disk large."""
    subprocess.run(["mount", "-o", "remount,size=100m", str(folder)], check=True)


def remove_disk(folder: Path) -> None:
    """Take the disk away, and what is on it."""
    subprocess.run(["umount", str(folder)], check=True)


def _works(*arguments: str) -> bool:
    try:
        return subprocess.run(arguments, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
