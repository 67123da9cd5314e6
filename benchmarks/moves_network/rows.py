"""Rows to train on: what was said, after what, and which moves it carries."""

from __future__ import annotations

import hashlib
import json
import random
import re
from pathlib import Path

import numpy as np

from voicecoach.turns import MoveKind

KINDS = [kind.value for kind in MoveKind]
PLACE = {kind: place for place, kind in enumerate(KINDS)}
SOURCE_NAMES = {"objective_criteria": "objective_criterion"}
ATTACKS = ("threat", "ultimatum", "personal_attack")
MISHEARD = 0.1  # of the words that have another of the same sound
_SAME_SOUND = """
    where wear; to two too; for four; their there; your you're; know no; right write; by buy
    hear here; would wood; one won; week weak; whole hole; hour our; piece peace; wait weight
    sure shore; than then; its it's; we're were; who's whose; accept except; due do; meet meat
    rest wrest; pay pee; fee free; price prize; cost caused; rate rite; sun son; fair fare
    board bored; sale sail; break brake; way weigh; eight ate; new knew; seen scene; through threw
"""
SOUND_ALIKE = {
    word: [other for other in group.split() if other != word]
    for group in re.split(r"[;\n]", _SAME_SOUND)
    for word in group.split()
}
OPEN = PLACE["open_question"]
CORPUS_SHARES = {"casino": 0.42, "mrda": 0.34, "negochat": 0.12, "convabuse": 0.12}


def row(text, context, labels, weights, source, group):
    return {
        "text": text,
        "context": context,
        "labels": labels,
        "weights": weights,
        "source": source,
        "group": group,
    }


def fold_of(group: str, n_folds: int) -> int:
    """Say which part a dialogue or scenario belongs to; the same on every machine."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % n_folds


def vector(names, value=1.0):
    out = np.zeros(len(KINDS), np.float32)
    for name in names:
        out[PLACE[name]] = value
    return out


def read_own(folder: Path):
    """`labels | context | text` lines; every move absent from the labels is a true negative."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3:
                raise SystemExit(f"{path.name}:{number}: want labels | context | text")
            labels = [name for name in parts[0].split() if name != "-"]
            bad = [name for name in labels if name not in PLACE]
            if bad:
                raise SystemExit(f"{path.name}:{number}: no move is called {bad}")
            rows.append(
                row(
                    parts[2],
                    parts[1],
                    vector(labels),
                    np.ones(len(KINDS), np.float32),
                    "own",
                    f"{path.name}:{number}",
                )
            )
    return rows


def read_source(path: Path):
    rows = []
    for line in path.read_text().splitlines():
        raw = json.loads(line)
        source = raw.get("source", "written")
        group = raw.get("dialogue") or raw.get("scenario")
        decided = raw.get("decided")
        labels = [SOURCE_NAMES.get(name, name) for name in raw["labels"]]
        if decided is None:
            weights = np.ones(len(KINDS), np.float32)
            weights[PLACE["accept"]] = 0.0
            target = vector(labels)
        else:
            target, weights = from_source(source, labels, decided, raw["weak_labels"])
        rows.append(
            row(raw["text"], raw["context"] or "", target, weights, source, f"{source}:{group}")
        )
    return rows


def from_source(source, labels, decided, weak):
    """What a corpus says of each move, and how much that counts; 0 where it says nothing."""
    target, weights = vector([]), vector([])
    if source == "mrda":
        weights += 0.5 if "none" in labels else 0.0
        weights[[PLACE[name] for name in ATTACKS]] = 0.3
    if "threat_or_attack" in decided:
        is_attack = "threat_or_attack" in labels
        weights += vector(["personal_attack"] if is_attack else ATTACKS)
        target += vector(["personal_attack"] if is_attack else [])
    for name in {SOURCE_NAMES.get(name, name) for name in decided} & PLACE.keys():
        # Their suggestions in a meeting and sums of one's own points are not our moves.
        if source == "mrda" and name in ("proposal", "summary") and name in labels:
            continue
        weights[PLACE[name]] = 1.0
        target[PLACE[name]] = float(name in labels)
    for name in set(weak) & PLACE.keys():
        weights[PLACE[name]] = 0.0
    return target, weights


def as_heard(text: str, rng: random.Random) -> str:
    """Write it as a recogniser may: marks dropped, or all of it in one run, words misheard."""
    chance = rng.random()
    if chance < 0.45:
        text = re.sub(r"[^\w\s'£$€%&.]|\.(?!\d)", " ", text.replace("’", "'").replace("-", " "))
    elif chance < 0.6:
        text = re.sub(r"\?", rng.choice([".", ""]), text)
    words = text.lower().split()
    if chance < 0.3:
        words = [misheard(word, rng) for word in words]
    return " ".join(words)


def misheard(word: str, rng: random.Random) -> str:
    alike = SOUND_ALIKE.get(word)
    return rng.choice(alike) if alike and rng.random() < MISHEARD else word


def joined(one, other):
    """Two utterances in one breath carry the moves of both."""
    forms = vector(["open_question", "closed_question"])
    labels = np.maximum(one["labels"], other["labels"])
    if (one["labels"] * forms).any() and (other["labels"] * forms).any():
        labels[PLACE["stacked_question"]] = 1.0
    return row(
        f"{one['text']} {other['text']}",
        one["context"],
        labels,
        np.minimum(one["weights"], other["weights"]),
        "own",
        one["group"],
    )


def can_join(each):
    alone = vector(
        [
            "nudge",
            "mirror",
            "confirm_agreement",
            "summary",
            "information_probe",
            "accept",
            "paraphrase",
            "reasoned_question",
            "stacked_question",
            "position",
        ]
    )
    return not (each["labels"] * alone).any() and 3 <= len(each["text"].split()) <= 22


def epoch_rows(rows, rng, args):
    own = [each for each in rows if each["source"] in ("own", "written")]
    rest = []
    for source, share in CORPUS_SHARES.items():
        of_source = [each for each in rows if each["source"] == source]
        n_rows = min(len(of_source), int(share * args.corpus_rows))
        rest += rng.sample(of_source, n_rows)
    # Meetings have few open questions: all of them are in every round.
    rest += [each for each in rows if each["source"] == "mrda" and each["labels"][OPEN]]
    joinable = [each for each in own if can_join(each)]
    pairs = [joined(*rng.sample(joinable, 2)) for _ in range(len(own) // 4)] if joinable else []
    return own * args.repeat_own + pairs + rest
