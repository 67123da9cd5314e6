"""The voice that every system has: pyttsx3, rendering to files only, in a process of its own."""

from __future__ import annotations

import logging
import sys
import threading
from importlib.metadata import version

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
from voicecoach.turns import RATE_HZ, Manner, Samples

logger = logging.getLogger(__name__)

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
        self._worker: WorkerProcess | None = None

    @property
    def identity(self) -> str:
        """Everything that decides how a line sounds, for a cache."""
        return f"pyttsx3 {version('pyttsx3')} {sys.platform} {self._choice.model_dump_json()}"

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line; a short silence if it has no words."""
        if not has_words(text):
            return np.zeros(WORDLESS_SAMPLES, dtype=np.float32)
        with self._lock:
            samples = self._try(spell_out(text, self._choice.accent), manner)
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
            self._worker = WorkerProcess(
                "voicecoach.speaking.system_worker", "the system voice", _remedy()
            )
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
        return self._pitched(samples, str(self._worker.greeting["driver"]), manner)

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


def _remedy() -> str:
    return REMEDIES.get(sys.platform, REMEDIES["linux"])
