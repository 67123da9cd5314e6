"""How fast the machine hears and speaks: Whisper by length of clip, voices by length of line.

    python benchmarks/engines.py [--repeats 5] [--json FILE]

Recognition takes real speech (the demonstration's recordings, joined) cut to 2, 5, 10 and 25 s; the
last needs Whisper's whole window. Voices speak lines of one counterpart without a cache. Budgets,
in the same run: base hears 5 s in at most 1 s; a live voice renders in a third of the line's time.
Voices that are not installed are left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoicecoachError
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_sound
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.speaking.engines import live_engines
from voicecoach.speaking.kokoro_voice import KokoroVoice
from voicecoach.speaking.voices import make_engine
from voicecoach.store.folders import find_home
from voicecoach.store.library import shipped
from voicecoach.turns import RATE_HZ, Clip, Manner, Samples

LENGTHS_S = (2, 5, 10, 25)
LONGEST_FOR_5_S = 1.0
LONGEST_LIVE = 1 / 3
CHOICE = VoiceChoice(sex="male", accent="american", rate_wpm=170, pitch_st=0.0)
LINES = (
    "You want nine thousand for that, and I want to know what for.",
    "I ran the numbers twice, and twice they came out the same way.",
    "Fine. Tell me what happened in March, and don't leave anything out.",
)


def joined_speech() -> Samples:
    """Real speech, long enough for the longest clip."""
    parts = [read_sound(path) for path in sorted((shipped("audio") / "demo").glob("*.wav"))]
    sound = np.concatenate(parts)
    return np.tile(sound, 1 + max(LENGTHS_S) * RATE_HZ // len(sound))


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The median of several runs, after one that does not count."""
    work()
    taken = []
    for _ in range(repeats):
        start_s = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start_s)
    return statistics.median(taken)


def hearing(repeats: int) -> list[dict[str, object]]:
    """Seconds that each model takes for each length."""
    rows: list[dict[str, object]] = []
    speech, cache = joined_speech(), find_home().cache
    for name in ("base", "tiny.en"):
        transcriber = WhisperTranscriber(locate_model(name, path=None, cache=cache), name=name)
        for length_s in LENGTHS_S:
            clip = Clip(speech[: length_s * RATE_HZ], 0.0)
            taken_s = seconds(lambda clip=clip, ear=transcriber: ear.transcribe(clip), repeats)
            rows.append({"model": name, "clip_s": length_s, "taken_s": round(taken_s, 3)})
    return rows


def speaking(repeats: int) -> list[dict[str, object]]:
    """Share of a line's own length that each voice takes to render it."""
    engines = [make_engine(name, CHOICE) for name in live_engines(CHOICE)]
    rows: list[dict[str, object]] = []
    for engine in [*engines, KokoroVoice(CHOICE, find_home().cache)]:
        try:
            line_s = sum(len(engine.render(line, Manner())) for line in LINES) / RATE_HZ
        except VoicecoachError as error:
            print(f"{engine.name}: left out ({error})")
            continue
        taken_s = seconds(
            lambda engine=engine: [engine.render(line, Manner()) for line in LINES], repeats
        )
        rows.append(
            {
                "voice": engine.name,
                "line_s": round(line_s / len(LINES), 2),
                "taken_s": round(taken_s / len(LINES), 3),
                "share": round(taken_s / line_s, 3),
            }
        )
    return rows


def main() -> int:
    """Print both tables; 1 if a budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    heard, spoken = hearing(options.repeats), speaking(options.repeats)
    print(f"{'model':<10} {'clip':>6} {'taken':>8}")
    for row in heard:
        print(f"{row['model']:<10} {row['clip_s']:>4} s {row['taken_s']:>6} s")
    print(f"\n{'voice':<10} {'line':>8} {'taken':>8} {'of its length':>14}")
    for row in spoken:
        print(
            f"{row['voice']:<10} {row['line_s']:>6} s {row['taken_s']:>6} s {row['share']:>14.1%}"
        )
    for_5_s = next(row["taken_s"] for row in heard if row["model"] == "base" and row["clip_s"] == 5)
    live = [row["share"] for row in spoken if row["voice"] != "kokoro"]
    is_kept = for_5_s <= LONGEST_FOR_5_S and max(live, default=0.0) <= LONGEST_LIVE
    print("within the budgets" if is_kept else "OVER a budget")
    if options.json is not None:
        report = {"hearing": heard, "speaking": spoken, "within": is_kept}
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
