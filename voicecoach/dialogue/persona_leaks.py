"""Doubts about secrets: lines that give a fact away to somebody who has not found its key.

A line is suspected when it shares with the fact what only the fact speaks of: a phrase out of its
keywords and one more telling word, or three telling words. Telling is what neither the briefing
nor many other lines hold; figures and dates are telling wherever they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from voicecoach.dialogue.persona import Fact, Persona, Step
from voicecoach.dialogue.persona_finding import At, Path, Spot, find_texts
from voicecoach.dialogue.topics import find_stems
from voicecoach.numerals import ONES, TENS

_COMMON = 6  # a word in more lines than this tells nothing
_ENOUGH_WITH_PHRASE, _ENOUGH = 2, 3
_STEPS: tuple[Step, ...] = get_args(Step)
# The lowest step at which a line of a place may be said; in the heat it may be any.
_LOWEST: dict[str, Step] = {
    "mid": "listening",
    "high": "rapport",
    **{step: step for step in _STEPS},
}
_FUNCTION_WORDS = frozenset(
    stem
    for stem in find_stems(
        "a about above after again all also always am an and another any anybody anyone "
        "anything are as ask at away back be because been before being below best better but "
        "by came can come comes could day did do does doing done down each either else end "
        "enough even ever every everyone everything far few find first for from get gets give "
        "gives go goes going good got had has have he hear her here him his how i if in into "
        "is it its just keep kept knew know last late least left less let like little long "
        "look lot made make makes man many matter may me mean might mind mine more most much "
        "must my myself need never new next no nobody none nor not nothing now of off old on "
        "once one only onto or other our out over own part people perhaps point put quite "
        "rather right said same saw say says see seen shall she should since so some somebody "
        "someone something sort still such take takes talk tell than thank that the their "
        "them then there these they thing think this those though through till time to today "
        "together told too took two under until up upon us use very want wants was way we "
        "week well went were what when where which while who whole whose why will with "
        "without word work would write year yes yesterday yet you your yours"
    )
)
_NUMBERS = frozenset(find_stems(" ".join((*ONES[3:], *TENS, "hundred thousand million half"))))


@dataclass(frozen=True, slots=True)
class _Secret:
    """What only one fact speaks of."""

    fact: Fact
    phrases: tuple[str, ...]  # out of its keywords; stems between blanks
    words: frozenset[str]


def check_leaks(persona: Persona, at: At) -> Iterator[Spot]:
    """Find lines that reveal a fact which opens elsewhere."""
    texts = dict(find_texts(persona))
    stems = {path: find_stems(text) for path, text in texts.items()}
    public = find_stems(" . ".join(_told_before(persona)))
    for number, fact in enumerate(persona.facts):
        own = {path for path in stems if path[:2] == ("facts", number)}
        secret = _find_secret(fact, public, [stems[path] for path in stems if path not in own])
        for path in stems.keys() - own:
            shared = _find_shared(secret, stems[path])
            if shared:
                words = [word for word in texts[path].split() if shared & set(find_stems(word))]
                found = " ".join(words).strip(".,;:?!")
                where = f"{fact.id} at {at(('facts', number))}"
                early = _describe(persona, fact, path)
                yield path, f"may give away the fact {where} ({found}): {early}", _MEND


_MEND = "say less in it, or leave it to the fact"


def _told_before(persona: Persona) -> Iterator[str]:
    """Yield what every learner knows, and what the first line says."""
    briefing = persona.briefing
    yield from (persona.name, persona.role, briefing.you, briefing.counterpart, briefing.story)
    yield from (*briefing.aims, briefing.limit, *briefing.you_know, briefing.if_no_deal)
    yield from (issue.name for issue in persona.issues)
    yield from (trade.gist for trade in persona.trades)
    yield from (text for texts in persona.lines.get("opening", {}).values() for text in texts)


def _find_secret(fact: Fact, public: list[str], others: list[list[str]]) -> _Secret:
    n_lines = Counter(stem for stems in others for stem in set(stems))
    told = set(public)
    words = {stem for text in (fact.gist, *fact.say) for stem in find_stems(text)}
    phrases = [_joined(find_stems(keyword)) for keyword in fact.keywords]
    everything = _joined(public)
    return _Secret(
        fact,
        tuple(phrase for phrase in phrases if phrase.strip() and phrase not in everything),
        frozenset(
            word
            for word in words - told - _FUNCTION_WORDS
            if n_lines[word] <= _COMMON or word in _NUMBERS
        ),
    )


def _find_shared(secret: _Secret, stems: list[str]) -> set[str]:
    """Tell what a line shares with a secret, if it is enough to give it away."""
    said = _joined(stems)
    phrases = [phrase for phrase in secret.phrases if phrase in said]
    telling = {stem for phrase in phrases for stem in phrase.split()} - _FUNCTION_WORDS
    telling |= secret.words.intersection(stems)
    return telling if len(telling) >= (_ENOUGH_WITH_PHRASE if phrases else _ENOUGH) else set()


def _joined(stems: list[str]) -> str:
    """Put blanks around every stem, so that a phrase is found by its letters and as whole words."""
    return f" {' '.join(stems)} "


def _describe(persona: Persona, fact: Fact, path: Path) -> str:
    """Say by what way around its key the fact comes out."""
    lowest = _lowest_step(persona, path)
    if _STEPS.index(lowest) < _STEPS.index(fact.step):
        return f"may be said at {lowest}, the fact opens at {fact.step}"
    return f"needs no {str(fact.key).replace('_', ' ')}"


def _lowest_step(persona: Persona, path: Path) -> Step:
    """Find the lowest step at which a line may be said."""
    part = path[0]
    if part == "facts":
        return persona.facts[int(path[1])].step
    if part == "tactics":
        return _LOWEST.get(persona.tactics[int(path[1])].when, "guarded")
    if part == "shift":
        return "guarded" if persona.shift is None else persona.shift.step
    return _LOWEST.get(str(path[-2]), "guarded")
