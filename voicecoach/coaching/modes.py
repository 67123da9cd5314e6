"""The learner's path on the plane of task assertion and relationship co-operation.

The five conflict modes are regions of that plane (the dual-concern model; names after Thomas and
Kilmann). What is shown is behaviour in this session, never a type of person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from voicecoach.coaching.gauges import HEDGES
from voicecoach.coaching.timeline import turns_of
from voicecoach.turns import IssueRecord, MoveKind, SessionRecord, Turn

K = MoveKind
MODES = ("competing", "collaborating", "compromising", "accommodating", "avoiding")
CENTRE = 0.25  # within so much of the middle on both axes a turn counts as compromising
HEDGED = -0.2  # what hedging takes from assertion
HIGH_STAKE = 5.0  # of 10: from this weight on an issue matters
# Each move's place: (assertion, co-operation), -1 to 1. Direction from docs/domain.md; sizes ours.
PLACES: dict[MoveKind, tuple[float, float]] = {
    **dict.fromkeys(
        (K.OPEN_QUESTION, K.REASONED_QUESTION, K.INFORMATION_PROBE, K.CLEARINGHOUSE_PROBE),
        (0.3, 0.5),
    ),
    **dict.fromkeys((K.INTERESTS_QUESTION, K.MONITOR_CHANGE), (0.3, 0.7)),
    **dict.fromkeys((K.SUMMARY, K.PARAPHRASE, K.EMOTION_LABEL, K.EMPATHY), (0.1, 0.8)),
    **dict.fromkeys((K.NUDGE, K.MIRROR), (0.0, 0.4)),
    **dict.fromkeys((K.APPRECIATION, K.RAPPORT), (-0.1, 0.6)),
    **dict.fromkeys((K.OWN_INTEREST, K.I_MESSAGE), (0.6, 0.4)),
    **dict.fromkeys((K.AGENDA, K.NEXT_STEP, K.CONFIRM_AGREEMENT), (0.4, 0.4)),
    **dict.fromkeys((K.CONCESSION, K.ACCEPT), (-0.6, 0.4)),
    K.CLOSED_QUESTION: (0.3, 0.2),
    K.LEADING_QUESTION: (0.5, -0.5),
    K.STACKED_QUESTION: (0.3, -0.1),
    K.APOLOGY: (-0.4, 0.6),
    K.OPTION: (0.3, 0.6),
    K.PROPOSAL: (0.6, 0.1),
    K.CONDITIONAL_TRADE: (0.6, 0.6),
    K.OBJECTIVE_CRITERION: (0.6, 0.3),
    K.POSITION: (0.8, -0.3),
    K.CALM_LIMIT: (0.8, 0.1),
    K.CHALLENGE_BASIS: (0.5, 0.1),
    K.NAME_TACTIC: (0.5, 0.2),
    K.REFRAME: (0.3, 0.8),
    K.PAUSE_REQUEST: (-0.5, -0.2),
    K.THREAT: (1.0, -1.0),
    K.ULTIMATUM: (1.0, -0.8),
    K.PERSONAL_ATTACK: (0.8, -1.0),
    K.BLAME: (0.6, -0.8),
    K.PRESSURE: (0.8, -0.6),
    K.IRRITATOR: (0.4, -0.5),
}
HALFWAY = re.compile(
    r"\b(?:(?:meet|met) (?:you |me |us )?(?:halfway|half way|in the middle)|split the difference)\b"
)
PUT_OFF = re.compile(
    r"\b(?:let's not|i'd rather not|can we leave (?:that|this|it)|another (?:time|day)|"
    r"not (?:get|go) into (?:that|this)|drop (?:it|the subject)|talk about something else)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one turn stands on the plane."""

    at_s: float
    assertion: float
    cooperation: float
    mode: str
    quote: str


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of several places; None where there was none."""

    assertion: float | None
    cooperation: float | None
    n_turns: int


@dataclass(frozen=True, slots=True)
class Path:
    """The learner's way over the plane."""

    places: tuple[Place, ...]
    n_turns: int  # of the learner, those that have no place included
    centroid: Point
    thirds: tuple[Point, Point, Point]  # of the session's time
    shares: dict[str, int]  # turns per mode
    fitting: str | None  # the mode that the stakes call for; None if they are not known


def place(turn: Turn) -> Place | None:
    """Put a turn on the plane: on each axis its strongest push up and its strongest push down."""
    text = turn.text.lower().replace("’", "'")
    found = [PLACES[move.kind] for move in turn.moves]
    if PUT_OFF.search(text):
        found.append((-0.6, -0.4))
    if not found:
        return None
    assertion = _push([place[0] for place in found])
    if assertion > 0 and HEDGES.search(text):
        assertion += HEDGED
    cooperation = _push([place[1] for place in found])
    if HALFWAY.search(text):
        assertion, cooperation = 0.0, 0.0
    return Place(
        turn.start_s,
        round(assertion, 3),
        round(cooperation, 3),
        mode_at(assertion, cooperation),
        turn.text,
    )


def _push(values: list[float]) -> float:
    return max(0.0, *values) + min(0.0, *values)


def mode_at(assertion: float, cooperation: float) -> str:
    """Name the mode at a point of the plane.

    Examples
    --------
    >>> mode_at(0.8, -0.3), mode_at(0.3, 0.8), mode_at(0.1, -0.1), mode_at(-0.6, 0.4)
    ('competing', 'collaborating', 'compromising', 'accommodating')
    """
    if abs(assertion) < CENTRE and abs(cooperation) < CENTRE:
        return "compromising"
    if assertion >= 0:
        return "collaborating" if cooperation >= 0 else "competing"
    return "accommodating" if cooperation >= 0 else "avoiding"


def path_of(session: SessionRecord) -> Path:
    """Draw the learner's path."""
    turns = turns_of(session, "learner")
    places = tuple(found for turn in turns if (found := place(turn)) is not None)
    third_s = max(session.duration_s, 1e-9) / 3
    parts: list[list[Place]] = [[], [], []]
    for found in places:
        parts[min(int(found.at_s / third_s), 2)].append(found)
    return Path(
        places=places,
        n_turns=len(turns),
        centroid=middle(places),
        thirds=(middle(parts[0]), middle(parts[1]), middle(parts[2])),
        shares={mode: sum(found.mode == mode for found in places) for mode in MODES},
        fitting=fitting_mode(session.reveal.issues) if session.reveal else None,
    )


def middle(places: Sequence[Place]) -> Point:
    """Take the mean of some places."""
    if not places:
        return Point(None, None, 0)
    assertion = fmean(found.assertion for found in places)
    cooperation = fmean(found.cooperation for found in places)
    return Point(round(assertion, 3), round(cooperation, 3), len(places))


def fitting_mode(issues: Sequence[IssueRecord]) -> str | None:
    """Name the mode that the stakes call for, by the issue that matters most to both together.

    The dual-concern model: where it matters to both, collaborating; to oneself alone, competing;
    to the other alone, accommodating; to nobody much, compromising.

    Examples
    --------
    >>> fitting_mode([IssueRecord("fee", "the fee", "GBP", "lower", 1, 2, 1, 8, 9)])
    'collaborating'
    """
    if not issues:
        return None
    main = max(issues, key=lambda issue: issue.weight + issue.learner_weight)
    mine, theirs = main.learner_weight >= HIGH_STAKE, main.weight >= HIGH_STAKE
    if mine and theirs:
        return "collaborating"
    if mine or theirs:
        return "competing" if mine else "accommodating"
    return "compromising"
