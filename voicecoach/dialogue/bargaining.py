"""Bargaining: the code owns the figures, and nothing but the ladder moves them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.ladder import is_as_good, rung_value
from voicecoach.dialogue.mind import Deal, Mind
from voicecoach.dialogue.modes import find_mode_numbers
from voicecoach.dialogue.persona import PersonaIssue, Rung
from voicecoach.dialogue.stairway import STEPS
from voicecoach.dialogue.wording import gives
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
# ... but "what would an apology have to say?" offers none.
_ASKS_WHAT = re.compile(
    r"\W*(?:(?:so|okay|and|but|well)\W+)*(?:what (?!if|about)|who|why|when|which|where)\b[^.!]*$",
    re.IGNORECASE,
)
# An issue that weighs at most this share of the heaviest is given way on faster.
_LIGHT = 0.5

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


def find_figures(character: Character, mind: Mind, heard: Heard) -> tuple[Figure, ...]:
    """Find the figures to answer: one for each issue, the last named; the main issue first.

    A figure outside what is plausible was misheard or is about something else.
    """
    figures: dict[str, Figure] = {}
    for move in heard.moves:
        figure = _read(character, mind, move) if _is_priced(move) else None
        if figure is not None:
            figures[figure.issue] = figure
    order = list(character.issues)
    return tuple(sorted(figures.values(), key=lambda figure: order.index(figure.issue)))


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
    is_form = heard.has(*_FORMS) or heard.text.rstrip().endswith("?")
    is_asked = is_form and _OFFERED.search(heard.text) and not _ASKS_WHAT.match(heard.text)
    if not heard.has(*_OFFERING) and not is_asked and not gives(heard.text):
        return []
    new = [id_ for id_ in character.trade_finder.find(heard.text) if id_ not in mind.trades]
    mind.trades += new
    return new


def find_reach(character: Character, mind: Mind, issue: PersonaIssue) -> int:
    """Find the rung it may go to now: as far as step, trades, mode and weight allow."""
    rung = min(mind.deals[issue.id].rung, len(issue.ladder) - 1)
    if mind.mood not in ("even", "irritated"):
        return rung
    n_rungs = find_mode_numbers(character, mind).rungs_at_once + _is_light(character, mind, issue)
    for following in issue.ladder[rung + 1 : rung + 1 + n_rungs]:
        if not _may_go(character, mind, following):
            break
        rung += 1
    return rung


def _is_light(character: Character, mind: Mind, issue: PersonaIssue) -> bool:
    heaviest = max(character.find_issue(mind, id_).weight for id_ in character.issues)
    return issue.weight <= _LIGHT * heaviest


def _may_go(character: Character, mind: Mind, rung: Rung) -> bool:
    has_step = mind.level >= STEPS.index(rung.step)
    return has_step and all(_is_met(character, mind, need) for need in rung.needs)


def _is_met(character: Character, mind: Mind, need: str) -> bool:
    """Tell whether a trade was offered, or another issue brought to where it can be borne."""
    deal = mind.deals.get(need)
    if deal is None or need in mind.trades:
        return need in mind.trades
    issue = character.find_issue(mind, need)
    value = deal.theirs if deal.settled is None else deal.settled
    return value is not None and is_as_good(issue, value, issue.limit)


def is_acceptable(character: Character, mind: Mind, figure: Figure) -> bool:
    """Tell whether it would take this figure now."""
    issue = character.find_issue(mind, figure.issue)
    return is_as_good(issue, figure.value, find_reachable(character, mind, issue))


def find_reachable(character: Character, mind: Mind, issue: PersonaIssue) -> float:
    """Give the figure it may go to now."""
    return rung_value(issue, find_reach(character, mind, issue))


def answer_figure(
    character: Character, mind: Mind, figure: Figure, *, has_new_trade: bool
) -> OfferAnswer:
    """Judge a figure, move the ladder if it may, and say how it answers."""
    mind.focus = figure.issue
    deal = mind.deals[figure.issue]
    if deal.settled is not None:
        return "confirm_no"
    if is_acceptable(character, mind, figure):
        return _take(mind, deal, figure)
    answer = _refuse(character, mind, figure, has_new_trade=has_new_trade)
    note_offer(mind, figure, is_answered=answer != "skip")
    return answer


def note_offer(mind: Mind, figure: Figure, *, is_answered: bool) -> None:
    """Remember the learner's figure on an issue."""
    deal = mind.deals[figure.issue]
    answered = figure.value if is_answered else deal.answered
    mind.deals[figure.issue] = replace(deal, theirs=figure.value, answered=answered, read_back=None)


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


def is_too_early(character: Character, mind: Mind, figure: Figure) -> bool:
    """Tell whether an offer comes before it feels heard."""
    skips = character.numbers.gains.skips_at_or_below
    return mind.level <= STEPS.index(skips.get(str(figure.kind), skips["proposal"]))


def _refuse(
    character: Character, mind: Mind, figure: Figure, *, has_new_trade: bool
) -> OfferAnswer:
    issue = character.find_issue(mind, figure.issue)
    deal = mind.deals[issue.id]
    if is_too_early(character, mind, figure):
        return "skip"
    if is_insulting(character, issue, figure.value):
        return "offer_insulting"
    if figure.value == deal.answered and not has_new_trade:
        return "offer_repeat"
    has_moved = deal.answered is None or _is_nearer(issue, figure.value, deal.answered)
    if has_moved:
        mind.deals[issue.id] = replace(deal, n_nearer=deal.n_nearer + 1)
    if (has_moved or has_new_trade) and concede(
        character, mind, issue, theirs=figure.value, has_new_trade=has_new_trade
    ):
        return "offer_counter"
    return "offer_hold"


def _is_nearer(issue: PersonaIssue, value: float, before: float) -> bool:
    return value != before and is_as_good(issue, value, before)


def is_insulting(character: Character, issue: PersonaIssue, value: float) -> bool:
    """Tell whether a figure is further beyond the limit than the limit is from the opening."""
    span = abs(issue.opening - issue.limit)
    beyond = issue.limit - value if issue.wants == "higher" else value - issue.limit
    return beyond > span * character.numbers.bargaining.insulting


def concede(
    character: Character,
    mind: Mind,
    issue: PersonaIssue,
    *,
    theirs: float | None,
    has_new_trade: bool,
) -> bool:
    """Go down the ladder if it may; tells whether it did.

    One who competes moves late the first time, unless something new is offered; one who splits
    goes no further than halfway to the learner's figure, but at least one rung.
    """
    deal, numbers = mind.deals[issue.id], find_mode_numbers(character, mind)
    is_first = deal.offer == issue.opening
    if is_first and not has_new_trade and deal.n_nearer < numbers.moves_before_first:
        return False
    reach = find_reach(character, mind, issue)
    if numbers.splits and theirs is not None:
        middle = (deal.offer + theirs) / 2
        while reach > deal.rung + 1 and not is_as_good(issue, rung_value(issue, reach), middle):
            reach -= 1
    offer = rung_value(issue, reach)
    if reach <= deal.rung or offer == deal.offer or not is_as_good(issue, deal.offer, offer):
        return False
    mind.deals[issue.id] = replace(deal, rung=reach, offer=offer, n_nearer=0)
    return True


def says_yes(heard: Heard) -> bool:
    """Tell whether a turn confirms what was just read back."""
    is_yes = heard.has(MoveKind.ACCEPT, MoveKind.CONFIRM_AGREEMENT)
    return is_yes or _YES.match(heard.text) is not None


def awaiting_yes(mind: Mind) -> dict[str, float]:
    """Give the figures that were read back and wait for a yes, by issue."""
    return {id_: deal.read_back for id_, deal in mind.deals.items() if deal.read_back is not None}


def drop_read_backs(mind: Mind) -> None:
    """Forget what was read back once the learner has gone on to something else."""
    for id_, deal in mind.deals.items():
        if deal.read_back is not None:
            mind.deals[id_] = replace(deal, read_back=None)


def figures_apart(character: Character, mind: Mind) -> bool:
    """Tell whether both have named a figure on the main issue and it can go no further."""
    issue = character.find_issue(mind, character.main_issue.id)
    deal = mind.deals[issue.id]
    if deal.theirs is None or deal.settled is not None:
        return False
    return find_reach(character, mind, issue) <= deal.rung
