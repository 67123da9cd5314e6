from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "audio" / "demo.yaml"


@dataclass(frozen=True)
class Finished:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(self.out)
        return result

    @property
    def folder(self) -> Path:
        return Path(self.result["session_path"])

    @property
    def journal(self) -> list[dict[str, Any]]:
        lines = (self.folder / "journal.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]


def run_program(
    *arguments: str, home: Path, timeout_s: float = 240.0, typed: str | None = None, **extra: str
) -> Finished:
    """Run `voicecoach` as a user would, with a home of its own, and with typed lines if given."""
    environment = {**os.environ, "VOICECOACH_HOME": str(home), "COLUMNS": "80", **extra}
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", *arguments],
        env=environment,
        input="" if typed is None else typed,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)
