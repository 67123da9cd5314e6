"""How soon a typed talk begins: from the command to the counterpart's first words.

    python benchmarks/typed_start.py [PERSONA] [--runs 10]

Prints wall and processor time; on a busy machine only the latter says anything.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home


def begin(persona: str, name: str, home: str) -> tuple[float, float]:
    """Begin one talk; returns seconds to its first words, on the wall and of the processor."""
    environment = {**os.environ, "VOICECOACH_HOME": home}
    command = [sys.executable, "-m", "voicecoach", "practice", persona, "--typed"]
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        next(line for line in program.stdout if line.startswith(f"{name}:"))
        wall_s = time.perf_counter() - began
        fields = Path(f"/proc/{program.pid}/stat").read_text().rsplit(")", 1)[1].split()
        cpu_s = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        program.communicate("")
    return wall_s, cpu_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("persona", nargs="?", default="marlow")
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    name = load_persona(options.persona, find_home()).name
    with tempfile.TemporaryDirectory() as home:
        times = [begin(options.persona, name, home) for _ in range(options.runs)]
    for clock, values in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
        print(
            f"{clock:<10} median {statistics.median(values):.2f} s, "
            f"fastest {min(values):.2f} s, slowest {max(values):.2f} s of {len(values)}"
        )


if __name__ == "__main__":
    main()
