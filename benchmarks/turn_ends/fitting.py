"""Fit the weights of the end-of-turn rule, and tell how they do on what they were not fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from turn_ends.listening import HeardPause
from turn_ends.material import Utterance
from turn_ends.rules import evidence_of
from turn_ends.scoring import AT_EDGE_S, Talk, is_end
from voicecoach.turn_taking.end_of_turn import signs

STRENGTH = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """One pause or one end."""

    kind: str
    held_out_with: str  # the reader, or the text that was voiced
    is_end: bool
    signs: dict[str, float]


def examples(talk: Talk) -> list[Example]:
    return [
        Example(utterance.kind, _together(utterance), ends, signs(evidence_of(pause)))
        for utterance, heard in talk
        for pause in heard
        if pause.text and (ends := _ends(utterance, pause)) is not None
    ]


def _together(utterance: Utterance) -> str:
    return utterance.source if utterance.kind == "real" else utterance.name.split("-")[1]


def _ends(utterance: Utterance, pause: HeardPause) -> bool | None:
    """Tell an end from a pause; None for the short gaps inside a stretch."""
    if is_end(utterance, pause):
        return True
    inside = any(gap[0] - AT_EDGE_S <= pause.end_s < gap[1] for gap in utterance.pauses)
    return False if inside else None


def fit(rows: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Bias and weights; both kinds count alike."""
    names = list(rows[0].signs)
    table, is_end, shares = _arrays(rows)
    scale = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, class_weight="balanced")
    model.fit(table / scale, is_end, sample_weight=shares)
    weights = model.coef_[0] / scale
    return float(model.intercept_[0]), dict(zip(names, map(float, weights), strict=True))


def held_out_odds(rows: Sequence[Example]) -> list[float]:
    """Log odds of every example, from weights fitted without its reader or text."""
    odds = [0.0] * len(rows)
    for group in {row.held_out_with for row in rows}:
        bias, weights = fit([row for row in rows if row.held_out_with != group])
        for number, row in enumerate(rows):
            if row.held_out_with == group:
                odds[number] = bias + sum(weights[name] * row.signs[name] for name in weights)
    return odds


def print_fit(talk: Talk) -> None:
    rows = examples(talk)
    bias, weights = fit(rows)
    print(f"bias {bias:.2f}  " + "  ".join(f"{name} {w:.3f}" for name, w in weights.items()))
    odds = np.array(held_out_odds(rows))
    for kind in ("real", "voiced"):
        is_kind = np.array([row.kind == kind for row in rows])
        is_end = np.array([row.is_end for row in rows])
        area = roc_auc_score(is_end[is_kind], odds[is_kind])
        print(f"{kind}: area under the curve, held out: {area:.3f}")


def _arrays(
    rows: Sequence[Example],
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    table = np.array([list(row.signs.values()) for row in rows])
    is_end = np.array([row.is_end for row in rows])
    n_of = {kind: sum(row.kind == kind for row in rows) for kind in {row.kind for row in rows}}
    shares = np.array([len(rows) / len(n_of) / n_of[row.kind] for row in rows])
    return table, is_end, shares
