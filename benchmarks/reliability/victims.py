"""Sessions that can be killed: each runs in a fork of this process, which has everything loaded."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.reliability.power import log_syncs
from benchmarks.reliability.witness import WitnessScreen

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "audio" / "demo.yaml"
NAME = "Dana Marlow"  # who speaks first, and often
MODULES = """typed practice review replay history""".split()
LINES = """Good morning. What happened in March, as you see it?
4
It sounds as if you were let down, and nobody told you in time.
How would you like us to have handled the two late filings?
3
So you paid for work that came late, you chased us twice, and you want that to count.
What would make it possible for you to pay the rest?
2
If you pay thirty thousand by the tenth, we take the March work off the bill.
Can you do thirty thousand five hundred, half now and half in July?
Thank you. I will send that in writing tomorrow.
"""


@dataclass(frozen=True)
class Place:
    """Where one victim lives and what it leaves behind."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def witness(self) -> Path:
        return self.root / "witness"

    @property
    def syncs(self) -> Path:
        return self.root / "syncs"

    @property
    def sessions(self) -> list[Path]:
        return sorted(path for path in (self.home / "sessions").glob("*") if path.is_dir())


def load_everything() -> None:
    """Import what a command would, so that a fork begins at once. Starts no thread."""
    for module in MODULES:
        importlib.import_module(f"voicecoach.commands.{module}")
    importlib.import_module("voicecoach.commands.conclusion")


def begin(place: Place, work: Callable[[], int]) -> int:
    """Fork, do the work with a home of its own, and hand back the process id."""
    process = os.fork()
    if process == 0:
        _become(place, work)
    return process


def has_ended(process: int) -> bool:
    """Tell whether a process has ended; it stays to be waited for."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def kill(process: int) -> None:
    """End a process at once."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def wait(process: int, longest_s: float) -> int:
    """Wait for a process and hand back its exit code; -1 if it had to be killed."""
    until = time.monotonic() + longest_s
    while not has_ended(process):
        if time.monotonic() > until:
            kill(process)
            return -1
        time.sleep(0.01)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _become(place: Place, work: Callable[[], int]) -> NoReturn:
    code = 99
    try:
        os.environ["VOICECOACH_HOME"] = str(place.home)
        _redirect(place)
        log_syncs(place.syncs)
        code = work()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # what a user would see as a traceback
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(place: Place) -> None:
    """Give the process files as its standard streams, written through at once."""
    lines = place.root / "lines"
    if not lines.exists():
        lines.write_text(LINES)
    sys.stdin = lines.open(encoding="utf-8")
    out = os.open(place.out, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    sys.stdout = open(out, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (ends with us)
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr = sys.stdout


def command(*arguments: str) -> Callable[[], int]:
    """A command of the program, as work."""

    def work() -> int:
        from voicecoach.cli import main

        return main(arguments)

    return work


def typed(seed: int) -> Callable[[], int]:
    """A typed session, as work."""
    return command("practice", "marlow", "--typed", "--seed", str(seed))


def spoken(place: Place, seed: int, pace: str) -> Callable[[], int]:
    """A spoken session with the smallest recogniser and no audible voice, as work."""

    def work() -> int:
        return hold_spoken(WitnessScreen(place.witness), seed, pace)

    return work


class NoKeys:
    """Gives no commands."""

    def poll(self) -> list[Any]:
        return []


def hold_spoken(screen: Any, seed: int, pace: str) -> int:
    """Hold the demonstration, as `voicecoach practice` does, before a screen of our own."""
    from voicecoach.assemble import assemble
    from voicecoach.commands.conclusion import conclude
    from voicecoach.errors import VoicecoachError
    from voicecoach.settings import Settings
    from voicecoach.sides import find_sides
    from voicecoach.store.cast import load_persona
    from voicecoach.store.folders import find_home

    settings = Settings(
        persona="marlow", script=DEMO, pace=pace, seed=seed, model="tiny.en", voice="silent",
        no_sound=True,
    )  # fmt: skip
    home = find_home()
    ready = assemble(
        settings,
        load_persona("marlow", home),
        home,
        sides=find_sides(settings, lambda _text: None),
        screen=screen,
        controls=NoKeys(),
        tell=lambda _text: None,
    )
    try:
        ready.run()
        conclude(ready.folder.path)
    except VoicecoachError as error:
        print(f"voicecoach: {error}", flush=True)
        return 2
    finally:
        ready.close()
    return 0
