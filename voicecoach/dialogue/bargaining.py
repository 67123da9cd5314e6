"""Bargaining: the code owns the figures, and nothing but the ladder moves them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Deal, Mind
from voicecoach.dialogue.persona import PersonaIssue
from voicecoach.dialogue.stairway import STEPS
from voicecoach.turns import Heard, Move, MoveKind

# Moves whose figure is meant as a price.
_PRICING = (
    MoveKind.PROPOSAL,
    MoveKind.CONDITIONAL_TRADE,
    MoveKind.CONCESSION,
    MoveKind.POSITION,
    MoveKind.ULTIMATUM,
    MoveKind.OPTION,
    MoveKind.ACCEPT,
    MoveKind.CONFIRM_AGREEMENT,
)
_OFFERING = frozenset(
    {MoveKind.PROPOSAL, MoveKind.CONDITIONAL_TRADE, MoveKind.CONCESSION, MoveKind.OPTION}
)
_YES = re.compile(
    r"\s*(?:yes|yeah|yep|correct|right|exactly|agreed|deal|done|that['’]?s (?:it|right))\b",
    re.IGNORECASE,
)

# "Would payment in stages help?" puts it on the table as well.
_FORMS = (MoveKind.OPEN_QUESTION, MoveKind.CLOSED_QUESTION)
_OFFERED = re.compile(
    r"\b(?:would|what if|if (?:i|we)|shall|should|do you want|how about|how would)\b", re.IGNORECASE
)

OfferAnswer = Literal[
    "accept",
    "offer_readback",
    "skip",
    "offer_insulting",
    "offer_repeat",
    "offer_counter",
    "offer_hold",
    "confirm_no",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A price the learner named."""

    issue: str
    value: float
    kind: MoveKind


def find_figure(character: Character, mind: Mind, heard: Heard) -> Figure | None:
    """Find the figure to answer: the main issue before others, the last named before earlier ones.

    A figure outside what is plausible was misheard or is about something else.
    """
    figures = [
        figure
        for move in heard.moves
        if _is_priced(move) and (figure := _read(character, mind, move)) is not None
    ]
    return max(
        reversed(figures), key=lambda figure: figure.issue == character.main_issue.id, default=None
    )


def _is_priced(move: Move) -> bool:
    """Tell whether a move names a price.

    A yes in which no figure was said takes over the one on the table and is no price of its own.
    """
    is_bare_yes = move.kind is MoveKind.ACCEPT and move.issue is None
    return move.kind in _PRICING and not is_bare_yes


def _read(character: Character, mind: Mind, move: Move) -> Figure | None:
    if move.amount is None:
        return None
    issue = move.issue if move.issue in character.issues else mind.focus
    lowest, highest = character.issues[issue].plausible
    is_plausible = lowest <= move.amount <= highest
    return Figure(issue, move.amount, move.kind) if is_plausible else None


def note_trades(character: Character, mind: Mind, heard: Heard) -> list[str]:
    """Note which things of worth the learner has put on the table just now."""
    is_asked = heard.has(*_FORMS) and _OFFERED.search(heard.text) is not None
    if not heard.has(*_OFFERING) and not is_asked:
        return []
    new = [id_ for id_ in character.trade_finder.find(heard.text) if id_ not in mind.trades]
    mind.trades += new
    return new


def is_as_good(issue: PersonaIssue, value: float, other: float) -> bool:
    """Tell whether the counterpart likes `value` at least as well as `other`."""
    return value >= other if issue.wants == "higher" else value <= other


def find_reach(mind: Mind, issue: PersonaIssue) -> int:
    """Find the rung it may go to now: one below where it stands, if step and trades allow."""
    rung = mind.deals[issue.id].rung
    following = issue.ladder[rung + 1 : rung + 2]
    may_go = bool(following) and (
        mind.level >= STEPS.index(following[0].step)
        and set(following[0].needs) <= set(mind.trades)
        and mind.mood in ("even", "irritated")
    )
    return rung + 1 if may_go else rung


def _rung_value(issue: PersonaIssue, rung: int) -> float:
    return issue.opening if rung < 0 else issue.ladder[rung].value


def is_acceptable(character: Character, mind: Mind, figure: Figure) -> bool:
    """Tell whether it would take this figure now."""
    issue = character.issues[figure.issue]
    reach = _rung_value(issue, find_reach(mind, issue))
    return is_as_good(issue, figure.value, reach)


def answer_figure(
    character: Character, mind: Mind, figure: Figure, *, has_new_trade: bool
) -> OfferAnswer:
    """Judge a figure, move the ladder by one rung at most, and say how it answers."""
    issue = character.issues[figure.issue]
    deal = mind.deals[issue.id]
    mind.focus = issue.id
    if deal.settled is not None:
        return "confirm_no"
    if is_acceptable(character, mind, figure):
        return _take(mind, deal, figure)
    answer = _refuse(character, mind, figure, has_new_trade=has_new_trade)
    answered = figure.value if answer != "skip" else deal.answered
    mind.deals[issue.id] = replace(
        mind.deals[issue.id], theirs=figure.value, answered=answered, read_back=None
    )
    return answer


def _take(mind: Mind, deal: Deal, figure: Figure) -> OfferAnswer:
    """Read a figure back before it binds, unless it was said twice already."""
    takes_offer = figure.kind is MoveKind.ACCEPT and figure.value == deal.offer
    if takes_offer or figure.value in (deal.read_back, deal.theirs):
        settle(mind, figure.issue, figure.value)
        return "accept"
    read_back(mind, figure.issue, figure.value)
    return "offer_readback"


def read_back(mind: Mind, issue: str, value: float) -> None:
    """Let a figure wait for the learner's yes."""
    mind.focus = issue
    mind.deals[issue] = replace(mind.deals[issue], theirs=value, answered=value, read_back=value)


def settle(mind: Mind, issue: str, value: float) -> None:
    """Bind a figure."""
    mind.focus = issue
    mind.deals[issue] = replace(
        mind.deals[issue], offer=value, theirs=value, read_back=None, settled=value
    )


def _refuse(
    character: Character, mind: Mind, figure: Figure, *, has_new_trade: bool
) -> OfferAnswer:
    issue = character.issues[figure.issue]
    deal = mind.deals[issue.id]
    skips = character.numbers.gains.skips_at_or_below
    last_early = skips.get(str(figure.kind), skips["proposal"])
    if mind.level <= STEPS.index(last_early):
        return "skip"
    if _is_insulting(character, issue, figure.value):
        return "offer_insulting"
    if figure.value == deal.answered and not has_new_trade:
        return "offer_repeat"
    has_moved = deal.answered is None or _is_nearer(issue, figure.value, deal.answered)
    if (has_moved or has_new_trade) and concede(mind, issue):
        return "offer_counter"
    return "offer_hold"


def _is_nearer(issue: PersonaIssue, value: float, before: float) -> bool:
    return value != before and is_as_good(issue, value, before)


def _is_insulting(character: Character, issue: PersonaIssue, value: float) -> bool:
    span = abs(issue.opening - issue.limit)
    beyond = issue.limit - value if issue.wants == "higher" else value - issue.limit
    return beyond > span * character.numbers.bargaining.insulting


def concede(mind: Mind, issue: PersonaIssue) -> bool:
    """Go down one rung if it may; tells whether it did."""
    deal = mind.deals[issue.id]
    reach = find_reach(mind, issue)
    if reach == deal.rung:
        return False
    mind.deals[issue.id] = replace(deal, rung=reach, offer=issue.ladder[reach].value)
    return True


def says_yes(heard: Heard) -> bool:
    """Tell whether a turn confirms what was just read back."""
    is_yes = heard.has(MoveKind.ACCEPT, MoveKind.CONFIRM_AGREEMENT)
    return is_yes or _YES.match(heard.text) is not None


def awaiting_yes(mind: Mind) -> str | None:
    """Name the issue whose figure was read back and waits for a yes."""
    return next((id_ for id_, deal in mind.deals.items() if deal.read_back is not None), None)


def drop_read_backs(mind: Mind) -> None:
    """Forget what was read back once the learner has gone on to something else."""
    for id_, deal in mind.deals.items():
        if deal.read_back is not None:
            mind.deals[id_] = replace(deal, read_back=None)


def figures_apart(character: Character, mind: Mind) -> bool:
    """Tell whether both have named a figure on the main issue and it can go no further."""
    issue = character.main_issue
    deal = mind.deals[issue.id]
    if deal.theirs is None or deal.settled is not None:
        return False
    return find_reach(mind, issue) == deal.rung
