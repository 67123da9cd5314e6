"""The counterpart's bag of tricks: when one is played, and when it has been countered."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import Tactic
from voicecoach.turns import MoveKind

_WHEN = {"low": ("guarded",), "mid": ("listening", "empathy")}


def pick_tactic(character: Character, mind: Mind, *, on_offer: bool) -> Tactic | None:
    """Pick a tactic to play now, or none; how many a talk holds depends on the difficulty."""
    n_played = sum(tactic.id in mind.counts for tactic in character.persona.tactics)
    if n_played >= character.level.n_tactics or mind.tactic is not None:
        return None
    fitting = [
        tactic
        for tactic in character.persona.tactics
        if tactic.id not in mind.counts
        and _fits(tactic, mind, on_offer=on_offer)
        and unused(character.book, mind, f"tactic.{tactic.id}.say", {})
    ]
    chance = mind.draw()
    if not fitting or chance.random() >= character.numbers.tactics.chance:
        return None
    return chance.choice(fitting)


def _fits(tactic: Tactic, mind: Mind, *, on_offer: bool) -> bool:
    if tactic.when == "on_offer":
        return on_offer
    if tactic.when == "hot":
        return mind.mood not in ("even", "ruptured")
    return mind.mood == "even" and mind.step in _WHEN[tactic.when]


def play(mind: Mind, tactic: Tactic) -> None:
    """Note that a tactic is on the table."""
    mind.tactic = tactic.id
    mind.tactic_turn = mind.n_turns
    mind.counts[tactic.id] = 1


def find_countered(character: Character, mind: Mind, made: AbstractSet[str]) -> Tactic | None:
    """Find the tactic these moves have just defused; one that has aged is forgotten."""
    if mind.tactic is None:
        return None
    if mind.n_turns - mind.tactic_turn > character.numbers.tactics.counter_within_turns:
        mind.tactic = None
        return None
    tactic = next(one for one in character.persona.tactics if one.id == mind.tactic)
    counters = {str(counter) for counter in tactic.countered_by} | {MoveKind.NAME_TACTIC}
    return tactic if counters & made else None


def take_countered(character: Character, mind: Mind, tactic: Tactic) -> None:
    """Let a countered tactic raise respect and calm."""
    numbers = character.numbers.tactics
    mind.tactic = None
    mind.trust = min(mind.trust + numbers.gain, 100.0)
    mind.agitation = max(mind.agitation + numbers.agitation, 0.0)
    mind.because.append(f"countered {tactic.id} {numbers.gain:+.1f}")
