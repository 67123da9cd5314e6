"""Train the small network behind `voicecoach.dialogue.moves`.

Fine-tunes the first layers of all-MiniLM-L6-v2 (Apache-2.0) on the utterances in `training/` and on
the openly licensed sets in `../shared/eval`, and writes 8-bit weights. Needs `jax` and
`safetensors`; DIR holds `model.safetensors` and `vocab.txt`.

    python benchmarks/train_moves.py --minilm DIR --eval ../shared/eval --out weights.npz
"""

from __future__ import annotations

import argparse
from pathlib import Path

import jax
import numpy as np
from moves_network.encoder import load_parameters
from moves_network.rows import fold_of, read_own, read_source
from moves_network.storing import choose_pieces, load_own, save
from moves_network.training import predict, report, train

from voicecoach.dialogue.moves.wordpiece import Vocabulary

ROOT = Path(__file__).parent.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--start", type=Path, help="go on from these weights instead")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--own", type=Path, default=Path(__file__).parent / "training")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--corpus-rows", type=int, default=4000)
    parser.add_argument("--repeat-own", type=int, default=1)
    parser.add_argument("--common", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--hold-out", type=int, default=None, help="fold of dialogues left out, of --folds"
    )
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--freeze-words", action="store_true")
    parser.add_argument(
        "--head-rate", type=float, default=10.0, help="times the rate of the layers"
    )
    parser.add_argument("--written", action="store_true", help="train on moves_written too")
    args = parser.parse_args()
    rows = read_own(args.own)
    for path in sorted(args.eval.glob("moves_*.jsonl")):
        rows += read_source(path)
    held = [
        each
        for each in rows
        if each["source"] != "own"
        and (
            (each["source"] == "written" and not args.written)
            or (args.hold_out is not None and fold_of(each["group"], args.folds) == args.hold_out)
        )
    ]
    held_ids = {id(each) for each in held}
    training = [each for each in rows if id(each) not in held_ids]
    if args.start:
        parameters, vocabulary = load_own(args.start)
    else:
        pieces = (args.minilm / "vocab.txt").read_text().splitlines()
        keep = choose_pieces(pieces, training, args.common)
        vocabulary = Vocabulary([pieces[i] for i in keep])
        parameters = load_parameters(args.minilm, np.array(keep), args.layers)
    print(
        f"{len(training)} rows to train on, {len(held)} held out, {len(vocabulary.pieces)} pieces"
    )

    def each_epoch(p):
        if held:
            report(predict(p, held, vocabulary, args.layers), held)

    p = train(training, vocabulary, parameters, args, each_epoch)
    if args.out:
        save(jax.tree.map(np.asarray, p), vocabulary, args.out, args.layers)


if __name__ == "__main__":
    main()
