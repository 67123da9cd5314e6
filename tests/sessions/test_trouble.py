"""What goes wrong says what, where and how to mend; exit code 2, no traceback, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.sessions.conftest import DEMO, ROOT, Finished, run_program

QUICK = ("--pace", "fast", "--seed", "1", "--model", "tiny.en", "--voice", "silent", "--json")


def assert_trouble(done: Finished, *expected: str) -> None:
    assert done.code == 2, done.err
    assert "Traceback" not in done.err
    message = " ".join(done.err.replace("│", " ").split())
    for text in expected:
        assert text in message, done.err


def test_no_microphone(home: Path) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "HOME": str(home)}
    done = run_program("practice", "marlow", home=home, **nowhere)
    if "cannot be opened" not in done.err:  # a machine with ALSA's pulse plugin lists a dead one
        assert_trouble(done, "no microphone found", "--script")
    assert_trouble(done)


def test_a_microphone_that_is_not_there_names_those_that_are(home: Path) -> None:
    done = run_program("practice", "marlow", "--microphone", "Yeti", home=home)
    assert_trouble(done, "no microphone matches 'Yeti'", "--microphone")


def test_without_persona_and_without_a_keyboard(home: Path) -> None:
    assert_trouble(run_program("practice", "--script", str(DEMO), home=home), "personas list")


def test_an_unknown_persona(home: Path) -> None:
    done = run_program("practice", "nobody", "--script", str(DEMO), home=home)
    assert_trouble(done, "no persona is called 'nobody'", "marlow")


def test_a_broken_persona_file_is_reported_with_its_line(home: Path, tmp_path: Path) -> None:
    text = (ROOT / "personas" / "marlow.yaml").read_text()
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("style: driver", "style: shark", 1))
    line = text[: text.index("style: driver")].count("\n") + 1
    done = run_program("practice", str(broken), "--script", str(DEMO), home=home)
    assert_trouble(done, "broken.yaml", f"line {line}", "driver")


def test_a_persona_that_is_no_yaml(home: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: [unclosed\n")
    path = str(tmp_path / "broken.yaml")
    assert_trouble(run_program("practice", path, "--script", str(DEMO), home=home), "broken.yaml")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("- dance: 3\n", "step 1"),
        ("- hold: -1\n", "step 1"),
        ("- wait: nobody\n", "step 1"),
        ("hold: 3\n", "list of steps"),
        ("- say: missing.wav\n", "missing.wav"),
        ("- [\n", "is not YAML"),
        ("", "list of steps"),
    ],
)
def test_a_broken_script(home: Path, tmp_path: Path, script: str, expected: str) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(script)
    assert_trouble(run_program("practice", "marlow", "--script", str(path), home=home), expected)


def test_a_missing_script(home: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "none.yaml")
    assert_trouble(run_program("practice", "marlow", "--script", path, home=home), "none.yaml")


@pytest.mark.parametrize("name", ["empty.wav", "text.wav", "cut.wav", "none.wav"])
def test_a_recording_that_is_no_sound(home: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("this is a letter")
    (tmp_path / "cut.wav").write_bytes((ROOT / "audio/demo/1-open.wav").read_bytes()[:20])
    path = str(tmp_path / name)
    done = run_program("practice", "marlow", "--recording", path, "--pace", "fast", home=home)
    assert_trouble(done, name)


@pytest.mark.model
@pytest.mark.parametrize("kind", ["8 kHz", "stereo", "24 bit", "float", "44.1 kHz"])
def test_any_ordinary_wav_is_understood(home: Path, tmp_path: Path, kind: str) -> None:
    sound, rate_hz = soundfile.read(ROOT / "audio/demo/1-open.wav", dtype="float32")
    sound = np.concatenate(
        [np.zeros(8 * rate_hz, np.float32), sound, np.zeros(rate_hz, np.float32)]
    )
    subtype = {"24 bit": "PCM_24", "float": "FLOAT"}.get(kind, "PCM_16")
    if kind == "8 kHz":
        import soxr

        sound, rate_hz = soxr.resample(sound, rate_hz, 8000), 8000
    elif kind == "44.1 kHz":
        import soxr

        sound, rate_hz = soxr.resample(sound, rate_hz, 44_100), 44_100
    elif kind == "stereo":
        sound = np.stack([sound, np.zeros_like(sound)], axis=1)
    path = tmp_path / "learner.wav"
    soundfile.write(path, sound, rate_hz, subtype=subtype)
    done = run_program("practice", "marlow", "--recording", str(path), *QUICK, home=home)
    assert done.code == 0, done.err
    said = " ".join(t["text"] for t in done.result["turns"] if t["who"] == "learner").lower()
    assert "bill" in said


def test_weights_that_are_missing(tmp_path: Path) -> None:
    done = run_program(
        *("practice", "marlow", "--script", str(DEMO), "--pace", "fast"),
        *("--model-path", str(tmp_path / "nothing")),
        home=tmp_path,
    )
    assert_trouble(done, "nothing")


@pytest.mark.model
def test_weights_that_are_not_the_pinned_ones(tmp_path: Path) -> None:
    first = run_program("models", "fetch", "--model", "tiny.en", home=tmp_path)
    assert first.code == 0, first.err
    weights = next((tmp_path / "cache").rglob("model.bin"))
    weights.chmod(0o600)
    with weights.open("r+b") as file:
        file.seek(1000)
        file.write(b"something else")
    done = run_program("practice", "marlow", "--script", str(DEMO), *QUICK, home=tmp_path)
    assert_trouble(done, "model.bin", "sha256")


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run_program("practice", "marlow", "--script", str(DEMO), home=tmp_path / "file")
    assert_trouble(done, "VOICECOACH_HOME")


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell's file size limit")
def test_a_disk_that_fills_up_in_mid_session_keeps_what_there_was(home: Path) -> None:
    arguments = ["practice", "marlow", "--script", str(DEMO), *QUICK]
    command = f"ulimit -f 1200; exec {sys.executable} -m voicecoach {' '.join(arguments)}"
    before = set((home / "sessions").glob("*")) if (home / "sessions").exists() else set()
    done = subprocess.run(
        ["bash", "-c", command],
        env={"VOICECOACH_HOME": str(home), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert_trouble(Finished(done.returncode, done.stdout, done.stderr), "sound.wav", "free some")
    (session,) = set((home / "sessions").glob("*")) - before
    with wave.open(str(session / "sound.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 15
    events = [json.loads(line) for line in (session / "journal.jsonl").read_text().splitlines()]
    assert [e["event"] for e in events].count("learner_spoke") >= 1
    replayed = run_program("replay", session.name, "--json", home=home)
    assert replayed.code == 0, replayed.err


@pytest.mark.model
def test_ctrl_c_ends_the_session_properly_with_feedback(home: Path) -> None:
    arguments = ["practice", "marlow", "--script", str(DEMO), "--no-sound", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *arguments, "--model", "tiny.en"],
        env={"VOICECOACH_HOME": str(home), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:  # captions go there
        if line.startswith("Dana Marlow:"):
            break
    time.sleep(1.0)
    process.send_signal(2)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert json.loads(out)["outcome"] == "stopped"


def test_a_damaged_journal_is_reported(home: Path, tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text('{"event":"ended","at_s":1}\n')
    assert_trouble(run_program("replay", str(tmp_path), home=home), "started")


def test_settings_with_a_misspelt_name(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('mikrophone = "Yeti"\n')
    done = run_program("practice", "marlow", "--script", str(DEMO), home=tmp_path)
    assert_trouble(done, "settings.toml", "mikrophone", "microphone")
