"""Fifteen sessions made by hand, in which every event is known."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.coaching.planted import bank, episodes
from tests.coaching.planted.account import Account
from tests.coaching.planted.builder import Builder

Episode = Callable[[Builder], object]
STYLES = ("driver", "analyst", "amiable", "expressive")


def always(n: int) -> list[Episode]:
    """Give the episodes that every session begins with."""
    first: list[Episode] = [episodes.opening]
    first += [episodes.agenda] if n % 3 else []
    first += [lambda b: episodes.open_fact(b, "rang", bank.OPEN[1])]
    first += [lambda b: episodes.hold_for_fact(b, "left")] if n % 2 else []
    return first


def any_of(n: int) -> list[Episode]:
    """Give the episodes that are shuffled, some in each session."""
    e = episodes
    every: list[Episode] = [
        lambda b: e.harm(b, bank.LEADING[n % 3], 5.0),
        lambda b: e.harm(b, bank.STACKED, 2.0),
        lambda b: e.harm(b, bank.THREAT, 12.0),
        lambda b: e.harm(b, bank.BLAME, 6.0),
        lambda b: e.harm(b, bank.PRESSURE, 4.0),
        lambda b: e.harm(b, bank.IRRITATOR, 3.0),
        lambda b: e.harm(b, bank.ULTIMATUM, 7.0),
        lambda b: e.close_off(b, bank.CLOSED[n % 3]),
        lambda b: e.label(b, is_right=False),
        lambda b: e.label(b, is_right=True, state="listening" if n % 2 else None),
        lambda b: e.sum_up(b, share=1.0, state="empathy" if n % 2 else None),
        lambda b: e.sum_up(b, share=0.0),
        lambda b: e.fall(b, ("hostile", "irritated", "stonewalling")[n % 3]),
        lambda b: e.tactic(b, "clock", ("silence", "first", "second", "none", "gave")[n % 5]),
        lambda b: e.tactic(b, "insult", ("second", "named", "first")[n % 3]),
        lambda b: e.tactic(b, "nibble", ("named", "none")[n % 2]),
        e.argue_against_anchor,
        lambda b: e.tactic(b, "low_anchor", "first"),
        lambda b: e.demand(b, 2 + n % 3),
        e.give_way_to_silence,
        e.answer_late,
        e.hold_for_nothing,
        e.streak,
        e.cut_off,
        lambda b: e.cut_in(b, held=bool(n % 2)),
        lambda b: e.need(b, ("status", "fairness", "autonomy", "certainty")[n % 4], -3.0),
        lambda b: e.story(b, ("perspective", "loop")[n % 2]),
        lambda b: e.shift(b, (1, 2, 3, None, 5)[n % 5]),
        lambda b: e.open_fact(b, "twice", bank.PROBE),
        lambda b: e.open_fact(b, "tender", bank.CLEARING),
        *(quiet(said) for said in QUIET),
    ]
    return Random(n).sample(every, 22 + n % 9)


QUIET = (
    bank.NUDGE,
    bank.MIRROR,
    bank.THANKS,
    bank.SORRY,
    bank.FEELING,
    bank.NEED,
    bank.CRITERION,
    bank.OPTION,
    bank.LIMIT,
    bank.HALFWAY,
    bank.PUT_OFF,
)


def quiet(said: bank.Said) -> Episode:
    """Say something that calls for no remark of its own."""

    def episode(b: Builder) -> None:
        b.me(said, moved=1, because=(f"{said.moves[0].kind.value} +1.0",) if said.moves else ())
        b.they("That may be so, and it may be otherwise, as far as I am concerned today.")

    return episode


def ending(n: int) -> Episode | None:
    """Give the end: a deal, said back or not, or none."""
    amount, words = ((29000, "twenty-nine thousand"), (26000, "twenty-six thousand"))[n % 2]
    confirmed = (bank.CONFIRMED, bank.HALF_CONFIRMED, None)[n % 3]
    if n % 4 == 3:
        return None
    return lambda b: episodes.agree(b, amount, words, confirmed, review=bool(n % 2))


def make(n: int) -> Account:
    """Make one session; the same number gives the same session."""
    b = Builder(f"planted-{n}", Random(1000 + n), style=STYLES[n % 4])
    for episode in always(n) + any_of(n):
        episode(b)
    if (end := ending(n)) is not None:
        end(b)
    record = b.finish(offered=("staged", "contact")[: n % 3])
    return Account(record, tuple(b.plants), dict(b.said))


def sessions() -> list[Account]:
    """Make all fifteen."""
    return [make(n) for n in range(15)]
