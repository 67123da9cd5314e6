"""The way of the talk: common aims, priorities told, a review fixed. Each pays once.

Agenda, options, confirming and repairing are moves of their own; what stands here is heard in the
words of a turn beside its moves.
"""

from __future__ import annotations

import re

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.turns import Heard, MoveKind

_COMMON_AIM = re.compile(
    r"\b(?:we(?:'d)? both (?:want|need|would like|care|hope|win|lose|gain)|both of us (?:want|need|care|would|are after)"
    r"|you and i (?:both )?(?:want|need)|(?:our|a) (?:common|shared) (?:aim|goal|interest)|we want the same"
    r"|works? for (?:both of us|us both|you and (?:me|us))|neither of us (?:wants|needs|would))",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\b(?:review|check(?:ing)? in|catch up|look at (?:it|this|how)|see how (?:it|this|that)(?:'s| is)|meet again|speak again"
    r"|talk again|sit down again|come back to (?:it|this))\b",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\b(?:more important|most important|matters? (?:more|most)|priorit\w+|rank\b|top of (?:your|the) list"
    r"|(?:what|which)[^.?!]* (?:comes|come) first|care (?:more|most) about|main thing)",
    re.IGNORECASE,
)
# A turn with one of these seeks no common ground, whatever its words.
_SOUR = (
    MoveKind.THREAT,
    MoveKind.PERSONAL_ATTACK,
    MoveKind.BLAME,
    MoveKind.PRESSURE,
    MoveKind.ULTIMATUM,
    MoveKind.LEADING_QUESTION,
)


def appraise_process(character: Character, mind: Mind, heard: Heard) -> list[str]:
    """Name what a turn does for the way of the talk."""
    if heard.has(*_SOUR):
        return []
    events = []
    if _COMMON_AIM.search(heard.text):
        events.append("common_aim")
    if _tells_priority(character, heard):
        events.append("priority_told")
    is_struck = mind.deals[character.main_issue.id].settled is not None
    if is_struck and heard.has(MoveKind.NEXT_STEP) and _REVIEW.search(heard.text):
        events.append("review_date")
    return events


def _tells_priority(character: Character, heard: Heard) -> bool:
    """Tell whether the learner says which issue matters most to them."""
    is_own = heard.has(MoveKind.OWN_INTEREST, MoveKind.I_MESSAGE, MoveKind.CALM_LIMIT) or re.search(
        r"\b(?:to|for) (?:me|us)\b|\b(?:my|our) (?:main |top |first )?priorit", heard.text, re.I
    )
    names_issue = bool(character.issue_finder.find(heard.text))
    return bool(is_own) and names_issue and asks_priority(heard.text) and "?" not in heard.text


def asks_priority(text: str) -> bool:
    """Tell whether a turn is about what matters more.

    Examples
    --------
    >>> asks_priority("Is the fee or the date more important to you?")
    True
    """
    return _PRIORITY.search(text) is not None
