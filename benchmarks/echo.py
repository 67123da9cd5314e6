"""How often the counterpart answers itself over a loudspeaker, and how often the learner is heard.

    python benchmarks/echo.py [--rooms NAME ...] [--levels -5 0 6] [--seeds 4]
                              [--apm PYTHON] [--json FILE]

Ten minutes of counterpart sound (two neural voices, flite, espeak-ng) through simulated rooms, once
alone and once with real speech breaking in, at the given levels against the echo at the microphone.
Cleaned frames go through the voice activity and the floor of the program. The same sound goes to
no canceller, to a microphone that is shut while the counterpart speaks, and, with --apm, to the
canceller of WebRTC from the package `livekit` in the environment of that Python.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from echoing.material import Scene, make_scene
from echoing.rooms import ROOMS

from voicecoach.hearing.echo import EchoGuard
from voicecoach.hearing.speech_spans import speech_probabilities
from voicecoach.turn_taking.events import BreakIn, LearnerStarted
from voicecoach.turn_taking.floor import Floor, Phase
from voicecoach.turn_taking.frames import HOPS_PER_FRAME, QUIET_DBFS, Frame
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, RATE_HZ

MOST_SELF_INTERRUPTIONS = 0
LEAST_HEARD = 0.85
TAIL_S = 1.0  # after a line: what counts as the room's tail taken for the learner
SYSTEMS = ("ours", "nothing", "half duplex", "webrtc")
WEBRTC = """
import sys, numpy as np
from livekit import rtc
sound = np.load(sys.argv[1])
apm = rtc.AudioProcessingModule(echo_cancellation=True)
def frame(x):
    return rtc.AudioFrame(x.tobytes(), 16000, 1, 160)
mic, ref = ((np.clip(sound[k], -1, 1) * 32767).astype(np.int16) for k in ("mic", "ref"))
out = []
for i in range(0, len(mic) - 159, 160):
    apm.process_reverse_stream(frame(ref[i : i + 160]))
    apm.set_stream_delay_ms(int(sys.argv[3]))
    near = frame(mic[i : i + 160])
    apm.process_stream(near)
    out.append(np.frombuffer(near.data, dtype=np.int16).copy())
np.save(sys.argv[2], np.concatenate(out).astype(np.float32) / 32768)
"""


@dataclass
class Outcome:
    """What the floor made of one scene."""

    break_ins: list[float] = field(default_factory=list)  # when the floor was sure
    starts: list[float] = field(default_factory=list)  # turns begun in a silence
    speech: list[bool] = field(default_factory=list)  # per frame
    modes: list[str] = field(default_factory=list)
    cpu_share: float = 0.0


def clean(scene: Scene, system: str, apm: str | None) -> tuple[np.ndarray, np.ndarray, Outcome]:
    """Run one system; its sound, and which frames it says are echo."""
    n = len(scene.mic) // FRAME_SAMPLES
    outcome = Outcome()
    is_echo = np.zeros(n, bool)
    sound = scene.mic.copy()
    began = time.process_time()
    if system == "ours":
        guard = EchoGuard()
        for k in range(n):
            at = slice(k * FRAME_SAMPLES, (k + 1) * FRAME_SAMPLES)
            cleaned = guard.hear(scene.mic[at], scene.ref[at])
            sound[at], is_echo[k] = cleaned.samples, cleaned.is_echo_likely
            outcome.modes.append(cleaned.mode)
    elif system == "half duplex":
        is_echo = np.array(
            [scene.is_audible(k * FRAME_S - 0.5, (k + 1) * FRAME_S) for k in range(n)]
        )
    elif system == "webrtc":
        assert apm is not None
        with tempfile.TemporaryDirectory() as folder:
            given, got = Path(folder) / "in.npz", Path(folder) / "out.npy"
            np.savez(given, mic=scene.mic, ref=scene.ref)
            delay_ms = str(round(max(0.0, scene.room.path_ms)))
            subprocess.run(
                [apm, "-c", WEBRTC, given, got, delay_ms], check=True, capture_output=True
            )
            sound[: len(np.load(got))] = np.load(got)
    outcome.cpu_share = (time.process_time() - began) / (len(scene.mic) / RATE_HZ)
    return sound, is_echo, outcome


def listen(scene: Scene, sound: np.ndarray, is_echo: np.ndarray, outcome: Outcome) -> Outcome:
    """Let the voice activity and the floor hear the cleaned sound."""
    floor = Floor()
    floor.set_tolerance(None)
    probabilities = speech_probabilities(sound)
    for k in range(len(is_echo)):
        block = sound[k * FRAME_SAMPLES : (k + 1) * FRAME_SAMPLES]
        probability = 0.0 if is_echo[k] else float(probabilities[k])
        frame = frame_of(scene, block, (k + 1) * FRAME_S, probability, is_echo=bool(is_echo[k]))
        for event in floor.hear(frame):
            if isinstance(event, BreakIn):
                outcome.break_ins.append(frame.end_s)
            elif isinstance(event, LearnerStarted):
                outcome.starts.append(frame.end_s)
        outcome.speech.append(floor.gate.is_speech)
        if floor.phase is Phase.LEARNER and not floor.gate.is_speech:
            # The practice decides by words; here the sound just goes on.
            if frame.is_counterpart_audible:
                floor.carry_on(frame.end_s)
            else:
                floor.offer_again(frame.end_s)
    return outcome


def frame_of(scene, block, end_s: float, probability: float, *, is_echo: bool) -> Frame:
    rms = np.sqrt(np.mean(np.square(block.reshape(HOPS_PER_FRAME, -1)), axis=1))
    levels = tuple(float(x) for x in 20 * np.log10(np.maximum(rms, 10 ** (QUIET_DBFS / 20))))
    start_s = end_s - FRAME_S
    return Frame(
        end_s=end_s,
        speech_probability=probability,
        levels_dbfs=(QUIET_DBFS,) * HOPS_PER_FRAME if is_echo else levels,
        is_counterpart_audible=scene.is_audible(start_s, end_s),
        has_line_started=any(start_s <= a < end_s for a, _ in scene.lines),
        has_line_ended=any(start_s <= b < end_s for _, b in scene.lines),
    )


def in_a_tail(scene: Scene, at_s: float) -> bool:
    return any(b <= at_s < b + TAIL_S for _, b in scene.lines)


def first_in(times: list[float], start_s: float, end_s: float) -> float | None:
    return next((t for t in times if start_s <= t <= end_s), None)


def measure(room: str, systems: list[str], options) -> list[dict]:
    """All seeds of one room through all systems."""
    rows = {system: Tally(room, system) for system in systems}
    for seed in range(options.seeds):
        scene = make_scene(ROOMS[room], seed, level_db=None)
        for system, tally in rows.items():
            tally.hear_alone(scene, listen(scene, *clean(scene, system, options.apm)))
        for level_db in options.levels:
            scene = make_scene(ROOMS[room], seed, level_db=level_db)
            nothing = np.zeros(len(scene.mic) // FRAME_SAMPLES, bool)
            plain = listen(scene, scene.learner, nothing, Outcome())
            for system, tally in rows.items():
                outcome = listen(scene, *clean(scene, system, options.apm))
                tally.hear_break_ins(scene, level_db, outcome, plain)
    return [tally.row() for tally in rows.values()]


@dataclass
class Tally:
    """What one system did in one room."""

    room: str
    system: str
    played_s: float = 0.0
    n_self: int = 0
    n_false_starts: int = 0
    tail_s: float = 0.0
    cpu_share: float = 0.0
    modes: Counter = field(default_factory=Counter)
    found: dict = field(default_factory=dict)  # level: extra delay of each break-in, None if lost

    def hear_alone(self, scene: Scene, outcome: Outcome) -> None:
        """Nobody but the counterpart: whatever the floor hears is wrong."""
        self.n_self += len(outcome.break_ins)
        self.n_false_starts += len(outcome.starts)
        spoken = [k * FRAME_S for k, is_speech in enumerate(outcome.speech) if is_speech]
        self.tail_s += FRAME_S * sum(in_a_tail(scene, at_s) for at_s in spoken)
        self.played_s += sum(end_s - start_s for start_s, end_s in scene.lines)
        self.cpu_share = max(self.cpu_share, outcome.cpu_share)
        self.modes.update(outcome.modes)

    def hear_break_ins(
        self, scene: Scene, level_db: float, outcome: Outcome, plain: Outcome
    ) -> None:
        """The learner on top, against the same learner in a room without echo."""
        extras = self.found.setdefault(level_db, [])
        for start_s, end_s in scene.break_ins:
            at_s = first_in(plain.break_ins, start_s, end_s)
            if at_s is None:  # too short or too soft a piece of speech for the rule itself
                continue
            found_s = first_in(outcome.break_ins, start_s, end_s)
            extras.append(None if found_s is None else found_s - at_s)

    def row(self) -> dict:
        """Everything in figures."""
        return {
            "room": self.room,
            "system": self.system,
            "minutes": round(self.played_s / 60, 2),
            "self_interruptions": self.n_self,
            "per_10_min": round(self.n_self * 600 / self.played_s, 2),
            "false_starts": self.n_false_starts,
            "tail_speech_s": round(self.tail_s, 2),
            "cpu_percent": round(100 * self.cpu_share, 2),
            "modes": {mode: round(n / self.modes.total(), 3) for mode, n in self.modes.items()},
            "break_ins": {
                str(level_db): summary(extras) for level_db, extras in self.found.items()
            },
        }


def summary(extras: list) -> dict:
    late = sorted(extra for extra in extras if extra is not None)
    return {
        "n": len(extras),
        "heard": round(len(late) / max(len(extras), 1), 3),
        "extra_median_s": round(statistics.median(late), 3) if late else None,
        "extra_p95_s": round(late[int(0.95 * (len(late) - 1))], 3) if late else None,
    }


def show(row: dict) -> None:
    parts = [
        f"{row['room']:<12} {row['system']:<12} {row['per_10_min']:7.1f} {row['false_starts']:6d}"
    ]
    parts.append(f"{row['tail_speech_s']:7.2f} {row['cpu_percent']:6.2f}")
    for found in row["break_ins"].values():
        late = found["extra_median_s"], found["extra_p95_s"]
        parts.append(f"{found['heard']:6.0%}")
        parts += ["    -" if x is None else f"{x:5.2f}" for x in late]
    print(" ".join(parts), row["modes"] or "", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", nargs="+", default=list(ROOMS))
    parser.add_argument("--levels", nargs="*", type=float, default=[-5.0, 0.0, 6.0])
    parser.add_argument("--systems", nargs="+", default=None, choices=SYSTEMS)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--apm", help="a Python that has the package livekit")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    systems = options.systems or [s for s in SYSTEMS if s != "webrtc" or options.apm]
    print(
        "per room: self-interruptions per 10 min, false turns, tail s, CPU %; then for each level"
    )
    print(f"{options.levels} dB: break-ins heard, extra delay median and p95 in s")
    rows = []
    for room in options.rooms:
        for row in measure(room, systems, options):
            rows.append(row)
            show(row)
        if options.json:
            options.json.write_text(json.dumps(rows, indent=2) + "\n")
    ours = [row for row in rows if row["system"] == "ours"]
    n_self = sum(row["self_interruptions"] for row in ours)
    shares = [found["heard"] for row in ours for found in row["break_ins"].values()]
    print(f"ours: {n_self} self-interruptions; heard at least {min(shares, default=1):.0%}")
    return int(n_self > MOST_SELF_INTERRUPTIONS or min(shares, default=1) < LEAST_HEARD)


if __name__ == "__main__":
    sys.exit(main())
