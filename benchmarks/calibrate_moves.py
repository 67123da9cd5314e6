"""Weigh the rules against the network, on utterances that neither was made from.

    python benchmarks/calibrate_moves.py --weights fold0.npz --into weights.npz

Runs a network that was trained without a part of the written set over that part, fits for each move
how much a rule adds to the network's logit and how far the whole is to be shifted, both held near
what all moves share, and writes them into the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

from voicecoach.dialogue.moves.network import read_network
from voicecoach.dialogue.moves.recogniser import by_rule
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.turns import MoveKind

ROOT = Path(__file__).parent.parent
KINDS = [kind.value for kind in MoveKind]
CORPUS_WEIGHT = 0.15  # of a row of a corpus; one of the written set counts 1
PULL = 3.0  # how strongly a move's own figures are pulled to what all moves share


def fit(logits, fired, truth, weight, *, gain, shift, pull):
    """Fit gain and shift by Newton's method, pulled towards given values."""
    start = np.array([gain, shift])
    x = np.stack([fired, np.ones_like(fired)], 1)
    at = start.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-(logits + x @ at)))
        slope = x.T @ (weight * (p - truth)) + pull * (at - start)
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + pull * np.eye(2)
        at = at - np.linalg.solve(bend, slope)
    return at


def held_out(path: Path, fold: int, n_folds: int) -> list[dict]:
    """Rows of a set whose dialogues `train_moves.py` left out."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row.setdefault("source", "written")
        group = f"{row['source']}:{row.get('dialogue') or row.get('scenario')}"
        if int(hashlib.sha256(group.encode()).hexdigest(), 16) % n_folds == fold:
            rows.append(row)
    return rows


def truth_of(row: dict) -> tuple[np.ndarray, np.ndarray]:
    """What the row says of each move, and how much it counts."""
    if row["source"] == "written":
        return np.array([kind in row["labels"] for kind in KINDS], float), np.ones(len(KINDS))
    names = {"threat_or_attack": "personal_attack"} | {kind: kind for kind in KINDS}
    decided = {names[name] for name in row["decided"] if name in names}
    if row["source"] == "mrda":  # its suggestions and summings-up are not our moves
        decided -= {"proposal", "summary"}
    decided -= set(row["weak_labels"])
    labels = {names[name] for name in row["labels"] if name in names}
    truth = np.array([kind in labels for kind in KINDS], float)
    return truth, CORPUS_WEIGHT * np.array([kind in decided for kind in KINDS], float)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="of a run with --hold-out")
    parser.add_argument("--into", type=Path, required=True, help="weights that get the figures")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--hold-out", type=int, default=0)
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    rows = []
    for path in sorted(options.eval.glob("moves_*.jsonl")):
        rows += held_out(path, options.hold_out, options.folds)
    network = read_network(options.weights)
    logits, fired, truth, weight = (np.zeros((len(rows), len(KINDS))) for _ in range(4))
    for number, row in enumerate(rows):
        said, theirs = hear(row["text"]), hear(row["context"]) if row["context"] else None
        logits[number] = network.read(said.plain, theirs.plain if theirs else "").logits
        truth[number], weight[number] = truth_of(row)
        for kind in by_rule(said, theirs):
            fired[number, KINDS.index(kind.value)] = 1.0
    is_written = np.array([row["source"] == "written" for row in rows])
    gain, shift = fit(
        *(table[is_written].ravel() for table in (logits, fired, truth, weight)),
        gain=0,
        shift=0,
        pull=0.01,
    )
    print(f"{len(rows)} rows; all moves: a rule adds {gain:.2f}, shift {shift:.2f}")
    found = np.array(
        [
            fit(
                *(table[:, k] for table in (logits, fired, truth, weight)),
                gain=gain,
                shift=shift,
                pull=PULL,
            )
            for k in range(len(KINDS))
        ]
    )
    found[KINDS.index("accept")] = gain, shift  # not labelled in any set
    with np.load(options.into) as stored:
        arrays = {name: stored[name] for name in stored.files}
    arrays["rule_gain"], arrays["shift"] = found.T.astype(np.float32)
    np.savez_compressed(options.into, **arrays)
    for kind, (gain, shift) in zip(KINDS, found, strict=True):
        print(f"  {kind:22s} {gain:5.2f} {shift:6.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
