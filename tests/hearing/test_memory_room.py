"""How much memory there is room for; figures come from the kernel of the machine that tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.hearing.memory_room import has_room_for, room_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how much is free")

LIMITED = """
import resource
from voicecoach.hearing.memory_room import reserve_little, room_bytes
import os
resource.setrlimit(resource.RLIMIT_DATA, (700_000_000, 700_000_000))
reserve_little()
print(room_bytes(), os.environ["CT2_PACKED_GEMM"])
"""


def model_of(folder: Path, n_bytes: int) -> Path:
    with (folder / "model.bin").open("wb") as file:
        file.truncate(n_bytes)
    return folder


def test_a_small_model_fits_and_one_larger_than_any_memory_does_not(tmp_path: Path) -> None:
    assert has_room_for(model_of(tmp_path, 1000))
    assert not has_room_for(model_of(tmp_path, 1 << 43))


def test_there_is_room_on_a_machine_that_runs() -> None:
    room = room_bytes()
    assert room is not None
    assert room > 0


def test_a_limit_on_what_is_reserved_leaves_less_room_and_weights_unpacked() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    room, packing = done.stdout.split()
    assert 100_000_000 < int(room) < 700_000_000
    assert packing == "0"


def spoken_within(home: Path, megabytes: int) -> subprocess.CompletedProcess[str]:
    """A talk with the usual recogniser, in a process that may reserve no more than this."""
    root = Path(__file__).resolve().parents[2]
    (home / "script.yaml").write_text(
        f"- wait: counterpart\n- say: {root / 'audio/demo/1-open.wav'}\n- wait: counterpart\n"
    )
    arguments = f"practice marlow --script {home / 'script.yaml'} --pace fast --seed 1 --json"
    command = f"ulimit -d {megabytes * 1000}; exec {sys.executable} -m voicecoach {arguments}"
    return subprocess.run(
        ["bash", "-c", f"{command} --voice silent --model base"],
        env={"VOICECOACH_HOME": str(home), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("megabytes", "is_smaller"), [(700, False), (520, True)])
def test_little_memory_is_enough_and_less_takes_the_smaller_one(
    tmp_path: Path, megabytes: int, is_smaller: bool
) -> None:
    done = spoken_within(tmp_path, megabytes)
    assert done.returncode == 0, done.stderr
    spoken = [t["text"] for t in json.loads(done.stdout)["turns"] if t["who"] == "learner"]
    assert "bill" in spoken[0].lower()
    assert ("Too little memory" in done.stderr) == is_smaller
