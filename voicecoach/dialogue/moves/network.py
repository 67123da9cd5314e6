"""A small trained network: an utterance in, how much speaks for each move, and where it stands.

The first layers of a sentence encoder, fine-tuned (`benchmarks/train_moves.py`, `docs/moves.md`),
run in numpy. Three things are read: the pieces of what was said; for each piece, whether it takes
up a word of the counterpart's last turn; and the mean of that turn's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray

from voicecoach.dialogue.moves.wordpiece import Vocabulary, encode, overlap_flags
from voicecoach.turns import MoveKind

Array = NDArray[np.float32]

WEIGHTS = "weights.npz"
LONGEST_PIECES = 64  # about 50 words; more is read window by window
STEP_PIECES = 40
LONGEST_CONTEXT = 32
N_HEADS = 12
KINDS = tuple(MoveKind)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network made of an utterance."""

    logits: Array  # shape (n_kinds,), in the order of `MoveKind`
    strongest: tuple[int, ...]  # per kind, the place among the words that spoke most for it


@dataclass(frozen=True, slots=True)
class Network:
    """Weights, ready to run."""

    vocabulary: Vocabulary
    n_layers: int
    weights: dict[str, Array]

    def read(self, said: str, theirs: str) -> Reading:
        """Read an utterance; a long one in windows, of which the surest counts for each move."""
        ids, words, places = encode(said, self.vocabulary)
        flags = overlap_flags(words, theirs)
        gist = self._gist(theirs)
        best: Array | None = None
        strongest = np.zeros(len(KINDS), dtype=int)
        for start in range(0, max(1, len(ids) - (LONGEST_PIECES - STEP_PIECES) + 1), STEP_PIECES):
            window = slice(start, start + LONGEST_PIECES - 1)
            if start and not ids[window]:
                break
            logits, at = self._window(ids[window], flags[window], gist)
            better = np.ones(len(KINDS), bool) if best is None else logits > best
            best = logits if best is None else np.maximum(best, logits)
            strongest[better] = at[better] + start
        assert best is not None
        where = tuple(places[place] if place < len(places) else 0 for place in strongest)
        return Reading(best, where)

    def _gist(self, theirs: str) -> Array:
        ids, _, _ = encode(theirs, self.vocabulary)
        if not ids:
            return np.zeros(self.weights["words"].shape[1], np.float32)
        mean = self.weights["words"][ids[: LONGEST_CONTEXT - 1]].mean(axis=0)
        return cast(Array, mean @ self.weights["context"])

    def _window(self, ids: list[int], flags: list[int], gist: Array) -> tuple[Array, NDArray[Any]]:
        w = self.weights
        tokens = [self.vocabulary.whole, *ids]
        x = w["words"][tokens] + w["places"][: len(tokens)] + w["overlap"][[0, *flags]]
        x[0] += gist
        x = _normalised(x, w["norm_w"], w["norm_b"])
        for n in range(self.n_layers):
            x = _layer(x, w, f"l{n}.")
        attention = x @ w["pool"]
        attention = np.exp(attention - attention.max(axis=0))
        attention /= attention.sum(axis=0)
        by_piece = attention * (x @ w["score"])
        # The first piece stands for the whole; evidence is looked for among the others.
        strongest = by_piece[1:].argmax(axis=0) if len(tokens) > 1 else np.zeros(len(KINDS), int)
        return cast(Array, by_piece.sum(axis=0) + w["bias"]), strongest


def _layer(x: Array, w: dict[str, Array], at: str) -> Array:
    n_pieces, width = x.shape
    shape = (n_pieces, 3, N_HEADS, width // N_HEADS)
    q, k, v = (x @ w[at + "qkv_w"] + w[at + "qkv_b"]).reshape(shape).transpose(1, 2, 0, 3)
    scores = q @ k.transpose(0, 2, 1) * np.float32((width // N_HEADS) ** -0.5)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed = (scores @ v).transpose(1, 0, 2).reshape(n_pieces, width)
    x = _normalised(x + mixed @ w[at + "out_w"] + w[at + "out_b"], w[at + "n1_w"], w[at + "n1_b"])
    up = _gelu(x @ w[at + "up_w"] + w[at + "up_b"])
    return _normalised(x + up @ w[at + "down_w"] + w[at + "down_b"], w[at + "n2_w"], w[at + "n2_b"])


def _normalised(x: Array, weight: Array, bias: Array) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    return cast(Array, x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-12) * weight + bias)


def _gelu(x: Array) -> Array:
    # The same tanh form as in training.
    return cast(Array, 0.5 * x * (1 + np.tanh(0.7978846 * (x + 0.044715 * x * x * x))))


@lru_cache(maxsize=1)
def load_network() -> Network:
    """Give the network that comes with the package; read once."""
    with (files(__package__) / WEIGHTS).open("rb") as file:
        return read_network(file)


def read_network(source: IO[bytes] | Path) -> Network:
    """Read weights: 8-bit numbers with a scale per row or column."""
    with np.load(source) as stored:
        weights: dict[str, Array] = {}
        for name in stored.files:
            if name in ("vocabulary", "n_layers") or name.endswith(".scale"):
                continue
            values = stored[name].astype(np.float32)
            if name + ".scale" in stored.files:
                values *= stored[name + ".scale"].astype(np.float32)
            weights[name] = values
        pieces = tuple(str(stored["vocabulary"]).split("\n"))
        return Network(Vocabulary(pieces), int(stored["n_layers"]), weights)
