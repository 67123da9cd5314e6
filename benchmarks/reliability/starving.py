"""A talk on a machine that has not enough: busy cores, little memory, a slow recogniser.

Each talk runs at real pace in a fork of its own, which says what its learner was told and when.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.reliability import victims
from benchmarks.reliability.cap import enter, peak_bytes, resident_cap
from benchmarks.reliability.talking import hold, load, recorded
from benchmarks.reliability.victims import DEMO, Place
from voicecoach.turns import RATE_HZ

SLOWNESS = 3.0  # seconds of recognition for a second of speech
BUSY = "import time\nuntil = time.monotonic() + {seconds}\nwhile time.monotonic() < until: pass"
SLOWED = ("recognition", "both")  # the usual recogniser; the smaller one as well
LONGEST_S = 180.0
MINUTES = 1.5


class ToldScreen:
    """Keeps what was said to the learner, and how far the clock fell behind."""

    def __init__(self) -> None:
        self.told: list[tuple[float, str]] = []
        self._began: float | None = None
        self.now_s = self.lag_s = 0.0

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        now = time.monotonic()
        if self._began is None:
            self._began = now - now_s
        self.now_s = now_s
        self.lag_s = max(self.lag_s, now - self._began - now_s)

    def notice(self, text: str) -> None:
        self.told.append((round(self.now_s, 1), text))


class SlowTranscriber:
    """The recogniser as it would be on a machine that takes three seconds for one of speech."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.name = f"{real.name}, slowed"

    def unload(self) -> None:
        self._real.unload()

    def transcribe(self, clip: Any) -> Any:
        time.sleep(SLOWNESS * len(clip.samples) / RATE_HZ)
        return self._real.transcribe(clip)


def starve(kinds: list[str]) -> list[dict[str, Any]]:
    """Hold the demonstration once for each kind of want.

    Nothing is loaded before: what a process took over from its parent would count for nobody.
    """
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            place = Place(Path(folder) / kind)
            place.home.mkdir(parents=True)
            rows.append({"want": kind, **_starved(place, kind)})
    return rows


def _starved(place: Place, kind: str) -> dict[str, Any]:
    want, _, size = kind.partition("-")
    with (
        _busy(2 if want == "cores" else 0),
        resident_cap(int(size) * 1_000_000) if want == "resident" else nullcontext() as group,
    ):
        if want == "resident" and group is None:
            return {"code": 0, "left_out": "no control group can be made here"}
        process = victims.begin(place, _work(kind, group))
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        peak = {"group_peak_mb": round(peak_bytes(group) / 1e6)} if group else {}
    last = place.out.read_text(errors="replace").strip().splitlines()[-1:]
    row = json.loads(last[0]) if code == 0 else {"trouble": " ".join(last)}
    return {"code": code, **row, **peak}


@contextmanager
def _busy(n: int) -> Iterator[None]:
    """Load so many cores; each load ends by itself."""
    program = BUSY.format(seconds=LONGEST_S)
    loads = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(n)]
    try:
        yield
    finally:
        for load in loads:
            load.terminate()
            load.wait()


def _work(kind: str, group: Path | None) -> Callable[[], int]:
    def work() -> int:
        want, _, size = kind.partition("-")
        if want == "data":
            limit = int(size) * 1_000_000
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        if group is not None:
            enter(group)
        screen = ToldScreen()
        folder = _hold(screen, kind)
        print(json.dumps(_told(screen, folder)), flush=True)
        return 0

    return work


def _hold(screen: ToldScreen, kind: str) -> Path:
    """Hold the demonstration at real pace with the recognisers that learners have."""
    from voicecoach.assemble import load_transcriber
    from voicecoach.hearing.steady_transcriber import SteadyTranscriber
    from voicecoach.settings import Settings
    from voicecoach.store.folders import find_home

    if kind in SLOWED:

        def smaller() -> Any:
            return SlowTranscriber(load("tiny.en")) if kind == "both" else load("tiny.en")

        transcriber: Any = SteadyTranscriber(SlowTranscriber(load("base")), smaller)
    else:
        settings = Settings(persona="marlow", pace="real")
        transcriber = load_transcriber(settings, find_home(), screen.notice)
    return hold(screen, transcriber, recorded(DEMO, is_fast=False), is_fast=False, minutes=MINUTES)


def _told(screen: ToldScreen, folder: Path) -> dict[str, Any]:
    from voicecoach import session
    from voicecoach.store.session_folder import load_events

    gaps = session.fold(load_events(folder)).response_gaps_s
    return {
        "talk_s": round(screen.now_s, 1),
        "n_answers": len(gaps),
        "gap_median_s": round(statistics.median(gaps), 2) if gaps else None,
        "gap_longest_s": round(max(gaps), 2) if gaps else None,
        "gaps_s": [round(gap, 1) for gap in gaps],
        "most_behind_s": round(screen.lag_s, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "told": screen.told,
    }
