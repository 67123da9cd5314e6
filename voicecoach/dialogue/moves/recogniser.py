"""Recognise the moves in one utterance."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.dialogue.moves.amounts import find_amounts, settle
from voicecoach.dialogue.moves.asking import ASKING
from voicecoach.dialogue.moves.bargaining import BARGAINING
from voicecoach.dialogue.moves.listening import LISTENING
from voicecoach.dialogue.moves.melody import heard_as_question
from voicecoach.dialogue.moves.network import load_network
from voicecoach.dialogue.moves.overlap import is_mirror, points_held, recall
from voicecoach.dialogue.moves.precedence import settle_between
from voicecoach.dialogue.moves.qualities import with_qualities
from voicecoach.dialogue.moves.rule import Finding, apply
from voicecoach.dialogue.moves.steering import HOSTILE, STEERING
from voicecoach.dialogue.moves.utterance import Utterance, hear
from voicecoach.dialogue.moves.weighing import weigh
from voicecoach.turns import Move, MoveContext, MoveKind

NOTHING_KNOWN = MoveContext()
# Confidence is a probability; the best balance of missed and false moves on rows left out.
LEAST_CONFIDENCE = 0.35
_RULES = (*ASKING, *LISTENING, *BARGAINING, *STEERING, *HOSTILE)
_OFFERS = {
    MoveKind.PROPOSAL,
    MoveKind.CONCESSION,
    MoveKind.POSITION,
    MoveKind.CONDITIONAL_TRADE,
    MoveKind.CONFIRM_AGREEMENT,
    MoveKind.OPTION,
    MoveKind.ULTIMATUM,
    MoveKind.ACCEPT,
}


def recognise_moves(text: str, context: MoveContext = NOTHING_KNOWN) -> tuple[Move, ...]:
    """Recognise every move in an utterance, in the order of `MoveKind`.

    Parameters
    ----------
    text : str
        What the recogniser heard, of any length; empty gives no moves.
    context : MoveContext
        What was going on; everything in it may be empty.

    Examples
    --------
    >>> [move.kind.value for move in recognise_moves("tell me how the week went")]
    ['open_question']
    """
    said = hear(text)
    if not said.words:
        return ()
    theirs = hear(context.counterpart_said[-1]) if context.counterpart_said else None
    network = load_network()
    reading = network.read(said.plain, theirs.plain if theirs else "")
    weighed = weigh(reading, by_rule(said, theirs), network)
    weighed |= heard_as_question(weighed, said, context.final_slope_st_s)
    findings = settle_between(weighed, said, theirs)
    kept = sorted(
        (each for each in findings.values() if each.confidence >= LEAST_CONFIDENCE),
        key=lambda each: list(MoveKind).index(each.kind),
    )
    return tuple(move for each in kept for move in _moves(each, said, context))


def by_rule(said: Utterance, theirs: Utterance | None) -> dict[MoveKind, Finding]:
    """Find the surest rule for each move that has one."""
    best: dict[MoveKind, Finding] = {}
    for found in apply(_RULES, said.plain):
        if found.kind not in best or found.confidence > best[found.kind].confidence:
            best[found.kind] = found
    if theirs and is_mirror(said, theirs):
        best[MoveKind.MIRROR] = Finding(
            MoveKind.MIRROR, 0.8, 0, len(said.plain), "repeats their words"
        )
    return best


def _moves(found: Finding, said: Utterance, context: MoveContext) -> tuple[Move, ...]:
    move = Move(
        found.kind,
        round(min(max(found.confidence, 0.0), 1.0), 3),
        said.evidence(found.start, found.end),
        found.name,
    )
    if found.kind in _OFFERS:
        return _with_amounts(move, said, context)
    if found.kind in (MoveKind.SUMMARY, MoveKind.PARAPHRASE):
        held = points_held(said, context.points)
        move = replace(move, points=held, recall=recall(held, context.points))
    return (with_qualities(move, said, context),)


def _with_amounts(move: Move, said: Utterance, context: MoveContext) -> tuple[Move, ...]:
    """Give an offer its figure; an offer on two issues becomes two moves of the same kind."""
    settled = settle(find_amounts(said.plain), context.issues, said.plain)
    if not settled and move.kind is MoveKind.ACCEPT and context.counterpart_offer is not None:
        return (replace(move, amount=context.counterpart_offer),)
    move = with_qualities(move, said, context)
    return tuple(replace(move, amount=amount, issue=issue) for amount, issue in settled) or (move,)
