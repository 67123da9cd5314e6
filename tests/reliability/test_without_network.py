"""Where there is no network interface at all, everything is as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sessions.conftest import ROOT

ALONE = ("unshare", "--map-root-user", "--net")
TYPED = """What happened in March, as you see it?
4
It sounds as if you were let down.
Could we say thirty-one thousand by the tenth?
"""
SCRIPT = f"""- wait: counterpart
- hold: 1.0
- say: {ROOT / "audio" / "demo" / "1-open.wav"}
- wait: counterpart
- end: true
"""


def can_be_alone() -> bool:
    try:
        return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not can_be_alone(), reason="may not make a network namespace")


def journal_of(*arguments: str, home: Path, alone: bool) -> list[dict[str, Any]]:
    """Hold a session and read its journal, without what differs from run to run."""
    done = subprocess.run(
        [*(ALONE if alone else ()), sys.executable, "-m", "voicecoach", *arguments],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        input=TYPED,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (journal,) = home.glob("sessions/*/journal.jsonl")
    events = [json.loads(line) for line in journal.read_text().splitlines()]
    return [{k: v for k, v in e.items() if k not in ("measured", "session")} for e in events]


def test_a_namespace_of_ones_own_has_no_way_out() -> None:
    look = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    done = subprocess.run(
        [*ALONE, sys.executable, "-c", look], capture_output=True, text=True, check=False
    )
    assert "Network is unreachable" in done.stderr


def test_a_typed_talk_is_the_same(tmp_path: Path) -> None:
    talk = ("practice", "marlow", "--typed", "--seed", "4")
    with_network = journal_of(*talk, home=tmp_path / "with", alone=False)
    assert journal_of(*talk, home=tmp_path / "without", alone=True) == with_network


@pytest.mark.model
@pytest.mark.slow
def test_a_spoken_talk_is_the_same(tmp_path: Path) -> None:
    script = tmp_path / "script.yaml"
    script.write_text(SCRIPT)
    talk = (
        "practice", "marlow", "--script", str(script), "--pace", "fast", "--seed", "4",
        "--model", "tiny.en", "--voice", "silent",
    )  # fmt: skip
    with_network = journal_of(*talk, home=tmp_path / "with", alone=False)
    assert journal_of(*talk, home=tmp_path / "without", alone=True) == with_network
