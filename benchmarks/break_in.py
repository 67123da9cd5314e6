"""How fast the counterpart falls silent when the learner breaks in, and what does not stop it.

    python benchmarks/break_in.py [--times 60] [--wav FOLDER] [--json FILE]

Whole sessions at fast pace with the real voice activity and recogniser. The learner breaks into a
line at a drawn moment, with words (the demonstration's utterances) or with what must not stop it:
backchannels, coughs and claps. `silent after` runs on the audio clock from the learner's first
sample to the last audible one of the counterpart; a real sound card adds its latency. `--wav` keeps
each session as stereo, for a judge of one's own: the table also asks `hotato` if it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from bench_session import (
    ROOT,
    Cues,
    MemoryKeeper,
    TruthfulPlayer,
    load_transcriber,
    run_session,
)

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.hearing.recorded_microphone import read_learner
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.system_voice import SystemVoice
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import FRAME_S, RATE_HZ, Manner, Samples

NUDGES = ("Mm-hmm.", "Right.", "Okay.", "Yes.", "I see.", "Uh-huh.", "Go on.", "Yeah.")


class OneBreakIn:
    """Says one thing, a drawn time after a line has begun, and then listens."""

    def __init__(self, sound: Samples, *, after_s: float, rng: random.Random) -> None:
        self._sound, self._after = sound, round(after_s * RATE_HZ)
        self._noise = np.random.default_rng(rng.randrange(2**32))
        self._position = 0
        self.start_s = 0.0
        self._n_left: int | None = None

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        block = self._noise.normal(0, 3e-4, n_samples).astype(np.float32)
        first = self._position - self._after
        if self._position == 0 and not cues.is_audible:
            return block
        if first + n_samples >= 0 and first < len(self._sound):
            if first <= 0:
                self.start_s = self._after / RATE_HZ
            piece = self._sound[max(0, first) : first + n_samples]
            at = max(0, -first)
            block[at : at + len(piece)] += piece
        self._position += n_samples
        done = first > len(self._sound) + 6 * RATE_HZ
        return None if done else block


def noises(rng: np.random.Generator) -> list[Samples]:
    """Coughs (two bursts of shaped noise) and claps (short decaying clicks)."""
    made = []
    for _ in range(8):
        n = int(rng.uniform(0.1, 0.3) * RATE_HZ)
        burst = rng.normal(0, 0.25, n) * np.hanning(n)
        pause = np.zeros(int(rng.uniform(0.05, 0.2) * RATE_HZ))
        made.append(np.concatenate([burst, pause, 0.7 * burst]).astype(np.float32))
        n = RATE_HZ // 8
        made.append((rng.normal(0, 0.5, n) * np.exp(-np.arange(n) / 250)).astype(np.float32))
    return made


def voiced_nudges() -> list[Samples]:
    """Backchannels in two voices."""
    voices = (
        NeuralVoice(VoiceChoice(sex="male", rate_wpm=170)),
        SystemVoice(VoiceChoice(sex="male", rate_wpm=160)),
    )
    made = [voice.render(text, Manner()) for voice in voices for text in NUDGES]
    for voice in voices:
        voice.close()
    return made


def silent_after_s(player: TruthfulPlayer, start_s: float) -> float | None:
    """From the learner's first sample to the end of what was audible; None if it never stopped."""
    first = int(start_s / FRAME_S)
    for number in range(first, min(first + round(3.0 / FRAME_S), len(player.audible))):
        if not player.audible[number]:
            return number * FRAME_S - start_s
    return None


def hotato_verdict(wav: Path, expect: str, onset_s: float) -> bool | None:
    """Ask an independent judge whether the counterpart yielded or held; None without it."""
    if importlib.util.find_spec("hotato") is None:
        return None
    command = [sys.executable, "-m", "hotato", "run", "--stereo", str(wav), "--expect", expect]
    done = subprocess.run(
        [*command, "--onset", f"{onset_s:.3f}"], capture_output=True, text=True, check=False
    )
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--model", default="base")
    parser.add_argument("--wav", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    transcriber = load_transcriber(options.model)
    personas = [load_persona(n, find_home()) for n in ("marlow", "okafor", "pereira")]
    words = [read_learner(path) for path in sorted((ROOT / "audio/demo").glob("*.wav"))]
    nothing = [*voiced_nudges(), *noises(np.random.default_rng(7))]
    folder = options.wav or Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    waits_s, n_missed, n_stopped, judged = [], 0, 0, []
    for number in range(2 * options.times):
        rng = random.Random(number)
        is_words = number < options.times
        sound = (words if is_words else nothing)[number % len(words if is_words else nothing)]
        persona = personas[number % 3]
        voice = choose_voice("hibari", persona.voice, folder / "lines")
        learner = OneBreakIn(sound, after_s=rng.uniform(0.8, 3.0), rng=rng)
        player = TruthfulPlayer()
        keeper = MemoryKeeper(keeps_sound=True)
        run_session(persona, learner, player, transcriber, seed=number, keeper=keeper, voice=voice)
        first = next(e for e in keeper.events if e["event"] == "counterpart_spoke")
        wav = folder / f"{'words' if is_words else 'nothing'}-{number:03d}.wav"
        soundfile.write(wav, np.concatenate(keeper.blocks), RATE_HZ, subtype="PCM_16")
        judged.append(hotato_verdict(wav, "yield" if is_words else "hold", learner.start_s))
        if is_words:
            wait_s = silent_after_s(player, learner.start_s)
            n_missed += not first["was_cut_off"]
            if wait_s is not None and first["was_cut_off"]:
                waits_s.append(wait_s)
        else:
            n_stopped += first["was_cut_off"]
    p95_s = statistics.quantiles(waits_s, n=20)[-1]
    report = {
        "break_ins": options.times,
        "missed": n_missed,
        "silent_after_median_s": statistics.median(waits_s),
        "silent_after_p95_s": p95_s,
        "stopped_by_backchannel_cough_or_clap": n_stopped,
        "hotato_agrees": None if None in judged else sum(map(bool, judged)),
        "hotato_of": len(judged),
    }
    for name, value in report.items():
        print(f"{name:<40} {value if not isinstance(value, float) else round(value, 3)}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
