"""Rows as arrays, bucketed by length."""

from __future__ import annotations

import numpy as np

from moves_network.rows import KINDS, as_heard
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.moves.wordpiece import encode, overlap_flags

LENGTHS = (12, 24, 40, 64)
BATCH = 32


def make_batches(rows, vocabulary, rng, is_training):
    encoded = []
    for each in rows:
        text = as_heard(each["text"], rng) if is_training else each["text"]
        context = as_heard(each["context"], rng) if is_training else each["context"]
        if is_training and rng.random() < 0.1:
            context = ""
        said, theirs = hear(text).plain, hear(context).plain
        ids, words, _ = encode(said, vocabulary)
        flags = overlap_flags(words, theirs)
        if is_training:
            ids = [vocabulary.unknown if rng.random() < 0.04 else x for x in ids]
        ids, flags = [vocabulary.whole, *ids][: LENGTHS[-1]], [0, *flags][: LENGTHS[-1]]
        encoded.append((ids, flags, encode(theirs, vocabulary)[0][:31], each))
    order = list(range(len(encoded)))
    rng.shuffle(order) if is_training else None
    buckets, batches = {length: [] for length in LENGTHS}, []
    for i in order:
        length = next(n for n in LENGTHS if len(encoded[i][0]) <= n)
        buckets[length].append(i)
        if len(buckets[length]) == BATCH:
            batches.append((length, buckets[length]))
            buckets[length] = []
    batches += [(length, left) for length, left in buckets.items() if left]
    return [(index, pad([encoded[i] for i in index], length)) for length, index in batches]


def pad(items, length):
    batch = {
        "ids": np.zeros((BATCH, length), np.int32),
        "flags": np.zeros((BATCH, length), np.int32),
        "context": np.zeros((BATCH, 32), np.int32),
        "labels": np.zeros((BATCH, len(KINDS)), np.float32),
        "weights": np.zeros((BATCH, len(KINDS)), np.float32),
    }
    for i, (ids, flags, theirs, each) in enumerate(items):
        batch["ids"][i, : len(ids)] = ids
        batch["flags"][i, : len(flags)] = flags
        batch["context"][i, : len(theirs)] = theirs
        batch["labels"][i], batch["weights"][i] = each["labels"], each["weights"]
    return batch
