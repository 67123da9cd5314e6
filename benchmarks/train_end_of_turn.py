"""Learn which words a sentence ends on, and write the table that the end-of-turn rule reads.

    python benchmarks/train_end_of_turn.py [--eval FOLDER]

Needs scikit-learn, which the program itself does not. Learns from transcripts of talks in FOLDER
and from the written utterances in `training/`: whole sentences against the same ones broken off.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from voicecoach.turn_taking import last_words
from voicecoach.turn_taking.last_words import BIAS, features, words_of

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
TABLE = Path(last_words.__file__).with_name(last_words.TABLE)
N_BROKEN_OFF = 4  # per sentence
AT_COMMA = 3.0  # people pause there: such examples count more
STRENGTH = 0.1
RAREST = 4
SMALLEST = 0.15
LEFT_OUT = ("convabuse",)  # not how people bargain


def read_texts(folder: Path) -> list[str]:
    texts = []
    for path in sorted(folder.glob("moves_*.jsonl")):
        if any(name in path.name for name in LEFT_OUT):
            continue
        for line in path.read_text().splitlines():
            row = json.loads(line)
            texts += [row["text"], row["context"] if isinstance(row.get("context"), str) else ""]
    for path in sorted((ROOT / "benchmarks" / "training").glob("*.txt")):
        for line in path.read_text().splitlines():
            if not line.startswith("#") and line.count("|") >= 2:
                texts += line.split("|")[1:]
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def examples(texts: list[str]) -> tuple[list[dict[str, float]], list[bool], list[float]]:
    """Whole sentences, and the same broken off at random places and at their commas."""
    chance = random.Random(1)
    found: list[tuple[dict[str, float], bool, float]] = []
    for text in texts:
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            words = words_of(sentence)
            if not words:
                continue
            found.append((features(words), True, 1.0))
            at_comma = commas(sentence)
            places = chance.sample(range(1, len(words)), min(N_BROKEN_OFF, len(words) - 1))
            found += [(features(words[:n]), False, 1.0) for n in places if n not in at_comma]
            inside = [n for n in at_comma if 0 < n < len(words)]
            found += [(features(words[:n]), False, AT_COMMA) for n in inside]
    return [row[0] for row in found], [row[1] for row in found], [row[2] for row in found]


def commas(sentence: str) -> set[int]:
    """After how many words there is a comma."""
    n_words, places = 0, set()
    for part in re.split(r"[,;:]", sentence)[:-1]:
        n_words += len(words_of(part))
        places.add(n_words)
    return places


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--eval", type=Path, default=EVAL)
    rows, are_whole, weights = examples(read_texts(parser.parse_args().eval))
    names = DictVectorizer()
    table = names.fit_transform(rows)
    is_kept = np.asarray((table != 0).sum(axis=0)).ravel() >= RAREST
    model = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced")
    model.fit(table[:, is_kept], are_whole, sample_weight=weights)
    learnt = zip(names.get_feature_names_out()[is_kept], model.coef_[0], strict=True)
    lines = [f"{name}\t{weight:.2f}" for name, weight in learnt if abs(weight) >= SMALLEST]
    TABLE.write_text("\n".join([f"{BIAS}\t{model.intercept_[0]:.2f}", *lines]) + "\n")
    print(f"{len(rows)} examples, {len(lines)} weights in {TABLE.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
