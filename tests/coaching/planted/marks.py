"""What decided a session, weighed once more as documented: moments, worst turns, style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.coaching.planted.account import Account
from tests.coaching.planted.events import closed_question, ender, since
from tests.coaching.planted.events import step_lost as falls_of
from tests.coaching.planted.events import step_reached as steps_of
from tests.coaching.planted.more_counts import HEDGES
from voicecoach.turns import Silence, Turn

WEIGHTS = {  # docs/feedback.md, "Said better"
    "personal_attack": 10.0,
    "threat": 10.0,
    "ultimatum": 6.0,
    "blame": 6.0,
    "leading_question": 5.0,
    "pressure": 5.0,
    "concession": 4.0,
    "irritator": 3.0,
    "stacked_question": 2.0,
    "position": 2.0,
    "closed_question": 1.0,
}


@dataclass
class Exchange:
    """What one cause brought about."""

    at_s: float
    won: float = 0.0
    lost: float = 0.0
    trust: float = 0.0
    turns: list[Turn] = field(default_factory=list)


def exchanges(a: Account) -> dict[float, Exchange]:
    """Add up what each cause won and lost: a fact 10, a step 5, a lost step 5, a gift 4, trust."""
    found: dict[float, Exchange] = {}
    for turn in a.record.turns:
        at_s = since(a, turn)
        one = found.setdefault(at_s, Exchange(at_s))
        one.turns.append(turn)
        one.won += 10.0 * (turn.fact is not None)
    for at_s, _ in steps_of(a):
        found[at_s].won += 5.0  # type: ignore[index]
    for at_s, _ in falls_of(a):
        found[at_s].lost += 5.0  # type: ignore[index]
    for turn, by in a.trust_steps():
        found[since(a, turn)].trust += by
    for turn, _ in a.moves("concession"):
        found[turn.start_s].lost += 4.0 * ("conditional_trade" not in a.kinds(turn))
    return found


def telling(a: Account) -> Silence | None:
    """The silence that tells most."""
    ranks = {"hesitation": 1, "broken": 2, "held": 3}

    def rank(silence: Silence) -> tuple[int, float]:
        by = ender(a, silence)
        gave = silence.kind == "broken" and by is not None
        gave = gave and bool(a.kinds(by) & {"concession", "accept"})  # type: ignore[arg-type]
        kind = 5 if silence.yielded else 4 if gave else ranks[silence.kind]
        return kind, silence.end_s - silence.start_s

    return max((s for s in a.openings if s.kind != "pause"), key=rank, default=None)


def moments(a: Account) -> dict[str, float | None]:
    """The second of each of the three moments."""
    silence = telling(a)
    all_ = list(exchanges(a).values())
    won = [one for one in all_ if one.won + one.trust > 0]
    others = [one for one in won if not (silence and is_yield(one, silence))]
    best = max(others or won, key=lambda one: one.won + one.trust, default=None)
    worst = max(all_, key=lambda one: one.lost + max(-one.trust, 0.0), default=None)
    cost = worst.lost + max(-worst.trust, 0.0) if worst else 0.0
    by = ender(a, silence) if silence and silence.kind == "broken" else None
    return {
        "moment_best": best.at_s if best else None,
        "moment_costliest": worst.at_s if worst and cost > 0 else None,
        "moment_silence": by.start_s if by else silence.start_s if silence else None,
    }


def is_yield(one: Exchange, silence: Silence) -> bool:
    """Tell whether an exchange is what the silence drew out."""
    first = one.turns[0]
    return first.who == "counterpart" and abs(first.start_s - silence.end_s) <= 0.3


def better_wording(a: Account) -> list[tuple[float, str]]:
    """The three worst turns that were planted with better words, and those words."""
    lost: dict[float, float] = {}
    for turn, by in a.trust_steps():
        cause = a.cause(turn)
        if by < 0 and cause is not None:
            lost[cause.start_s] = lost.get(cause.start_s, 0.0) - by
    short = {at_s for at_s, _ in closed_question(a)}
    first_demand = next((turn.start_s for turn, _ in a.moves("position")), None)
    found = []
    for turn in a.mine:
        said = a.said[turn.start_s]
        if said.better is None:
            continue
        kinds = [kind for kind in WEIGHTS if kind in a.kinds(turn)]
        weight = WEIGHTS[kinds[0]] if kinds else 4.0
        if kinds == ["closed_question"] and turn.start_s not in short:
            continue
        if kinds == ["position"] and turn.start_s == first_demand:
            continue
        if not kinds and not was_anchored(a, turn):
            continue
        found.append((weight + lost.get(turn.start_s, 0.0), turn.start_s, said.better))
    worst = sorted(found, key=lambda one: -one[0])[:3]
    return sorted((at_s, better) for _, at_s, better in worst)


def was_anchored(a: Account, turn: Turn) -> bool:
    """Tell whether a turn answers an anchor."""
    before = a.before(turn.start_s, "counterpart")
    return before is not None and before.act != "drop_tactic" and "anchor" in (before.tactic or "")


def made(*kinds: str, first: int | None = None) -> Callable[[Account], list[Turn]]:
    """Build the list of turns with one of these moves, well made."""
    return lambda a: [
        turn
        for turn in a.mine[:first]
        if any(
            move.kind.value in kinds
            and move.is_accurate is not False
            and not (move.kind.value == "summary" and move.recall is not None and move.recall < 0.6)
            for move in turn.moves
        )
    ]


def told(words: str) -> Callable[[Account], list[Turn]]:
    """Build the list of turns with some words."""
    return lambda a: [turn for turn in a.mine if re.search(words, turn.text.lower())]


def silent(kind: str) -> Callable[[Account], list[Turn]]:
    """Build the list of what silences of a kind followed."""

    def find(a: Account) -> list[Turn]:
        before = [a.before(s.start_s) for s in a.openings if s.kind == kind]
        return [turn for turn in before if turn is not None]

    return find


def cutting(a: Account) -> list[Turn]:
    """The turns that cut the counterpart off."""
    cut = [said for said in a.theirs if said.was_cut_off]
    return [next(t for t in a.mine if t.start_s >= said.start_s) for said in cut]


def hedged(a: Account) -> list[Turn]:
    """The figures that were hedged."""
    kinds = {"proposal", "conditional_trade", "position", "calm_limit"}
    return [
        turn
        for turn in a.mine
        if a.kinds(turn) & kinds and any(re.search(rf"\b{h}\b", turn.text.lower()) for h in HEDGES)
    ]


def three_labels(a: Account) -> list[Turn]:
    """The third of three labels in a row."""
    run, found = 0, []
    for turn in a.mine:
        run = run + 1 if "emotion_label" in a.kinds(turn) else 0
        found += [turn] if run == 3 else []
    return found


def badly(*kinds: str) -> Callable[[Account], list[Turn]]:
    """Build the list of turns in which one of these missed."""
    return lambda a: [
        turn
        for turn in a.mine
        if any(
            m.kind.value in kinds
            and (m.is_accurate is False or (m.recall is not None and m.recall < 0.6))
            for m in turn.moves
            if m.kind.value == "summary" or m.is_accurate is False
        )
    ]


PRESSING = ("pressure", "ultimatum", "threat")
FIGURES = ("proposal", "conditional_trade", "position")
Traits = tuple[Callable[[Account], list[Turn]], ...]
TASTES: dict[str, tuple[Traits, Traits]] = {  # docs/feedback.md, "Styles"
    "amiable": (
        (
            made("rapport", first=3),
            made("appreciation"),
            made("emotion_label", "empathy"),
            made("interests_question"),
            silent("held"),
        ),
        (made(*PRESSING), made(*FIGURES, first=3), cutting),
    ),
    "expressive": (
        (
            made("appreciation"),
            made("rapport"),
            made("option", "interests_question"),
            made("paraphrase", "summary", "mirror"),
        ),
        (told("stick to the facts"), cutting, made(*PRESSING)),
    ),
    "driver": (
        (
            made("agenda", "next_step"),
            made("option", "conditional_trade"),
            made("calm_limit"),
            made("summary"),
            made("challenge_basis"),
        ),
        (
            lambda a: [t for t in a.mine if t.end_s - t.start_s > 30],
            lambda a: made("rapport")(a)[2:],
            three_labels,
            hedged,
        ),
    ),
    "analyst": (
        (
            made("objective_criterion"),
            made("agenda"),
            silent("held"),
            made("summary"),
            made("information_probe", "challenge_basis"),
            told("i don't know|i'm not sure"),
        ),
        (
            told("soon|at some point|amazing|roughly"),
            made(*PRESSING),
            badly("summary", "paraphrase"),
            made("rapport", first=3),
            silent("broken"),
        ),
    ),
}


def style_fit(a: Account) -> tuple[str, ...]:
    """How much of what pleases and angers the style was done."""
    pleases, angers = TASTES[a.record.style]
    liked, angered = (sum(bool(find(a)) for find in traits) for traits in (pleases, angers))
    return (
        f"pleases one: {liked} of {len(pleases)}",
        f"angers one: {angered} of {len(angers)}",
    )


def style_anger(a: Account) -> list[float]:
    """The first turn of each thing that angers the style."""
    return sorted(turns[0].start_s for find in TASTES[a.record.style][1] if (turns := find(a)))
