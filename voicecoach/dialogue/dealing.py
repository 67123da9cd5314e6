"""Deciding about offers, limits and the end of a bargain."""

from __future__ import annotations

from voicecoach.dialogue.bargaining import (
    answer_figure,
    awaiting_yes,
    concede,
    figures_apart,
    read_back,
    says_yes,
    settle,
)
from voicecoach.dialogue.facts import find_fact
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import QUESTIONS, Answer, Moment, occasion, play_tactic, would_take
from voicecoach.dialogue.sifting import OFFERING_ACTS
from voicecoach.dialogue.trust import climb, feel
from voicecoach.turns import MoveKind


def close(moment: Moment) -> Answer | None:
    """After the main figure is settled: terms, next step, farewell."""
    mind, issue = moment.mind, moment.character.main_issue
    settled = mind.deals[issue.id].settled
    if settled is None:
        return None
    mind.n_after_deal += 1
    figure = moment.figure
    if figure is not None and figure.issue == issue.id and figure.value != settled:
        return occasion("confirm_no")
    if moment.has("confirm_agreement", "next_step") and not mind.is_confirmed:
        mind.is_confirmed = True
        return occasion("confirm_yes" if moment.has("confirm_agreement") else "next_step")
    is_new_figure = figure is not None and figure.issue != issue.id
    if is_new_figure or (mind.n_after_deal <= 3 and moment.heard.has(*QUESTIONS)):
        return None
    return occasion("farewell", end="agree")


def agree(moment: Moment) -> Answer | None:
    """Take a yes: to a figure read back, or to its own standing offer."""
    mind, heard = moment.mind, moment.heard
    waiting = awaiting_yes(mind)
    if waiting is not None and moment.figure is None and says_yes(heard):
        value = mind.deals[waiting].read_back
        assert value is not None
        return _strike(moment, waiting, value)
    deal = mind.deals[mind.focus]
    if heard.has(MoveKind.ACCEPT) and moment.figure is None and deal.settled is None:
        if moment.act_before in OFFERING_ACTS and moment.aside is None:
            return _strike(moment, mind.focus, deal.offer)
        read_back(mind, mind.focus, deal.offer)
        return occasion("offer_readback")
    if heard.has(MoveKind.CONFIRM_AGREEMENT) and moment.figure is None and not _any_settled(mind):
        return occasion("confirm_no")
    return None


def _any_settled(mind: Mind) -> bool:
    return any(deal.settled is not None for deal in mind.deals.values())


def _strike(moment: Moment, issue: str, value: float) -> Answer:
    settle(moment.mind, issue, value)
    _commit(moment)
    return occasion("accept")


def _commit(moment: Moment) -> None:
    """Climb the last step, if the deal was struck with influence; any other is only a deal."""
    mind, issue = moment.mind, moment.character.main_issue
    if mind.step == "influence" and mind.deals[issue.id].settled is not None:
        climb(mind, has_earned=True)


def bargain(moment: Moment) -> Answer | None:
    """Answer a figure, unless the same words open a secret worth more."""
    figure = moment.figure
    if figure is None or (_tells_for(moment) and not would_take(moment)):
        return None
    name = answer_figure(
        moment.character, moment.mind, figure, has_new_trade=bool(moment.new_trades)
    )
    if name == "accept":
        _commit(moment)
    elif name == "skip" and not moment.has("skipped_steps"):
        return None  # a bare demand, not an offer before its time
    elif name != "offer_readback" and figure.kind is MoveKind.CONFIRM_AGREEMENT:
        return occasion("confirm_no")
    return _refuse(moment, name)


def _refuse(moment: Moment, name: str) -> Answer:
    """Say how an offer is answered, or let a tactic answer it."""
    if name == "offer_insulting":
        feel(moment.character, moment.mind, ["insulting_offer"])
    if name in ("offer_hold", "offer_insulting"):
        return play_tactic(moment, on_offer=True) or occasion(name)
    return occasion(name)


def _tells_for(moment: Moment) -> bool:
    """Tell whether a bargaining move opens a fact, which is worth more than a counter-offer."""
    return find_fact(moment.character, moment.mind, moment.made, moment.topics) is not None


def hold_out(moment: Moment) -> Answer | None:
    """Answer a calm limit or a trade without a figure, and an offer without one."""
    mind, character = moment.mind, moment.character
    if moment.has("skipped_steps"):
        return occasion("skip")
    if moment.has("calm_limit"):
        return _weigh_limit(moment)
    if moment.new_trades:
        return occasion("trade_yes")
    if moment.has("conditional_trade"):
        return occasion("trade_no")
    if moment.has("proposal"):
        is_open = mind.has_reached("influence") and unused(character.book, mind, "invite", {})
        return occasion("invite" if is_open else "offer_hold")
    return None


def _weigh_limit(moment: Moment) -> Answer | None:
    mind, character = moment.mind, moment.character
    mind.n_limits += 1
    deal = mind.deals[character.main_issue.id]
    if not mind.has_reached("rapport") or deal.theirs is None:
        return occasion("calm_limit")
    if concede(mind, character.main_issue):
        mind.focus = character.main_issue.id
        return occasion("offer_counter")
    is_over = mind.n_limits >= character.numbers.bargaining.no_deal_limits
    if is_over and figures_apart(character, mind):
        return occasion("no_deal", end="part")
    return occasion("calm_limit")
