"""What the network and the rules say, weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from voicecoach.dialogue.moves.network import KINDS, Network, Reading
from voicecoach.dialogue.moves.rule import Finding
from voicecoach.turns import MoveKind

FAINTEST = 0.05  # below, a move is not worth carrying along
SURE_OF_RULE = 0.9  # such a rule is believed against the network
LEAST_WHEN_SURE = 0.5  # as a logit: 0.62, enough for the feedback to speak of it


def weigh(
    reading: Reading, by_rule: Mapping[MoveKind, Finding], network: Network
) -> dict[MoveKind, Finding]:
    """Join both into one finding per move; its confidence is that of both together.

    A rule that spoke adds to what the network says by as much as it proved worth on utterances
    that neither had seen (`benchmarks/calibrate_moves.py`).
    """
    found = {}
    gain, shift = float(network.weights["rule_gain"]), float(network.weights["shift"])
    for place, kind in enumerate(KINDS):
        rule = by_rule.get(kind)
        total = float(reading.logits[place]) + shift
        if rule:
            total += gain
            if rule.confidence >= SURE_OF_RULE:
                total = max(total, LEAST_WHEN_SURE)
        confidence = 1 / (1 + exp(-max(min(total, 30.0), -30.0)))
        if confidence >= FAINTEST:
            start = rule.start if rule else reading.strongest[place]
            end = rule.end if rule else start + 1
            name = rule.name if rule else "wording"
            found[kind] = Finding(kind, confidence, start, end, name)
    return found
