"""The shipped script against the real recogniser and a real voice, judged by what was heard."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import soundfile

from tests.sessions.conftest import DEMO, ROOT, Finished, run_program
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_channels
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.turns import RATE_HZ, Clip

pytestmark = [pytest.mark.model, pytest.mark.slow]


def without_measured(events: list[dict]) -> list[dict]:
    """A journal without what a wall clock measured, and without the session's name."""
    rows = [{k: v for k, v in event.items() if k != "measured"} for event in events]
    rows[0].pop("session")
    return rows


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def test_the_result_keeps_to_its_schema(demo: Finished) -> None:
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_text())
    jsonschema.validate(demo.result, schema)
    kept = json.loads((demo.folder / "result.json").read_text())
    assert kept == demo.result


def test_the_learner_is_understood_and_the_talk_ends_well(demo: Finished) -> None:
    learner = [turn for turn in demo.result["turns"] if turn["who"] == "learner"]
    moves = {move for turn in learner for move in turn["moves"]}
    assert len(learner) == 8
    expected = {"open_question", "emotion_label", "summary", "clearinghouse_probe"}
    assert expected | {"conditional_trade"} <= moves
    assert demo.result["outcome"] == "agreed"


def test_a_held_silence_draws_out_a_fact(demo: Finished) -> None:
    held = [s for s in demo.result["silences"] if s["kind"] == "held"]
    assert len(held) >= 2
    assert all(s["end_s"] - s["start_s"] >= 3.0 for s in held)
    assert all(s["ended_by"] == "counterpart" for s in held)
    found = {fact["id"]: fact for fact in demo.result["facts"]}
    for silence in held:
        assert found[silence["yielded"]]["key"] == "silence"
        assert found[silence["yielded"]]["found_s"] == pytest.approx(silence["end_s"], abs=0.1)


def test_every_answer_has_a_response_gap(demo: Finished) -> None:
    gaps_s = demo.result["response_gaps_s"]
    assert len(gaps_s) == 8
    assert all(0.2 < gap_s < 2.0 for gap_s in gaps_s)


def test_what_the_journal_says_was_said_can_be_heard(demo: Finished, home: Path) -> None:
    folder = locate_model("base", path=None, cache=home / "cache")
    transcriber = WhisperTranscriber(folder, name="base")
    _, counterpart = read_channels(demo.folder / "sound.wav")
    likeness = []
    for turn in demo.result["turns"]:
        if turn["who"] == "counterpart":
            first, last = round(turn["start_s"] * RATE_HZ), round(turn["end_s"] * RATE_HZ)
            heard = transcriber.transcribe(Clip(counterpart[first:last], turn["start_s"])).text
            likeness.append(SequenceMatcher(None, words(heard), words(turn["text"])).ratio())
    assert len(likeness) >= 10
    assert min(likeness) > 0.5
    assert np.mean(likeness) > 0.85


def test_the_counterpart_is_silent_where_the_journal_says_so(demo: Finished) -> None:
    _, counterpart = read_channels(demo.folder / "sound.wav")
    for turn in demo.result["turns"]:
        if turn["who"] == "counterpart":
            first, last = round(turn["start_s"] * RATE_HZ), round(turn["end_s"] * RATE_HZ)
            counterpart[max(0, first - 80) : last + 80] = 0.0
    assert float(np.abs(counterpart).max()) < 1e-3


def test_remarks_quote_words_that_were_said(demo: Finished) -> None:
    said = " ".join(" ".join(words(turn["text"])) for turn in demo.result["turns"])
    quoted = [remark for remark in demo.result["feedback"] if remark["quote"]]
    assert len(quoted) >= 10
    for remark in quoted:
        quote = " ".join(words(remark["quote"].rstrip("…")))
        assert quote in said, remark


def test_replay_gives_the_same_result(demo: Finished, home: Path) -> None:
    replayed = run_program("replay", demo.result["session"], "--json", home=home)
    assert replayed.code == 0, replayed.err
    assert replayed.result == demo.result


def test_same_script_and_seed_give_the_same_journal_on_a_busy_machine(
    demo: Finished, home: Path
) -> None:
    burn = "import time\nend = time.time() + 300\nwhile time.time() < end: sum(range(10000))"
    busy = [subprocess.Popen([sys.executable, "-c", burn]) for _ in range(os.cpu_count() or 2)]
    try:
        again = run_program(
            *("practice", "marlow", "--script", str(DEMO), "--pace", "fast"),
            *("--seed", "1", "--json"),
            home=home,
        )
    finally:
        for program in busy:
            program.kill()
            program.wait()
    assert again.code == 0, again.err
    assert without_measured(again.journal) == without_measured(demo.journal)


def test_the_left_channel_fed_back_gives_the_same_turns_and_moves(
    demo: Finished, home: Path, tmp_path: Path
) -> None:
    learner, _ = read_channels(demo.folder / "sound.wav")
    soundfile.write(tmp_path / "left.wav", learner, RATE_HZ, subtype="PCM_16")
    again = run_program(
        *("practice", "marlow", "--recording", str(tmp_path / "left.wav"), "--pace", "fast"),
        *("--seed", "1", "--json"),
        home=home,
    )
    assert again.code == 0, again.err
    assert again.result["turns"] == demo.result["turns"]
    assert again.result["silences"] == demo.result["silences"]


def test_another_seed_is_another_talk(demo: Finished, home: Path) -> None:
    other = run_program(
        *("practice", "marlow", "--script", str(DEMO), "--pace", "fast"),
        *("--seed", "7", "--json", "--model", "tiny.en"),
        home=home,
    )
    assert other.code == 0, other.err
    mine = [t["text"] for t in demo.result["turns"] if t["who"] == "counterpart"]
    theirs = [t["text"] for t in other.result["turns"] if t["who"] == "counterpart"]
    assert mine != theirs
    assert len(set(theirs)) == len(theirs)
