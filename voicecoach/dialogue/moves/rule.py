"""A rule: words that speak for a move."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicecoach.turns import MoveKind


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lower case words, and how far it may be trusted."""

    kind: MoveKind
    name: str
    pattern: re.Pattern[str]
    confidence: float
    unless: re.Pattern[str] | None = None  # anywhere in the utterance


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that spoke, and where."""

    kind: MoveKind
    confidence: float
    start: int
    end: int
    name: str


def rule(
    kind: MoveKind, name: str, pattern: str, confidence: float, unless: str | None = None
) -> Rule:
    """Compile a rule; white space in an utterance has already been reduced to single spaces."""
    return Rule(
        kind,
        name,
        re.compile(pattern),
        confidence,
        re.compile(unless) if unless else None,
    )


def apply(rules: tuple[Rule, ...], plain: str) -> list[Finding]:
    """Find the first place at which each rule speaks."""
    found = []
    for each in rules:
        match = each.pattern.search(plain)
        if match and not (each.unless and each.unless.search(plain)):
            found.append(Finding(each.kind, each.confidence, *match.span(), each.name))
    return found
