"""Where two moves could stand: the labelling rules of the vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.dialogue.moves.rule import Finding
from voicecoach.dialogue.moves.utterance import Utterance
from voicecoach.turns import MoveKind as M

_FORMS = (M.OPEN_QUESTION, M.CLOSED_QUESTION)
_ASKS_OPENLY = {M.INTERESTS_QUESTION, M.CHALLENGE_BASIS}
_BOTH = re.compile(r"\b(?:and|also|or)\b.*\b(?:what|how|who|when|where|which|why|is|are|do|does)\b")


def settle_between(
    found: dict[M, Finding], said: Utterance, theirs: Utterance | None
) -> dict[M, Finding]:
    """Drop and add what the labelling rules say; returns a new table of findings."""
    left = dict(found)
    _settle_forms(left, said)
    _settle_offers(left)
    if M.NUDGE in left and len(said.words) > 8:
        del left[M.NUDGE]
    if theirs is None or _is_new_topic(said):
        left.pop(M.INFORMATION_PROBE, None)
    if M.SUMMARY in left:
        left.pop(M.PARAPHRASE, None)
    return left


def _settle_forms(left: dict[M, Finding], said: Utterance) -> None:
    if M.LEADING_QUESTION in left or M.MIRROR in left or M.NUDGE in left:
        _drop(left, *_FORMS)
    if M.OPEN_QUESTION in left and M.CLOSED_QUESTION in left:
        if left[M.CLOSED_QUESTION].confidence < 0.5:
            del left[M.CLOSED_QUESTION]
    if M.SUMMARY in left or M.PARAPHRASE in left:
        left.pop(M.CLOSED_QUESTION, None)
    if M.CLOSED_QUESTION in left and left.keys() & {
        M.PAUSE_REQUEST,
        M.AGENDA,
        M.OPTION,
        M.CONDITIONAL_TRADE,
        M.CLEARINGHOUSE_PROBE,
        M.EMOTION_LABEL,
    }:
        del left[M.CLOSED_QUESTION]
    if M.CLEARINGHOUSE_PROBE in left and re.search(r"\bwhat(?:'s| is)? else\b", said.plain):
        left.setdefault(M.OPEN_QUESTION, replace(left[M.CLEARINGHOUSE_PROBE], kind=M.OPEN_QUESTION))
    asked = left.keys() & _ASKS_OPENLY
    if asked and not left.keys() & {*_FORMS, M.LEADING_QUESTION}:
        first = left[sorted(asked)[0]]
        if first.confidence >= 0.7:
            left[M.OPEN_QUESTION] = replace(first, kind=M.OPEN_QUESTION)


def _settle_offers(left: dict[M, Finding]) -> None:
    if M.CONDITIONAL_TRADE in left:
        _drop(left, M.PROPOSAL, M.CONCESSION)
    if M.ACCEPT in left or M.CONFIRM_AGREEMENT in left or M.THREAT in left:
        _drop(left, M.PROPOSAL)
    if left.keys() & {M.PROPOSAL, M.CALM_LIMIT, M.OWN_INTEREST, M.CONDITIONAL_TRADE, M.OPTION}:
        _drop(left, M.POSITION)


def _is_new_topic(said: Utterance) -> bool:
    return not said.words


def _drop(left: dict[M, Finding], *kinds: M) -> None:
    for kind in kinds:
        left.pop(kind, None)
