"""The voice that every system has: pyttsx3, rendering to files only, in a process of its own."""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

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
from voicecoach.turns import RATE_HZ, Manner, Samples

logger = logging.getLogger(__name__)

START_LIMIT_S = 15.0
# Linux needs 0.05 s a line; macOS may first load a voice for some seconds.
LINE_LIMIT_S = 10.0
LIMIT_PER_CHARACTER_S = 0.05
N_TRIES = 2
# Even 300 words a minute leave 0.03 s a character: much less, and words were lost.
SHORTEST_S_PER_CHARACTER = 0.01
# espeak-ng's scale from 0 to 99: 25 steps are 4.1 semitones, measured on three voices.
ESPEAK_PITCH = 50
ESPEAK_STEPS_PER_ST = 6.1
ESPEAK_LANGUAGE = {"british": "gmw/en", "american": "gmw/en-US"}
ESPEAK_VARIANT = {"female": "f3", "male": "m3"}
REMEDIES = {
    "linux": "install it with 'sudo apt install espeak-ng libespeak-ng1'",
    "darwin": "choose a voice in System Settings, Accessibility, Spoken Content",
    "win32": "add an English voice in Settings, Time & language, Speech",
}


class SystemVoice:
    """The system's own voice, at this persona's pace, pitch and volume."""

    name = "pyttsx3"

    def __init__(self, choice: VoiceChoice, *, line_limit_s: float = LINE_LIMIT_S) -> None:
        self._choice = choice
        self._line_limit_s = line_limit_s
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    @property
    def identity(self) -> str:
        """Everything that decides how a line sounds, for a cache."""
        return f"pyttsx3 {version('pyttsx3')} {sys.platform} {self._choice.model_dump_json()}"

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line; a short silence if it has no words."""
        if not has_words(text):
            return np.zeros(WORDLESS_SAMPLES, dtype=np.float32)
        with self._lock:
            samples = self._try(text, manner)
        line = finish_line(samples, volume=self._choice.volume, manner=manner)
        if not len(line):
            raise VoiceError(f"pyttsx3 stayed silent on a line of {len(text)} characters")
        return line

    def close(self) -> None:
        """End the process and remove its files."""
        with self._lock:
            self._end_worker()

    def _try(self, text: str, manner: Manner) -> Samples:
        """Render once, and once more with a fresh process if that fails."""
        for is_last in (False,) * (N_TRIES - 1) + (True,):
            try:
                return self._render(text, manner)
            except VoiceError as error:
                self._end_worker()
                if is_last:
                    raise
                logger.warning("%s; starting pyttsx3 again", error)
        raise AssertionError

    def _render(self, text: str, manner: Manner) -> Samples:
        if self._worker is None:
            self._worker = _Worker()
        path = self._worker.new_path()
        limit_s = self._line_limit_s + LIMIT_PER_CHARACTER_S * len(text)
        try:
            self._worker.ask({**self._request(text, manner), "path": str(path)}, limit_s)
            samples = read_rendered(path)
        except OSError as error:
            raise VoiceError(f"pyttsx3 wrote no sound ({error}); {_remedy()}") from error
        finally:
            path.unlink(missing_ok=True)
        if len(samples) < SHORTEST_S_PER_CHARACTER * len(text) * RATE_HZ:
            given = f"{len(samples) / RATE_HZ:.2f} s for {len(text)} characters"
            raise VoiceError(f"pyttsx3 gave only {given}; {_remedy()}")
        return self._pitched(samples, self._worker.driver, manner)

    def _request(self, text: str, manner: Manner) -> dict[str, object]:
        choice = self._choice
        return {
            "text": text,
            "espeak": espeak_voice(choice),
            "sex": choice.sex,
            "accent": choice.accent,
            "rate": round(choice.rate_wpm * manner.rate),
            "pitch": espeak_pitch(choice, manner),
        }

    def _pitched(self, samples: Samples, driver: str, manner: Manner) -> Samples:
        if driver == "espeak":  # the others know no pitch
            return samples
        pitch_st = self._choice.pitch_st + manner.pitch_st
        return shift_pitch(stretch(samples, 2.0 ** (pitch_st / 12.0)), pitch_st)

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def espeak_pitch(choice: VoiceChoice, manner: Manner) -> int:
    """Give the pitch on espeak-ng's scale from 0 to 99.

    Examples
    --------
    >>> espeak_pitch(VoiceChoice(sex="male", pitch_st=-2.0), Manner(pitch_st=0.5))
    41
    """
    pitch = ESPEAK_PITCH + (choice.pitch_st + manner.pitch_st) * ESPEAK_STEPS_PER_ST
    return round(min(max(pitch, 0), 99))


def espeak_voice(choice: VoiceChoice) -> str:
    """Name the espeak-ng voice with its variant.

    espeak-ng 1.51 forgets the variant of "en-gb+f3", not that of "gmw/en+f3", which is the same.

    Examples
    --------
    >>> espeak_voice(VoiceChoice(sex="male", espeak="en-gb+m3"))
    'gmw/en+m3'
    >>> espeak_voice(VoiceChoice(sex="female", accent="american"))
    'gmw/en-US+f3'
    """
    if choice.espeak is None:
        return f"{ESPEAK_LANGUAGE[choice.accent]}+{ESPEAK_VARIANT[choice.sex]}"
    language, plus, variant = choice.espeak.partition("+")
    known = {"en-gb": "gmw/en", "en": "gmw/en", "en-us": "gmw/en-US"}
    return known.get(language.lower(), language) + plus + variant


class _Worker:
    """The process, with a time limit on every answer."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach.speaking.system_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, name="pyttsx3 answers", daemon=True).start()
        self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-", ignore_cleanup_errors=True)
        self._n_lines = 0
        self.driver = str(self._next_answer(START_LIMIT_S)["driver"])

    def new_path(self) -> Path:
        """Name a file that does not exist yet."""
        self._n_lines += 1
        suffix = ".aiff" if sys.platform == "darwin" else ".wav"
        return Path(self._folder.name) / f"{self._n_lines}{suffix}"

    def ask(self, request: dict[str, object], limit_s: float) -> None:
        """Hand over a line and wait for its file."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        self._next_answer(limit_s)

    def end(self) -> None:
        """Stop at once, and remove the files."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._folder.cleanup()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(ValueError, OSError):  # the pipe is closed when the process is ended
            for line in self._process.stdout:
                self._answers.put(json.loads(line))
        self._answers.put({"error": "its process ended"})

    def _next_answer(self, limit_s: float) -> dict[str, Any]:
        try:
            answer = self._answers.get(timeout=limit_s)
        except queue.Empty:
            answer = {"error": f"no answer in {limit_s:.0f} s"}
        if "error" in answer:
            self.end()
            raise VoiceError(f"the system voice does not speak ({answer['error']}); {_remedy()}")
        return answer


def _remedy() -> str:
    return REMEDIES.get(sys.platform, REMEDIES["linux"])
