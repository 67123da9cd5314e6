"""Hours of sessions in one process: what grows, and whether the clock stays with the sound."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reliability.talking import hold, load, recorded
from benchmarks.reliability.victims import DEMO
from voicecoach.turns import RATE_HZ

MOST_GROWTH_MB = 20.0
MOST_DRIFT_MS = 10.0
N_WARM = 2  # sessions until everything has been loaded once
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
IDLE = "- hold: 60\n"


@dataclass(frozen=True)
class Look:
    """How the process stands after one session."""

    sound_s: float
    resident_mb: float
    n_handles: int
    n_threads: int
    drift_ms: float  # end of the journal against the length of the recording


class QuietScreen:
    """Shows nothing."""

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None: ...

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None: ...

    def notice(self, text: str) -> None: ...


def endure(hours: float, idle_hours: float, longest_s: float) -> list[Look]:
    """Hold the demonstration again and again, then one session in which nobody says anything.

    Parameters
    ----------
    hours, idle_hours : float
        Of sound.
    longest_s : float
        Of the wall clock; what has been held by then is what there is.
    """
    looks: list[Look] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VOICECOACH_HOME"] = folder
        recogniser = load("tiny.en")

        def look_after(script: Path, minutes: float) -> Look:
            sound = recorded(script, is_fast=True)
            return _look(hold(QuietScreen(), recogniser, sound, is_fast=True, minutes=minutes))

        while sum(look.sound_s for look in looks) < hours * 3600:
            looks.append(look_after(DEMO, 30))
            if time.monotonic() - began > longest_s:
                break
        if idle_hours:
            script = Path(folder) / "idle.yaml"
            # A minute at a time: the microphone that plays a script holds a silence in memory.
            script.write_text(IDLE * round(idle_hours * 60))
            looks.append(look_after(script, idle_hours * 60 + 10))
    return looks


def _look(session: Path) -> Look:
    import gc
    import wave

    from voicecoach.store.session_folder import load_events

    gc.collect()
    with wave.open(str(session / "sound.wav")) as sound:
        sound_s = sound.getnframes() / RATE_HZ
    end_s = next(e["at_s"] for e in reversed(load_events(session)) if e["event"] == "ended")
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Look(
        sound_s=sound_s,
        resident_mb=pages * PAGE_BYTES / 1e6,
        n_handles=len(list(Path("/proc/self/fd").iterdir())),
        n_threads=len(list(Path("/proc/self/task").iterdir())),
        drift_ms=abs(end_s - sound_s) * 1000,
    )


def summary(looks: list[Look]) -> dict[str, Any]:
    """What changed from the first warm session to the last."""
    first, last = looks[min(N_WARM, len(looks)) - 1], looks[-1]
    return {
        "n_sessions": len(looks),
        "hours_of_sound": sum(look.sound_s for look in looks) / 3600,
        "growth_mb": last.resident_mb - first.resident_mb,
        "resident_mb": [round(look.resident_mb, 1) for look in looks],
        "handles": [first.n_handles, last.n_handles],
        "threads": [first.n_threads, last.n_threads],
        "python_threads": threading.active_count(),
        "longest_session_h": max(look.sound_s for look in looks) / 3600,
        "drift_ms": max(look.drift_ms for look in looks),
    }


def is_fine(told: dict[str, Any]) -> bool:
    """Within what was asked for."""
    return bool(
        told["growth_mb"] < MOST_GROWTH_MB
        and told["handles"][0] == told["handles"][1]
        and told["threads"][0] == told["threads"][1]
        and told["drift_ms"] <= MOST_DRIFT_MS
    )
