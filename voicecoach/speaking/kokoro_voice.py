"""Kokoro: the best voices there are here, too slow to talk with; for rendering lines ahead.

It reads the phonemes that it was trained with, which hibari's pronunciation gives, British and
American; so it needs neither espeak-ng nor anything else under the GPL.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.kokoro_pins import MODEL_SHA256, VOICES, names_of
from voicecoach.speaking.kokoro_weights import REMEDY, has_weights, read_model, read_voice
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
from voicecoach.turns import Manner, Samples

logger = logging.getLogger(__name__)

RATE_OUT_HZ = 24_000
SPEEDS = (0.5, 2.0)  # what the model takes
MOST_PHONEMES = 400  # at once; it takes 510, but hurries when it is given so many
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_VARIANT = re.compile(r"\+[fm](\d+)$")


class KokoroVoice:
    """One of Kokoro's 28 English voices, at this persona's pace."""

    name = "kokoro"

    def __init__(self, choice: VoiceChoice, cache: Path) -> None:
        self._choice = choice
        self._cache = cache
        self._lock = threading.Lock()
        self._model: _Model | None = None

    @property
    def identity(self) -> str:
        """Everything that decides how a plain line sounds, for a cache."""
        return kokoro_identity(self._choice)

    def speak(self, text: str) -> Samples:
        """Speak a line at the persona's pace, without manner; shape it with `shape_line`."""
        if not has_words(text):
            return np.zeros(WORDLESS_SAMPLES, dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._model = _Model(self._cache, kokoro_voice(self._choice))
            said = join_hundreds(spell_out(text, self._choice.accent))
            return self._model.speak(said, self._choice.rate_wpm)

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line in a manner, now; it takes longer than the line lasts."""
        return shape_line(self.speak(text), self._choice, manner)

    def close(self) -> None:
        """Give the model back."""
        with self._lock:
            self._model = None


def shape_line(plain: Samples, choice: VoiceChoice, manner: Manner) -> Samples:
    """Give a plain line its manner; cheap, so that one rendering serves every state."""
    if not plain.any():
        return plain
    factor = 2.0 ** (manner.pitch_st / 12.0) / manner.rate
    paced = plain if factor == 1.0 else stretch(plain, factor)
    line = shift_pitch(paced, manner.pitch_st)
    return finish_line(line, volume=choice.volume, manner=manner)


def kokoro_voice(choice: VoiceChoice) -> str:
    """Choose the voice of a persona: of its sex and accent, by the number of its espeak variant.

    Authors number the variants to tell their people apart; so do the voices here.

    Examples
    --------
    >>> kokoro_voice(VoiceChoice(sex="female", espeak="en-gb+f1"))
    'bf_emma'
    >>> kokoro_voice(VoiceChoice(sex="male", accent="american", espeak="en-us+m4"))
    'am_echo'
    """
    names = names_of(choice.sex, choice.accent)
    variant = _VARIANT.search(choice.espeak or "")
    return names[(int(variant[1]) - 1 if variant else 0) % len(names)]


def kokoro_identity(choice: VoiceChoice) -> str:
    """Everything that decides how a plain line sounds."""
    return f"kokoro {MODEL_SHA256[:12]} {kokoro_voice(choice)} {choice.rate_wpm}"


class _Model:
    """The loaded weights with one voice."""

    def __init__(self, cache: Path, name: str) -> None:
        if not has_weights():
            raise VoiceError(f"the engine 'kokoro' is not installed; {REMEDY}")
        # Imported here: they load libraries and a pronunciation lexicon.
        import onnxruntime
        from hibari.g2p import G2P

        self._natural_wpm = VOICES[name].natural_wpm
        self._styles = read_voice(cache, name)
        self._pronounce: Any = G2P(british=name.startswith("b"))
        self._ids: dict[str, int] = json.loads(
            files("hibari").joinpath("assets", "vocab.json").read_text(encoding="utf-8")
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        self._session = onnxruntime.InferenceSession(
            read_model(), options, providers=["CPUExecutionProvider"]
        )
        logger.info("loaded kokoro with the voice %s", name)

    def speak(self, text: str, rate_wpm: float) -> Samples:
        speed = float(np.clip(rate_wpm / self._natural_wpm, *SPEEDS))
        parts = [self._run(phonemes, speed) for phonemes in split_phonemes(self._pronounce(text))]
        sound = np.concatenate([np.zeros(0, dtype=np.float32), *parts])
        return trim_silence(to_16_khz(sound, RATE_OUT_HZ))

    def _run(self, phonemes: str, speed: float) -> Samples:
        ids = [self._ids[each] for each in phonemes if each in self._ids]
        if not ids:
            return np.zeros(0, dtype=np.float32)
        sound = self._session.run(
            None,
            {
                "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
                "style": self._styles[np.newaxis, len(ids) - 1],
                "speed": np.array([speed], dtype=np.float32),
            },
        )[0]
        return np.asarray(sound, dtype=np.float32).ravel()


def split_phonemes(phonemes: str) -> list[str]:
    """Cut what is too long at the ends of sentences, or else between words.

    Examples
    --------
    >>> [len(part) for part in split_phonemes("a" * 300 + ". " + "b" * 300 + ".")]
    [301, 301]
    """
    parts = [""]
    for sentence in _SENTENCE_END.split(phonemes):
        pieces = [sentence] if len(sentence) <= MOST_PHONEMES else sentence.split()
        for piece in pieces:
            joined = f"{parts[-1]} {piece}".lstrip()
            if len(joined) <= MOST_PHONEMES:
                parts[-1] = joined
            else:
                parts.append(piece)
    return [part for part in parts if part]


def is_installed() -> bool:
    """Tell whether lines can be rendered, voices apart."""
    return has_weights() and find_spec("onnxruntime") is not None
