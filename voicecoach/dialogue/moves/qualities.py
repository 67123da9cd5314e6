"""How well a move was made: qualities that feedback may speak of, each None where it cannot be told.

Reflections are simple or complex after the Motivational Interviewing Treatment Integrity code
(MITI 4): a complex one adds meaning or feeling to what was said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.dialogue.moves.amounts import find_amounts
from voicecoach.dialogue.moves.overlap import content_stems
from voicecoach.dialogue.moves.utterance import Utterance, hear
from voicecoach.turns import Move, MoveContext
from voicecoach.turns import MoveKind as M

# More than this share of a paraphrase's content words are the learner's own: it adds meaning.
COMPLEX_FROM = 0.6
FEWEST_WORDS_TO_JUDGE = 3
_TENTATIVE = re.compile(
    r"\b(?:sounds?|seems?|looks?|maybe|perhaps|might|wonder|sense|as if|as though|i guess|could be"
    r"|possibly|bit|impression|feeling that|if i'm (?:right|reading)|correct me|have i (?:got|heard)"
    r"|is that (?:right|it|fair)|did i (?:get|miss))\b|\?"
)
_REASONS = re.compile(
    r"\b(?:because|since (?:i|we|you|they|it|the|our|my)|so that|as (?:i|we|our|my)|the reason"
    r"|(?:another|second|third|other) (?:reason|thing|point)|also|besides|on top of that|what'?s more"
    r"|(?:first|second|third)ly)\b"
)
_CONDITION = re.compile(
    r"\b(?:if you|provided|as long as|so long as|in (?:return|exchange)|on condition|unless you"
    r"|then (?:i|we))\b"
)
_LEAD_IN = re.compile(
    r"\b(?:sounds?|seems?|looks?|feels?)(?: to me)? (?:like|as (?:if|though)|that)\b"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}\b")
_REFLECTIONS = (M.SUMMARY, M.PARAPHRASE, M.MIRROR, M.EMOTION_LABEL)
_QUESTIONS = (
    M.OPEN_QUESTION, M.CLOSED_QUESTION, M.LEADING_QUESTION, M.REASONED_QUESTION,
    M.INFORMATION_PROBE, M.INTERESTS_QUESTION, M.CHALLENGE_BASIS,
)  # fmt: skip
_ARGUMENTS = (
    M.POSITION, M.PROPOSAL, M.CALM_LIMIT, M.OWN_INTEREST, M.OBJECTIVE_CRITERION, M.CONDITIONAL_TRADE,
)  # fmt: skip
_GIVING = (M.PROPOSAL, M.CONCESSION, M.CONDITIONAL_TRADE, M.OPTION)
_GUESSES = (M.EMOTION_LABEL, M.SUMMARY, M.PARAPHRASE, M.OPTION)
_NAMES_OF_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)


def with_qualities(move: Move, said: Utterance, context: MoveContext) -> Move:
    """Add to a move how well it was made.

    Parameters
    ----------
    move : Move
    said : Utterance
        The whole turn.
    context : MoveContext
        What the counterpart had said and feels, as far as it is known.

    Returns
    -------
    move : Move
    """
    if move.kind in _GUESSES:
        move = replace(move, is_tentative=bool(_TENTATIVE.search(said.plain)))
    if move.kind is M.EMOTION_LABEL:
        move = replace(move, is_accurate=_is_accurate(said, context))
    if move.kind in (M.SUMMARY, M.PARAPHRASE):
        move = replace(move, inventions=_inventions(said, context))
    if move.kind in _REFLECTIONS:
        move = replace(move, is_complex=_is_complex(move.kind, said, context))
    if move.kind in _QUESTIONS:
        move = replace(move, is_follow_up=_is_follow_up(move, context))
    if move.kind in _ARGUMENTS:
        move = replace(move, n_reasons=len(_REASONS.findall(said.plain)))
    if move.kind in _GIVING:
        is_conditional = move.kind is M.CONDITIONAL_TRADE or bool(_CONDITION.search(said.plain))
        move = replace(move, is_conditional=is_conditional)
    return move


def _is_accurate(said: Utterance, context: MoveContext) -> bool | None:
    if not context.feelings:
        return None
    plain = _LEAD_IN.sub(" ", said.plain)  # "it sounds as if" names no feeling called "sound"
    return any(re.search(rf"(?<!\w){re.escape(word.lower())}", plain) for word in context.feelings)


def _heard_so_far(context: MoveContext) -> str:
    """Everything the counterpart is known to have said, and the figures on the table."""
    said = [*context.counterpart_said]
    said += [f"{point.gist} {' '.join(point.keywords)}" for point in context.points]
    return " ".join(said)


def _inventions(said: Utterance, context: MoveContext) -> tuple[str, ...]:
    """Find figures and names that are given back as theirs, and that nobody had said.

    Only what can be told for certain: other words may be the learner's own for the same thing.
    """
    if not context.points and not context.counterpart_said:
        return ()
    heard = hear(_heard_so_far(context))
    offers = (context.learner_offer, context.counterpart_offer)
    known = {offer for offer in offers if offer is not None}
    known |= {found.value for found in find_amounts(heard.plain)}
    figures = [
        said.text[found.start : found.end]
        for found in find_amounts(said.plain)
        if found.value not in known and said.plain[found.start : found.end] not in heard.plain
    ]
    names = [
        name
        for name in _NAME.findall(said.text)
        if name.lower() not in heard.plain and name.lower() not in _NAMES_OF_TIME
    ]
    return tuple(dict.fromkeys([*figures, *names]))


def _is_complex(kind: M, said: Utterance, context: MoveContext) -> bool | None:
    if kind is M.MIRROR:
        return False
    if kind is M.EMOTION_LABEL:
        return True
    if not context.counterpart_said and not context.points:
        return None
    if any(re.search(rf"(?<!\w){re.escape(word)}", said.plain) for word in context.feelings):
        return True
    stems = content_stems(said.words)
    if len(stems) < FEWEST_WORDS_TO_JUDGE:
        return None
    theirs = content_stems(hear(" ".join(context.counterpart_said)).words)
    return len(stems - theirs) > COMPLEX_FROM * len(stems)


def _is_follow_up(move: Move, context: MoveContext) -> bool | None:
    if not context.counterpart_said:
        return None
    theirs = content_stems(hear(context.counterpart_said[-1]).words)
    return bool(theirs & content_stems(hear(move.evidence).words))
