"""The three moments that decided a session: the best, the costliest, and a silence.

The three are different events, so that each can be heard, and taken, again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.coaching.bargaining import gifts
from voicecoach.coaching.citation import capital, evidence_of, name_of, signed
from voicecoach.coaching.rapport import moved_by, reasons
from voicecoach.coaching.silences import how_broken, remark_broken, remark_held, words_before
from voicecoach.coaching.stairway import falls, first_stands, height
from voicecoach.coaching.timeline import (
    TOLERANCE_S,
    TrustChange,
    cause_of,
    openings,
    trust_changes,
    turn_before,
    turns_of,
)
from voicecoach.coaching.wording import better_wording, priced_in
from voicecoach.turns import Band, Feedback, Move, SessionRecord, Silence, Turn

# How much a found fact, a new step, a lost step and a gift weigh against points of trust when
# moments are compared.
FACT_WORTH = 10.0
STEP_WORTH = 5.0
GIFT_COST = 4.0
LEAST_COST = 2.0  # what cost less is told and not marked
TIE_IT = 'Tie it to something: "If you can ..., then I can ..."'


def moments(session: SessionRecord) -> tuple[Feedback, ...]:
    """Pick the three moments worth hearing again."""
    telling = telling_silence(session)
    best, costliest = best_moment(session, telling), costliest_moment(session)
    return best, costliest, silent_moment(session, telling)


@dataclass(slots=True)
class Exchange:
    """The learner's words, or a silence, and everything that they brought about."""

    turns: list[Turn]
    facts: list[str]
    steps: list[str]
    changes: list[TrustChange]
    lost: list[str]  # states that lay lower than the one before
    gifts: list[tuple[Turn, Move]]

    @property
    def trust(self) -> float:
        """How trust moved in all."""
        return sum(change.delta for change in self.changes)

    @property
    def worth(self) -> float:
        """Weigh what was won and lost."""
        return self.trust + FACT_WORTH * len(self.facts) + STEP_WORTH * len(self.steps)

    @property
    def cost(self) -> float:
        """Weigh what was lost and given away; zero where trust grew all the same."""
        lost = max(-self.trust, 0.0)
        return lost + STEP_WORTH * len(self.lost) + GIFT_COST * len(self.gifts)


def exchanges(session: SessionRecord) -> list[Exchange]:
    """Group the turns by what brought them about, in order of time."""
    found: dict[tuple[float, str], Exchange] = {}
    of_turn: dict[tuple[float, str], Exchange] = {}
    for turn in turns_of(session):
        anchor = cause_of(session, turn) or turn
        exchange = found.setdefault(_key(anchor), Exchange([], [], [], [], [], []))
        exchange.turns.append(turn)
        exchange.facts += [turn.fact] if turn.fact else []
        of_turn[_key(turn)] = exchange
    for stand in first_stands(session).values():
        if height(stand.state) > 0:
            of_turn[_key(stand.effect)].steps.append(stand.state)
    for stand in falls(session):
        of_turn[_key(stand.effect)].lost.append(stand.state)
    for change in trust_changes(session):
        of_turn[_key(change.effect)].changes.append(change)
    for turn, move in gifts(session):
        of_turn[_key(turn)].gifts.append((turn, move))
    return list(found.values())


def _key(turn: Turn) -> tuple[float, str]:
    return turn.start_s, turn.who


def best_exchange(session: SessionRecord, telling: Silence | None) -> Exchange | None:
    """Find the exchange in which most was won; what the telling silence won is told with it."""
    won = [exchange for exchange in exchanges(session) if exchange.worth > 0]
    others = [exchange for exchange in won if not _began_with(exchange, telling)]
    return max(others or won, key=lambda exchange: exchange.worth, default=None)


def _began_with(exchange: Exchange, silence: Silence | None) -> bool:
    """Tell whether an exchange is what a silence drew out."""
    first = exchange.turns[0]
    is_theirs = first.who == "counterpart"
    return silence is not None and is_theirs and abs(first.start_s - silence.end_s) <= TOLERANCE_S


def best_moment(session: SessionRecord, telling: Silence | None) -> Feedback:
    """Tell of the exchange in which most was won."""
    best = best_exchange(session, telling)
    if best is None:
        observed = "No moment won trust, a step or a fact."
        return Feedback("moment_best", observed, None, None, None)
    at_s, quote = moved_by(session, best.turns[0])
    return Feedback("moment_best", winnings(session, best), at_s, quote, None, "green")


def winnings(session: SessionRecord, exchange: Exchange) -> str:
    """Say in words what an exchange won."""
    gists = {fact.id: fact.gist.rstrip(".") for fact in session.facts}
    parts = [f"{name_of(session)} let out: {gists.get(fact, fact)}" for fact in exchange.facts]
    parts += [f"reached {step}" for step in exchange.steps]
    parts += [
        f"trust {signed(change.delta)}{reasons(change.because)}" for change in exchange.changes
    ]
    return capital("; ".join(parts)) + "."


def costliest_moment(session: SessionRecord) -> Feedback:
    """Tell of the exchange that cost most: trust, a step, or something given for nothing."""
    worst = max(exchanges(session), key=lambda exchange: exchange.cost, default=None)
    if worst is None or worst.cost <= 0:
        return Feedback("moment_costliest", "No moment cost trust.", None, None, None)
    first = worst.turns[0]
    at_s, quote = moved_by(session, first)
    tip: str | None = None
    cause = cause_of(session, first)
    if cause is not None:
        tip = better_wording(cause, turn_before(session, at_s, "counterpart"))
    if worst.gifts and not worst.lost and worst.trust >= 0:
        turn, move = worst.gifts[0]
        at_s, quote = turn.start_s, evidence_of(turn, move)
        tip = priced_in(turn, move) or TIE_IT
    band: Band | None = "amber" if worst.cost >= LEAST_COST else None
    return Feedback("moment_costliest", losses(worst), at_s, quote, tip, band)


def losses(exchange: Exchange) -> str:
    """Say in words what an exchange lost."""
    parts = [
        f"trust {signed(change.delta)}{reasons(change.because)}"
        for change in exchange.changes
        if change.delta < 0
    ]
    parts += [f"fell to {state}" for state in exchange.lost]
    parts += ["given without a price"] if exchange.gifts else []
    return capital("; ".join(parts)) + "."


def telling_silence(session: SessionRecord) -> Silence | None:
    """Find the silence that tells most; None if all were mere pauses."""
    found = [silence for silence in openings(session) if silence.kind != "pause"]
    return max(found, key=lambda silence: weight_of_silence(session, silence), default=None)


def silent_moment(session: SessionRecord, telling: Silence | None) -> Feedback:
    """Tell of that silence: what it drew out, how it was held or broken."""
    if telling is None:
        observed = "No silence longer than a moment."
        return Feedback("moment_silence", observed, None, None, "Ask, then count to four.")
    if telling.kind == "hesitation":
        return hesitant_moment(session, telling)
    tell = remark_held if telling.kind == "held" else remark_broken
    return replace(tell(session, telling), check="moment_silence")


def hesitant_moment(session: SessionRecord, silence: Silence) -> Feedback:
    """Speak of a silence that was nearly held."""
    quote = words_before(session, silence)
    observed = f"The longest silence was {silence.duration_s:.1f} s; from 3 s it is a probe."
    return Feedback("moment_silence", observed, silence.start_s, quote, "Ask, then count to four.")


def weight_of_silence(session: SessionRecord, silence: Silence) -> tuple[int, float]:
    """Rank silences: what it drew out, then what was given away in it, then kind, then length."""
    kinds = {"pause": 0, "hesitation": 1, "broken": 2, "held": 3}
    rank = kinds[silence.kind]
    if silence.kind == "broken" and how_broken(session, silence) == "gave way":
        rank = 4
    return (5 if silence.yielded else rank, silence.duration_s)
