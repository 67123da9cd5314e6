"""The network as it is trained; `voicecoach.dialogue.moves.network` runs the same in numpy."""

from __future__ import annotations

from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

from moves_network.rows import KINDS

WIDTH, HEADS = 384, 12


def load_parameters(folder: Path, keep_ids, n_layers):
    raw = load_file(str(folder / "model.safetensors"))
    p = {
        "words": raw["embeddings.word_embeddings.weight"][keep_ids],
        "places": raw["embeddings.position_embeddings.weight"][:64]
        + raw["embeddings.token_type_embeddings.weight"][0],
        "norm_w": raw["embeddings.LayerNorm.weight"],
        "norm_b": raw["embeddings.LayerNorm.bias"],
        "overlap": np.zeros((3, WIDTH), np.float32),
        "context": np.zeros((WIDTH, WIDTH), np.float32),
        "pool": np.random.default_rng(0).normal(0, 0.02, (WIDTH, len(KINDS))).astype(np.float32),
        "score": np.random.default_rng(1).normal(0, 0.02, (WIDTH, len(KINDS))).astype(np.float32),
        "bias": np.full(len(KINDS), -3.0, np.float32),
    }
    for n in range(n_layers):
        at = f"encoder.layer.{n}."
        q, k, v = (raw[f"{at}attention.self.{x}.weight"].T for x in ("query", "key", "value"))
        bq, bk, bv = (raw[f"{at}attention.self.{x}.bias"] for x in ("query", "key", "value"))
        p[f"l{n}"] = {
            "qkv_w": np.concatenate([q, k, v], 1),
            "qkv_b": np.concatenate([bq, bk, bv]),
            "out_w": raw[at + "attention.output.dense.weight"].T,
            "out_b": raw[at + "attention.output.dense.bias"],
            "n1_w": raw[at + "attention.output.LayerNorm.weight"],
            "n1_b": raw[at + "attention.output.LayerNorm.bias"],
            "up_w": raw[at + "intermediate.dense.weight"].T,
            "up_b": raw[at + "intermediate.dense.bias"],
            "down_w": raw[at + "output.dense.weight"].T,
            "down_b": raw[at + "output.dense.bias"],
            "n2_w": raw[at + "output.LayerNorm.weight"],
            "n2_b": raw[at + "output.LayerNorm.bias"],
        }
    return jax.tree.map(jnp.asarray, p)


def norm(x, w, b):
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w + b


def dropped(x, rate, key):
    return x if key is None else x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def forward(p, ids, flags, context, n_layers, key=None):
    keys = (
        jax.random.split(key, 2 * n_layers + 2) if key is not None else [None] * (2 * n_layers + 2)
    )
    real = (ids > 0).astype(jnp.float32)
    x = p["words"][ids] + p["places"][: ids.shape[1]] + p["overlap"][flags]
    theirs = (context > 0).astype(jnp.float32)[..., None]
    gist = (p["words"][context] * theirs).sum(1) / jnp.maximum(theirs.sum(1), 1.0)
    x = x.at[:, 0].add(gist @ p["context"])
    x = dropped(norm(x, p["norm_w"], p["norm_b"]), 0.1, keys[-1])
    b, t, _ = x.shape
    for n in range(n_layers):
        each = p[f"l{n}"]
        qkv = (x @ each["qkv_w"] + each["qkv_b"]).reshape(b, t, 3, HEADS, WIDTH // HEADS)
        q, k, v = qkv[:, :, 0], qkv[:, :, 1], qkv[:, :, 2]
        scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / np.sqrt(WIDTH // HEADS)
        scores = jax.nn.softmax(scores - 1e4 * (1 - real)[:, None, None, :], -1)
        mixed = jnp.einsum("bhqk,bkhd->bqhd", scores, v).reshape(b, t, WIDTH)
        mixed = dropped(mixed @ each["out_w"] + each["out_b"], 0.1, keys[2 * n])
        x = norm(x + mixed, each["n1_w"], each["n1_b"])
        up = jax.nn.gelu(x @ each["up_w"] + each["up_b"])
        down = dropped(up @ each["down_w"] + each["down_b"], 0.1, keys[2 * n + 1])
        x = norm(x + down, each["n2_w"], each["n2_b"])
    x = dropped(x, 0.2, keys[-2])
    pool = jax.nn.softmax(x @ p["pool"] - 1e4 * (1 - real)[..., None], 1)
    return (pool * (x @ p["score"])).sum(1) + p["bias"]
