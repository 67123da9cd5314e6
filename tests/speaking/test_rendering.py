"""All lines of a counterpart can be rendered ahead, stopped at any line and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
import soundfile

from voicecoach.cli import main
from voicecoach.dialogue.styles import read_numbers
from voicecoach.errors import VoiceError
from voicecoach.speaking.rendering import plan_rendering
from voicecoach.speaking.repertoire import find_repertoire
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import RATE_HZ, Manner

pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    return tmp_path


def test_what_was_rendered_is_not_rendered_again(tmp_path: Path) -> None:
    dana = load_persona("marlow", find_home())
    first = plan_rendering(dana, "hibari", tmp_path)
    assert len(first.left) == first.n_lines > 1000
    rendering = first.render()
    assert len(list(islice(rendering, 3))) == 3
    rendering.close()
    again = plan_rendering(dana, "hibari", tmp_path)
    assert (again.n_lines, len(again.left)) == (first.n_lines, first.n_lines - 3)


def test_a_talk_finds_what_was_rendered(tmp_path: Path) -> None:
    dana = load_persona("marlow", find_home())
    next(plan_rendering(dana, "hibari", tmp_path).render())
    (kept,) = (tmp_path / "lines").iterdir()
    before = kept.stat().st_mtime_ns
    line = next(line for line in find_repertoire(dana) if line.is_own)
    choose_voice("hibari", dana.voice, tmp_path / "lines").render(line.text, line.manners[0])
    assert [path.stat().st_mtime_ns for path in (tmp_path / "lines").iterdir()] == [before]


def test_kokoro_needs_one_rendering_a_line_and_not_one_a_manner(tmp_path: Path) -> None:
    dana = load_persona("marlow", find_home())
    texts = {line.text for line in find_repertoire(dana)}
    assert plan_rendering(dana, "kokoro", tmp_path).n_lines == len(texts)


def test_an_engine_that_cannot_speak_for_her_says_so(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="piper has no woman's voice; use hibari"):
        plan_rendering(load_persona("marlow", find_home()), "piper", tmp_path)


@pytest.mark.slow
def test_rendering_goes_on_after_it_was_killed(home: Path) -> None:
    command = [sys.executable, "-m", "voicecoach", "voices", "render", "marlow"]
    with subprocess.Popen(
        [*command, "--engine", "pyttsx3"], stdout=subprocess.DEVNULL, start_new_session=True
    ) as first:
        while len(list(home.glob("cache/lines/*.flac"))) < 5:
            time.sleep(0.05)
            assert first.poll() is None
        os.killpg(first.pid, signal.SIGKILL)
    job = plan_rendering(load_persona("marlow", find_home()), "pyttsx3", home / "cache")
    assert job.n_lines - len(job.left) >= 5
    next(job.render())


def test_list_tells_engines_and_who_gets_which_voice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    engines = {engine["name"]: engine for engine in listed["engines"]}
    assert set(engines) == {"hibari", "piper", "pyttsx3", "kokoro"}
    assert engines["hibari"]["is_installed"] is True
    assert engines["kokoro"]["is_installed"] is False  # nothing was fetched to this home
    assert "voices fetch" in engines["kokoro"]["how"]
    (dana,) = [each for each in listed["personas"] if each["id"] == "marlow"]
    assert dana["auto"] == "hibari"
    assert {sound["engine"] for sound in dana["sounds"]} >= {"hibari", "pyttsx3", "kokoro"}
    assert main(["voices", "list"]) == 0
    assert "Dana Marlow: female, british; hibari heart at 178" in capsys.readouterr().out


def test_try_writes_a_line_that_fits_the_state(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = home / "dana.wav"
    assert main(["voices", "try", "marlow", "--state", "hostile", "--out", str(out)]) == 0
    text = capsys.readouterr().out.partition(": ")[2].partition("\n")[0]
    dana = load_persona("marlow", find_home())
    assert any(line.text == text and "hostile" in line.states for line in find_repertoire(dana))
    sound, rate_hz = soundfile.read(out)
    assert rate_hz == RATE_HZ
    assert len(sound) > 0.5 * RATE_HZ


def test_try_says_given_words_with_a_named_engine(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["voices", "try", "okafor", "--engine", "pyttsx3", "--text", "No."]
    assert main([*arguments, "--out", str(home / "no.wav")]) == 0
    assert "guarded, pyttsx3, " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["try", "marlow", "--state", "angry"], "no state is called 'angry'; there are guarded"),
        (["try", "nobody"], "no persona is called 'nobody'"),
        (["try", "marlow", "--out", "/nowhere/x.wav"], "/nowhere/x.wav: cannot be written"),
        (["try", "marlow", "--engine", "kokoro", "--out", "x.wav"], "voices fetch"),
        (["render", "marlow"], "voices fetch"),
        (["fetch", "/nowhere/voices.tgz"], "is not the package kokoro-js"),
    ],
)
def test_trouble_is_one_line_with_a_remedy(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_every_state_has_a_manner_of_its_own() -> None:
    manners = read_numbers().manners
    assert len(set(manners.values())) == len(manners)
    assert manners["guarded"] == Manner()
    hostile, warm = manners["hostile"], manners["rapport"]
    assert (hostile.rate, hostile.gain_db) > (warm.rate, warm.gain_db)
    assert hostile.pause < 1 < warm.pause
    assert warm.pitch_st < 0 < hostile.pitch_st
