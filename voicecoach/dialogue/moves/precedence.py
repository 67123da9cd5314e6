"""Where two moves could stand: the labelling rules of the vocabulary."""

from __future__ import annotations

from voicecoach.dialogue.moves.listening import CHECKED_SUMMARY
from voicecoach.dialogue.moves.rule import Finding
from voicecoach.dialogue.moves.utterance import Utterance
from voicecoach.turns import MoveKind as M

LONGEST_NUDGE_WORDS = 9
_FORMS = (M.OPEN_QUESTION, M.CLOSED_QUESTION)

# The first, if it is at least as sure, leaves no room for the others.
_INSTEAD_OF = (
    (M.LEADING_QUESTION, _FORMS),
    (M.MIRROR, _FORMS),
    (M.NUDGE, _FORMS),
    (M.SUMMARY, (M.PARAPHRASE,)),
    (M.PARAPHRASE, (M.SUMMARY,)),
    (M.CONDITIONAL_TRADE, (M.PROPOSAL, M.CONCESSION)),
    (M.THREAT, (M.CONDITIONAL_TRADE,)),
    (M.CONDITIONAL_TRADE, (M.THREAT,)),
    (M.PROPOSAL, (M.POSITION,)),
    (M.CALM_LIMIT, (M.POSITION,)),
    (M.CONFIRM_AGREEMENT, (M.PROPOSAL, M.ACCEPT)),
    (M.ACCEPT, (M.NUDGE,)),
    (M.NUDGE, (M.ACCEPT,)),
)


def settle_between(
    found: dict[M, Finding], said: Utterance, theirs: Utterance | None
) -> dict[M, Finding]:
    """Drop what the labelling rules leave no room for; returns a new table of findings."""
    left = dict(found)
    for winner, losers in _INSTEAD_OF:
        for loser in losers:
            is_clash = winner in left and loser in left
            if is_clash and left[winner].confidence >= left[loser].confidence:
                del left[loser]
    _drop_appearances(left)
    if len(said.words) > LONGEST_NUDGE_WORDS:
        left.pop(M.NUDGE, None)
    if theirs is None:  # nothing was said that could be taken up
        left.pop(M.INFORMATION_PROBE, None)
        left.pop(M.MIRROR, None)
    if not left.keys() & {*_FORMS, M.LEADING_QUESTION}:
        left.pop(M.STACKED_QUESTION, None)
    return left


def _drop_appearances(left: dict[M, Finding]) -> None:
    """Drop what single words look like, where the whole plainly is something else."""
    summary, pressure = left.get(M.SUMMARY), left.get(M.PRESSURE)
    if summary is not None and summary.name == CHECKED_SUMMARY:
        left.pop(M.CLOSED_QUESTION, None)  # "is that right?" asks for no fact
    asked = left.get(M.INTERESTS_QUESTION)
    if asked is None or pressure is None or pressure.name != "wording":
        return
    if asked.confidence >= pressure.confidence:  # who asks what they need does not press them
        del left[M.PRESSURE]
