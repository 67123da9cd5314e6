"""A power cut, as a disk would see it: what was not synced is gone, in part or whole, or zeros."""

from __future__ import annotations

import json
import os
import random
import stat
from pathlib import Path

SECTOR = 512
HEAD = 64  # bytes of a sound file's beginning, which are written over again and again


def log_syncs(log: Path) -> None:
    """From now on write down, for every `os.fsync` of this process, what it made safe."""
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    sync = os.fsync

    def logging_sync(file: int) -> None:
        status = os.fstat(file)
        head = b""
        if stat.S_ISREG(status.st_mode):
            head = os.pread(file, HEAD, 0)
        sync(file)
        row = {"inode": status.st_ino, "size": status.st_size, "head": head.hex()}
        os.write(descriptor, (json.dumps(row) + "\n").encode())

    os.fsync = logging_sync  # type: ignore[assignment]


def cut_power(folder: Path, log: Path, rng: random.Random) -> None:
    """Spoil every file below a folder as far as it was not synced."""
    safe: dict[int, tuple[int, bytes]] = {}
    for line in log.read_text().splitlines() if log.exists() else []:
        row = json.loads(line)
        safe[row["inode"]] = (row["size"], bytes.fromhex(row["head"]))
    for path in folder.rglob("*"):
        if path.is_file():
            size, head = safe.get(path.stat().st_ino, (0, b""))
            _spoil(path, size, head, rng)


def _spoil(path: Path, safe_size: int, head: bytes, rng: random.Random) -> None:
    whole = path.read_bytes()
    tail = bytearray(whole[safe_size:])
    if rng.random() < 0.5:  # its length never reached the disk
        tail = tail[: rng.randint(0, len(tail))]
    for start in range(-safe_size % SECTOR, len(tail), SECTOR):  # nor did some of its sectors
        if rng.random() < 0.3:
            tail[start : start + SECTOR] = bytes(len(tail[start : start + SECTOR]))
    kept = whole[:safe_size] + bytes(tail)
    if head and rng.random() < 0.5:  # the header as it was when it was synced
        kept = head[: len(kept)] + kept[len(head) :]
    path.write_bytes(kept)
