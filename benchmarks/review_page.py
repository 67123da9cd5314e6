"""How long a review takes, from the start of the program to the last byte of its page.

    python benchmarks/review_page.py [--minutes 30]

Makes a session with the shipped script at fast pace, lays it end to end until it is as long as was
asked, and ends it as a practice does. Then it writes and serves its page: as the practice left it;
reviewed before; and as a session that was killed, of which everything has yet to be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import wave
from pathlib import Path
from typing import Any

DEMO = Path(__file__).resolve().parents[1] / "audio" / "demo.yaml"
TIMES = ("at_s", "start_s", "end_s", "learner_end_s", "ready_s", "committed_s")
N_RUNS = 3
ONCE = ("started", "ended")  # events that a session has one of


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        short = _practise(home)
        session = _lengthen(short, home / "long", options.minutes)
        n_turns = sum("_spoke" in row["event"] for row in _events(session))
        print(f"a session of {options.minutes:g} minutes, {n_turns} turns, {os.cpu_count()} cores")
        page = home / "page.html"
        as_ended = _conclude(session)
        show = ["review", str(session), "--html", str(page)]
        rows: dict[str, list[tuple[float, float]]] = {}
        for _ in range(N_RUNS):
            (session / "review.json").write_bytes(as_ended)
            rows.setdefault("written, first review", []).append(_seconds(show))
            rows.setdefault("written, later review", []).append(_seconds(show))
            rows.setdefault("served, later review", []).append(_until_served(session))
            (session / "review.json").write_bytes(as_ended)
            rows.setdefault("served, first review", []).append(_until_served(session))
            (session / "review.json").unlink()
            rows.setdefault("written, session was killed", []).append(_seconds(show))
        print(f"page without sound           {page.stat().st_size / 1e6:6.2f} MB")
        print(f"{'':<28}   best   worst   processor")
        for name, took in sorted(rows.items()):
            (best_s, _), (worst_s, _) = min(took), max(took)
            print(f"{name:<28} {best_s:4.2f} s  {worst_s:4.2f} s  {min(took)[1]:7.2f} s")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    return parser.parse_args()


def _practise(home: Path) -> Path:
    """Play the shipped script against its counterpart."""
    run = [sys.executable, "-m", "voicecoach", "practice", "marlow", "--script", str(DEMO)]
    done = subprocess.run(
        [*run, "--pace", "fast", "--seed", "1", "--json"],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return Path(json.loads(done.stdout)["session_path"])


def _lengthen(short: Path, long: Path, minutes: float) -> Path:
    """Lay a session end to end until it is as long as wanted."""
    long.mkdir()
    events = _events(short)
    with wave.open(str(short / "sound.wav")) as sound:
        layout, sound_of_one = sound.getparams(), sound.readframes(sound.getnframes())
    length_s = layout.nframes / layout.framerate
    n_times = max(1, round(minutes * 60 / length_s))
    with wave.open(str(long / "sound.wav"), "wb") as sound:
        sound.setparams(layout)
        for _ in range(n_times):
            sound.writeframes(sound_of_one)
    rows = [events[0]]
    for number in range(n_times):
        later = [row for row in events if row["event"] not in (*ONCE, "measured")]
        rows += [_later(row, number * length_s) for row in later]
    rows += [_later(row, (n_times - 1) * length_s) for row in events[1:] if row["event"] in ONCE]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (long / "journal.jsonl").write_text(text, encoding="utf-8")
    return long


def _later(row: dict[str, Any], by_s: float) -> dict[str, Any]:
    moved = {key: row[key] + by_s for key in TIMES if key in row}
    speech = [[start + by_s, end + by_s] for start, end in row.get("speech", [])]
    return row | moved | ({"speech": speech} if speech else {})


def _conclude(session: Path) -> bytes:
    """End it as a practice ends, and take what that keeps for reviews."""
    code = "import sys, pathlib as p; from voicecoach.commands.conclusion import conclude;"
    run = [sys.executable, "-c", f"{code}conclude(p.Path(sys.argv[1]))", str(session)]
    subprocess.run(run, check=True)
    return (session / "review.json").read_bytes()


def _events(session: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (session / "journal.jsonl").read_text().splitlines()]


def _seconds(arguments: list[str]) -> tuple[float, float]:
    """Run the program; seconds by the clock and of processor time."""
    began, used_s = time.perf_counter(), _used_s()
    subprocess.run([sys.executable, "-m", "voicecoach", *arguments], check=True)
    return time.perf_counter() - began, _used_s() - used_s


def _until_served(session: Path) -> tuple[float, float]:
    """Start the program, and stop the clock when the last byte of its page has come."""
    began, used_s = time.perf_counter(), _used_s()
    program = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "review", str(session), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    try:
        with urllib.request.urlopen(program.stdout.readline().strip()) as answer:
            answer.read()
        took_s = time.perf_counter() - began
    finally:
        program.terminate()
        program.wait()
    return took_s, _used_s() - used_s


def _used_s() -> float:
    """Processor time of the programs that were run, which other work does not lengthen."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    raise SystemExit(main())
