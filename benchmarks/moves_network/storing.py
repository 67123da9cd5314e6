"""Weights on disk: 8 bits each, with a scale per row or column."""

from __future__ import annotations

import re
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from voicecoach.dialogue.moves.network import read_network
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.moves.wordpiece import Vocabulary, encode

# Coarser steps pack smaller; on held-out rows these cost nothing (docs/moves.md).
WORD_STEPS, LAYER_STEPS = 15, 63


def quantise(x, n_steps):
    """Whole numbers from -n to n, with a scale per word piece or per column."""
    axis = 1 if n_steps == WORD_STEPS else 0
    scale = np.maximum(np.abs(x).max(axis, keepdims=True), 1e-9) / n_steps
    return np.round(x / scale).astype(np.int8), scale.astype(np.float16)


def save(p, vocabulary, path: Path, n_layers):
    out = {"vocabulary": np.array("\n".join(vocabulary.pieces)), "n_layers": np.array(n_layers)}

    def put(name, x):
        x = np.asarray(x)
        if x.ndim == 2 and x.size > 50_000:
            n_steps = WORD_STEPS if name == "words" else LAYER_STEPS
            out[name], out[name + ".scale"] = quantise(x, n_steps)
        else:
            out[name] = x.astype(np.float16)

    for name, value in p.items():
        if isinstance(value, dict):
            for inner, x in value.items():
                put(f"{name}.{inner}", x)
        else:
            put(name, value)
    np.savez_compressed(path, **out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def load_own(path: Path):
    """Weights that this program wrote, to go on from."""
    network = read_network(path)
    p: dict = {}
    for name, value in network.weights.items():
        layer, _, inner = name.partition(".")
        if name in ("rule_gain", "shift"):
            continue
        if inner:
            p.setdefault(layer, {})[inner] = jnp.asarray(value)
        else:
            p[name] = jnp.asarray(value)
    return p, network.vocabulary


def choose_pieces(pieces, rows, n_common):
    """Keep pieces that occur, letters and digits, and the commonest whole words of English."""
    full = Vocabulary(pieces)
    seen = set()
    for each in rows:
        for text in (each["text"], each["context"]):
            seen.update(encode(hear(text).plain, full)[0])
    keep = [
        i
        for i, piece in enumerate(pieces)
        if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        or i in seen
        or (len(piece.removeprefix("##")) == 1 and piece.isascii())
        or (i < n_common and piece.isascii() and re.fullmatch(r"(##)?[a-z0-9]+", piece))
    ]
    keep.sort(key=lambda i: pieces[i] != "[PAD]")
    return keep
