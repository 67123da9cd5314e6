"""A room without walls: two PulseAudio null sinks, and a scripted learner sitting in it.

The program under test sees an ordinary microphone (the monitor of `room_in`) and an ordinary
loudspeaker (`room_out`); the learner hears the loudspeaker and speaks into the microphone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from voicecoach.ports import Cues, Microphone
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, RATE_HZ

AUDIBLE_DBFS = -50.0
SENTENCE_GAP_S = 0.9  # a quieter stretch than this is inside an utterance
PROGRAMS = ("pulseaudio", "pactl", "parec", "pacat")
_FORMAT = ["--raw", "--format=float32le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=20"]


def is_available() -> bool:
    """Tell whether PulseAudio is installed here."""
    return all(shutil.which(program) for program in PROGRAMS)


@contextmanager
def virtual_devices(folder: Path) -> Iterator[dict[str, str]]:
    """Run PulseAudio with a microphone and a loudspeaker; yield the environment to use them."""
    socket = folder / "native"
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no"),
            *("-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"),
            *("-L", f"module-null-sink sink_name=room_in rate={RATE_HZ}"),
            *("-L", f"module-null-sink sink_name=room_out rate={RATE_HZ}"),
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.1)
        for command in (
            ("set-default-sink", "room_out"),
            ("set-default-source", "room_in.monitor"),
        ):
            subprocess.run(["pactl", *command], env=environment, check=True)
        yield environment
    finally:
        server.terminate()
        server.wait(timeout=10)


class Listener:
    """Tells utterances in the loudspeaker's sound, as a person in the room would."""

    def __init__(self) -> None:
        self.cues = Cues(is_audible=False, n_lines_started=0, n_lines_ended=0)
        self._quiet_s = SENTENCE_GAP_S

    def hear(self, block: np.ndarray) -> Cues:
        level_dbfs = 20 * np.log10(max(float(np.sqrt(np.mean(np.square(block)))), 1e-6))
        is_loud = level_dbfs > AUDIBLE_DBFS
        self._quiet_s = 0.0 if is_loud else self._quiet_s + FRAME_S
        was_audible = self.cues.is_audible
        is_audible = self._quiet_s < SENTENCE_GAP_S
        self.cues = Cues(
            is_audible=is_audible,
            n_lines_started=self.cues.n_lines_started + (is_audible and not was_audible),
            n_lines_ended=self.cues.n_lines_ended + (was_audible and not is_audible),
        )
        return self.cues


class SeatedLearner:
    """Performs a script in the room, in a thread of its own."""

    def __init__(self, microphone: Microphone, environment: dict[str, str]) -> None:
        self._microphone = microphone
        self.heard: list[np.ndarray] = []  # what came out of the loudspeaker
        self._ear = subprocess.Popen(
            ["parec", *_FORMAT, "--device=room_out.monitor"],
            env=environment,
            stdout=subprocess.PIPE,
        )
        self._mouth = subprocess.Popen(
            ["pacat", "--playback", *_FORMAT, "--device=room_in"],
            env=environment,
            stdin=subprocess.PIPE,
        )
        self._is_done = threading.Event()
        self._thread = threading.Thread(target=self._perform, daemon=True)
        self._thread.start()

    def _perform(self) -> None:
        assert self._ear.stdout is not None
        assert self._mouth.stdin is not None
        listener = Listener()
        silence = np.zeros(FRAME_SAMPLES, dtype=np.float32)
        while not self._is_done.is_set():
            heard = self._ear.stdout.read(4 * FRAME_SAMPLES)
            if len(heard) < 4 * FRAME_SAMPLES:
                return
            block = np.frombuffer(heard, dtype=np.float32)
            self.heard.append(block)
            cues = listener.hear(block)
            said = self._microphone.read(FRAME_SAMPLES, cues)
            try:
                self._mouth.stdin.write((silence if said is None else said).tobytes())
                self._mouth.stdin.flush()
            except BrokenPipeError:
                return

    def leave(self) -> None:
        """Stop performing."""
        self._is_done.set()
        for program in (self._ear, self._mouth):
            program.terminate()
            program.wait(timeout=10)
        self._thread.join(timeout=5)
        for stream in (self._ear.stdout, self._mouth.stdin):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
