"""When the counterpart answers: into a pause, after the end, and how long after.

    python benchmarks/end_of_turn.py [--audio FOLDER] [--smart-turn WHEEL] [--json FILE]
    python benchmarks/end_of_turn.py --real-pace 12 --json FILE

Real turns are cut from the recordings in FOLDER (`turn_ends/real.txt` names the places), others are
voiced from `turn_ends/voiced.txt` by flite, espeak-ng and hibari. Every pause goes through the code
of a session: Silero, the floor, Whisper with the time it takes on this machine, then the rule. All
rules judge the same pauses and are handed the words as early as ours is, so only the rules differ.
`--memory FOLDER` keeps transcripts and their times between runs; `--recognised-in 0.3` asks what an
idle machine would do; `--fit` refits the weights, which needs scikit-learn.
`--real-pace N` plays N of the turns through the whole program instead, at the pace of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from turn_ends.listening import Recogniser, listen
from turn_ends.material import Utterance, real_utterances, voiced_utterances
from turn_ends.rules import RULES, Rule
from turn_ends.scoring import Talk, judge, summarise
from turn_ends.sessions import real_pace
from turn_ends.smart_turn import SmartTurn

from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.store.folders import find_home

ROOT = Path(__file__).resolve().parent.parent
AUDIO = ROOT.parent / "shared" / "eval" / "audio"
TARGETS = {
    "answered_into_share": (0.05, "at most"),
    "never_answered": (0, "at most"),
    "gap_median_s": (0.55, "at most"),
    "gap_p95_s": (1.5, "at most"),
    "well_1s": (0.75, "at least"),
    "well_2s": (0.92, "at least"),
    "beyond_wait_median_s": (0.10, "at most"),
}
COLUMNS = {
    "into": "answered_into",
    "of": "pauses",
    "never": "never_answered",
    "median": "gap_median_s",
    "p95": "gap_p95_s",
    "well 1 s": "well_1s",
    "well 2 s": "well_2s",
    "beyond": "beyond_wait_median_s",
    "WER": "word_error_rate",
}
SHARES = {"well_1s", "well_2s", "word_error_rate"}


def load_recogniser(options: argparse.Namespace) -> Recogniser:
    folder = locate_model(options.model, path=None, cache=find_home().cache)
    transcriber = WhisperTranscriber(folder, name=options.model)
    transcriber.warm_up()
    return Recogniser(transcriber, options.memory, options.recognised_in)


def score(talk: Talk, rules: list[Rule]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for rule in rules:
        for kind in ("real", "voiced"):
            outcomes = [judge(*item, rule) for item in talk if item[0].kind == kind]
            if outcomes:
                rows.append({"rule": rule.name, "kind": kind, **summarise(outcomes)})
    return rows


def print_table(rows: list[dict[str, object]]) -> None:
    print(f"{'rule':<48} {'kind':<7}" + "".join(f"{name:>10}" for name in COLUMNS))
    for row in rows:
        cells = "".join(f"{_cell(name, row[name]):>10}" for name in COLUMNS.values())
        print(f"{row['rule']:<48} {row['kind']:<7}{cells}")


def _cell(name: str, value: object) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.0%}" if name in SHARES else f"{value:.2f}"


def print_misses(rows: list[dict[str, object]]) -> None:
    for row in rows:
        if row["rule"] != RULES[0].name:
            continue
        for name, (bound, side) in TARGETS.items():
            value = float(str(row[name]))
            if value > bound if side == "at most" else value < bound:
                print(f"missed, {row['kind']}: {name} {value:.3f}, target {side} {bound}")


def material(options: argparse.Namespace) -> list[Utterance]:
    real = real_utterances(options.audio) if options.audio.is_dir() else []
    if not real:
        print(f"no recordings in {options.audio}: voiced turns only", file=sys.stderr)
    return real + voiced_utterances(n_voices=options.voices)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--audio", type=Path, default=AUDIO)
    parser.add_argument("--voices", type=int, default=2, help="voices per written turn")
    parser.add_argument("--model", default="base")
    parser.add_argument("--smart-turn", type=Path, help="wheel of pipecat-ai 1.14.0")
    parser.add_argument("--memory", type=Path, help="keep transcripts here between runs")
    parser.add_argument(
        "--recognised-in", type=float, metavar="S", help="instead of the time taken"
    )
    parser.add_argument("--fit", action="store_true", help="refit the weights (scikit-learn)")
    parser.add_argument("--real-pace", type=int, metavar="N", help="N turns, whole program")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    utterances = material(options)
    if options.real_pace:
        rows = real_pace(utterances, options.real_pace, options.model)
        _write(options, rows, utterances)
        return 0
    recogniser = load_recogniser(options)
    smart_turn = SmartTurn(options.smart_turn) if options.smart_turn else None
    talk = [(one, listen(one, recogniser, smart_turn)) for one in utterances]
    if options.fit:
        from turn_ends.fitting import print_fit

        print_fit(talk)
    rows = score(talk, [r for r in RULES if smart_turn or not r.needs_smart_turn])
    print_table(rows)
    print_misses(rows)
    _write(options, rows, utterances)
    return 0


def _write(
    options: argparse.Namespace, rows: list[dict[str, object]], utterances: list[Utterance]
) -> None:
    if options.json is None:
        return
    report = {
        "rows": rows,
        "model": options.model,
        "pauses_lengthened": sum(one.n_lengthened for one in utterances),
        "targets": {name: f"{side} {bound}" for name, (bound, side) in TARGETS.items()},
        "recognised_in_s": options.recognised_in,
        "cores": os.cpu_count(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
