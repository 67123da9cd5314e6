"""How well the learner met the counterpart's social style: what pleases it, what angers it.

The four styles (amiable, expressive, driver, analyst) are design of the counterparts and an
exercise in adapting; they say nothing about the learner. See docs/feedback.md for the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voicecoach.coaching.gauges import HEDGES
from voicecoach.coaching.standouts import duration_s
from voicecoach.coaching.timeline import (
    OFFERS,
    cut_offs,
    has,
    is_well_made,
    openings,
    turn_before,
    turns_of,
)
from voicecoach.turns import MoveKind, SessionRecord, Turn

K = MoveKind
RAMBLING_S = 30.0
EARLY_TURNS = 3
MOST_SMALL_TALK = 2
MOST_LABELS_IN_ROW = 2
VAGUE = re.compile(
    r"\b(?:soon|at some point|in due course|sort it out|roughly|more or less|ballpark|"
    r"amazing|incredible|fantastic|game.?chang\w+|world.?class|best ever)\b"
)
ONLY_FACTS = re.compile(
    r"\b(?:stick to the facts|just the facts|that's not (?:accurate|correct))\b"
)
UNKNOWN = re.compile(r"\b(?:i (?:don't|do not) know|i'm not sure|we (?:don't|do not) know yet)\b")
Find = Callable[[SessionRecord], list[Turn]]


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that a style likes or cannot bear, and how it is found."""

    name: str
    find: Find


@dataclass(frozen=True, slots=True)
class Taste:
    """What a style likes and cannot bear."""

    pleases: tuple[Trait, ...]
    angers: tuple[Trait, ...]


def _own(session: SessionRecord) -> tuple[Turn, ...]:
    return turns_of(session, "learner")


def _made(*kinds: MoveKind) -> Find:
    """Find the turns with one of these moves, well made."""

    def find(session: SessionRecord) -> list[Turn]:
        return [
            turn
            for turn in _own(session)
            if any(move.kind in kinds and is_well_made(move) for move in turn.moves)
        ]

    return find


def _badly(*kinds: MoveKind) -> Find:
    """Find the turns in which one of these moves missed."""

    def find(session: SessionRecord) -> list[Turn]:
        return [
            turn
            for turn in _own(session)
            if any(move.kind in kinds and not is_well_made(move) for move in turn.moves)
        ]

    return find


def _said(pattern: re.Pattern[str]) -> Find:
    def find(session: SessionRecord) -> list[Turn]:
        return [
            turn for turn in _own(session) if pattern.search(turn.text.lower().replace("’", "'"))
        ]

    return find


def _early(*kinds: MoveKind) -> Find:
    """Find these moves among the first turns."""
    return lambda session: [turn for turn in _own(session)[:EARLY_TURNS] if has(turn, *kinds)]


def _beyond(most: int, *kinds: MoveKind) -> Find:
    """Find these moves once they have been made too often."""
    return lambda session: [turn for turn in _own(session) if has(turn, *kinds)][most:]


def _in_row(most: int, *kinds: MoveKind) -> Find:
    """Find the turn at which a run of these moves grew too long."""

    def find(session: SessionRecord) -> list[Turn]:
        found, run = [], 0
        for turn in _own(session):
            run = run + 1 if has(turn, *kinds) else 0
            if run == most + 1:
                found.append(turn)
        return found

    return find


def _longer_than(limit_s: float) -> Find:
    return lambda session: [turn for turn in _own(session) if duration_s(turn) > limit_s]


def _hedged_offer(session: SessionRecord) -> list[Turn]:
    offers = (*OFFERS, K.POSITION, K.CALM_LIMIT)
    return [
        turn for turn in _own(session) if has(turn, *offers) and HEDGES.search(turn.text.lower())
    ]


def _cutting_off(session: SessionRecord) -> list[Turn]:
    return [mine for _, mine in cut_offs(session) if mine is not None]


def _silences(kind: str) -> Find:
    """Find the counterpart's or own words that a silence of this kind followed."""

    def find(session: SessionRecord) -> list[Turn]:
        before = (
            turn_before(session, silence.start_s)
            for silence in openings(session)
            if silence.kind == kind
        )
        return [turn for turn in before if turn is not None]

    return find


PRESSING = (K.PRESSURE, K.ULTIMATUM, K.THREAT)
TASTES = {
    "amiable": Taste(
        (
            Trait("small talk first", _early(K.RAPPORT)),
            Trait("thanks", _made(K.APPRECIATION)),
            Trait("a feeling named", _made(K.EMOTION_LABEL, K.EMPATHY)),
            Trait("asking what they need", _made(K.INTERESTS_QUESTION)),
            Trait("patience", _silences("held")),
        ),
        (
            Trait("pressure", _made(*PRESSING)),
            Trait("figures at once", _early(*OFFERS, K.POSITION)),
            Trait("cutting them off", _cutting_off),
        ),
    ),
    "expressive": Taste(
        (
            Trait("appreciation", _made(K.APPRECIATION)),
            Trait("warmth and humour", _made(K.RAPPORT)),
            Trait("a bigger picture", _made(K.OPTION, K.INTERESTS_QUESTION)),
            Trait("their idea given back", _made(K.PARAPHRASE, K.SUMMARY, K.MIRROR)),
        ),
        (
            Trait("holding them to details", _said(ONLY_FACTS)),
            Trait("cutting them off", _cutting_off),
            Trait("pressure", _made(*PRESSING)),
        ),
    ),
    "driver": Taste(
        (
            Trait("an order for the talk", _made(K.AGENDA, K.NEXT_STEP)),
            Trait("a choice or a trade", _made(K.OPTION, K.CONDITIONAL_TRADE)),
            Trait("a plain no with its reason", _made(K.CALM_LIMIT)),
            Trait("a short summary", _made(K.SUMMARY)),
            Trait("asking for their basis", _made(K.CHALLENGE_BASIS)),
        ),
        (
            Trait("more than 30 s at a stretch", _longer_than(RAMBLING_S)),
            Trait("small talk for a third time", _beyond(MOST_SMALL_TALK, K.RAPPORT)),
            Trait("labels in a row", _in_row(MOST_LABELS_IN_ROW, K.EMOTION_LABEL)),
            Trait("hedging on the figure", _hedged_offer),
        ),
    ),
    "analyst": Taste(
        (
            Trait("a standard or data", _made(K.OBJECTIVE_CRITERION)),
            Trait("an order for the talk", _made(K.AGENDA)),
            Trait("time to think", _silences("held")),
            Trait("a summary that holds", _made(K.SUMMARY)),
            Trait("asking exactly", _made(K.INFORMATION_PROBE, K.CHALLENGE_BASIS)),
            Trait("saying what is not known", _said(UNKNOWN)),
        ),
        (
            Trait("vagueness or hype", _said(VAGUE)),
            Trait("rush", _made(*PRESSING)),
            Trait("giving back what was not said", _badly(K.SUMMARY, K.PARAPHRASE)),
            Trait("small talk early", _early(K.RAPPORT)),
            Trait("breaking their silence", _silences("broken")),
        ),
    ),
}


def first_of(traits: Iterable[Trait], session: SessionRecord) -> list[tuple[Trait, Turn]]:
    """Find the first turn that showed each trait, where one did."""
    found = [(trait, turns[0]) for trait in traits if (turns := trait.find(session))]
    return sorted(found, key=lambda pair: pair[1].start_s)
