"""Comparison with the learner's own earlier sessions, which goes before every norm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import median

from voicecoach.coaching.citation import figure
from voicecoach.coaching.gauges import GAUGES
from voicecoach.coaching.stairway import height, highest_step
from voicecoach.coaching.summaries import is_good
from voicecoach.coaching.tactics import plays
from voicecoach.coaching.timeline import moves_of, openings, turns_of
from voicecoach.turns import Feedback, MoveKind, SessionRecord

MOST_EARLIER = 5
ENOUGH_FOR_MEDIAN = 2

Counts = tuple[int, int]  # n of m


@dataclass(frozen=True, slots=True)
class Followed:
    """A main measure that is followed from session to session; its values are written alike."""

    check: str
    name: str
    value: Callable[[SessionRecord], float | None]
    write: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure now, and in the sessions before; oldest first."""

    check: str
    name: str
    now: float
    before: tuple[float, ...]
    write: Callable[[float], str]

    @property
    def last(self) -> float:
        """The value of the session before."""
        return self.before[-1]


def _share(counts: Callable[[SessionRecord], Counts]) -> Callable[[SessionRecord], float | None]:
    def value(session: SessionRecord) -> float | None:
        n, of = counts(session)
        return n / of if of else None

    return value


def _silences(session: SessionRecord) -> float | None:
    return float(sum(silence.kind == "held" for silence in openings(session)))


def _facts(session: SessionRecord) -> Counts:
    return sum(fact.found_s is not None for fact in session.facts), len(session.facts)


def _open_questions(session: SessionRecord) -> Counts:
    kinds = (MoveKind.OPEN_QUESTION, MoveKind.CLOSED_QUESTION, MoveKind.LEADING_QUESTION)
    asked = [move for _, move in moves_of(session, *kinds)]
    return sum(move.kind is MoveKind.OPEN_QUESTION for move in asked), len(asked)


def _labels(session: SessionRecord) -> float | None:
    labels = moves_of(session, MoveKind.EMOTION_LABEL)
    return float(sum(move.is_accurate is True for _, move in labels))


def _summaries(session: SessionRecord) -> float | None:
    made = moves_of(session, MoveKind.SUMMARY)
    return float(sum(is_good(session, turn, move) for turn, move in made))


def _step(session: SessionRecord) -> float | None:
    top = highest_step(session)
    return float(height(top.state) + 1) if top else None


def _tactics(session: SessionRecord) -> Counts:
    played = plays(session)
    return sum(play.counter is not None for play in played), len(played)


def _measured(name: str) -> Callable[[SessionRecord], float | None]:
    def value(session: SessionRecord) -> float | None:
        found = session.measures.get(name)
        return found if found is not None and isfinite(found) else None

    return value


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _plain(value: float) -> str:
    return figure(value)


WRITTEN = {"talk_share": _percent, "pressure_pace": _percent}
FOLLOWED = (
    Followed("silences", "silences held", _silences, _plain),
    Followed("facts", "facts found", _share(_facts), _percent),
    Followed("stairway", "step of 6", _step, _plain),
    Followed("questions", "open questions", _share(_open_questions), _percent),
    Followed("labels", "labels that hit", _labels, _plain),
    Followed("summaries", "summaries that held", _summaries, _plain),
    Followed("tactics", "tactics countered", _share(_tactics), _percent),
    *(
        Followed(
            gauge.check,
            gauge.check.replace("_", " "),
            _measured(gauge.measure),
            WRITTEN.get(gauge.check, _plain),
        )
        for gauge in GAUGES
    ),
)


def changes(session: SessionRecord, earlier: Sequence[SessionRecord]) -> dict[str, Change]:
    """Set each main measure against the earlier sessions in which it could be measured.

    Parameters
    ----------
    session : SessionRecord
    earlier : sequence of SessionRecord
        With the same counterpart, oldest first; the last five count, those in which the learner
        did not speak do not.

    Returns
    -------
    changes : dict of Change by check
        Only measures that have a value now and before.
    """
    spoken = [one for one in earlier if turns_of(one, "learner")][-MOST_EARLIER:]
    found = {}
    for one in FOLLOWED:
        now = one.value(session)
        before = tuple(value for past in spoken if (value := one.value(past)) is not None)
        if now is not None and before:
            found[one.check] = Change(one.check, one.name, now, before, one.write)
    return found


def compare(change: Change) -> str:
    """Say what a measure was before: last time, and over several sessions.

    Examples
    --------
    >>> compare(Change("talk_share", "talk share", 0.4, (0.5, 0.6, 0.7), _percent))
    'Last time, talk share: 70%; median of your 3 before: 60%.'
    """
    said = f"Last time, {change.name}: {change.write(change.last)}"
    if len(change.before) >= ENOUGH_FOR_MEDIAN:
        middle = change.write(median(change.before))
        said += f"; median of your {len(change.before)} before: {middle}"
    return f"{said}."


def with_own_trend(
    remarks: Sequence[Feedback], session: SessionRecord, earlier: Sequence[SessionRecord]
) -> tuple[Feedback, ...]:
    """Add to the first remark on each main measure what it was in the sessions before."""
    if not earlier:
        return tuple(remarks)
    left = changes(session, earlier)
    compared = []
    for remark in remarks:
        change = left.pop(remark.check, None)
        said = f"{remark.observed} {compare(change)}" if change else remark.observed
        compared.append(replace(remark, observed=said))
    return tuple(compared)
