"""How long the learner waits for an answer, and what the time goes to.

    python benchmarks/latency.py [--script FILE] [--persona NAME] [--model base] [--json FILE]

Plays a script at real pace through the whole program, without devices, and reads the journal.
`gap` runs from the learner's last audible sample to the counterpart's first; `wait` is what the
end-of-turn rule asked for; the rest of the gap is ours. Budget: median gap at most 1.0 s.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUDGET_S = 1.0
COLUMNS = ("gap", "wait", "beyond", "ready", "first", "transcribe", "decide", "render")


def run_session(options: argparse.Namespace, home: Path) -> list[dict[str, object]]:
    """Run one session in a home of its own and return its journal."""
    command = [sys.executable, "-m", "voicecoach", "practice", options.persona]
    command += ["--script", str(options.script), "--model", options.model, "--seed", "1"]
    command += ["--no-sound", "--json", "--pace", options.pace]
    environment = {**os.environ, "VOICECOACH_HOME": str(home)}
    done = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    folder = Path(json.loads(done.stdout)["session_path"])
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]


def parts(event: dict[str, float]) -> dict[str, float]:
    """Take one answer apart; all in seconds."""
    end_s, measured = event["learner_end_s"], event["measured"]
    gap_s = event["at_s"] - end_s
    return {
        "gap": gap_s,
        "wait": event["wait_s"],
        "beyond": gap_s - event["wait_s"],
        "ready": event["ready_s"] - end_s,
        "first": event["at_s"] - event["committed_s"],
        "transcribe": measured["transcribe_s"],
        "decide": measured["decide_s"],
        "render": measured["render_s"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--script", type=Path, default=ROOT / "audio" / "demo.yaml")
    parser.add_argument("--persona", default="marlow")
    parser.add_argument("--model", default="base")
    parser.add_argument("--pace", default="real", choices=("real", "fast"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        events = run_session(options, Path(home))
    rows = [parts(event) for event in events if event["event"] == "answered"]
    print("   ".join(f"{name:>10}" for name in COLUMNS))
    for row in rows:
        print("   ".join(f"{row[name]:>10.3f}" for name in COLUMNS))
    medians = {name: statistics.median(row[name] for row in rows) for name in COLUMNS}
    print("   ".join(f"{medians[name]:>10.3f}" for name in COLUMNS), "  median")
    verdict = "within" if medians["gap"] <= BUDGET_S else "OVER"
    print(f"median gap {medians['gap']:.2f} s, {verdict} the budget of {BUDGET_S:.1f} s")
    if options.json:
        report = {
            "answers": rows,
            "median": medians,
            "budget_s": BUDGET_S,
            "model": options.model,
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "python": platform.python_version(),
            "date": datetime.now(UTC).date().isoformat(),
        }
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
