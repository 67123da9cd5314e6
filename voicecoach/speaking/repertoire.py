"""Everything a counterpart may say, and in which states: what there is to render ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voicecoach.dialogue.book import build_book
from voicecoach.dialogue.figures import speak_figure
from voicecoach.dialogue.lines import fill_slots
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.styles import read_numbers
from voicecoach.turns import Manner

_LOW, _MID, _HIGH = ("guarded",), ("listening", "empathy"), ("rapport", "influence", "commitment")
_HOT = ("irritated", "hostile", "stonewalling", "appeasing", "attacking", "ruptured")
# Where a line may be spoken, likeliest first; the name of a state stands for itself.
_STATES: Mapping[str, tuple[str, ...]] = {
    "any": (*_LOW, *_MID, *_HIGH, *_HOT),
    "low": (*_LOW, "irritated"),  # irritated, it answers as it would to a stranger
    "mid": _MID,
    "high": _HIGH,
    "hot": _HOT,
}
_SLOT = re.compile(r"\{(\w+)\}")
_NOT_ITS_OWN = ("spare.", "figure.")  # what every persona may fall back on


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line as it is heard, and the states it may be spoken in."""

    text: str
    states: tuple[str, ...]
    is_own: bool  # the persona's, not one that all of its style share

    @property
    def manners(self) -> tuple[Manner, ...]:
        """The different ways in which it may be spoken, likeliest first."""
        manners = read_numbers().manners
        return tuple(dict.fromkeys(manners[state] for state in self.states))


def find_repertoire(persona: Persona) -> Iterator[SpokenLine]:
    """List every line with its figures filled in.

    A line that holds the counterpart's own figure comes once for each figure on the ladder of its
    first issue. One that gives back the learner's is left out, as nobody knows it before: it comes
    only with the learner's limit.
    """
    for source, places in build_book(persona).items():
        is_own = not source.startswith(_NOT_ITS_OWN)
        for place, lines in places.items():
            for line in lines:
                for slots in _fillings(line.text, persona):
                    text = fill_slots(line, slots).text
                    yield SpokenLine(text, _STATES.get(place, (place,)), is_own)


def _fillings(text: str, persona: Persona) -> list[dict[str, str]]:
    """List the figures that a line may hold; none if it holds something else."""
    slots = set(_SLOT.findall(text))
    if not slots:
        return [{}]
    if not slots <= {"offer", "their_offer"}:
        return []
    issue = persona.issues[0]
    theirs = speak_figure(issue.learner_limit, issue.unit)
    figures = [issue.opening, *(rung.value for rung in issue.ladder)] if "offer" in slots else [0.0]
    return [
        {"offer": speak_figure(figure, issue.unit), "their_offer": theirs}
        for figure in dict.fromkeys(figures)
    ]
