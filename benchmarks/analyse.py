"""How fast `voicecoach analyse` is, and how much memory it takes.

    python benchmarks/analyse.py [--clips FOLDER] [--minutes 10 60] [--with-words] [--json FILE]

Builds a talk of two channels from the recordings in FOLDER (turns of eight seconds, half a second
between them), measures it in a fresh process each, and prints the speed in multiples of real time
on the clock and in processor time, and the largest resident memory. With words it measures the same
talk mixed to one channel, so that all of it is transcribed, and runs bare faster-whisper over that.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from voicecoach.errors import RecordingError
from voicecoach.hearing.sound_file import read_sound
from voicecoach.turns import RATE_HZ

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ROOT.parent / "shared" / "eval" / "audio"
TURN_S = 8
GAP_S = 0.5
MOST_GROWTH_MB = 50
MOST_COST = 1.15

# Each run is a process of its own: its memory is its own, and nothing is warm from before.
MEASURE = """
import json, os, resource, sys, time
from pathlib import Path
from voicecoach.analysis import Request, analyse
load = None
if sys.argv[2] == "words":
    from voicecoach.hearing.models import locate_model
    from voicecoach.hearing.transcriber import WhisperTranscriber
    from voicecoach.store.folders import find_home
    folder = locate_model("base", path=None, cache=find_home().cache)
    load = WhisperTranscriber(folder, name="base", n_threads=os.cpu_count() or 1)
began, spent = time.perf_counter(), os.times()
measured = analyse(Request(Path(sys.argv[1])), transcriber=load)
after = os.times()
print(json.dumps({
    "duration_s": measured.duration_s,
    "wall_s": time.perf_counter() - began,
    "cpu_s": after.user + after.system - spent.user - spent.system,
    "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
BARE = """
import json, os, sys, time
from faster_whisper import WhisperModel
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_channels
from voicecoach.store.folders import find_home
from pathlib import Path
folder = locate_model("base", path=None, cache=find_home().cache)
threads = os.cpu_count() or 1
model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
began, spent = time.perf_counter(), os.times()
samples = read_channels(Path(sys.argv[1]))[0]
segments, _ = model.transcribe(samples, language="en", beam_size=1)
n_words = sum(len(segment.text.split()) for segment in segments)
after = os.times()
print(json.dumps({
    "duration_s": len(samples) / 16000,
    "wall_s": time.perf_counter() - began,
    "cpu_s": after.user + after.system - spent.user - spent.system,
    "n_words": n_words,
}))
"""


def build_talk(clips: Path, path: Path, *, minutes: float, n_channels: int = 2) -> None:
    """Write a talk: odd recordings speak on the left, even ones on the right, or all on one."""
    voices: list[list[np.ndarray]] = [[], []]
    for index, clip in enumerate(sorted(clips.glob("*.flac"))):
        try:
            sound = read_sound(clip)
        except RecordingError:
            continue
        size = TURN_S * RATE_HZ
        pieces = [sound[at : at + size] for at in range(0, len(sound), size)]
        voices[index % 2] += [piece for piece in pieces if len(piece) > RATE_HZ]
    wanted = round(minutes * 60 * RATE_HZ)
    written = turn = 0
    with soundfile.SoundFile(path, "w", RATE_HZ, n_channels, "PCM_16") as file:
        while written < wanted:
            side = turn % 2
            piece = voices[side][(turn // 2) % len(voices[side])]
            sound = np.zeros((len(piece) + round(GAP_S * RATE_HZ), n_channels), dtype=np.float32)
            sound[: len(piece), side % n_channels] = piece
            file.write(sound[: wanted - written])
            written += len(sound)
            turn += 1


def run(program: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    row: dict[str, float] = json.loads(done.stdout)
    row["x_real_time"] = row["duration_s"] / row["wall_s"]
    row["x_real_time_cpu"] = row["duration_s"] / row["cpu_s"]
    return row


def show(name: str, row: dict[str, float]) -> None:
    memory = f"{row['memory_mb']:6.0f} MB" if "memory_mb" in row else ""
    print(
        f"{name:34s} {row['wall_s']:7.1f} s  {row['x_real_time']:6.1f} x real time "
        f"({row['x_real_time_cpu']:6.1f} x by processor time)  {memory}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clips", type=Path, default=CLIPS, help="folder of FLAC recordings")
    parser.add_argument("--minutes", type=float, nargs="+", default=[10, 60])
    parser.add_argument("--with-words", action="store_true", help="Whisper as well (minutes)")
    parser.add_argument("--words-minutes", type=float, default=10)
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for minutes in options.minutes:
            path = Path(folder) / f"{minutes:g}.wav"
            build_talk(options.clips, path, minutes=minutes)
            rows[f"{minutes:g} min, no words"] = run(MEASURE, str(path), "fast")
            show(*list(rows.items())[-1])
        if options.with_words:
            path = Path(folder) / "words.wav"
            build_talk(options.clips, path, minutes=options.words_minutes, n_channels=1)
            name = f"{options.words_minutes:g} min"
            rows[f"{name}, with words"] = run(MEASURE, str(path), "words")
            show(*list(rows.items())[-1])
            rows[f"{name}, bare faster-whisper"] = run(BARE, str(path))
            show(*list(rows.items())[-1])
            with_words, bare = list(rows.values())[-2:]
            cost = with_words["cpu_s"] / bare["cpu_s"]
            print(f"cost against bare faster-whisper: {cost:.2f} (at most {MOST_COST})")
    memory = [row["memory_mb"] for name, row in rows.items() if name.endswith("no words")]
    print(f"memory grows by {memory[-1] - memory[0]:.0f} MB (at most {MOST_GROWTH_MB})")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
