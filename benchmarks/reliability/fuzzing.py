"""Feed bent data to everything that reads, and watch for tracebacks, hangs and strange files."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.reliability.requests import ask_many
from benchmarks.reliability.targets import TARGETS, Workshop
from voicecoach.errors import VoicecoachError

LONGEST_S = 5.0  # of processor time
LONGEST_WALL_S = 60.0  # whatever else the machine does
# Of every thousand cases; what is slow gets fewer.
SHARES = {
    "sound": 300, "persona": 12, "prep": 140, "script": 120, "journal": 25, "drills": 3,
    "settings": 120, "kept": 70, "moves": 40, "lines": 100, "arguments": 20, "requests": 50,
}  # fmt: skip


class HangError(Exception):
    """A case took too long."""


@dataclass
class Fuzzed:
    """What came of one target."""

    name: str
    n: int = 0
    n_refused: int = 0  # told as a VoicecoachError
    longest_s: float = 0.0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def fuzz(n_cases: int, seed: int, only: list[str] | None = None) -> list[Fuzzed]:
    """Run so many cases, shared out among the targets."""
    found: list[Fuzzed] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shop = Workshop(root)
        os.environ["VOICECOACH_HOME"] = str(shop.home)
        os.chdir(root)
        outside = watch_writes(root)
        for name in only or SHARES:
            n = max(1, n_cases * SHARES[name] // 1000)
            told = Fuzzed(name)
            if name == "requests":
                _ask(told, n, seed, root)
            else:
                _feed(told, n, seed, shop)
            told.wrong += [f"wrote {path}" for path in sorted(set(outside))]
            outside.clear()
            found.append(told)
    return found


def _feed(told: Fuzzed, n: int, seed: int, shop: Workshop) -> None:
    began = time.perf_counter()
    for number in range(n):
        case = f"{told.name}:{seed}:{number}"
        started = time.process_time()
        try:
            with no_longer_than(LONGEST_S, LONGEST_WALL_S):
                TARGETS[told.name](shop, random.Random(case))
        except VoicecoachError as error:
            told.n_refused += 1
            if not str(error).strip():
                told.wrong.append(f"{case}: says nothing")
        except Exception as error:  # what a user would see as a traceback
            told.wrong.append(f"{case}: {_last_lines(error)}")
        told.longest_s = max(told.longest_s, time.process_time() - started)
        told.n += 1
    told.seconds = time.perf_counter() - began


def _ask(told: Fuzzed, n: int, seed: int, root: Path) -> None:
    began = time.perf_counter()
    told.wrong += ask_many(n, seed, root)
    told.n, told.seconds = n, time.perf_counter() - began


def _last_lines(error: Exception) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "voicecoach" in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}: {' '.join(str(error).split())[:160]}"


@contextmanager
def no_longer_than(cpu_s: float, wall_s: float) -> Iterator[None]:
    """Stop what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise HangError(f"took more than {cpu_s:g} s of the processor or {wall_s:g} s")

    for clock, number, seconds in (
        (signal.ITIMER_PROF, signal.SIGPROF, cpu_s),
        (signal.ITIMER_REAL, signal.SIGALRM, wall_s),
    ):
        signal.signal(number, stop)
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def watch_writes(root: Path) -> list[str]:
    """Note from now on every file outside of `root` that is opened for writing."""
    outside: list[str] = []
    harmless = ("/dev/null", "/dev/tty", "/dev/pts")

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes):
            return
        path, flags = os.fsdecode(arguments[0]), arguments[2]
        if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if path.endswith(".pyc") or "__pycache__" in path or path.startswith(harmless):
            return
        full = os.path.realpath(path)
        if full != str(root) and not full.startswith(f"{root}/"):
            outside.append(full)

    sys.addaudithook(look)
    return outside


def table(found: list[Fuzzed]) -> str:
    """A line for each target."""
    lines = [f"{'what':<10} {'cases':>7} {'refused':>8} {'longest':>8} {'seconds':>8} {'wrong':>6}"]
    lines += [
        f"{f.name:<10} {f.n:>7} {f.n_refused:>8} {f.longest_s:>7.2f}s {f.seconds:>8.1f} "
        f"{len(f.wrong):>6}"
        for f in found
    ]
    return "\n".join([*lines, f"{'all':<10} {sum(f.n for f in found):>7}"])
