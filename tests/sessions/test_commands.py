"""The small commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sessions.conftest import ROOT, run_program
from voicecoach import __version__


def test_version(home: Path) -> None:
    done = run_program("--version", home=home)
    assert (done.code, done.out.strip()) == (0, f"voicecoach {__version__}")


def test_help_loads_nothing_heavy() -> None:
    """Under half a second means: no numpy, no pydantic, no engine."""
    program = (
        "import sys\n"
        "from voicecoach.arguments import build_parser\n"
        "build_parser().format_help()\n"
        "heavy = {'numpy', 'pydantic', 'rich', 'librosa', 'faster_whisper', 'sounddevice'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_help_answers_in_half_a_second(home: Path) -> None:
    took_s = []
    for _ in range(5):
        began = time.perf_counter()
        assert run_program("--help", home=home).code == 0
        took_s.append(time.perf_counter() - began)
    assert min(took_s) < 0.5


def test_personas_are_listed(home: Path) -> None:
    rows = json.loads(run_program("personas", "list", "--json", home=home).out)
    by_id = {row["id"]: row for row in rows}
    assert {"marlow", "okafor", "pereira"} <= set(by_id)
    assert by_id["marlow"]["style"] == "driver"
    listed = run_program("personas", "list", home=home)
    assert "Dana Marlow" in listed.out


def test_own_personas_are_listed_too(tmp_path: Path) -> None:
    own = tmp_path / "personas"
    own.mkdir()
    text = (ROOT / "personas" / "marlow.yaml").read_text()
    (own / "mine.yaml").write_text(text.replace("id: marlow", "id: mine", 1))
    rows = json.loads(run_program("personas", "list", "--json", home=tmp_path).out)
    assert "mine" in {row["id"] for row in rows}


def test_devices_are_listed_or_their_absence_is_told(home: Path) -> None:
    done = run_program("devices", home=home)
    assert done.code == 0, done.err
    assert "microphone" in done.out


def test_moves_reads_lines_and_reports_bad_ones(home: Path, tmp_path: Path) -> None:
    rows = ['{"id": 1, "text": "What matters most to you?"}', "oops", '{"id": 2, "text": "Go on."}']
    (tmp_path / "lines.jsonl").write_text("\n".join(rows))
    done = run_program("moves", str(tmp_path / "lines.jsonl"), home=home)
    assert done.code == 2
    assert "line 2" in done.err
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [row["id"] for row in found] == [1, 2]
    assert "open_question" in {move["move"] for move in found[0]["moves"]}
    assert [move["move"] for move in found[1]["moves"]] == ["nudge"]


def test_analyse_measures_a_file_without_words(home: Path) -> None:
    path = str(ROOT / "audio" / "demo" / "4-summary.wav")
    done = run_program("analyse", path, "--no-words", "--json", home=home)
    assert done.code == 0, done.err
    assert json.loads(done.out)["measures"]["longest_turn_s"] == pytest.approx(10.4, abs=0.3)


@pytest.mark.model
def test_check_names_what_works_and_what_does_not(home: Path) -> None:
    done = run_program("check", "--model", "tiny.en", home=home, PULSE_SERVER="unix:/nowhere")
    assert "ok    disk" in done.out
    assert "ok    voice" in done.out
    assert "ok    model" in done.out
    assert "MEND  microphone" in done.out
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.model
@pytest.mark.slow
def test_without_a_microphone_the_demonstration_is_played_and_says_so(home: Path) -> None:
    """What `make practice` does on a machine without sound: the talk that the README shows."""
    nowhere = {"PULSE_SERVER": "unix:/nowhere"}
    if "found" not in run_program("practice", "marlow", home=home, **nowhere).err:
        pytest.skip("there is a microphone here")
    done = run_program(
        "practice", "--demo-without-microphone", "--no-sound", "--pace", "real", "--json",
        home=home, **nowhere,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "recorded demonstration, not you" in " ".join(done.err.split())
    assert (done.result["persona"], done.result["seed"]) == ("marlow", 1)
    assert done.result["outcome"] == "agreed"


@pytest.mark.slow
def test_the_wheel_works_from_any_folder(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True
    )
    (wheel,) = tmp_path.glob("voicecoach-*.whl")
    site = tmp_path / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "import voicecoach; print(voicecoach.__file__, file=sys.stderr); "
        "from voicecoach.cli import main; raise SystemExit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(site), "personas", "list", "--json"],
        cwd="/",
        env={**os.environ, "VOICECOACH_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(site) in done.stderr
    assert {"marlow", "okafor", "pereira"} <= {row["id"] for row in json.loads(done.stdout)}
    assert (site / "voicecoach" / "audio" / "demo.yaml").is_file()
