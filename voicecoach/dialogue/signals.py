"""A yes that binds nothing, and how asking for who and when brings it to light."""

from __future__ import annotations

from voicecoach.dialogue.bargaining import Figure, note_offer
from voicecoach.dialogue.modes import find_mode_numbers
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion
from voicecoach.dialogue.trust import feel
from voicecoach.dialogue.wording import asks_who_or_when
from voicecoach.turns import MoveKind

_MOODS = ("even", "irritated", "appeasing")


def feign(moment: Moment, figure: Figure) -> Answer | None:
    """Say something like a yes to an offer it would not take, and mean nothing by it."""
    character, mind = moment.character, moment.mind
    numbers = character.numbers.fake
    n_left = numbers.most[character.difficulty - 1] - mind.counts.get("fake_signal", 0)
    is_willing = mind.mood in _MOODS and not mind.fake and has_line(moment, "fake_signal")
    if character.difficulty < numbers.from_difficulty or n_left <= 0 or not is_willing:
        return None
    chance = max(character.style.fakes, find_mode_numbers(character, mind).fakes)
    if mind.draw().random() >= chance:
        return None
    mind.counts["fake_signal"] = mind.counts.get("fake_signal", 0) + 1
    mind.fake, mind.fake_turn, mind.focus = figure.issue, mind.n_turns, figure.issue
    note_offer(mind, figure, is_answered=False)
    return occasion("fake_signal")


def expose(moment: Moment) -> Answer | None:
    """Admit that it was no yes, once asked for who and when."""
    mind, numbers = moment.mind, moment.character.numbers.fake
    if not mind.fake:
        return None
    is_asked = moment.asks and asks_who_or_when(moment.heard.text)
    is_asked = is_asked or moment.aside == "agreed"
    is_tested = is_asked or moment.heard.has(MoveKind.NEXT_STEP, MoveKind.CONFIRM_AGREEMENT)
    is_old = mind.n_turns - mind.fake_turn > numbers.lasts_turns
    if not is_tested and not is_old:
        return None
    mind.fake = ""
    if not is_tested:
        return None
    feel(moment.character, mind, ["fake_exposed"])
    return occasion("fake_dropped")
