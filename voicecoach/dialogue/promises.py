"""Keeping to what was offered: a figure or a trade that is taken back costs more than none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.dialogue.bargaining import Figure
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.ladder import is_as_good
from voicecoach.dialogue.mind import Mind
from voicecoach.turns import Heard, MoveKind

# Words with which a thing already offered is withdrawn.
_TAKING_BACK = re.compile(
    r"\b(?:can't|cannot|can not|won't|couldn't|no longer|not able to|unable to|take (?:that|it|back)|withdraw|off the"
    r" table|after all|forget (?:about )?the|changed my mind)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|without|until|only)\b", re.IGNORECASE)
_BINDING = frozenset({MoveKind.PROPOSAL, MoveKind.CONCESSION, MoveKind.CONFIRM_AGREEMENT})
# Thinking aloud, or asking, promises nothing and takes nothing back.
_SUPPOSING = re.compile(
    r"\b(?:suppos(?:e|ing)|what if|how about|what about|could (?:we|you)|would you|say)\b|\?",
    re.IGNORECASE,
)
SURE = 0.8


def appraise_promises(
    character: Character, mind: Mind, heard: Heard, figures: Sequence[Figure]
) -> list[str]:
    """Name it if the learner takes back a figure or a trade; notes what they promise now.

    Several figures at once are a new package, and what was offered on a condition is no promise.
    """
    is_broken = len(figures) == 1 and _is_firm(heard) and _retreats(character, mind, figures[0])
    _note_promises(character, mind, heard, figures)
    is_withdrawn = bool(_withdraw_trades(character, mind, heard))
    return ["broken_promise"] if is_broken or is_withdrawn else []


def _retreats(character: Character, mind: Mind, figure: Figure) -> bool:
    issue, deal = character.find_issue(mind, figure.issue), mind.deals[figure.issue]
    bound = deal.promised if deal.settled is None else deal.settled
    if bound is None or figure.value == bound:
        return False
    return is_as_good(issue, bound, figure.value)


def _is_firm(heard: Heard) -> bool:
    """Tell whether a turn surely and plainly names what the learner will do."""
    is_sure = any(move.kind in _BINDING and move.confidence >= SURE for move in heard.moves)
    is_loose = heard.has(MoveKind.CONDITIONAL_TRADE) or _SUPPOSING.search(heard.text) is not None
    return is_sure and not is_loose


def _note_promises(
    character: Character, mind: Mind, heard: Heard, figures: Sequence[Figure]
) -> None:
    if not _is_firm(heard) or _CONDITION.search(heard.text):
        return
    for figure in figures:
        deal, issue = mind.deals[figure.issue], character.find_issue(mind, figure.issue)
        # A retreat is no new promise: the best that was offered stands.
        is_best = deal.promised is None or is_as_good(issue, figure.value, deal.promised)
        if figure.kind in _BINDING and deal.settled is None and is_best:
            mind.deals[figure.issue] = replace(deal, promised=figure.value)


def _withdraw_trades(character: Character, mind: Mind, heard: Heard) -> list[str]:
    """Take off the table what the learner says they cannot give after all."""
    if not _TAKING_BACK.search(heard.text) or _CONDITION.search(heard.text):
        return []
    gone = [id_ for id_ in character.trade_finder.find(heard.text) if id_ in mind.trades]
    mind.trades = [id_ for id_ in mind.trades if id_ not in gone]
    return gone
