"""Gradient steps, an average over them, and what has been reached on rows left out."""

from __future__ import annotations

import random
import time

import jax
import jax.numpy as jnp
import numpy as np

from moves_network.batches import BATCH, make_batches
from moves_network.encoder import forward
from moves_network.rows import KINDS, epoch_rows

jax.config.update("jax_default_prng_impl", "rbg")  # the default costs a third of the time


def loss_of(p, batch, key, n_layers):
    logits = forward(p, batch["ids"], batch["flags"], batch["context"], n_layers, key)
    target = batch["labels"] * 0.99 + 0.005
    each = -(target * jax.nn.log_sigmoid(logits) + (1 - target) * jax.nn.log_sigmoid(-logits))
    # Rare moves count more where they stand.
    weights = batch["weights"] * (1 + batch["labels"])
    return (each * weights).sum() / BATCH


def train(rows, vocabulary, parameters, args, each_epoch=None):
    rng, key = random.Random(args.seed), jax.random.key(args.seed)
    n_layers = args.layers

    @jax.jit
    def step(p, m, v, batch, key, rate, count):
        loss, grad = jax.value_and_grad(loss_of)(p, batch, key, n_layers)
        size = jnp.sqrt(sum((g * g).sum() for g in jax.tree.leaves(grad)))
        grad = jax.tree.map(lambda g: g * jnp.minimum(1.0, 5.0 / size), grad)
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, grad)
        v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, grad)

        def move(path, w, a, b):
            top = path[0].key
            fast = args.head_rate if top in ("pool", "score", "bias", "overlap", "context") else 1.0
            if top == "words" and args.freeze_words:
                return w
            change = a / (1 - 0.9**count) / (jnp.sqrt(b / (1 - 0.999**count)) + 1e-8)
            return w - rate * fast * (change + (0.01 * w if w.ndim > 1 else 0.0))

        return jax.tree_util.tree_map_with_path(move, p, m, v), m, v, loss

    m = v = jax.tree.map(jnp.zeros_like, parameters)
    p, count, began = parameters, 0, time.monotonic()
    average = jax.tree.map(jnp.copy, p)
    blend = jax.jit(lambda a, b, keep: jax.tree.map(lambda x, y: keep * x + (1 - keep) * y, a, b))
    total = args.epochs * len(epoch_rows(rows, random.Random(0), args)) // BATCH
    for epoch in range(args.epochs):
        losses = []
        for _, batch in make_batches(epoch_rows(rows, rng, args), vocabulary, rng, True):
            count += 1
            key, sub = jax.random.split(key)
            rate = args.rate * min(count / 100, max(0.02, 1 - count / total))
            p, m, v, loss = step(p, m, v, batch, sub, rate, float(count))
            average = blend(average, p, min(0.995, count / (count + 10)))
            losses.append(float(loss))
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if each_epoch and (epoch % 2 or epoch + 1 == args.epochs):
            each_epoch(average)
    return average


def predict(p, rows, vocabulary, n_layers):
    run = jax.jit(lambda p, b: forward(p, b["ids"], b["flags"], b["context"], n_layers))
    out = np.zeros((len(rows), len(KINDS)), np.float32)
    for index, batch in make_batches(rows, vocabulary, random.Random(0), False):
        out[index] = np.asarray(run(p, batch))[: len(index)]
    return 1 / (1 + np.exp(-out))


def f1_of(p, t, w, threshold=0.5):
    got = p > threshold
    tp, fp, fn = ((got * t * w).sum(), (got * (1 - t) * w).sum(), ((~got) * t * w).sum())
    return tp, fp, fn


def report(probability, rows):
    for source in sorted({each["source"] for each in rows}):
        place = [i for i, each in enumerate(rows) if each["source"] == source]
        p = probability[place]
        t = np.stack([rows[i]["labels"] for i in place])
        w = (np.stack([rows[i]["weights"] for i in place]) >= 1).astype(float)
        scores, total = [], np.zeros(3)
        for k, kind in enumerate(KINDS):
            tp, fp, fn = f1_of(p[:, k], t[:, k], w[:, k])
            if (t[:, k] * w[:, k]).sum() >= (1 if source == "written" else 10):
                total += (tp, fp, fn)
                scores.append((kind, 2 * tp / max(2 * tp + fp + fn, 1)))
        line = " ".join(f"{kind}={score:.2f}" for kind, score in scores)
        plain = (t.sum(1) == 0) & (w.sum(1) >= 30)
        left = 1 - (p[plain] > 0.5).any(1).mean() if plain.any() else float("nan")
        print(
            f"{source}: macro {np.mean([s for _, s in scores]):.3f} micro "
            f"{2 * total[0] / (2 * total[0] + total[1] + total[2]):.3f} plain {left:.2f} {line}",
            flush=True,
        )
