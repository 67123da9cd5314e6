"""The reveal: what the counterpart kept to itself, laid open after the talk."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.bargain import bargain_of
from voicecoach.coaching.citation import amount, capital, clock, figure, name_of
from voicecoach.coaching.probes import name_of_probe
from voicecoach.coaching.timeline import turns_of
from voicecoach.report.page.names import name_of_key
from voicecoach.report.page.review import Review
from voicecoach.turns import IssueRecord, SessionRecord, TacticRecord


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on the scale of an issue."""

    id: str
    name: str
    value: str
    share: float  # of the scale, 0 to 1
    kind: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue on one scale: both limits, where they began, where they ended."""

    id: str
    name: str
    figures: tuple[Figure, ...]
    zone: tuple[float, float] | None  # shares between which both could have agreed
    weight: str


@dataclass(frozen=True, slots=True)
class TradeView:
    """Something the counterpart would have valued, and whether the learner offered it."""

    gist: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class TacticView:
    """A tactic, when it was played, and what defuses it."""

    name: str
    played: str
    counters: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A hidden fact, and when it came out."""

    gist: str
    found_s: float | None
    when: str
    opens: str
    is_interest: bool


@dataclass(frozen=True, slots=True)
class RevealView:
    """All of it."""

    facts: tuple[FactView, ...]
    n_found: int
    character: str = ""
    their_side: str = ""
    issues: tuple[IssueView, ...] = ()
    trades: tuple[TradeView, ...] = ()
    tactics: tuple[TacticView, ...] = ()
    theirs: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()
    loop: str = ""
    shift: str = ""
    is_known: bool = False  # False: the journal is older than the reveal


def reveal_of(review: Review) -> RevealView:
    """Lay open what was hidden, as far as the journal holds it."""
    record, reveal = review.record, review.record.reveal
    facts = _facts(record)
    n_found = sum(fact.found_s is not None for fact in facts)
    if reveal is None:
        return RevealView(facts, n_found)
    return RevealView(
        facts=facts,
        n_found=n_found,
        character=_character(reveal.style, reveal.mode, reveal.mode_under_pressure),
        their_side=reveal.their_side,
        issues=tuple(
            _issue(issue, number, name_of(record)) for number, issue in enumerate(reveal.issues)
        ),
        trades=tuple(TradeView(gist, id_ in reveal.offered) for id_, gist in reveal.trades.items()),
        tactics=tuple(_tactic(tactic, record) for tactic in reveal.tactics),
        theirs=reveal.theirs,
        learners=reveal.learners,
        loop=reveal.loop,
        shift=reveal.shift,
        is_known=True,
    )


def _facts(record: SessionRecord) -> tuple[FactView, ...]:
    interests = record.reveal.interests if record.reveal else ()
    return tuple(
        FactView(
            gist=fact.gist,
            found_s=fact.found_s,
            when="" if fact.found_s is None else clock(fact.found_s),
            opens=f"{name_of_probe(fact.key)}, from {fact.step} on",
            is_interest=fact.id in interests,
        )
        for fact in record.facts
    )


def _character(style: str, mode: str, under_pressure: str | None) -> str:
    turns_to = f", {under_pressure} under pressure" if under_pressure else ""
    return f"Social style: {style}. Way with conflict: {mode}{turns_to}."


def _issue(issue: IssueRecord, number: int, name: str) -> IssueView:
    known = [
        ("opening", f"{name} began at", issue.opening),
        ("learner-limit", "your limit", issue.learner_limit),
        ("limit", f"{name}'s limit", issue.limit),
    ]
    if issue.settled is not None:
        known.append(("settled", "agreed", issue.settled))
    low = min(value for _, _, value in known)
    high = max(value for _, _, value in known)
    width = (high - low) or 1.0
    figures = tuple(
        Figure(
            f"issue{number}-{kind}", words, amount(value, issue.unit), (value - low) / width, kind
        )
        for kind, words, value in known
    )
    has_room = bargain_of(issue).room is not None
    edges = sorted(_share(limit, low, width) for limit in (issue.limit, issue.learner_limit))
    return IssueView(
        id=f"issue{number}",
        name=issue.name,
        figures=figures,
        zone=(edges[0], edges[1]) if has_room else None,
        weight=f"It weighed {figure(issue.weight)} of 10 for {name}, "
        f"{figure(issue.learner_weight)} of 10 for you.",
    )


def _share(value: float, low: float, width: float) -> float:
    return (value - low) / width


def _tactic(tactic: TacticRecord, record: SessionRecord) -> TacticView:
    played = [
        f"given up at {clock(turn.start_s)}"
        if turn.act == "drop_tactic"
        else f"played at {clock(turn.start_s)}"
        for turn in turns_of(record, "counterpart")
        if turn.tactic == tactic.id
    ]
    return TacticView(
        name=tactic.name,
        played=capital(", ".join(played)) or "Not played",
        counters=", ".join(name_of_key(key) for key in tactic.countered_by),
    )
