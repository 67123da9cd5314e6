"""Devices that fail in mid-turn: how long until the talk goes on, and what it took for silence.

Each talk runs over real PortAudio devices in a fork of its own, which writes down its every block.
"""

from __future__ import annotations

import os
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reliability import victims
from benchmarks.reliability.room import LOUDSPEAKER, MICROPHONE, Room, room
from benchmarks.reliability.talking import hold, load
from benchmarks.reliability.victims import ROOT, Place
from voicecoach.turns import FRAME_S, RATE_HZ

AWAY_S = 4.0
MOST_S = 2.0  # from the return of a device
AFTERWARDS_S = 12.0
WARM_S = 8.0
SPOKEN_S = 1.0  # of the turn in which it happens
LONGEST_WAIT_S = LONGEST_END_S = 60.0
STANDSTILL_S = 0.3
SHORTEST_GAP = round(
    STANDSTILL_S * RATE_HZ
)  # samples of exact silence; shorter is a server in a hurry
STOPPED, BACK = "delivers no sound", "is back"


@dataclass(frozen=True)
class Fault:
    """Something that happens to devices, and how it is undone; None: it is for good."""

    name: str
    begins: Callable[[Room], None]
    ends: Callable[[Room], None] | None
    is_pinned: bool = True  # the program uses these devices only, not what becomes the default


def _comes_back(name: str, rate_hz: int = RATE_HZ) -> Callable[[Room], None]:
    def ends(here: Room) -> None:
        here.bring(name, rate_hz)
        here.speak()

    return ends


def _suspend(name: str, on: int) -> Callable[[Room], None]:
    """What the sound server does with a device that another program has reserved."""

    def change(here: Room) -> None:
        here.control("suspend-sink", name, str(on))

    return change


def _another_microphone(here: Room) -> None:
    here.bring("other_in")
    here.speak("other_in")
    here.control("set-default-source", "other_in.monitor")


def _another_loudspeaker(here: Room) -> None:
    here.bring("other_out")
    here.control("set-default-sink", "other_out")


def _replaced(here: Room) -> None:
    _another_microphone(here)
    here.take(MICROPHONE)
    here.speak("other_in")


FAULTS = (
    Fault("microphone", lambda here: here.take(MICROPHONE), _comes_back(MICROPHONE)),
    Fault("loudspeaker", lambda here: here.take(LOUDSPEAKER), _comes_back(LOUDSPEAKER)),
    Fault("rate", lambda here: here.take(MICROPHONE), _comes_back(MICROPHONE, 48_000)),
    Fault(
        "held",
        _suspend(MICROPHONE, 1),
        _suspend(MICROPHONE, 0),
    ),
    Fault(
        "held-loudspeaker",
        _suspend(LOUDSPEAKER, 1),
        _suspend(LOUDSPEAKER, 0),
    ),
    Fault("default-microphone", _another_microphone, None, is_pinned=False),
    Fault("default-loudspeaker", _another_loudspeaker, None, is_pinned=False),
    Fault("replaced", _replaced, None, is_pinned=False),
)


@dataclass
class Failed:
    """What one fault came to."""

    name: str
    resumed_s: float | None = None  # from the return, or from the fault where it is for good
    clock_s: float | None = None  # by which the clock went on meanwhile
    silent_s: float | None = None  # exact silence in the recording: nobody was there to hear
    n_stopped: int = 0  # times it was said
    n_back: int = 0
    n_turns: int = 0  # of the learner, after that
    wrong: list[str] = field(default_factory=list)


class LoggingScreen:
    """Writes down when what was shown; its clock is that of every process here."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", buffering=1)

    def counterpart_speaks(self, name: str, text: str) -> None: ...

    def learner_spoke(self, text: str) -> None:
        self._write("turn", "")

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        self._write("tick", f"{now_s:.3f} {phase}")

    def notice(self, text: str) -> None:
        self._write("notice", text)

    def _write(self, kind: str, text: str) -> None:
        self._file.write(f"{time.monotonic():.3f} {kind} {text}\n")


class EndFile:
    """Ends the talk once a file is there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def poll(self) -> list[Any]:
        return ["end"] if self._path.exists() else []


def fail(only: list[str] | None = None) -> list[Failed]:
    """Hold a talk for each fault."""
    from voicecoach.hearing.sound_file import read_channels

    voice = read_channels(ROOT / "audio" / "demo" / "1-open.wav")[0]
    found: list[Failed] = []
    for fault in FAULTS:
        if only is None or fault.name in only:
            with tempfile.TemporaryDirectory() as folder, room(Path(folder), voice) as here:
                found.append(_failed(fault, here, Place(Path(folder) / "place")))
    return found


def _failed(fault: Fault, here: Room, place: Place) -> Failed:
    place.home.mkdir(parents=True)
    log, end = place.root / "log", place.root / "end"
    here.speak()
    process = victims.begin(place, _talk(fault, here, log, end))
    told = Failed(fault.name)
    if not _wait_for(lambda: _spoken_s(log) >= SPOKEN_S):
        told.wrong.append("no turn was heard")
    began_s = returned_s = time.monotonic()
    fault.begins(here)
    if fault.ends is not None:
        time.sleep(AWAY_S)
        fault.ends(here)
        returned_s = time.monotonic()
    time.sleep(AFTERWARDS_S)
    end.touch()
    code = victims.wait(process, LONGEST_END_S)
    if code != 0:
        told.wrong.append(f"ended with {code}: {place.out.read_text(errors='replace')[-300:]}")
    _judge(told, fault, _rows(log), began_s, returned_s)
    _look_at_sound(told, place)
    return told


def _talk(fault: Fault, here: Room, log: Path, end: Path) -> Callable[[], int]:
    def work() -> int:
        from voicecoach.hearing.devices import find_device
        from voicecoach.hearing.sound_card import SoundCard

        os.environ.update(here.environment)
        if fault.is_pinned:
            os.environ.update(PULSE_SOURCE=f"{MICROPHONE}.monitor", PULSE_SINK=LOUDSPEAKER)
        recogniser = load("tiny.en")

        def make_sound(player: Any) -> Any:
            return SoundCard(
                player,
                microphone=find_device(None, "input"),
                loudspeaker=find_device(None, "output"),
            )

        hold(
            LoggingScreen(log),
            recogniser,
            make_sound,
            is_fast=False,
            minutes=3,
            controls=EndFile(end),
        )
        return 0

    return work


Row = tuple[float, str, str]


def _rows(log: Path) -> list[Row]:
    if not log.exists():
        return []
    lines = [line.split(" ", 2) for line in log.read_text().split("\n")[:-1]]
    return [(float(at), kind, text) for at, kind, text in lines]


def _spoken_s(log: Path) -> float:
    """How long the learner's open turn has lasted, once the talk has run for a while."""
    ticks = [text.split() for _, kind, text in _rows(log) if kind == "tick"]
    n_open = next((n for n, tick in enumerate(reversed(ticks)) if tick[1] != "learner"), 0)
    return n_open * FRAME_S if len(ticks) * FRAME_S >= WARM_S else 0.0


def _wait_for(is_true: Callable[[], bool]) -> bool:
    until = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < until:
        if is_true():
            return True
        time.sleep(0.1)
    return False


def _judge(told: Failed, fault: Fault, rows: list[Row], began_s: float, returned_s: float) -> None:
    ticks = [(at, float(text.split()[0])) for at, kind, text in rows if kind == "tick"]
    before = [tick for tick in ticks if tick[0] < began_s]
    after = [tick for tick in ticks if tick[0] >= returned_s]
    notices = [text for at, kind, text in rows if kind == "notice" and at >= began_s]
    told.n_stopped = sum(STOPPED in text for text in notices)
    told.n_back = sum(BACK in text for text in notices)
    told.n_turns = sum(kind == "turn" and at > returned_s for at, kind, _ in rows)
    if not before or not after:
        told.wrong.append("the talk did not go on")
        return
    told.resumed_s = _resumed_s(ticks, began_s, returned_s)
    if fault.ends is not None:
        away = [now_s for at, now_s in ticks if began_s <= at < returned_s]
        told.clock_s = (away[-1] - before[-1][1]) if away else 0.0
    if told.resumed_s > MOST_S:
        told.wrong.append(f"resumed after {told.resumed_s:.2f} s")
    if told.n_stopped > 1 or told.n_back > 1 or told.n_stopped != told.n_back:
        told.wrong.append(f"said {told.n_stopped} and {told.n_back} times")
    if not told.n_turns:
        told.wrong.append("nothing was understood afterwards")


def _resumed_s(ticks: list[tuple[float, float]], began_s: float, returned_s: float) -> float:
    """From the return to the first block after the longest standstill since the fault."""
    since = [at for at, _ in ticks if at >= began_s]
    stood = max(range(1, len(since)), key=lambda n: since[n] - since[n - 1], default=0)
    if not stood or since[stood] - since[stood - 1] < STANDSTILL_S:
        return 0.0  # it went on all the time
    return max(0.0, since[stood] - returned_s)


def _look_at_sound(told: Failed, place: Place) -> None:
    """Measure exact silence in the learner's channel that is not marked as a gap."""
    from voicecoach.store.session_folder import load_events

    for session in place.sessions:
        with wave.open(str(session / "sound.wav")) as sound:
            frames = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
        learner = frames.reshape(-1, 2)[:, 0]
        edges = np.flatnonzero(np.diff(np.concatenate([[1], learner != 0, [1]])))
        is_nothing = np.zeros(len(learner), dtype=bool)
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            is_nothing[first:last] = last - first >= SHORTEST_GAP
        is_nothing[:RATE_HZ] = False  # a stream that begins
        for event in load_events(session):
            if event["event"] == "gap":
                end = round(event["at_s"] * RATE_HZ)
                is_nothing[end - round(event["length_s"] * RATE_HZ) : end] = False
        told.silent_s = float(is_nothing.sum()) / RATE_HZ
        if told.silent_s > FRAME_S:
            told.wrong.append(f"{told.silent_s:.2f} s of the gap were measured")


def table(found: list[Failed]) -> str:
    """A line for each fault."""
    lines = [
        f"{'fault':<20} {'resumed':>8} {'clock':>8} {'silent':>8} {'said':>8} {'turns':>6} wrong"
    ]
    for f in found:
        numbers = ["-" if n is None else f"{n:.2f} s" for n in (f.resumed_s, f.clock_s, f.silent_s)]
        lines.append(
            f"{f.name:<20} {numbers[0]:>8} {numbers[1]:>8} {numbers[2]:>8} "
            f"{f.n_stopped:>3}, {f.n_back:>3} {f.n_turns:>6} {'; '.join(f.wrong) or '-'}"
        )
    return "\n".join(lines)
