"""Doubts about reach: occasions without words, facts no probe opens, steps nobody climbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.lines import find_places
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.dialogue.persona import Fact, Lines, Persona
from voicecoach.dialogue.persona_finding import At, Spot
from voicecoach.dialogue.silences import find_habit
from voicecoach.dialogue.stairway import STEPS
from voicecoach.dialogue.topics import find_stems
from voicecoach.turns import MoveKind

_MOST_TRUST = 100.0
_DEAL = ("rapport", "influence", "commitment")
# Where an occasion can come, if not on every step before the deal and in every heat of temper.
_ONLY_AT: dict[str, tuple[str, ...]] = {
    "opening": ("guarded",),
    "invite": ("influence",),
    "skip": ("guarded", "listening", "empathy", "irritated"),
    "offer_counter": ("guarded", "listening", "empathy", "rapport", "influence", "irritated"),
    "accept": _DEAL,
    "confirm_yes": _DEAL,
    "farewell": _DEAL,
    "no_deal": ("rapport", "influence", "irritated"),
    "rupture": ("ruptured",),
    "repair_refused": ("ruptured",),
    "repaired": ("irritated",),
}
# These are always followed by an answer of another kind, so they open nothing.
_NEVER_HEARD = (MoveKind.ACCEPT, MoveKind.CONFIRM_AGREEMENT)


def check_reach(persona: Persona, at: At) -> Iterator[Spot]:
    """Find what the engine can come to with nothing to say, and what it can never come to."""
    del at
    character = Character(persona)
    yield from _check_occasions(character)
    yield from _check_topics(character)
    for number, fact in enumerate(persona.facts):
        yield from _check_fact(number, fact, character)
    yield from _check_gates(character)
    yield from _check_ladders(persona)


def _check_occasions(character: Character) -> Iterator[Spot]:
    lines = character.persona.lines
    for occasion, places in lines.items():
        silent = _find_silent(places, _states(occasion, character))
        if silent and any(places.values()):
            message = f"has nothing to say when {', '.join(silent)}"
            yield ("lines", occasion), message, _advise(silent)
    missing = [name for name in _find_optional(character) if not lines.get(name)]
    if missing:
        message = f"no lines for {', '.join(missing)}: it acts as if they had not come"
        yield ("lines",), message, "add some if these are to be felt"


def _find_optional(character: Character) -> Iterator[str]:
    """Yield the occasions that can come, and of which nothing is felt without a line for them."""
    persona = character.persona
    for name, (fewest, _) in OCCASIONS.items():
        has_spare = f"spare.{name}" in character.book  # its style has words for it
        is_told = name not in ("perspective", "loop") or persona.timelines is not None
        is_offered = name != "package" or len(persona.issues) > 1
        if not fewest and not has_spare and is_told and is_offered:
            yield name


def _check_topics(character: Character) -> Iterator[Spot]:
    states = ("guarded", "listening", "empathy", "rapport", "influence")
    for number, topic in enumerate(character.persona.topics):
        silent = _find_silent(topic.answers, states)
        if silent:
            message = f"has no answer when {', '.join(silent)}: it evades"
            yield ("topics", number, "answers"), message, _advise(silent)


def _find_silent(lines: Lines, states: Iterable[str]) -> list[str]:
    written = {str(place) for place, texts in lines.items() if texts}
    return [state for state in states if written.isdisjoint(_places_in(state))]


def _places_in(state: str) -> tuple[str, ...]:
    """Name the places a line may come from in a state, as the engine does."""
    mind = Mind(seed="", trust=0.0, agitation=0.0, deals={}, focus="")
    if state in STEPS:
        mind.step = state
    else:
        mind.mood = state  # type: ignore[assignment]
    return find_places(mind)


def _states(occasion: str, character: Character) -> tuple[str, ...]:
    """Name the states in which an occasion can come."""
    back_up = character.style.back_up
    if occasion in _ONLY_AT:
        return _ONLY_AT[occasion]
    if occasion in ("fill_soft", "fill_push"):
        return _fill_states(occasion, character)
    return (*STEPS[:-1], "irritated", back_up)


def _fill_states(occasion: str, character: Character) -> tuple[str, ...]:
    """Soft once there is trust or while appeasing, pressing in heat, in between as its style is."""
    back_up, style = character.style.back_up, character.style.fill
    calm = STEPS[: STEPS.index("rapport")] if occasion == f"fill_{style}" else ()
    heated = (back_up,) if (back_up == "appeasing") == (occasion == "fill_soft") else ()
    if occasion == "fill_soft":
        return (*calm, "rapport", "influence", *heated)
    return (*calm, "irritated", *heated, "ruptured")


def _advise(silent: list[str]) -> str:
    places = dict.fromkeys(_places_in(state)[1] for state in silent)
    return f"add a line under {' and '.join(places)}, or under any"


def _check_fact(number: int, fact: Fact, character: Character) -> Iterator[Spot]:
    path = ("facts", number)
    if fact.key in _NEVER_HEARD:
        yield (*path, "key"), f"no {fact.key} ever opens it: it is taken as a yes", "choose a probe"
    if fact.key == "silence" and not find_habit(character).n_fills:
        message = "opens to silence, which this persona never fills"
        yield (*path, "key"), message, "raise silence.n_fills, or choose another key"
    topics = [character.topics[id_] for id_ in fact.about if id_ in character.topics]
    if topics and not any(find_stems(word) for topic in topics for word in topic.words):
        yield (*path, "about"), "no words name these topics", "give the topics words with letters"


def _check_gates(character: Character) -> Iterator[Spot]:
    reachable = _most_trust(character)
    for step in STEPS[1:-1]:
        gate = character.gate(step)
        if gate > reachable:
            message = f"{step} takes trust {gate:g}, at most {reachable:g} can be earned"
            yield ("numbers",), message, "let more moves pay, or begin with more trust"
    if character.numbers.stairway.climb_below_agitation <= 0:
        message = "no step is ever climbed: nobody is calmer than calm"
        yield ("numbers",), message, "raise stairway.climb_below_agitation above 0"


def _most_trust(character: Character) -> float:
    """How much trust a learner can earn, who does everything right for as long as it takes."""
    style = character.persona.style
    paying = {
        name for name, event in character.numbers.events.items() if event.trust(style) > 0
    }  # each pays in full again after two turns without it
    start = character.new_mind(seed=0).trust
    if paying - {"label_right"} and character.numbers.gains.most_per_turn > 0:
        return _MOST_TRUST
    return min(start + character.numbers.gains.most_from_labels * bool(paying), _MOST_TRUST)


def _check_ladders(persona: Persona) -> Iterator[Spot]:
    for number, issue in enumerate(persona.issues):
        path = ("issues", number)
        for place, rung in enumerate(issue.ladder):
            if rung.step == "commitment":
                message = "waits for commitment, which comes only with the deal"
                yield (*path, "ladder", place), message, "choose influence or lower"
        last = issue.ladder[-1].value
        if last != issue.limit:
            message = f"ends at {last:g}, short of the limit {issue.limit:g}"
            yield (*path, "ladder"), message, "add a rung at the limit, or move the limit"
        sign = 1 if issue.wants == "higher" else -1
        if sign * issue.limit > sign * issue.learner_limit:
            message = "no figure suits both limits, so there can be no deal"
            yield (*path, "learner_limit"), message, "leave it so only if no deal is the lesson"
