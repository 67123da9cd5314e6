"""A session over real PortAudio devices at real pace: two PulseAudio null sinks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.devices.room import SeatedLearner, is_available, virtual_devices
from tests.sessions.conftest import ROOT, Finished
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.recorded_microphone import ScriptedMicrophone, read_script
from voicecoach.hearing.sound_file import read_channels
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.turns import RATE_HZ, Clip

pytestmark = [
    pytest.mark.device,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not is_available(), reason="needs PulseAudio; `make test` installs it"),
]

SCRIPT = """
- wait: counterpart
- hold: 0.3
- say: open.wav
- wait: counterpart
- hold: 5.0
- wait: counterpart
- say: stop.wav
- wait: counterpart
"""


@pytest.fixture(scope="module")
def devices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with virtual_devices(tmp_path_factory.mktemp("pulse")) as environment:
        home = str(tmp_path_factory.mktemp("home"))
        yield {**environment, "VOICECOACH_HOME": home, "COLUMNS": "400"}


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("script")
    sound, rate_hz = soundfile.read(ROOT / "audio/demo/1-open.wav")
    soundfile.write(folder / "open.wav", sound, rate_hz)
    subprocess.run(
        ["flite", "-voice", "rms", "-t", "Let's stop here.", "-o", str(folder / "stop.wav")],
        check=True,
    )
    (folder / "script.yaml").write_text(SCRIPT)
    return folder / "script.yaml"


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    arguments = ["practice", "marlow", "--seed", "1", "--json", "--model", "tiny.en"]
    return subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def talk(devices: dict[str, str], script: Path) -> tuple[Finished, np.ndarray]:
    """One short session, and everything that came out of the loudspeaker."""
    program = start(devices)
    learner = SeatedLearner(ScriptedMicrophone(*read_script(script)), devices)
    try:
        out, err = program.communicate(timeout=180)
    finally:
        program.kill()
        learner.leave()
    return Finished(program.returncode, out, err), np.concatenate(learner.heard)


def test_the_session_runs_to_its_end(talk: tuple[Finished, np.ndarray]) -> None:
    done, _ = talk
    assert done.code == 0, done.err
    assert done.result["outcome"] == "stopped"
    learner = [t["text"].lower() for t in done.result["turns"] if t["who"] == "learner"]
    assert "bill" in learner[0]
    assert "stop here" in learner[-1]


def test_a_silence_held_in_the_room_is_held_in_the_result(
    talk: tuple[Finished, np.ndarray],
) -> None:
    done, _ = talk
    held = [s for s in done.result["silences"] if s["kind"] == "held"]
    assert held
    assert held[0]["yielded"] is not None
    assert 3.0 <= held[0]["end_s"] - held[0]["start_s"] <= 4.5


def test_the_room_heard_what_the_journal_says(
    talk: tuple[Finished, np.ndarray], devices: dict[str, str]
) -> None:
    done, sound = talk
    cache = Path(devices["VOICECOACH_HOME"]) / "cache"
    folder = locate_model("tiny.en", path=None, cache=cache)
    heard = WhisperTranscriber(folder, name="tiny.en").transcribe(Clip(sound, 0.0)).text
    heard_words = re.findall(r"[a-z']+", heard.lower())
    spoken = [t["text"] for t in done.result["turns"] if t["who"] == "counterpart"]
    for line in spoken[:3]:
        words = re.findall(r"[a-z']+", line.lower())
        blocks = SequenceMatcher(None, heard_words, words, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in blocks) >= 0.6 * len(words), (line, heard)


def test_the_recording_holds_both_sides_where_the_journal_says(
    talk: tuple[Finished, np.ndarray],
) -> None:
    done, _ = talk
    sides = dict(
        zip(("learner", "counterpart"), read_channels(done.folder / "sound.wav"), strict=True)
    )
    for turn in done.result["turns"]:
        piece = slice(round(turn["start_s"] * RATE_HZ), round(turn["end_s"] * RATE_HZ))
        own, other = (
            sides[turn["who"]],
            sides["learner" if turn["who"] == "counterpart" else "counterpart"],
        )
        assert np.sqrt(np.mean(own[piece] ** 2)) > 10 * np.sqrt(np.mean(other[piece] ** 2) + 1e-9)


def test_devices_are_listed(devices: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "devices"],
        env=devices,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "pulse" in done.stdout


def test_a_device_that_vanishes_ends_the_session_and_keeps_it(tmp_path: Path) -> None:
    with virtual_devices(tmp_path) as own:
        program = start({**own, "VOICECOACH_HOME": str(tmp_path / "home")})
        for _ in range(600):
            journals = list((tmp_path / "home").glob("sessions/*/journal.jsonl"))
            if journals and "counterpart_spoke" in journals[0].read_text():
                break
            time.sleep(0.1)
    _, err = program.communicate(timeout=60)
    assert program.returncode == 2, err
    assert "Traceback" not in err
    assert "delivered no sound" in " ".join(err.split())
    (session,) = (tmp_path / "home" / "sessions").iterdir()
    events = [json.loads(line) for line in (session / "journal.jsonl").read_text().splitlines()]
    assert any(event["event"] == "counterpart_spoke" for event in events)
    assert len(read_channels(session / "sound.wav")[0]) > 2 * RATE_HZ


def test_a_microphone_that_another_program_held_is_used_again_within_two_seconds(
    tmp_path: Path,
) -> None:
    into = tmp_path / "rows.json"
    command = ["-m", "benchmarks.reliability", "devices", "--only", "held", "--json", str(into)]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert into.exists(), done.stdout + done.stderr
    (row,) = json.loads(into.read_text())
    assert row["n_stopped"] == row["n_back"] >= 1  # a busy machine may lose the device again
    assert row["resumed_s"] < 2.0
    assert row["silent_s"] < 0.1
    assert row["n_turns"] >= 1
