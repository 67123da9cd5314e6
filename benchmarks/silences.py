"""Are held silence, pause, hesitation and away told apart? 100 scripted timelines.

    python benchmarks/silences.py [--timelines 100] [--seed 1] [--json FILE]

Each timeline is a whole session at fast pace with the real voice activity and the real recogniser:
the demonstration's utterances, silences of every length, room noise, clicks and coughs in the
silences, learners who begin together with a fill, and recognition from 0.3 to 2.5 s late. The truth
is what was played when: the samples of the script and of the counterpart's lines. A silence counts
as right if its kind and who ended it are right and both edges are within 0.2 s.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter
from pathlib import Path

import numpy as np
from bench_session import ROOT, Cues, TruthfulPlayer, load_transcriber, run_session

from voicecoach.dialogue.persona import Persona
from voicecoach.hearing.recorded_microphone import read_learner
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import FRAME_S, RATE_HZ, Samples

EDGE_S = 0.2
BORDERS_S, BORDER_S = (1.5, 3.0), 0.1  # what a fill leaves of a hold may end near a border
COLLISION_S = (0.2, 0.3)  # a learner who begins so long after a fill: either name is right
# Drawn lengths keep clear of the borders by more than the edges' error.
LENGTHS_S = {"pause": (0.6, 1.2), "hesitation": (1.7, 2.8), "long": (3.2, 9.0)}


class RandomLearner:
    """Answers each line after a silence of a drawn kind, in a noisy room."""

    def __init__(self, sounds: list[Samples], rng: random.Random, n_turns: int) -> None:
        self._sounds, self._rng = sounds, rng
        self.says: list[tuple[float, float]] = []  # when the learner really spoke
        self._n_turns = n_turns
        self._noise = np.random.default_rng(rng.randrange(2**32))
        self._noise_level = 10 ** (rng.uniform(-70, -50) / 20)
        self._queue: Samples = np.zeros(0, np.float32)
        self._position = 0
        self._n_answered = 0

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        now_s = self._position / RATE_HZ
        if not len(self._queue) and cues.n_lines_ended > self._n_answered:
            if self._n_turns == 0:
                return None
            self._n_answered = cues.n_lines_ended
            self._n_turns -= 1
            self._speak(now_s)
        elif len(self._queue) and cues.n_lines_ended > self._n_answered:
            self._n_answered = cues.n_lines_ended  # a fill came while the learner held
        block, self._queue = self._queue[:n_samples], self._queue[n_samples:]
        sound = np.zeros(n_samples, np.float32)
        sound[: len(block)] = block
        self._position += n_samples
        return sound + self._noise.normal(0, self._noise_level, n_samples).astype(np.float32)

    def _speak(self, now_s: float) -> None:
        kind = self._rng.choice(["pause", "hesitation", "long", "long"])
        silence_s = self._rng.uniform(*LENGTHS_S[kind])
        silence = np.zeros(round(silence_s * RATE_HZ), np.float32)
        if silence_s > 2.0 and self._rng.random() < 0.5:
            self._disturb(silence)
        sound = self._rng.choice(self._sounds)
        start_s = now_s + silence_s
        self.says.append((start_s, start_s + len(sound) / RATE_HZ))
        self._queue = np.concatenate([silence, sound])

    def _disturb(self, silence: Samples) -> None:
        """Put a click or a cough into a silence."""
        n = round(self._rng.choice([0.01, 0.02, 0.15, 0.25]) * RATE_HZ)
        at = self._rng.randrange(RATE_HZ // 2, len(silence) - n - RATE_HZ // 2)
        burst = self._noise.normal(0, 0.15, n) * np.exp(-np.arange(n) / (n / 3))
        silence[at : at + n] += burst.astype(np.float32)


def run_timeline(
    seed: int, personas: list[Persona], sounds: list[Samples], transcriber: WhisperTranscriber
) -> tuple[list[dict], RandomLearner, TruthfulPlayer]:
    """Run one session and return its journal and the truth."""
    rng = random.Random(seed)
    persona = rng.choice(personas)
    late_s = rng.choice([0.3, 0.6, 1.2, 2.5])
    learner = RandomLearner(sounds, rng, n_turns=rng.randint(3, 6))
    player = TruthfulPlayer()
    keeper = run_session(persona, learner, player, transcriber, seed=seed, nominal_s=late_s)
    return keeper.events, learner, player


def expected(
    learner: RandomLearner, player: TruthfulPlayer, away_from_s: list[float]
) -> list[tuple]:
    """What the silences were: (start, end, kind, ended_by), from what sounded when."""
    truth = []
    for _, end_s in player.lines_s:
        if any(start <= end_s < stop for start, stop in learner.says):
            continue  # the learner was speaking: no silence was offered
        next_say = min((s for s, _ in learner.says if s >= end_s), default=float("inf"))
        next_line = min((s for s in player.starts_s if s > end_s), default=float("inf"))
        stop_s = min(next_say, next_line)
        is_away = any(abs(away_s - end_s) < 0.1 for away_s in away_from_s)
        if stop_s == float("inf") or is_away or stop_s - end_s < 0.25:
            continue
        after_fill_s = next_say - next_line
        if COLLISION_S[0] < after_fill_s < COLLISION_S[1]:
            continue
        by = "learner" if after_fill_s <= COLLISION_S[0] else "counterpart"
        truth.append((end_s, next_say if by == "learner" else next_line, by))
    clear = [(s, e, by) for s, e, by in truth if all(abs(e - s - b) > BORDER_S for b in BORDERS_S)]
    return [(s, e, _kind(e - s, by), by) for s, e, by in clear]


def _kind(length_s: float, by: str) -> str:
    if length_s >= 3.0:
        return "held" if by == "counterpart" else "broken"
    return "hesitation" if length_s >= 1.5 else "pause"


def score(
    events: list[dict], learner: RandomLearner, player: TruthfulPlayer
) -> tuple[Counter, list[float], list[str]]:
    """Compare a journal with the truth."""
    found = [e for e in events if e["event"] == "silence" and e["after"] == "counterpart_turn"]
    away = [e["at_s"] for e in events if e["event"] == "away"]
    counts, errors_s, wrong = Counter(), [], []
    over_s = max(e["at_s"] for e in events)
    truth = [row for row in expected(learner, player, away) if row[1] < over_s]
    for start_s, end_s, kind, by in truth:
        match = [s for s in found if abs(s["start_s"] - start_s) <= EDGE_S]
        is_right = bool(match) and match[0]["kind"] == kind and match[0]["ended_by"] == by
        is_right = is_right and abs(match[0]["end_s"] - end_s) <= EDGE_S
        counts[(kind, is_right)] += 1
        if match:
            errors_s += [abs(match[0]["start_s"] - start_s), abs(match[0]["end_s"] - end_s)]
        if not is_right:
            wrong.append(f"{kind} {start_s:.2f}-{end_s:.2f} by {by}: found {match[:1]}")
    ends_s = [end for _, end in player.lines_s]
    for silence in found:  # a silence begins where a line ended, or it is none
        if not any(abs(silence["start_s"] - end) <= EDGE_S for end in ends_s):
            counts[("none", False)] += 1
            wrong.append(f"no silence: {silence}")
    return counts, errors_s, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--timelines", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="base")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    home = find_home()
    transcriber = load_transcriber(options.model)
    personas = [load_persona(name, home) for name in ("marlow", "okafor", "pereira")]
    sounds = [read_learner(path) for path in sorted((ROOT / "audio/demo").glob("*.wav"))]
    totals, errors_s = Counter(), []
    for number in range(options.timelines):
        seed = options.seed * 1000 + number
        counts, edge_errors_s, wrong = score(*run_timeline(seed, personas, sounds, transcriber))
        totals += counts
        errors_s += edge_errors_s
        for line in wrong:
            print(f"timeline {seed}: {line}")
    kinds = sorted({kind for kind, _ in totals})
    print(f"{'kind':<12}{'right':>8}{'wrong':>8}")
    for kind in kinds:
        print(f"{kind:<12}{totals[kind, True]:>8}{totals[kind, False]:>8}")
    n_right = sum(n for (_, is_right), n in totals.items() if is_right)
    n_all = sum(totals.values())
    p90 = statistics.quantiles(errors_s, n=10)[-1]
    print(
        f"{n_right} of {n_all} right ({100 * n_right / n_all:.1f} %); edges: median error "
        f"{1000 * statistics.median(errors_s):.0f} ms, p90 {1000 * p90:.0f} ms"
    )
    if options.json:
        report = {
            "timelines": options.timelines,
            "right": n_right,
            "all": n_all,
            "edge_error_median_s": statistics.median(errors_s),
            "edge_error_p90_s": p90,
            "frame_s": FRAME_S,
        }
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
