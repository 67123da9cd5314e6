"""The quarrel told from both sides: whether the learner can say the counterpart's version.

Each side cuts the same chain of events where its own act is the answer to the other's
(Watzlawick, Beavin and Jackson, "Pragmatics of Human Communication", 1967, axiom 3). Credit is
given for telling theirs, then for telling the circle, then for owning a part of it.
"""

from __future__ import annotations

import re

from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import StoryEvent, Timelines
from voicecoach.dialogue.topics import PhraseFinder
from voicecoach.turns import Heard, MoveKind, Who

_BLAMING = (
    MoveKind.BLAME,
    MoveKind.PERSONAL_ATTACK,
    MoveKind.THREAT,
    MoveKind.ULTIMATUM,
    MoveKind.PRESSURE,
    MoveKind.LEADING_QUESTION,
    MoveKind.IRRITATOR,
)
_OF_THEM = re.compile(r"\byou(?:r|rs|'\w+)?\b", re.IGNORECASE)
_OF_US = re.compile(r"\b(?:i|we|my|our|us|me|i'\w+|we'\w+)\b", re.IGNORECASE)
# Words that make a chain of two acts.
_LINKS = re.compile(
    r"\b(?:because|since|so (?:you|we|i)|each|both|neither|the more|made|makes|led to|in turn"
    r"|until)\b",
    re.IGNORECASE,
)
# A question asks for the story and tells nothing of it.
_ASKS = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|but)\W+)*"
    r"(?:wh(?:at|y|o|en|ere|ich)|how|(?:can|could|would|will) you)\b[^.!?]*\?$",
    re.IGNORECASE,
)
_LEAST_EVENTS = 2


class Story:
    """Both timelines of a quarrel, ready to be recognised in what is said.

    Parameters
    ----------
    timelines : Timelines
    """

    def __init__(self, timelines: Timelines) -> None:
        self._theirs = _find_events("theirs", timelines.theirs)
        self._all = {**self._theirs, **_find_events("learners", timelines.learners)}
        self._finder = PhraseFinder({id_: event.keywords for id_, event in self._all.items()})

    def appraise(self, mind: Mind, heard: Heard) -> list[str]:
        """Name what a turn shows of having understood the quarrel; notes what was told.

        Returns
        -------
        events : list of str
            Of "perspective_right", "loop_told", "own_part" and "one_way".
        """
        text = heard.text.strip().replace("’", "'")
        named = () if _ASKS.match(text) else self._finder.find(text)
        by: set[Who] = {self._all[id_].by for id_ in named}
        if heard.has(*_BLAMING):
            return ["one_way"] if heard.has(MoveKind.BLAME) and by == {"counterpart"} else []
        events = []
        if self._tells_theirs(mind, heard, named):
            events.append("perspective_right")
        if self._tells_loop(mind, heard, named, by):
            events.append("loop_told")
        if _owns_part(mind, heard, by):
            events.append("own_part")
        return events

    def _tells_theirs(self, mind: Mind, heard: Heard, named: tuple[str, ...]) -> bool:
        """Tell whether events of theirs were told that were not told together before."""
        told = sorted(id_ for id_ in named if id_ in self._theirs)
        if len(told) < _LEAST_EVENTS or not _OF_THEM.search(heard.text):
            return False
        is_new = not any(set(told) <= set(before.split()) for before in mind.perspectives)
        if is_new:
            mind.perspectives.append(" ".join(told))
        return is_new

    def _tells_loop(self, mind: Mind, heard: Heard, named: tuple[str, ...], by: set[Who]) -> bool:
        """Tell whether acts of both sides were told in one turn, as one chain."""
        is_chain = len(named) > _LEAST_EVENTS or _LINKS.search(heard.text) is not None
        is_both = by == {"counterpart", "learner"} and len(named) >= _LEAST_EVENTS and is_chain
        is_ours_too = _OF_US.search(heard.text) and _OF_THEM.search(heard.text)
        if mind.has_told_loop or not is_both or not is_ours_too:
            return False
        mind.has_told_loop = True
        return True


def _find_events(side: str, events: list[StoryEvent]) -> dict[str, StoryEvent]:
    return {f"{side}.{number}": event for number, event in enumerate(events)}


def _owns_part(mind: Mind, heard: Heard, by: set[Who]) -> bool:
    """Tell whether a part is owned by one who has told the other side first."""
    has_told = bool(mind.perspectives) or mind.has_told_loop
    return has_told and (
        heard.has(MoveKind.APOLOGY) or (heard.has(MoveKind.REFRAME) and "learner" in by)
    )
