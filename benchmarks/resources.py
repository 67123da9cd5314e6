"""What a session costs: cores, memory, and whether memory grows.

    python benchmarks/resources.py [--minutes 10] [--growth-minutes 60] [--json FILE]

First a session at real pace with the base model and the neural voice: processor time divided by
wall time, and the peak of resident memory. Then a long one at fast pace: resident memory at minute
2 and at the end. Budget: 0.5 core, 800 MB, 20 MB of growth.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
from bench_session import (
    ROOT,
    Cues,
    NoScreen,
    TruthfulPlayer,
    load_transcriber,
    run_session,
)

from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import read_learner
from voicecoach.practice import Limits
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import RATE_HZ, Samples

BUDGET = {"cores": 0.5, "peak_mb": 800.0, "growth_mb": 20.0}


class EndlessLearner:
    """Answers every line after a second or after a held silence, until the time is over."""

    def __init__(self, sounds: list[Samples], *, until_s: float) -> None:
        self._sounds, self._until_s = sounds, until_s
        self._rng = random.Random(1)
        self._queue: Samples = np.zeros(0, np.float32)
        self._n_answered = 0
        self._position = 0

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        self._position += n_samples
        if self._position > self._until_s * RATE_HZ:
            return None
        if not len(self._queue) and cues.n_lines_ended > self._n_answered:
            self._n_answered = cues.n_lines_ended
            silence = np.zeros(round(self._rng.choice([0.8, 1.0, 5.0]) * RATE_HZ), np.float32)
            self._queue = np.concatenate([silence, self._rng.choice(self._sounds)])
        block, self._queue = self._queue[:n_samples], self._queue[n_samples:]
        return np.pad(block, (0, n_samples - len(block)))


class MemoryScreen(NoScreen):
    """Looks at the memory of this process as the session goes on."""

    def __init__(self, at_s: float) -> None:
        self._at_s = at_s
        self.early_mb: float | None = None
        self.now_s = 0.0

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        self.now_s = now_s
        if self.early_mb is None and now_s >= self._at_s:
            self.early_mb = resident_mb()


def resident_mb() -> float:
    """Resident memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--growth-minutes", type=float, default=60.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    transcriber = load_transcriber("base")
    persona = load_persona("okafor", find_home())  # the most patient: he walks out last
    sounds = [read_learner(path) for path in sorted((ROOT / "audio/demo").glob("*.wav"))]
    limits = Limits(minutes=24 * 60)

    learner = EndlessLearner(sounds, until_s=options.minutes * 60)
    player = TruthfulPlayer()
    began, cpu = time.monotonic(), time.process_time()
    loop = RecordedLoop(learner, player, is_fast=False)
    run_session(
        persona, learner, player, transcriber, seed=1, limits=limits, sound=loop,
        voice=choose_voice("hibari", persona.voice, Path(tempfile.mkdtemp())),
    )  # fmt: skip
    wall_s = time.monotonic() - began
    cores = (time.process_time() - cpu) / wall_s
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

    screen = MemoryScreen(at_s=120.0)
    total_s, seed = 0.0, 2
    early_mb = None
    while total_s < options.growth_minutes * 60:  # a talk may end before: then another begins
        left_s = options.growth_minutes * 60 - total_s
        screen = MemoryScreen(at_s=120.0 if early_mb is None else 1e9)
        learner = EndlessLearner(sounds, until_s=left_s)
        run_session(
            persona, learner, TruthfulPlayer(), transcriber, seed=seed, limits=limits, screen=screen
        )
        total_s += screen.now_s
        early_mb = early_mb or screen.early_mb
        seed += 1
    growth_mb = resident_mb() - (early_mb or resident_mb())
    report = {
        "real_pace_minutes": wall_s / 60,
        "cores": cores,
        "peak_mb": peak_mb,
        "growth_mb": growth_mb,
        "fast_pace_minutes": total_s / 60,
    }
    for name, value in report.items():
        budget = BUDGET.get(name)
        verdict = "" if budget is None else f"   budget {budget:g}"
        print(f"{name:<20} {value:>9.2f}{verdict}")
    if options.json:
        options.json.write_text(json.dumps({**report, "budget": BUDGET}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
