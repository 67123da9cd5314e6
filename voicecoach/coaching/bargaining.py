"""Checks on bargaining: interests, options and standards; what was given, traded, repeated."""

from __future__ import annotations

import re
from itertools import pairwise

from voicecoach.coaching.citation import amount, counted, evidence_of, words_of
from voicecoach.coaching.timeline import OFFERS, has, moves_of, replies_to, turns_of
from voicecoach.coaching.wording import ask_for_basis, instead_of_position, priced_in
from voicecoach.turns import Band, Feedback, Move, MoveKind, SessionRecord, Turn

INTERESTS = (MoveKind.INTERESTS_QUESTION, MoveKind.OWN_INTEREST)
OPTIONS = (MoveKind.OPTION, MoveKind.CONDITIONAL_TRADE)
STANDARDS = (MoveKind.OBJECTIVE_CRITERION,)
ON_PERSONS = (MoveKind.PERSONAL_ATTACK, MoveKind.BLAME)
NAMING_A_FIGURE = (*OFFERS, MoveKind.CONCESSION, MoveKind.POSITION, MoveKind.ACCEPT)
ENOUGH_INTERESTS, ENOUGH_OPTIONS, ENOUGH_STANDARDS = 2, 2, 1
MOST_POSITIONS = 3
LEAST_STEPS = 2  # between own figures, to tell whether they shrink
ANCHORS = ("anchor", "highball", "lowball", "high ball", "low ball")
REASON = re.compile(r"\b(?:because|since|as we|the reason|due to|after all|you see)\b")


def check_principled(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count what principled negotiation is made of (Fisher and Ury)."""
    turns = turns_of(session, "learner")
    if not turns:
        return ()
    interests = list(moves_of(session, *INTERESTS))
    options = list(moves_of(session, *OPTIONS))
    standards = list(moves_of(session, *STANDARDS))
    n_on_persons = sum(has(turn, *ON_PERSONS) for turn in turns)
    n_positions = len(repeated_positions(session))
    observed = (
        f"Interests asked for or told: {len(interests)}; options and trades: {len(options)}; "
        f"standards: {len(standards)}. On the person: {n_on_persons} of "
        f"{counted(len(turns), 'turn')}. Positions said again: {n_positions}."
    )
    band: Band | None = None
    if n_on_persons or n_positions >= MOST_POSITIONS:
        band = "amber"
    elif (
        len(interests) >= ENOUGH_INTERESTS
        and len(options) >= ENOUGH_OPTIONS
        and len(standards) >= ENOUGH_STANDARDS
    ):
        band = "green"
    found = sorted([*interests, *options, *standards], key=lambda pair: pair[0].start_s)
    at_s, quote = _cite(found)
    return (Feedback("principled", observed, at_s, quote, None, band),)


def _cite(found: list[tuple[Turn, Move]]) -> tuple[float | None, str | None]:
    if not found:
        return None, None
    turn, move = found[0]
    return turn.start_s, evidence_of(turn, move)


def repeated_positions(session: SessionRecord) -> list[tuple[Turn, Move]]:
    """List the demands without a reason, from the second on."""
    return list(moves_of(session, MoveKind.POSITION))[1:]


def check_positions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each demand that was said again without a reason."""
    repeated = repeated_positions(session)
    band: Band | None = "amber" if len(repeated) >= MOST_POSITIONS - 1 else None
    return tuple(
        Feedback(
            "position_repeated",
            f"A demand without a reason, number {number} of {len(repeated) + 1}.",
            turn.start_s,
            evidence_of(turn, move),
            instead_of_position(turn, move),
            band,
        )
        for number, (turn, move) in enumerate(repeated, start=2)
    )


def gifts(session: SessionRecord) -> list[tuple[Turn, Move]]:
    """List what was given up without a price."""
    return [
        (turn, move)
        for turn, move in moves_of(session, MoveKind.CONCESSION)
        if not has(turn, MoveKind.CONDITIONAL_TRADE)
    ]


def check_concessions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the concessions that had a price."""
    trades = list(moves_of(session, MoveKind.CONDITIONAL_TRADE))
    given = gifts(session)
    moved = sorted([*trades, *given], key=lambda pair: pair[0].start_s)
    if not moved:
        return ()
    observed = (
        f"{len(trades)} of {counted(len(moved), 'offer')} to move had a price; "
        f"{len(given)} given for nothing."
    )
    at_s, quote = _cite(given or moved)
    band: Band = "amber" if given else "green"
    return (Feedback("concessions", observed, at_s, quote, None, band),)


def check_gifts(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each thing given for nothing, with a price tied to it."""
    return tuple(
        Feedback(
            "given_away",
            "Given without a price.",
            turn.start_s,
            evidence_of(turn, move),
            priced_in(turn, move) or 'Tie it: "If you can ..., then I can ..."',
            "amber",
        )
        for turn, move in gifts(session)
    )


def own_figures(session: SessionRecord) -> list[tuple[Turn, float]]:
    """List the learner's own figures on the main issue, each when it changed."""
    main = session.reveal.issues[0].id if session.reveal and session.reveal.issues else None
    figures: list[tuple[Turn, float]] = []
    for turn, move in moves_of(session, *NAMING_A_FIGURE):
        is_main = move.issue is None or main is None or move.issue == main
        if move.amount is None or not is_main:
            continue
        if not figures or figures[-1][1] != move.amount:
            figures.append((turn, move.amount))
    return figures


def check_steps_given(session: SessionRecord) -> tuple[Feedback, ...]:
    """Tell the learner's figures in order, and whether the steps between them shrank."""
    figures = own_figures(session)
    if len(figures) < LEAST_STEPS + 1:
        return ()
    steps = [abs(after - before) for (_, before), (_, after) in pairwise(figures)]
    n_smaller = sum(after < before for before, after in pairwise(steps))
    unit = session.reveal.issues[0].unit if session.reveal and session.reveal.issues else ""
    named = ", ".join(amount(value, unit) for _, value in figures)
    observed = (
        f"Your figures: {named}. {n_smaller} of {counted(len(steps) - 1, 'step')} "
        "smaller than the one before."
    )
    first = figures[0][0]
    return (Feedback("figures", observed, first.start_s, words_of(first), None),)


def check_anchors(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each answer that argued against an anchor, which keeps it in the room."""
    remarks = []
    for theirs in turns_of(session, "counterpart"):
        reply = (
            next(iter(replies_to(session, theirs)), None) if is_anchor(session, theirs) else None
        )
        if reply is not None and argues(reply):
            observed = "You argued against their figure; asking for its basis moves it more."
            tip = ask_for_basis(theirs)
            remarks.append(
                Feedback("anchor_argued", observed, reply.start_s, words_of(reply), tip, "amber")
            )
    return tuple(remarks)


def is_anchor(session: SessionRecord, theirs: Turn) -> bool:
    """Tell whether a turn of the counterpart sets an anchor."""
    if theirs.tactic is None or theirs.act == "drop_tactic":
        return False
    known = session.reveal.tactics if session.reveal else ()
    names = [theirs.tactic, *(one.name for one in known if one.id == theirs.tactic)]
    return any(anchor in name.lower() for name in names for anchor in ANCHORS)


def argues(turn: Turn) -> bool:
    """Tell whether a turn justifies instead of asking."""
    asks = has(
        turn,
        MoveKind.OPEN_QUESTION,
        MoveKind.CLOSED_QUESTION,
        MoveKind.CHALLENGE_BASIS,
        MoveKind.NAME_TACTIC,
    )
    return not asks and REASON.search(turn.text.lower()) is not None
