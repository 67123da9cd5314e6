"""The five conflict modes: how a counterpart bargains, and how that changes under pressure.

After Thomas and Kilmann's two axes, assertion and co-operation. A mode is how a persona behaves
now, not what it is: when it is worked up another one takes over.
"""

from __future__ import annotations

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import Mode
from voicecoach.dialogue.styles import ModeNumbers


def find_mode(character: Character, mind: Mind) -> Mode:
    """Name the mode it is in now."""
    persona = character.persona
    if mind.mood == "even":
        return persona.mode
    return persona.mode_under_pressure or character.style.mode_under_pressure


def find_mode_numbers(character: Character, mind: Mind) -> ModeNumbers:
    """Give the numbers of the mode it is in now."""
    return character.numbers.modes[find_mode(character, mind)]
