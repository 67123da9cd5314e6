"""The three moments that decided a session: the best, the costliest, and a silence."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.citation import capital, evidence_of, name_of, signed
from voicecoach.coaching.rapport import moved_by, reasons
from voicecoach.coaching.silences import remark_broken, remark_held, words_before
from voicecoach.coaching.stairway import first_stands, height
from voicecoach.coaching.timeline import (
    TrustChange,
    cause_of,
    has,
    moves_of,
    trust_changes,
    turn_before,
    turns_of,
)
from voicecoach.coaching.wording import better_wording
from voicecoach.turns import Feedback, MoveKind, SessionRecord, Silence, Turn

# How much a found fact and a new step weigh against points of trust when moments are compared.
FACT_WORTH = 10.0
STEP_WORTH = 5.0


def moments(session: SessionRecord) -> tuple[Feedback, ...]:
    """Pick the three moments worth hearing again."""
    return best_moment(session), costliest_moment(session), silent_moment(session)


@dataclass(slots=True)
class Exchange:
    """The learner's words, or a silence, and everything that they brought about."""

    turns: list[Turn]
    facts: list[str]
    steps: list[str]
    changes: list[TrustChange]

    @property
    def worth(self) -> float:
        """Weigh what was won and lost."""
        trust = sum(change.delta for change in self.changes)
        return trust + FACT_WORTH * len(self.facts) + STEP_WORTH * len(self.steps)


def exchanges(session: SessionRecord) -> list[Exchange]:
    """Group the turns by what brought them about, in order of time."""
    found: dict[tuple[float, str], Exchange] = {}
    of_turn: dict[tuple[float, str], Exchange] = {}
    for turn in turns_of(session):
        anchor = cause_of(session, turn) or turn
        exchange = found.setdefault(_key(anchor), Exchange([], [], [], []))
        exchange.turns.append(turn)
        exchange.facts += [turn.fact] if turn.fact else []
        of_turn[_key(turn)] = exchange
    for stand in first_stands(session).values():
        if height(stand.state) > 0:
            of_turn[_key(stand.effect)].steps.append(stand.state)
    for change in trust_changes(session):
        of_turn[_key(change.effect)].changes.append(change)
    return list(found.values())


def _key(turn: Turn) -> tuple[float, str]:
    return turn.start_s, turn.who


def best_moment(session: SessionRecord) -> Feedback:
    """Find the exchange in which most was won."""
    best = max(exchanges(session), key=lambda exchange: exchange.worth, default=None)
    if best is None or best.worth <= 0:
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
    """Find the words that cost most trust, or else what was given for nothing."""
    losses = [change for change in trust_changes(session) if change.delta < 0]
    if losses:
        worst = min(losses, key=lambda change: change.delta)
        at_s, quote = moved_by(session, worst.effect)
        theirs = turn_before(session, at_s, "counterpart")
        tip = better_wording(worst.cause, theirs) if worst.cause else None
        observed = f"Trust {signed(worst.delta)}{reasons(worst.because)}."
        return Feedback("moment_costliest", observed, at_s, quote, tip, "amber")
    for turn, move in moves_of(session, MoveKind.CONCESSION):
        if not has(turn, MoveKind.CONDITIONAL_TRADE):
            tip = 'Tie it to something: "If you can ..., then I can ..."'
            quote = evidence_of(turn, move)
            observed = "Given without a price."
            return Feedback("moment_costliest", observed, turn.start_s, quote, tip, "amber")
    return Feedback("moment_costliest", "No moment cost trust.", None, None, None)


def silent_moment(session: SessionRecord) -> Feedback:
    """Find the silence that tells most: one that drew something out, one held, one broken."""
    telling = max(session.silences, key=weight_of_silence, default=None)
    if telling is None or telling.kind == "pause":
        observed = "No silence longer than a moment."
        return Feedback("moment_silence", observed, None, None, "Ask, then count to four.")
    if telling.kind == "held":
        remark = remark_held(session, telling)
    elif telling.kind == "broken":
        remark = remark_broken(session, telling)
    else:
        return hesitant_moment(session, telling)
    return Feedback(
        "moment_silence",
        remark.observed,
        remark.at_s,
        remark.quote,
        remark.try_instead,
        remark.band,
    )


def hesitant_moment(session: SessionRecord, silence: Silence) -> Feedback:
    """Speak of a silence that was nearly held."""
    quote = words_before(session, silence)
    observed = f"The longest silence was {silence.duration_s:.1f} s; from 3 s it is a probe."
    return Feedback("moment_silence", observed, silence.start_s, quote, "Ask, then count to four.")


def weight_of_silence(silence: Silence) -> tuple[int, float]:
    """Rank silences: what it drew out first, then its kind, then its length."""
    kinds = {"pause": 0, "hesitation": 1, "broken": 2, "held": 3}
    return (4 if silence.yielded else kinds[silence.kind], silence.duration_s)
