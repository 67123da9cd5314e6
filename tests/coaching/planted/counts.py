"""What each remark with a count must say, counted once more, check by check."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tests.coaching.planted.account import (
    FORMS,
    HARM,
    OFFERS,
    REFLECTIONS,
    STEPS,
    Account,
    clock,
    num,
    things,
)

Holds = tuple[str, ...]


def silences(a: Account) -> Holds:
    """Held, broken, filled, longest."""
    if not a.openings:
        return ("No silence",)
    held = a.held()
    longest = max(held or a.openings, key=lambda s: s.end_s - s.start_s)
    said = [
        f"{len(held)} of {things(len(a.openings), 'silence')} held",
        f"{len(a.broken())} broken",
        f"{num(longest.end_s - longest.start_s)} s.",
    ]
    if held:
        filled = sum(silence.ended_by == "counterpart" for silence in held)
        said.append(f"filled {filled} of the {len(held)}")
    return tuple(said)


def silence_disclosures(a: Account) -> Holds:
    """Facts that came out of a silence."""
    drawn = {silence.yielded for silence in a.record.silences if silence.yielded}
    held = [silence.end_s for silence in a.held()]
    for fact in a.record.facts:
        if fact.key == "silence" and fact.found_s and any(end <= fact.found_s for end in held):
            drawn.add(fact.id)
    n = len(drawn)
    return (f"{n} of {things(len(a.record.facts), 'hidden fact')}",)


def summaries(a: Account) -> Holds:
    """Summaries, and those that held enough."""
    made = a.moves("summary")
    if not made:
        return ("No summary",)
    good = 0
    for turn, move in made:
        points = [
            p.id for p in a.record.points if p.said_s is not None and p.said_s <= turn.start_s
        ]
        held = len(set(points) & set(move.points))
        good += held >= 0.6 * len(points) if points else (move.recall or 0) >= 0.6
    return (things(len(made), "summary", "summaries"), f"{good} of {len(made)} held")


def stairway(a: Account) -> Holds:
    """Highest step, falls, trust."""
    ranks = [STEPS.index(s) if s in STEPS else -1 for s, _ in a.walk() if s not in ENDS]
    falls = sum(after < before for before, after in pairwise(ranks))
    top = max(ranks)
    return (
        f"Highest step: {STEPS[top]}, {top + 1} of 6",
        things(falls, "fall"),
        f"{num(a.record.trust)} of 100",
    )


ENDS = {"agreed", "no_deal_good", "walked_out"}


def labels(a: Account) -> Holds:
    """Labels, and those that hit."""
    made = [move for _, move in a.moves("emotion_label")]
    if not made:
        return ("No emotion label",)
    judged = [move for move in made if move.is_accurate is not None]
    right = sum(move.is_accurate is True for move in judged)
    if not judged:
        return (things(len(made), "emotion label"), "could not be measured")
    return (things(len(made), "emotion label"), f"{right} of {len(judged)} accurate")


def reflections(a: Account) -> Holds:
    """Reflections against questions."""
    n, n_mirrors = len(a.moves(*REFLECTIONS)), len(a.moves("mirror"))
    asked = len(a.moves(*FORMS))
    return (
        things(n, "reflection") + f" to {things(asked, 'question')}",
        f"{n - n_mirrors} of the {n} went",
    )


def first_proposal(a: Account) -> Holds:
    """The best step before the first offer."""
    turn = a.moves(*OFFERS)[0][0]
    best = 0
    for state, shown in a.walk():
        since = (a.cause(shown) or shown).start_s
        if state in STEPS and since < turn.start_s:
            best = max(best, STEPS.index(state))
    return (f"highest step by then: {STEPS[best]}",)


def breaches(a: Account) -> Holds:
    """Turns with harm in them."""
    bad = sum(bool(a.kinds(turn) & HARM) for turn in a.mine)
    return (f"{bad} of {things(len(a.mine), 'turn')} with an attack",)


def questions(a: Account) -> Holds:
    """Questions by kind."""
    n = {kind: len(a.moves(kind)) for kind in FORMS}
    if not sum(n.values()):
        return ("No question",)
    return (
        things(sum(n.values()), "question") + ":",
        f"{n['open_question']} open, {n['closed_question']} closed",
        f"{n['leading_question']} leading",
        f"With a reason given: {len(a.moves('reasoned_question'))}.",
        f"Several at once: {len(a.moves('stacked_question'))}.",
    )


def question_share(a: Account) -> Holds:
    """Turns that ask."""
    asking = sum(bool(a.kinds(turn) & FORMS) for turn in a.mine)
    return (f"{asking} of {things(len(a.mine), 'turn')} asked",)


def reasoned_questions(a: Account) -> Holds:
    """Questions with a reason."""
    n, asked = len(a.moves("reasoned_question")), len(a.moves(*FORMS))
    return (f"{n} of {things(asked, 'question')} came",)


def probes(a: Account) -> Holds:
    """The five probes, and when each was first used."""
    kinds = {
        "nudge": "nudge",
        "information": "information_probe",
        "summary": "summary",
        "clearinghouse": "clearinghouse_probe",
    }
    used = {name: a.moves(kind)[0][0].start_s for name, kind in kinds.items() if a.moves(kind)}
    held = [silence for silence in a.record.silences if silence.kind == "held"]
    if held:
        used["silence"] = min(silence.start_s for silence in held)
    return (f"{len(used)} of 5", *(f"{name} {clock(at_s)}" for name, at_s in used.items()))


def facts(a: Account) -> Holds:
    """Facts found."""
    n = sum(fact.found_s is not None for fact in a.record.facts)
    return (f"{n} of {things(len(a.record.facts), 'hidden fact')} found",)


def countered_tactics(a: Account) -> tuple[int, int, int]:
    """Tactics played, countered, and those that won something."""
    known = {
        one.id: one.countered_by for one in (a.record.reveal.tactics if a.record.reveal else ())
    }
    played = countered = won = 0
    for said in a.tactics():
        assert said.tactic is not None
        played += 1
        replies = [t for t in a.mine if t.start_s > said.start_s][:2]
        by = {*known.get(said.tactic, ()), "name_tactic"}
        hit = any(
            move.kind.value in by and is_sound(move.is_accurate, move.kind.value, move.recall)
            for turn in replies
            for move in turn.moves
        )
        hold = any(abs(s.start_s - said.end_s) <= 0.3 for s in a.held()) and "silence" in by
        countered += hit or hold
        won += any(
            a.kinds(turn) & {"concession", "accept"} and "conditional_trade" not in a.kinds(turn)
            for turn in replies
        )
    return played, countered, won


def is_sound(is_accurate: bool | None, kind: str, recall: float | None) -> bool:
    """Tell whether a label hit, or a summary held enough."""
    return is_accurate is not False and (kind != "summary" or recall is None or recall >= 0.6)


def tactics(a: Account) -> Holds:
    """Tactics countered."""
    played, countered, won = countered_tactics(a)
    return (f"{countered} of {things(played, 'tactic')} countered", f"gave way to {won}.")


def principled(a: Account) -> Holds:
    """Interests, options, standards, persons, positions."""
    on_persons = sum(bool(a.kinds(turn) & {"personal_attack", "blame"}) for turn in a.mine)
    return (
        f"told: {len(a.moves('interests_question', 'own_interest'))};",
        f"trades: {len(a.moves('option', 'conditional_trade'))};",
        f"standards: {len(a.moves('objective_criterion'))}.",
        f"{on_persons} of {things(len(a.mine), 'turn')}",
        f"said again: {max(len(a.moves('position')) - 1, 0)}.",
    )


def concessions(a: Account) -> Holds:
    """Offers to move with and without a price."""
    priced = len(a.moves("conditional_trade"))
    given = sum("conditional_trade" not in a.kinds(turn) for turn, _ in a.moves("concession"))
    return (
        f"{priced} of {things(priced + given, 'offer')} to move had a price",
        f"{given} given for nothing",
    )


def figures(a: Account) -> Holds:
    """The learner's own figures in order."""
    kinds = (*OFFERS, "concession", "position", "accept")
    main = a.record.reveal.issues[0].id if a.record.reveal else None
    own: list[float] = []
    for turn in a.mine:
        for move in turn.moves:
            if move.kind.value in kinds and move.amount is not None and is_main(move.issue, main):
                own += [move.amount] if not own or own[-1] != move.amount else []
    steps = [abs(after - before) for before, after in pairwise(own)]
    smaller = sum(after < before for before, after in pairwise(steps))
    return (
        ", ".join(f"£{value:,.0f}" for value in own),
        f"{smaller} of {things(len(steps) - 1, 'step')} smaller",
    )


def is_main(issue: str | None, main: str | None) -> bool:
    """Tell whether a figure is about the main issue."""
    return issue is None or issue == main


def agenda(a: Account) -> Holds:
    """The first agenda."""
    found = a.moves("agenda")
    if not found:
        return (f"No agenda in {things(len(a.mine), 'turn')}",)
    turn = found[0][0]
    return (f"in turn {a.mine.index(turn) + 1} of {len(a.mine)}",)


COUNTS: dict[str, Callable[[Account], Holds]] = {
    "silences": silences,
    "silence_disclosures": silence_disclosures,
    "summaries": summaries,
    "stairway": stairway,
    "labels": labels,
    "reflections": reflections,
    "first_proposal": first_proposal,
    "breaches": breaches,
    "questions": questions,
    "question_share": question_share,
    "reasoned_questions": reasoned_questions,
    "probes": probes,
    "facts": facts,
    "tactics": tactics,
    "principled": principled,
    "concessions": concessions,
    "figures": figures,
    "agenda": agenda,
}
