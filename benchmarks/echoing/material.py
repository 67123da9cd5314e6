"""Talks to try echo on: counterpart lines in four voices, real speech on top, one room."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
import yaml

from echoing.rooms import Room, at_microphone
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.turns import RATE_HZ, Manner

ROOT = Path(__file__).resolve().parent.parent.parent
EVAL = ROOT.parent / "shared" / "eval" / "audio"
PERSONAS = ("marlow", "okafor", "pereira", "marlow")
PLAYED_S = 150.0  # of counterpart sound per seed: four make ten minutes
LEVEL = 0.08
ECHO_GAIN = 0.4
NOISE = 1e-3  # -60 dBFS
FIRST_LINE_S = 1.0
SHORTEST_LINE_S = 2.4
BREAK_IN_S = 2.6
# One voice each, near the microphone, without long pauses.
SPEAKERS = (
    "jfk", "libri-2412-153948-0000", "librivox-0870", "librivox-0890", "mfa-acoustic_corpus",
    "mfa-long", "sonnet-001",
)  # fmt: skip

Array = np.ndarray


@dataclass(frozen=True)
class Scene:
    """What the microphone hears, what was played, and what is true of it."""

    room: Room
    mic: Array
    ref: Array
    learner: Array  # the learner and the room's noise, without any echo
    lines: list[tuple[float, float]]  # when the counterpart's lines sound
    break_ins: list[tuple[float, float]]

    def is_audible(self, start_s: float, end_s: float) -> bool:
        """Whether a line sounds in this stretch."""
        return any(a < end_s and start_s < b for a, b in self.lines)


def make_scene(room: Room, seed: int, *, level_db: float | None) -> Scene:
    """Lines with gaps, in which a learner breaks into every second long one and answers others."""
    rng = np.random.default_rng(100 + seed)
    lines, played = _lay_out(seed, rng)
    echo = ECHO_GAIN * at_microphone(played, room, rng)
    learner = rng.normal(0, NOISE, len(played)).astype(np.float32)
    break_ins = []
    if level_db is not None:
        learner_rng = np.random.default_rng(200 + seed)
        for number, (start_s, end_s) in enumerate(lines):
            if number and number % 2 and end_s - start_s >= SHORTEST_LINE_S:
                at_s = start_s + learner_rng.uniform(0.3, 0.45) * (end_s - start_s)
                loudness = _rms(_cut(echo, start_s, end_s)) or ECHO_GAIN * LEVEL
                level = loudness * 10 ** (level_db / 20)
                _add(learner, _speech(learner_rng) * level, at_s)
                break_ins.append((at_s, end_s))
            elif number % 4 == 2:
                _add(learner, _speech(learner_rng)[: int(1.2 * RATE_HZ)] * 0.04, end_s + 0.4)
    return Scene(room, np.clip(echo + learner, -1, 1), played, learner, lines, break_ins)


def _lay_out(seed: int, rng: np.random.Generator) -> tuple[list[tuple[float, float]], Array]:
    at_s, lines, parts = FIRST_LINE_S, [], [np.zeros(int(FIRST_LINE_S * RATE_HZ), np.float32)]
    for line in counterpart_lines(seed):
        gap_s = rng.uniform(1.0, 2.6)
        lines.append((at_s, at_s + len(line) / RATE_HZ))
        gap = np.zeros(int(gap_s * RATE_HZ), np.float32)
        parts += [line, gap]
        at_s += (len(line) + len(gap)) / RATE_HZ
    return lines, np.concatenate(parts)


def _speech(rng: np.random.Generator) -> Array:
    """A piece of real speech that begins with a voice, at an RMS of one."""
    sound = _clip(SPEAKERS[rng.integers(len(SPEAKERS))])
    n = int(BREAK_IN_S * RATE_HZ)
    whole = _rms(sound)
    hop = RATE_HZ // 50
    starts = rng.permutation(np.arange(hop, len(sound) - n, hop))
    for start in starts:
        before, after = sound[start - hop : start], sound[start : start + 10 * hop]
        if _rms(before) < 0.3 * whole and _rms(after) > 0.7 * whole:
            piece = sound[start : start + n]
            return np.asarray(piece / _rms(piece), dtype=np.float32)
    raise ValueError("no piece begins with a voice")


@functools.cache
def _clip(name: str) -> Array:
    sound, rate_hz = soundfile.read(EVAL / f"{name}.flac", dtype="float32")
    assert rate_hz == RATE_HZ
    return np.asarray(sound)


@functools.cache
def counterpart_lines(seed: int) -> list[Array]:
    """Lines of one persona in one voice, two and a half minutes of sound."""
    persona = yaml.safe_load((ROOT / "personas" / f"{PERSONAS[seed]}.yaml").read_text())
    texts = [text for text in _strings(persona["lines"]) if "{" not in text]
    np.random.default_rng(seed).shuffle(texts)
    voice = NeuralVoice(VoiceChoice(**persona["voice"])) if seed < 2 else None
    lines: list[Array] = []
    while sum(len(line) for line in lines) < PLAYED_S * RATE_HZ:
        text = texts[len(lines)]
        sound = voice.render(text, Manner()) if voice else _by_program(text, seed)
        lines.append(np.clip(sound * (LEVEL / _rms(sound)), -1, 1).astype(np.float32))
    return lines


def _by_program(text: str, seed: int) -> Array:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        if seed == 2:
            command = ["flite", "-voice", "slt", "-t", text, "-o", str(path)]
        else:
            command = ["espeak-ng", "-v", "en-gb", "-s", "165", "-w", str(path), text]
        subprocess.run(command, check=True, capture_output=True)
        sound, rate_hz = soundfile.read(path, dtype="float32")
    return np.asarray(soxr.resample(sound, rate_hz, RATE_HZ))


def _strings(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node
    return [text for child in children for text in _strings(child)]  # type: ignore[union-attr]


def _add(to: Array, sound: Array, at_s: float) -> None:
    at = int(at_s * RATE_HZ)
    to[at : at + len(sound)] += sound[: len(to) - at]


def _cut(sound: Array, start_s: float, end_s: float) -> Array:
    return sound[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]


def _rms(sound: Array) -> float:
    return float(np.sqrt(np.mean(np.square(sound))))
