"""The check on trades: what was given for something, and what was given away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voicecoach.coaching.citation import counted, evidence_of, words_of
from voicecoach.coaching.preparation.likeness import Plans
from voicecoach.coaching.timeline import has, moves_of, turns_of
from voicecoach.prep_sheet import Trade
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

Use = Literal["traded", "floated", "given", "named", "unused"]
GIVING = (MoveKind.CONCESSION, MoveKind.PROPOSAL, MoveKind.ACCEPT, MoveKind.NEXT_STEP)
# "if you sign today", "provided that", "in return": a price is asked, whatever the move is called.
_CONDITION = re.compile(
    r"\b(?:if|provided|as long as|on condition|in return|in exchange|once|unless|assuming|when) "
    r"(?:you|we|they|that|for|it|the|your)\b",
    re.IGNORECASE,
)
WORDS: dict[Use, str] = {
    "traded": "Traded",
    "floated": "Put forward, not given",
    "given": "Given away",
    "named": "Named in passing",
    "unused": "Not heard",
}


@dataclass(frozen=True, slots=True)
class Used:
    """A planned trade, and what became of it."""

    trade: Trade
    use: Use
    turn: Turn | None = None


def check_trades(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each planned trade whether it bought something."""
    trades = session.prep.trades if session.prep else ()
    if not trades:
        return ()
    used = used_trades(session, trades)
    n_traded = sum(one.use == "traded" for one in used)
    n_given = sum(one.use == "given" for one in used)
    n_unplanned = len(unplanned_gifts(session, used))
    observed = f"{n_traded} of {counted(len(trades), 'planned trade')} made for something in return"
    observed += f", {n_given} given away" if n_given else ""
    observed += f"; {counted(n_unplanned, 'concession')} outside the plan" if n_unplanned else ""
    band: Band | None = "green" if n_traded else None
    if n_given or n_unplanned:
        band = "amber"
    summary = Feedback("prep_trades", f"{observed}.", None, None, None, band)
    return (summary, *map(_remark, used), *_remark_gifts(session, used))


def used_trades(session: SessionRecord, trades: tuple[Trade, ...]) -> tuple[Used, ...]:
    """Find what became of each planned trade; the best use of several stands."""
    plans, turns = Plans([trade.give for trade in trades]), turns_of(session, "learner")
    order = tuple(WORDS)
    found = []
    for trade in trades:
        uses = [
            Used(trade, use_in(turn), turn) for turn in turns if plans.is_in(trade.give, turn.text)
        ]
        # Once given it cannot be traded any more, and once traded it is no gift when repeated.
        first = next((one for one in uses if one.use in ("traded", "given")), None)
        best = min(uses, key=lambda one: order.index(one.use), default=Used(trade, "unused"))
        found.append(first or best)
    return tuple(found)


def use_in(turn: Turn) -> Use:
    """Tell what a turn does with what it names."""
    if has(turn, MoveKind.CONDITIONAL_TRADE) or _CONDITION.search(turn.text):
        return "traded"
    if has(turn, *GIVING):
        return "given"
    return "floated" if has(turn, MoveKind.OPTION) else "named"


def unplanned_gifts(session: SessionRecord, used: tuple[Used, ...]) -> list[Turn]:
    """List the turns that gave way without a price on something that was not for trading."""
    planned = {one.turn.start_s for one in used if one.turn}
    return [
        turn
        for turn in dict.fromkeys(turn for turn, _ in moves_of(session, MoveKind.CONCESSION))
        if turn.start_s not in planned and use_in(turn) != "traded"
    ]


def _remark(one: Used) -> Feedback:
    give, want = one.trade.give.rstrip("."), one.trade.want.rstrip(".")
    observed = f"{WORDS[one.use]}: {give}" + (f", for {want}." if want else ".")
    at_s = one.turn.start_s if one.turn else None
    if one.use != "given":
        return Feedback("prep_trade", observed, at_s, words_of(one.turn), None)
    price = want or "something that you need"
    tip = f"Ask first and give then: {price}, for {give}."
    return Feedback("prep_trade", observed, at_s, words_of(one.turn), tip, "amber")


def _remark_gifts(session: SessionRecord, used: tuple[Used, ...]) -> tuple[Feedback, ...]:
    remarks = []
    for turn in unplanned_gifts(session, used):
        move = next(move for move in turn.moves if move.kind == MoveKind.CONCESSION)
        remarks.append(
            Feedback(
                "prep_gift",
                "A concession that was not in the plan, without a price.",
                turn.start_s,
                evidence_of(turn, move),
                'Tie it to something: "If you ..., then I ..."',
                "amber",
            )
        )
    return tuple(remarks)
