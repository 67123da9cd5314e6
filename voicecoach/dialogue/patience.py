"""Patience: turns in which nothing moves wear it down, and what moves the talk restores it."""

from __future__ import annotations

from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import Answer, Moment, occasion
from voicecoach.dialogue.trust import feel

# Acts that show that something has moved, whatever it was.
_MOVING = frozenset({"accept", "offer_readback", "counter_offer", "invite", "trade_yes", "confirm"})


def wear(moment: Moment, answer: Answer) -> None:
    """Let a turn that moved nothing wear patience down; one that did restores some."""
    mind, numbers = moment.mind, moment.character.numbers.patience
    has_moved = (
        answer.fact is not None
        or (answer.topic is not None and answer.topic not in mind.asked)
        or answer.act in _MOVING
        or mind.level > moment.level_before
        or moment.gained >= numbers.progress_trust
    )
    full = float(moment.character.style.patience)
    if has_moved:
        mind.patience = min(mind.patience + numbers.restores, full)
    else:
        mind.patience -= 1.0 if mind.mood == "even" else numbers.wears_when_hot


def lose_patience(moment: Moment) -> Answer | None:
    """Ask for a point once patience has run out; asked too often, leave."""
    character, mind = moment.character, moment.mind
    numbers = character.numbers.patience
    if mind.patience > 0:
        return None
    mind.n_impatient += 1
    mind.patience = float(numbers.asks_again_after)
    feel(character, mind, ["impatience"])
    if mind.n_impatient > numbers.asks and character.difficulty >= numbers.parts_from_difficulty:
        return Answer("walk_out", _pick_last_words(mind), end="walk_out")
    return occasion("impatient")


def _pick_last_words(mind: Mind) -> str:
    """Leave for want of time while calm, and in anger otherwise."""
    return "time_up" if mind.mood == "even" else "walk_out"
