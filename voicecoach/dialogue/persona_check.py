"""What a persona file can get wrong beyond its schema: things that would spoil the play."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from voicecoach.dialogue.asked import read_common_questions
from voicecoach.dialogue.facts import QUESTION_KEYS
from voicecoach.dialogue.ladder import is_as_good
from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.dialogue.overrides import explain_override
from voicecoach.dialogue.persona import Fact, Persona, PersonaIssue, Shift
from voicecoach.dialogue.persona_finding import (
    Finding,
    LineNumbers,
    Path,
    Spot,
    find_texts,
    locate,
)
from voicecoach.dialogue.stairway import STEPS
from voicecoach.turns import MoveKind

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_SLOTS = {"{offer}", "{their_offer}"}
# Occasions on which the learner's figure is known.
_WITH_THEIR_OFFER = {
    "accept",
    "confirm_no",
    "confirm_yes",
    "farewell",
    "next_step",
    "no_deal",
    "offer_counter",
    "offer_hold",
    "offer_insulting",
    "offer_readback",
    "offer_repeat",
}
_POOR_KEYS = {
    MoveKind.LEADING_QUESTION,
    MoveKind.STACKED_QUESTION,
    MoveKind.THREAT,
    MoveKind.ULTIMATUM,
    MoveKind.PERSONAL_ATTACK,
    MoveKind.BLAME,
    MoveKind.PRESSURE,
    MoveKind.IRRITATOR,
}
# Question kinds that say by themselves what they are about.
_AIMLESS_KEYS = {
    MoveKind.INTERESTS_QUESTION,
    MoveKind.CHALLENGE_BASIS,
    MoveKind.MONITOR_CHANGE,
}


_Found = Iterator[Spot]


def check_persona(persona: Persona, lines: LineNumbers | None = None) -> list[Finding]:
    """Find what would spoil the play, although the schema allows it.

    Parameters
    ----------
    persona : Persona
    lines : mapping of path to int, optional
        On which line of the file each part stands.

    Returns
    -------
    findings : list of Finding
        In the order of the file; empty if all is well.
    """
    return locate((spot for check in _CHECKS for spot in check(persona)), lines or {}, "error")


def _check_occasions(persona: Persona) -> _Found:
    for name in persona.lines:
        if name not in OCCASIONS:
            near = get_close_matches(name, OCCASIONS, n=1)
            remedy = (
                f"did you mean '{near[0]}'?"
                if near
                else "use a name from voicecoach/dialogue/occasions.py"
            )
            yield ("lines", name), "no counterpart speaks on this occasion", remedy
    for name, (fewest, purpose) in OCCASIONS.items():
        n_lines = sum(map(len, persona.lines.get(name, {}).values()))
        if n_lines < fewest:
            message = f"has {n_lines} lines, needs at least {fewest}"
            yield ("lines", name), message, f"add what it says when: {purpose}"
    if not {"any", "low", "guarded"} & set(persona.lines.get("opening", {})):
        yield ("lines", "opening"), "has no line to begin with", "put some under 'any' or 'low'"


def _check_ids(persona: Persona) -> _Found:
    parts: dict[str, Iterable[str]] = {
        "issues": [issue.id for issue in persona.issues],
        "trades": [trade.id for trade in persona.trades],
        "facts": [fact.id for fact in persona.facts],
        "topics": [topic.id for topic in persona.topics],
        "tactics": [tactic.id for tactic in persona.tactics],
    }
    for part, ids in parts.items():
        seen: set[str] = set()
        for number, id_ in enumerate(ids):
            if id_ in seen:
                yield (part, number, "id"), f"'{id_}' is used twice", "give each its own id"
            seen.add(id_)
    both = {topic.id for topic in persona.topics} & {fact.id for fact in persona.facts}
    for id_ in sorted(both):
        yield (
            ("topics",),
            f"'{id_}' is a topic and a fact",
            "rename one; summaries name points by id",
        )


def _check_facts(persona: Persona) -> _Found:
    topics = [topic.id for topic in persona.topics]
    for number, fact in enumerate(persona.facts):
        for place, topic in enumerate(fact.about):
            if topic not in topics:
                path = ("facts", number, "about", place)
                yield path, f"'{topic}' is not a topic", _use_one_of(topic, topics)
        yield from _check_key(number, fact)
    open_in_time = STEPS[: STEPS.index("influence")]
    if not any(fact.is_interest and fact.step in open_in_time for fact in persona.facts):
        yield (
            ("facts",),
            "no interest can be found before influence, which takes one",
            "mark a fact that opens at rapport or lower with is_interest: true",
        )


def _check_key(number: int, fact: Fact) -> _Found:
    if fact.key in _POOR_KEYS:
        yield ("facts", number, "key"), f"'{fact.key}' would reward a fault", "choose a probe"
    if fact.key in QUESTION_KEYS - _AIMLESS_KEYS and not fact.about:
        yield (
            ("facts", number, "key"),
            f"any {fact.key} would open it",
            "name the topics it must touch under about",
        )
    if fact.step == "commitment":
        yield ("facts", number, "step"), "opens only after the deal", "choose influence or lower"


def _check_questions(persona: Persona) -> _Found:
    topics = [topic.id for topic in persona.topics]
    common = [question.id for question in read_common_questions()]
    for number, question in enumerate(persona.questions):
        path = ("questions", number)
        if (question.like is None) == (not question.asks):
            yield path, "must have either asks or like", "keep one of them"
        if question.like is not None and question.like not in common:
            yield (
                (*path, "like"),
                "is no question of every talk",
                _use_one_of(question.like, common),
            )
        if question.topic is not None and question.topic not in topics:
            yield (*path, "topic"), "is not a topic", _use_one_of(question.topic, topics)
        if question.topic is None and not question.say:
            yield path, "has no answer", "write some under say, or name a topic"


def _check_issues(persona: Persona) -> _Found:
    for number, issue in enumerate(persona.issues):
        path = ("issues", number)
        lowest, highest = issue.plausible
        for name in ("opening", "limit", "learner_limit"):
            if not lowest <= getattr(issue, name) <= highest:
                yield (*path, name), "is outside plausible", "widen plausible or mend the figure"
        if not is_as_good(issue, issue.opening, issue.limit):
            message = f"it wants {issue.wants} but opens beyond its own limit"
            yield (*path, "opening"), message, "swap opening and limit, or mend wants"
        needed = {trade.id for trade in persona.trades}
        needed |= {other.id for other in persona.issues if other.id != issue.id}
        yield from _check_ladder(path, issue, needed)


def _check_ladder(path: Path, issue: PersonaIssue, known: set[str]) -> _Found:
    for number, rung in enumerate(issue.ladder):
        at = (*path, "ladder", number)
        is_inside = is_as_good(issue, issue.opening, rung.value) and is_as_good(
            issue, rung.value, issue.limit
        )
        if not is_inside:
            message = f"{rung.value:g} is not between opening and limit"
            yield at, message, f"stay within {issue.opening:g} and {issue.limit:g}"
        for need in rung.needs:
            if need not in known:
                remedy = f"use one of {', '.join(sorted(known))}" if known else "add it to trades"
                yield at, f"needs '{need}', neither a trade nor another issue", remedy
    for number, (upper, lower) in enumerate(pairwise(issue.ladder), start=1):
        at = (*path, "ladder", number)
        if upper.value == lower.value or not is_as_good(issue, upper.value, lower.value):
            yield at, "does not go further than the rung before", "order rungs towards the limit"
        if STEPS.index(lower.step) < STEPS.index(upper.step):
            yield at, "opens earlier than the rung before", "steps may only rise down the ladder"


def _check_texts(persona: Persona) -> _Found:
    seen: dict[str, Path] = {}
    for path, text in find_texts(persona):
        plain = re.sub(r"[^a-z0-9{}]+", " ", text.lower()).strip()
        if plain in seen:
            at = ".".join(map(str, seen[plain]))
            yield path, f"says the same as {at}", "reword one of them"
        seen.setdefault(plain, path)
        for brace in _BRACES.findall(text):
            if brace not in _SLOTS:
                yield path, f"'{brace}' is not a slot", "use {offer} or {their_offer}, or no braces"
        if "{their_offer}" in text and not _knows_their_offer(path):
            yield path, "no figure of the learner's need be known here", "use {offer} or reword"
        if path[0] == "facts" and "{offer}" in text:
            yield path, "a fact must not hang on the offer", "say it without a slot"


def _knows_their_offer(path: Path) -> bool:
    return path[0] == "tactics" or (path[0] == "lines" and path[1] in _WITH_THEIR_OFFER)


def _check_silence(persona: Persona) -> _Found:
    if persona.silence is not None:
        shortest, longest = persona.silence.tolerance_s
        if not 1 <= shortest <= longest <= 20:
            message = f"{shortest:g} to {longest:g} s is not a range that a talk bears"
            yield ("silence", "tolerance_s"), message, "give shortest and longest, 1 to 20 s"


def _check_shift(persona: Persona) -> _Found:
    shift = persona.shift
    if shift is None:
        return
    topics = [topic.id for topic in persona.topics]
    for place, topic in enumerate(shift.about):
        if topic not in topics:
            yield ("shift", "about", place), f"'{topic}' is not a topic", _use_one_of(topic, topics)
    yield from _check_changes(shift, {issue.id: issue for issue in persona.issues})


def _check_changes(shift: Shift, issues: dict[str, PersonaIssue]) -> _Found:
    for part, changed in (("weights", shift.weights), ("limits", shift.limits)):
        for id_ in changed:
            if id_ not in issues:
                yield ("shift", part, id_), f"'{id_}' is not an issue", _use_one_of(id_, issues)
    for id_, limit in shift.limits.items():
        if id_ in issues and not is_as_good(issues[id_], issues[id_].opening, limit):
            message = f"{limit:g} is better for it than what it opens with"
            yield ("shift", "limits", id_), message, "let the new limit be worse than the opening"


def _use_one_of(given: str, known: Iterable[str]) -> str:
    near = get_close_matches(given, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(known)}"


def _check_numbers(persona: Persona) -> _Found:
    for name, value in persona.numbers.items():
        wrong = explain_override(persona.style, name, value)
        if wrong is not None:
            yield ("numbers", name), *wrong


_CHECKS = (
    _check_occasions,
    _check_ids,
    _check_facts,
    _check_questions,
    _check_issues,
    _check_texts,
    _check_silence,
    _check_shift,
    _check_numbers,
)
