"""hibari: a small neural voice that brings its weights and renders 50 times faster than speech."""

from __future__ import annotations

import hashlib
import logging
import threading
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.shaping import (
    WORDLESS_SAMPLES,
    finish_line,
    has_words,
    shift_pitch,
    stretch,
    to_16_khz,
    trim_silence,
)
from voicecoach.speaking.wording import join_hundreds, spell_out
from voicecoach.turns import RATE_HZ, Manner, Samples

logger = logging.getLogger(__name__)

MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
# At speed 1 it speaks 211 words a minute over 60 persona lines. `rate_wpm` is on espeak-ng's scale,
# on which 175 comes out as 220 on the same lines; so both engines take equally long.
NATURAL_WPM = 168.0
# The one bundled voice is a woman's. Lowered with its formants it passes for a light male voice.
MALE_SHIFT_ST = -4.0
SPEEDS = (0.5, 2.0)  # what the model takes
N_TRIES = 3


class NeuralVoice:
    """The bundled hibari voice, at this persona's pace, pitch and volume."""

    name = "hibari"

    def __init__(self, choice: VoiceChoice) -> None:
        self._choice = choice
        self._lock = threading.Lock()
        self._engine: Any = None

    @property
    def identity(self) -> str:
        """Everything that decides how a line sounds, for a cache."""
        return f"hibari {version('hibari-tts')} heart {self._choice.model_dump_json()}"

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line; a short silence if it has no words."""
        if not has_words(text):
            return np.zeros(WORDLESS_SAMPLES, dtype=np.float32)
        with self._lock:
            samples = self._speak(join_hundreds(spell_out(text, self._choice.accent)), manner)
        line = finish_line(samples, volume=self._choice.volume, manner=manner)
        if not len(line):
            raise VoiceError(f"hibari stayed silent on a line of {len(text)} characters")
        return line

    def close(self) -> None:
        """Give the model back."""
        with self._lock:
            self._engine = None

    def _speak(self, text: str, manner: Manner) -> Samples:
        natural = self._render_at(text, 1.0)
        n_wanted = len(natural) * NATURAL_WPM / (self._choice.rate_wpm * manner.rate)
        samples = self._render_near(text, natural, n_wanted)
        if not len(samples):
            return samples
        # The change of pitch makes the line longer or shorter. When the model's speed made up for
        # that, 9.0 % of the words of the two fastest men were misheard; made up for here, 3.7 %.
        pitch_st = base_pitch_st(self._choice) + manner.pitch_st
        longer = n_wanted / len(samples) * 2.0 ** (pitch_st / 12.0)
        return shift_pitch(stretch(samples, longer), pitch_st)

    def _render_near(self, text: str, natural: Samples, n_wanted: float) -> Samples:
        """Find a speed that gives about the length; the model rounds each sound to its frames."""
        best, latest, speed = natural, natural, 1.0
        for _ in range(N_TRIES):
            if not len(latest):
                break
            speed = float(np.clip(speed * len(latest) / n_wanted, *SPEEDS))
            latest = self._render_at(text, speed)
            best = min(best, latest, key=lambda samples: abs(len(samples) - n_wanted))
        return best

    def _render_at(self, text: str, speed: float) -> Samples:
        if self._engine is None:
            self._engine = load_hibari()
        # With a seed the same line always sounds the same.
        raw = np.asarray(self._engine(text, speed=speed, seed=0), dtype=np.float32)
        return trim_silence(to_16_khz(raw, self._engine.sample_rate))


def base_pitch_st(choice: VoiceChoice) -> float:
    """Shift of the bundled voice that makes it this persona's."""
    return choice.pitch_st + (MALE_SHIFT_ST if choice.sex == "male" else 0.0)


_LOADED: WeakValueDictionary[str, Any] = WeakValueDictionary()  # by sha256; gone with its last user
_LOADING = threading.Lock()


def load_hibari() -> Any:
    """Load the bundled voice after a look at its weights; voices share it while any is in use."""
    with _LOADING:
        engine = _LOADED.get(MODEL_SHA256)
        if engine is None:
            engine = _LOADED[MODEL_SHA256] = _load_pinned(MODEL_SHA256)
        return engine


def _load_pinned(sha256: str) -> Any:
    """Load it; it never touches the network."""
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        raise VoiceError("the voice 'hibari' is not installed; pip install \"voicecoach[voice]\"")
    model = Path(spec.origin).parent / "assets" / "hibari.onnx"
    try:
        found = hashlib.sha256(model.read_bytes()).hexdigest()
    except OSError as error:
        raise VoiceError(f"{model}: cannot be read ({error.strerror})") from error
    if found != sha256:
        raise VoiceError(f"{model}: sha256 is {found[:12]}..., pinned is {sha256[:12]}...")
    # Imported here: it loads onnxruntime and a pronunciation lexicon.
    from hibari import Hibari

    engine = Hibari(model=str(model), threads=1)
    _ = engine.g2p  # loaded now, since two voices may be the first to ask for it
    logger.info("loaded hibari %s, %d Hz inside, %d Hz out", version("hibari-tts"), 24_000, RATE_HZ)
    return engine
