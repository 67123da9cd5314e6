"""The counterpart's bag of tricks: when one is played, and when it has been countered."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.modes import find_mode_numbers
from voicecoach.dialogue.persona import Tactic
from voicecoach.dialogue.trust import feel
from voicecoach.turns import MoveKind

# Answering a tactic with one of these feeds it, as giving way does.
_HITTING_BACK = frozenset(
    {MoveKind.PERSONAL_ATTACK, MoveKind.THREAT, MoveKind.ULTIMATUM, MoveKind.BLAME, "irritator"}
)
_WHEN = {"low": ("guarded",), "mid": ("listening", "empathy")}


def pick_tactic(character: Character, mind: Mind, *, on_offer: bool) -> Tactic | None:
    """Pick a tactic to play now, or none.

    How many a talk holds depends on the difficulty; each that worked encourages another.
    """
    n_played = sum(_key(tactic) in mind.counts for tactic in character.persona.tactics)
    n_worked = mind.counts.get("tactic_worked", 0)
    if n_played >= character.level.n_tactics + n_worked or mind.tactic is not None:
        return None
    fitting = [
        tactic
        for tactic in character.persona.tactics
        if _key(tactic) not in mind.counts
        and _fits(tactic, mind, on_offer=on_offer)
        and unused(character.book, mind, f"tactic.{tactic.id}.say", {})
    ]
    chance, numbers = mind.draw(), character.numbers.tactics
    likely = numbers.chance * find_mode_numbers(character, mind).tactic_chance
    if not fitting or chance.random() >= likely * numbers.fed_chance ** min(n_worked, 1):
        return None
    return chance.choice(fitting)


def _fits(tactic: Tactic, mind: Mind, *, on_offer: bool) -> bool:
    if tactic.when == "on_offer":
        return on_offer
    if tactic.when == "hot":
        return mind.mood not in ("even", "ruptured")
    return mind.mood == "even" and mind.step in _WHEN[tactic.when]


def _key(tactic: Tactic) -> str:
    return f"tactic.{tactic.id}"


def play(mind: Mind, tactic: Tactic) -> None:
    """Note that a tactic is on the table."""
    mind.tactic = tactic.id
    mind.tactic_turn = mind.n_turns
    mind.counts[_key(tactic)] = 1


def find_countered(character: Character, mind: Mind, made: AbstractSet[str]) -> Tactic | None:
    """Find the tactic these moves have just defused."""
    if mind.tactic is None:
        return None
    tactic = _find_tactic(character, mind.tactic)
    return tactic if _counters(tactic) & made else None


def _find_tactic(character: Character, id_: str) -> Tactic:
    return next(tactic for tactic in character.persona.tactics if tactic.id == id_)


def _counters(tactic: Tactic) -> set[str]:
    return {str(counter) for counter in tactic.countered_by} | {MoveKind.NAME_TACTIC}


def note_worked(
    character: Character, mind: Mind, made: AbstractSet[str], *, gives_way: bool
) -> None:
    """Note that the tactic on the table has worked: they gave way to it, or hit back.

    Asked every turn, whatever else it brings: one that has aged is forgotten here.
    """
    if mind.tactic is None:
        return
    if mind.n_turns - mind.tactic_turn > character.numbers.tactics.counter_within_turns:
        mind.tactic = None
        return
    is_countered = bool(_counters(_find_tactic(character, mind.tactic)) & made)
    is_fed = gives_way or bool(_HITTING_BACK & made)
    if is_fed and not is_countered:
        how = "gave way to" if gives_way else "hit back at"
        mind.because.append(f"{how} {mind.tactic}")
        mind.tactic = None
        feel(character, mind, ["tactic_worked"])


def take_countered(character: Character, mind: Mind, tactic: Tactic) -> None:
    """Let a countered tactic raise respect and calm."""
    numbers = character.numbers.tactics
    mind.tactic = None
    mind.trust = min(mind.trust + numbers.gain, 100.0)
    mind.agitation = max(mind.agitation + numbers.agitation, 0.0)
    mind.because.append(f"countered {tactic.id} {numbers.gain:+.1f}")
