"""Weigh the rules against the network, on utterances that neither was made from.

    python benchmarks/calibrate_moves.py --weights early.npz --unseen DIR --into weights.npz

Runs a network over what it was trained without: our own utterances (`DIR/*.txt`) and the dialogues
of the corpora that `train_moves.py --hold-out` left out. Fits how much a rule adds to the network's
logit and how far the whole is to be shifted, one figure each for all moves, and writes them into
the weights. The written set has no part in it. Figures for each move were tried, held near the
common ones or not: they gained nothing on rows that they were not fitted to (`docs/moves.md`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from moves_network.rows import KINDS, fold_of, read_own, read_source

from voicecoach.dialogue.moves.network import Network, read_network
from voicecoach.dialogue.moves.recogniser import by_rule
from voicecoach.dialogue.moves.utterance import hear

ROOT = Path(__file__).parent.parent
CORPORA = ("casino", "convabuse", "mrda", "negochat")
CORPUS_WEIGHT = 0.5  # of a row of a corpus; one of our own counts 1


def fit(logits, fired, truth, weight):
    """Fit gain and shift by Newton's method."""
    x = np.stack([fired, np.ones_like(fired)], 1)
    at = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-(logits + x @ at)))
        slope = x.T @ (weight * (p - truth))
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x
        at = at - np.linalg.solve(bend, slope)
    return at


def read_rows(options: argparse.Namespace) -> list[dict]:
    """Rows with their labels and how much each move's counts."""
    rows = read_own(options.unseen)
    for corpus in CORPORA:
        for row in read_source(options.eval / f"moves_{corpus}.jsonl"):
            if fold_of(row["group"], options.folds) == options.hold_out:
                is_decided = row["weights"] >= 1
                rows.append(row | {"weights": CORPUS_WEIGHT * is_decided})
    return rows


def tables_of(rows: list[dict], network: Network) -> tuple[np.ndarray, ...]:
    """Logits, which rules spoke, truth and weight; each of shape (n_rows, n_kinds)."""
    logits, fired = (np.zeros((len(rows), len(KINDS))) for _ in range(2))
    for number, row in enumerate(rows):
        said, theirs = hear(row["text"]), hear(row["context"]) if row["context"] else None
        logits[number] = network.read(said.plain, theirs.plain if theirs else "").logits
        for kind in by_rule(said, theirs):
            fired[number, KINDS.index(kind.value)] = 1.0
    truth = np.stack([row["labels"] for row in rows])
    weight = np.stack([row["weights"] for row in rows])
    return logits, fired, truth, weight


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="trained without DIR")
    parser.add_argument("--unseen", type=Path, required=True, metavar="DIR")
    parser.add_argument("--into", type=Path, required=True, help="weights that get the figures")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--hold-out", type=int, default=0)
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    rows = read_rows(options)
    tables = tables_of(rows, read_network(options.weights))
    gain, shift = fit(*(table.ravel() for table in tables))
    print(f"{len(rows)} rows; a rule adds {gain:.2f}, shift {shift:.2f}")
    with np.load(options.into) as stored:
        arrays = {name: stored[name] for name in stored.files}
    arrays["rule_gain"], arrays["shift"] = np.float32(gain), np.float32(shift)
    np.savez_compressed(options.into, **arrays)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
