"""Put the transcript of a real run into the README: python tools/readme_transcript.py."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- transcript -->\n```\n", "```\n<!-- /transcript -->"
WIDTH = 100
N_TURNS = 7  # the first screen holds no more


def run_demo(home: Path) -> tuple[dict, str]:
    """Run the demonstration; give its result and its printed feedback."""
    arguments = ["practice", "marlow", "--script", str(ROOT / "audio/demo.yaml")]
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", *arguments, "--pace", "fast", "--seed", "1", "--json"],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    )
    result = json.loads(done.stdout)
    return result, (Path(result["session_path"]) / "feedback.txt").read_text()


def transcript(result: dict) -> list[str]:
    """The first turns, with the silences that mattered."""
    lines = []
    silences = {s["end_s"]: s for s in result["silences"] if s["kind"] in ("held", "broken")}
    for turn in result["turns"][:N_TURNS]:
        before = next((s for end, s in silences.items() if abs(end - turn["start_s"]) < 0.1), None)
        if before is not None:
            lines.append(
                f"          ... {before['end_s'] - before['start_s']:.1f} s of silence, held ..."
            )
        who = "You " if turn["who"] == "learner" else "Dana"
        head = f"{_clock(turn['start_s'])}  {who}  "
        lines += textwrap.wrap(
            turn["text"], WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
        )
    return lines


def moments(feedback: str) -> list[str]:
    """The head of the feedback and its three moments."""
    lines = feedback.rstrip().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("THREE MOMENTS"))
    last = next(n for n, line in enumerate(lines) if n > first and not line.strip())
    return [lines[0], lines[1], "", *lines[first:last]]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def main() -> int:
    """Run, and replace what stands between the marks."""
    with tempfile.TemporaryDirectory() as home:
        result, feedback = run_demo(Path(home))
    block = [*transcript(result), "...", "", *moments(feedback)]
    readme = ROOT / "README.md"
    text = readme.read_text()
    head, rest = text.split(BEGIN, 1)
    readme.write_text(head + BEGIN + "\n".join(block) + "\n" + END + rest.split(END, 1)[1])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
