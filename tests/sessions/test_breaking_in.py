"""Break-ins, backchannels, collisions and coughs, through the whole program at fast pace."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.sessions.conftest import Finished, run_program
from voicecoach.turns import RATE_HZ

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("flite") is None, reason="needs flite; `make test` installs it"
    ),
]

Talk = Callable[[str, dict[str, str]], Finished]


@pytest.fixture
def talk(home: Path, tmp_path: Path) -> Talk:
    """Voice the learner's lines and run a script with them."""

    def run(script: str, lines: dict[str, str]) -> Finished:
        for name, text in lines.items():
            path = tmp_path / f"{name}.wav"
            subprocess.run(["flite", "-voice", "rms", "-t", text, "-o", str(path)], check=True)
            sound, rate_hz = soundfile.read(path)
            loud = np.flatnonzero(np.abs(sound) > 0.01)
            soundfile.write(path, sound[loud[0] : loud[-1]], rate_hz)
        (tmp_path / "script.yaml").write_text(script)
        done = run_program(
            *("practice", "marlow", "--script", str(tmp_path / "script.yaml")),
            *("--pace", "fast", "--seed", "3", "--voice", "silent", "--json"),
            home=home,
        )
        assert done.code == 0, done.err
        return done

    return run


def counterpart_turns(done: Finished) -> list[dict]:
    return [event for event in done.journal if event["event"] == "counterpart_spoke"]


def test_words_over_its_voice_make_it_give_way_and_only_audible_words_stand(talk: Talk) -> None:
    done = talk(
        "- after_onset: 1.5\n- say: wait.wav\n- wait: counterpart\n- wait: counterpart\n",
        {"wait": "Wait, please. Stop for a moment, I want to say something first."},
    )
    opening = counterpart_turns(done)[0]
    assert opening["was_cut_off"]
    assert opening["end_s"] - opening["start_s"] < 2.2
    assert 1 <= len(opening["text"].split()) < 12
    learner = next(e for e in done.journal if e["event"] == "learner_spoke")
    assert learner["start_s"] < opening["end_s"]
    assert not any(
        s["start_s"] < learner["start_s"] for s in done.result["silences"]
    )  # breaking in is no silence


@pytest.mark.parametrize("nudge", ["Right.", "Okay.", "Mm hmm."])
def test_a_backchannel_never_stops_it(talk: Talk, nudge: str) -> None:
    done = talk("- after_onset: 1.5\n- say: nudge.wav\n- wait: counterpart\n", {"nudge": nudge})
    opening = counterpart_turns(done)[0]
    assert not opening["was_cut_off"]
    assert len(opening["text"].split()) > 12


def test_a_clap_over_its_voice_does_not_stop_it(talk: Talk, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    clap = rng.normal(0, 0.4, RATE_HZ // 5) * np.exp(-np.arange(RATE_HZ // 5) / 400)
    soundfile.write(tmp_path / "clap.wav", clap, RATE_HZ)
    done = talk("- after_onset: 1.5\n- say: clap.wav\n- wait: counterpart\n", {})
    assert not counterpart_turns(done)[0]["was_cut_off"]


def test_a_cough_does_not_end_a_held_silence(talk: Talk, tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    burst = rng.normal(0, 0.2, RATE_HZ // 4) * np.hanning(RATE_HZ // 4)
    soundfile.write(tmp_path / "cough.wav", burst, RATE_HZ)
    done = talk(
        "- wait: counterpart\n- hold: 1.5\n- say: cough.wav\n- hold: 6\n- wait: counterpart\n", {}
    )
    first = done.result["silences"][0]
    assert first["kind"] == "held"
    assert first["ended_by"] == "counterpart"


def test_speaking_before_the_counterpart_would_have_breaks_the_silence(talk: Talk) -> None:
    done = talk(
        "- wait: counterpart\n- hold: 3.1\n- say: well.wav\n- wait: counterpart\n",
        {"well": "Well, I could come down to thirty thousand pounds."},
    )
    first = done.result["silences"][0]
    assert (first["kind"], first["ended_by"]) == ("broken", "learner")


def test_a_turn_without_end_is_cut_into_at_a_pause(talk: Talk) -> None:
    text = (
        "I would like to begin with the history of this matter, and of our firm, and of the "
        "many years in which we have served companies like yours with care and attention."
    )
    pieces = "".join("- say: long.wav\n- hold: 0.45\n" for _ in range(5))
    done = talk(f"- wait: counterpart\n{pieces}- wait: counterpart\n", {"long": text})
    cut_ins = [e for e in done.journal if e["event"] == "cut_in"]
    assert cut_ins
    learner = [e for e in done.journal if e["event"] == "learner_spoke"]
    assert learner[0]["end_s"] - learner[0]["start_s"] > 25
