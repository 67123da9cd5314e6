"""Turns played through the whole program at the pace of the clock."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from turn_ends.material import BEFORE_S, Utterance
from turn_ends.scoring import AT_EDGE_S
from turn_ends.wording import count_errors
from voicecoach.turns import RATE_HZ, Samples

PER_SESSION = 6
PERSONA = "marlow"
HOLD_S = 0.7
SAME_SOUND = 0.9  # correlation


def real_pace(utterances: list[Utterance], n_turns: int, model: str) -> list[dict[str, object]]:
    """Play `n_turns`, real and voiced in turn, and print what became of each."""
    real = [one for one in utterances if one.kind == "real"]
    voiced = [one for one in utterances if one.kind == "voiced"]
    chosen = (_spread(real, n_turns // 2) + _spread(voiced, n_turns - n_turns // 2))[:n_turns]
    rows: list[dict[str, object]] = []
    for first in range(0, len(chosen), PER_SESSION):
        for row in _session(chosen[first : first + PER_SESSION], model):
            rows.append(row)
            print(f"{row['name']:<32} {row['became']:<22} gap {row['gap_s']}  {row['text']}")
    gaps = sorted(float(str(row["gap_s"])) for row in rows if row["gap_s"] is not None)
    if gaps:
        p95 = gaps[math.ceil(0.95 * len(gaps)) - 1]
        print(f"gap median {statistics.median(gaps):.2f} s, p95 {p95:.2f} s over {len(gaps)} turns")
    return rows


def _spread(utterances: list[Utterance], n: int) -> list[Utterance]:
    return [utterances[i * len(utterances) // n] for i in range(n)] if n else []


def _session(turns: list[Utterance], model: str) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        script = _script(turns, Path(folder))
        command = [sys.executable, "-m", "voicecoach", "practice", PERSONA, "--json", "--no-sound"]
        command += ["--script", str(script), "--model", model, "--seed", "1", "--pace", "real"]
        environment = {**os.environ, "VOICECOACH_HOME": str(Path(folder) / "home")}
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        session = Path(json.loads(done.stdout)["session_path"])
        lines = (session / "journal.jsonl").read_text().splitlines()
        learner = soundfile.read(session / "sound.wav", dtype="float32")[0][:, 0]
        return _follow(turns, [json.loads(line) for line in lines], learner)


def _script(turns: list[Utterance], folder: Path) -> Path:
    steps = []
    for number, turn in enumerate(turns):
        name = f"{number}.wav"
        soundfile.write(folder / name, spoken(turn), RATE_HZ)
        steps += ["- wait: counterpart", f"- hold: {HOLD_S}", f"- say: {name}"]
    script = folder / "script.yaml"
    script.write_text("\n".join([*steps, "- wait: counterpart", "- end: true"]) + "\n")
    return script


def spoken(turn: Utterance) -> Samples:
    """The turn without the silence around it."""
    return turn.samples[round(BEFORE_S * RATE_HZ) : round(turn.end_s * RATE_HZ)]


def _follow(
    turns: list[Utterance], events: list[dict[str, object]], learner: Samples
) -> list[dict[str, object]]:
    """Find each turn in the recording, and what the counterpart did during and after it."""
    onsets = [float(str(e["start_s"])) for e in events if e["event"] == "counterpart_spoke"]
    said = [e for e in events if e["event"] == "learner_spoke"]
    rows, from_s = [], 0.0
    for turn in turns:
        start_s = find_sound(learner, spoken(turn), from_s)
        if start_s is None:
            rows.append(_row(turn, "talk was over before", None, ""))
            continue
        from_s = end_s = start_s + len(spoken(turn)) / RATE_HZ
        text = " ".join(
            str(e["text"])
            for e in said
            if start_s - AT_EDGE_S <= float(str(e["at_s"])) <= end_s + AT_EDGE_S
        )
        after = [onset for onset in onsets if onset >= end_s - AT_EDGE_S]
        gap_s = round(after[0] - end_s, 3) if after else None
        if any(start_s < onset < end_s - AT_EDGE_S for onset in onsets):
            rows.append(_row(turn, "answered into a pause", None, text))
        else:
            rows.append(_row(turn, "answered" if after else "never answered", gap_s, text))
    return rows


def find_sound(recording: Samples, part: Samples, from_s: float) -> float | None:
    """Where `part` begins in the recording; None if it is not there."""
    head = part[: RATE_HZ * 2]
    rest = recording[round(from_s * RATE_HZ) :]
    if len(rest) < len(head):
        return None
    size = len(rest) + len(head)
    match = np.fft.irfft(np.fft.rfft(rest, size) * np.conj(np.fft.rfft(head, size)), size)
    energy = np.concatenate([[0.0], np.cumsum(np.square(rest, dtype=np.float64))])
    local = energy[len(head) :] - energy[: -len(head)]
    whole = float(np.sum(np.square(head, dtype=np.float64)))
    alike = match[: len(local)] / np.sqrt(np.maximum(local, whole / 4) * whole)  # not in silence
    at = int(np.argmax(alike))
    return from_s + at / RATE_HZ if alike[at] > SAME_SOUND else None


def _row(turn: Utterance, became: str, gap_s: float | None, text: str) -> dict[str, object]:
    errors = None if turn.words is None else count_errors(turn.words, text)
    return {
        "name": turn.name,
        "kind": turn.kind,
        "pauses": len(turn.pauses),
        "became": became,
        "gap_s": gap_s,
        "word_errors": errors,
        "text": text,
    }
