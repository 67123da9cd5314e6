"""Checks on the figures of the sheet: the limit, the first offer, what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.coaching.citation import amount, clock, evidence_of, figure
from voicecoach.coaching.preparation.likeness import stems_of
from voicecoach.coaching.timeline import moves_of
from voicecoach.prep_sheet import Figure
from voicecoach.turns import Band, Feedback, IssueRecord, Move, MoveKind, SessionRecord, Turn

FIRM_OFFERS = (MoveKind.PROPOSAL, MoveKind.CONCESSION)
OFFERS = (*FIRM_OFFERS, MoveKind.CONDITIONAL_TRADE)
Offer = tuple[Turn, Move, float]


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of the sheet, and what the talk made of it."""

    figure: Figure
    issue: IssueRecord | None  # the counterpart's side; None: not known which, or not revealed
    offers: tuple[Offer, ...]

    @property
    def settled(self) -> float | None:
        """What was agreed."""
        return self.issue.settled if self.issue else None

    def write(self, value: float) -> str:
        """Write one of its figures."""
        return amount(value, self.figure.unit)


def terms_of(session: SessionRecord) -> tuple[Term, ...]:
    """Match each figure of the sheet with an issue of the talk and the learner's offers on it."""
    figures = session.prep.figures if session.prep else ()
    return tuple(_term(session, one, is_only=len(figures) == 1) for one in figures)


def _term(session: SessionRecord, one: Figure, *, is_only: bool) -> Term:
    issue = issue_for(session, one, is_only=is_only)
    ids = {issue.id} if issue else set()
    if is_only and session.reveal is None:
        ids = {move.issue or "" for _, move in moves_of(session, *OFFERS)}
    offers = tuple(
        (turn, move, move.amount)
        for turn, move in moves_of(session, *OFFERS)
        if move.amount is not None and ((move.issue or "") in ids or (move.issue is None and ids))
    )
    return Term(one, issue, offers)


def issue_for(session: SessionRecord, one: Figure, *, is_only: bool) -> IssueRecord | None:
    """Find the issue that a figure is about: by unit and words, or the only one of its unit."""
    issues = session.reveal.issues if session.reveal else ()
    fitting = [issue for issue in issues if issue.unit.lower() == one.unit.lower()]
    stems = stems_of(one.name)
    named = [issue for issue in fitting if stems & stems_of(f"{issue.name} {_words(issue.id)}")]
    if named:
        return named[0]
    return fitting[0] if fitting and (is_only or len(fitting) == 1) else None


def _words(id_: str) -> str:
    return id_.replace("_", " ")


def check_limit(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether the limit was kept, in what was offered and in what was settled."""
    return tuple(_remark_limit(term) for term in terms_of(session) if term.figure.limit is not None)


def _remark_limit(term: Term) -> Feedback:
    limit = term.figure.limit
    assert limit is not None
    name = f"Limit on {term.figure.name}, {term.write(limit)}"
    beyond = [offer for offer in term.offers if not term.figure.is_as_good(offer[2], limit)]
    if term.settled is not None and not term.figure.is_as_good(term.settled, limit):
        quote_from = beyond[-1] if beyond else None
        return _crossed(f"{name}: crossed. Settled at {term.write(term.settled)}.", quote_from)
    firm = [offer for offer in beyond if offer[1].kind in FIRM_OFFERS]
    if firm:
        observed = f"{name}: crossed. You offered {term.write(firm[0][2])}."
        return _crossed(observed, firm[0])
    if beyond:
        turn, move, value = beyond[0]
        observed = f"{name}: you named {term.write(value)}, on a condition. Check what you meant."
        return Feedback("prep_limit", observed, turn.start_s, evidence_of(turn, move), None)
    if term.settled is None and not term.offers:
        return Feedback("prep_limit", f"{name}: not put to the test.", None, None, None)
    return Feedback("prep_limit", f"{name}: kept.{_closest(term)}", None, None, None, "green")


def _crossed(observed: str, offer: Offer | None) -> Feedback:
    tip = "Say it aloud once, with the reason, and hold the silence: that is as far as you go."
    if offer is None:
        return Feedback("prep_limit", observed, None, None, tip, "amber")
    turn, move, _ = offer
    return Feedback("prep_limit", observed, turn.start_s, evidence_of(turn, move), tip, "amber")


def _closest(term: Term) -> str:
    if not term.offers:
        return ""
    worst = term.offers[0]
    for offer in term.offers:
        if term.figure.is_as_good(worst[2], offer[2]):
            worst = offer
    return f" The furthest you went was {term.write(worst[2])}, at {clock(worst[0].start_s)}."


def check_first_offer(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether the first figure was as good as the target: it sets where the talk ends."""
    return tuple(_first_offers(session))


def _first_offers(session: SessionRecord) -> Iterator[Feedback]:
    for term in terms_of(session):
        target = term.figure.target
        if target is None:
            continue
        name = f"Target for {term.figure.name}, {term.write(target)}"
        if not term.offers:
            yield Feedback("prep_target", f"{name}: you named no figure.", None, None, None)
            continue
        turn, move, value = term.offers[0]
        is_bold = term.figure.is_as_good(value, target)
        band: Band = "green" if is_bold else "amber"
        observed = f"{name}: your first figure was {term.write(value)}."
        tip = None if is_bold else "Open at the target or beyond it, with a reason."
        yield Feedback("prep_target", observed, turn.start_s, evidence_of(turn, move), tip, band)


def check_result(session: SessionRecord) -> tuple[Feedback, ...]:
    """Set what was settled beside best, target, limit, alternative and their limit."""
    batna = session.prep.batna if session.prep else None
    worth = batna.value if batna else None
    return tuple(
        _remark_result(term, worth if number == 0 else None)
        for number, term in enumerate(terms_of(session))
        if term.issue is not None
    )


def _remark_result(term: Term, alternative: float | None) -> Feedback:
    assert term.issue is not None
    room = _room(term, term.issue)
    if term.settled is None:
        return Feedback(
            "prep_result", f"Nothing was settled on {term.figure.name}.{room}", None, None, None
        )
    parts = [f"Settled on {term.figure.name}: {term.write(term.settled)}"]
    marks = ((name, getattr(term.figure, name)) for name in ("best", "target", "limit", "worst"))
    known = [f"{name} {term.write(value)}" for name, value in marks if value is not None]
    parts += [f" ({', '.join(known)})"] if known else []
    is_worse = alternative is not None and not term.figure.is_as_good(term.settled, alternative)
    if alternative is not None:
        than = "worse" if is_worse else "no worse"
        parts.append(f", {than} than your alternative ({term.write(alternative)})")
    band: Band | None = "amber" if is_worse else None
    target = term.figure.target
    if not is_worse and target is not None and term.figure.is_as_good(term.settled, target):
        band = "green"
    return Feedback("prep_result", "".join(parts) + "." + room, None, None, None, band)


def _room(term: Term, issue: IssueRecord) -> str:
    """Say what lay between both limits, now that theirs is known."""
    limit = term.figure.limit
    if limit is None:
        return f" They would have gone to {term.write(issue.limit)}."
    if not term.figure.is_as_good(issue.limit, limit):
        return (
            f" There was no room: they would have gone to {term.write(issue.limit)} and no further."
        )
    told = f" They would have gone to {term.write(issue.limit)}"
    width = abs(issue.limit - limit)
    if term.settled is None or width == 0:
        return f"{told}; there was room for a deal."
    share = abs(term.settled - limit) / width
    is_inside = term.figure.is_as_good(term.settled, limit)
    if not is_inside:
        return f"{told}."
    return f"{told}; of the room between both limits you have {figure(100 * min(share, 1.0), 0)}%."
