"""A room of PulseAudio's null sinks, whose devices can be taken away and brought back."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from voicecoach.turns import RATE_HZ

MICROPHONE, LOUDSPEAKER = "room_in", "room_out"
# Where the server moves streams that lose their device, as it would to an unused socket.
NOWHERE = "nowhere"
NOISE_DBFS = -55.0  # never exactly zero, so that what was not heard can be told from silence
BETWEEN_S = 4.0


class Room:
    """One sound server with a microphone, in which a voice can be heard, and a loudspeaker."""

    def __init__(self, folder: Path, voice: np.ndarray) -> None:
        self._folder = folder
        self._modules: dict[str, str] = {}
        self._ears: dict[str, subprocess.Popen[bytes]] = {}
        self._speaker: subprocess.Popen[bytes] | None = None
        self._sound = folder / "voice.raw"
        self._sound.write_bytes(_noisy(voice).tobytes())
        self.environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
        }

    def bring(self, name: str, rate_hz: int = RATE_HZ) -> None:
        """Plug a device in."""
        told = self.control(
            "load-module", "module-null-sink", f"sink_name={name}", f"rate={rate_hz}"
        )
        self._modules[name] = told.strip()
        # A null sink without a listener in a hurry works two seconds at a time, as no device does.
        command = ["parec", "--raw", "--latency-msec=20", f"--device={name}.monitor"]
        self._ears[name] = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def take(self, name: str) -> None:
        """Pull a device out, and with it what is heard there."""
        if name == MICROPHONE:
            self.hush()
        self.control("unload-module", self._modules.pop(name))
        self._end(self._ears.pop(name))

    def speak(self, into: str = MICROPHONE) -> None:
        """Let the voice be heard there from its beginning."""
        self.hush()
        command = ["pacat", "--playback", "--raw", "--format=float32le", f"--rate={RATE_HZ}"]
        command += ["--channels=1", "--latency-msec=20", f"--device={into}", str(self._sound)]
        self._speaker = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)

    def hush(self) -> None:
        """Let nothing be heard any more."""
        if self._speaker is not None:
            self._end(self._speaker)
            self._speaker = None

    def close(self) -> None:
        """End what runs in it."""
        self.hush()
        for ear in self._ears.values():
            self._end(ear)

    @staticmethod
    def _end(program: subprocess.Popen[bytes]) -> None:
        program.terminate()
        program.wait()

    def control(self, *arguments: str) -> str:
        """Have the sound server do something."""
        command = ["pactl", *arguments]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout


@contextmanager
def room(folder: Path, voice: np.ndarray) -> Iterator[Room]:
    """Run a sound server with a microphone and a loudspeaker, both its defaults."""
    here = Room(folder, voice)
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no"),
            *("-L", f"module-native-protocol-unix socket={folder}/native auth-anonymous=1"),
        ],
        env=here.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not (folder / "native").exists() and server.poll() is None:
            time.sleep(0.05)
        for name in (NOWHERE, MICROPHONE, LOUDSPEAKER):
            here.bring(name)
        here.control("set-default-sink", LOUDSPEAKER)
        here.control("set-default-source", f"{MICROPHONE}.monitor")
        yield here
    finally:
        here.close()
        server.terminate()
        server.wait(timeout=10)


def _noisy(voice: np.ndarray) -> np.ndarray:
    """Several minutes of the voice again and again, in a room that is never wholly quiet."""
    once = np.concatenate([np.zeros(int(BETWEEN_S * RATE_HZ)), voice])
    sound = np.tile(once, 30)
    noise = np.random.default_rng(1).normal(0.0, 10 ** (NOISE_DBFS / 20), len(sound))
    return (sound + noise).astype(np.float32)
