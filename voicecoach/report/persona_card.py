"""Everything about a counterpart, secrets included, as plain text for authors and trainers."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.dialogue.persona import Fact, Persona, PersonaIssue, Tactic
from voicecoach.dialogue.persona_finding import find_texts
from voicecoach.report.plain import wrapped

WIDTH = 80
INDENT = "  "
HANGING = "      "


def secret_text(persona: Persona, width: int = WIDTH) -> str:
    """Write down what the learner is not told before the talk.

    Parameters
    ----------
    persona : Persona
    width : int
        Columns to stay within.
    """
    sections: dict[str, list[str]] = {
        "CHARACTER": list(_character(persona)),
        "THEIR SIDE": [persona.their_side],
        "ISSUES AND LADDERS": [line for issue in persona.issues for line in _issue(issue)],
        "TRADES": [f"{trade.id}: {trade.gist}" for trade in persona.trades],
        "FACTS AND THEIR KEYS": [_fact(fact) for fact in persona.facts],
        "FEELINGS": [f"{each.name}: {', '.join(each.words)}" for each in persona.feelings],
        "TOPICS": [f"{topic.id}: {topic.gist}" for topic in persona.topics],
        "TACTICS": [_tactic(tactic) for tactic in persona.tactics],
        "THE QUARREL, TWICE": list(_timelines(persona)),
        "WHAT CHANGES IN MID-TALK": list(_shift(persona)),
    }
    blocks = [
        "\n".join([title, *(line for part in parts for line in _wrapped(part, width))])
        for title, parts in sections.items()
        if parts
    ]
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str, width: int) -> list[str]:
    return wrapped(text, width, INDENT, HANGING)


def _character(persona: Persona) -> Iterator[str]:
    under_pressure = persona.mode_under_pressure or "what its style falls back on"
    yield f"{persona.style}, {persona.mode}; under pressure {under_pressure}"
    yield (
        f"difficulty {persona.difficulty}, trust at the start {persona.start_trust:g} of 100, "
        f"leaves after {persona.walks_out_after} grave breaches"
    )
    if persona.silence is not None:
        shortest, longest = persona.silence.tolerance_s
        n_fills = persona.silence.n_fills
        yield f"bears {shortest:g} to {longest:g} s of silence, then fills it; {n_fills} times"
    if persona.numbers:
        own = ", ".join(f"{name} {value:g}" for name, value in persona.numbers.items())
        yield f"numbers of its own: {own}"
    yield f"{sum(1 for _ in find_texts(persona))} lines of its own"


def _issue(issue: PersonaIssue) -> Iterator[str]:
    yield (
        f"{issue.id}: {issue.name}. Wants {issue.wants}, in {issue.unit}: opens at "
        f"{issue.opening:,g}, leaves beyond {issue.limit:,g}; your limit {issue.learner_limit:,g}. "
        f"Weighs {issue.weight:g} for them, {issue.learner_weight:g} for you."
    )
    for rung in issue.ladder:
        needs = f", for {' and '.join(rung.needs)}" if rung.needs else ""
        yield f"- {rung.value:,g} from {rung.step} on{needs}"


def _fact(fact: Fact) -> str:
    about = f" about {' or '.join(fact.about)}" if fact.about else ""
    interest = " An interest." if fact.is_interest else ""
    key = str(fact.key).replace("_", " ")
    return f"{fact.id}: {key}{about}, from {fact.step} on. {fact.gist}{interest}"


def _tactic(tactic: Tactic) -> str:
    counters = ", ".join(str(counter).replace("_", " ") for counter in tactic.countered_by)
    when = tactic.when.replace("_", " ")
    return f"{tactic.id}: {tactic.name} ({when}). Countered by {counters}."


def _timelines(persona: Persona) -> Iterator[str]:
    if persona.timelines is None:
        return
    for title, events in (
        ("As they tell it", persona.timelines.theirs),
        ("As you tell it", persona.timelines.learners),
    ):
        yield f"{title}:"
        for number, event in enumerate(events, start=1):
            who = "they" if event.by == "counterpart" else "you"
            yield f"{number}. ({who}) {event.what}"
    yield f"The circle: {persona.timelines.loop}"


def _shift(persona: Persona) -> Iterator[str]:
    shift = persona.shift
    if shift is None:
        return
    yield f"{shift.gist} After {shift.after_turns} turns of yours, from {shift.step} on."
    for id_, weight in shift.weights.items():
        yield f"- {id_} then weighs {weight:g}"
    for id_, limit in shift.limits.items():
        yield f"- the limit on {id_} is then {limit:,g}"
