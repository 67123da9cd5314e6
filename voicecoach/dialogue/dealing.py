"""Deciding about offers, limits and the end of a bargain."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.dialogue.bargaining import (
    Figure,
    answer_figure,
    awaiting_yes,
    concede,
    figures_apart,
    is_acceptable,
    note_offer,
    read_back,
    says_yes,
    settle,
)
from voicecoach.dialogue.facts import find_fact
from voicecoach.dialogue.modes import find_mode_numbers
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion, play_tactic, would_take
from voicecoach.dialogue.packages import answer_package, stand
from voicecoach.dialogue.sifting import OFFERING_ACTS
from voicecoach.dialogue.signals import feign
from voicecoach.dialogue.subject import is_asked_for
from voicecoach.dialogue.terms import speak_terms
from voicecoach.dialogue.trust import climb, feel
from voicecoach.dialogue.wording import binds
from voicecoach.turns import MoveKind

# What makes even one who puts things off look at an offer now.
_PRESSING = (
    MoveKind.OBJECTIVE_CRITERION,
    MoveKind.OWN_INTEREST,
    MoveKind.CONDITIONAL_TRADE,
    MoveKind.NEXT_STEP,
    MoveKind.AGENDA,
)


def agree(moment: Moment) -> Answer | None:
    """Take a yes: to figures read back, or to its own standing offer."""
    mind, heard = moment.mind, moment.heard
    waiting = awaiting_yes(mind)
    if waiting and moment.figure is None and says_yes(heard):
        return _strike(moment, waiting)
    if moment.figure is not None:
        return None
    open_issues = [id_ for id_ in moment.package or (mind.focus,) if _is_open(moment, id_)]
    if heard.has(MoveKind.ACCEPT) and open_issues:
        terms = {id_: mind.deals[id_].offer for id_ in open_issues}
        if moment.act_before in OFFERING_ACTS and moment.aside is None:
            return _strike(moment, terms)
        for id_, value in terms.items():
            read_back(mind, id_, value)
        return occasion("offer_readback")
    is_claimed = heard.has(MoveKind.CONFIRM_AGREEMENT) and binds(heard.text)
    is_sought = is_claimed or moment.aside == "agreed"
    if is_sought and not _any_settled(moment):
        return occasion("confirm_no")
    return None


def _is_open(moment: Moment, issue: str) -> bool:
    return moment.mind.deals[issue].settled is None


def _is_apart(moment: Moment, issue: str) -> bool:
    """Tell whether the learner's last figure on an issue is one it would not take."""
    theirs = moment.mind.deals[issue].theirs
    if theirs is None or not _is_open(moment, issue):
        return False
    figure = Figure(issue, theirs, MoveKind.PROPOSAL)
    return not is_acceptable(moment.character, moment.mind, figure)


def _any_settled(moment: Moment) -> bool:
    return any(deal.settled is not None for deal in moment.mind.deals.values())


def _strike(moment: Moment, terms: dict[str, float]) -> Answer:
    for id_, value in reversed(terms.items()):  # the first keeps the focus
        settle(moment.mind, id_, value)
    _commit(moment)
    spoken = speak_terms(terms, moment.character.issues)
    return replace(occasion("accept"), slots=(("their_offer", spoken), ("offer", spoken)))


def _commit(moment: Moment) -> None:
    """Climb the last step, if the deal was struck with influence; any other is only a deal."""
    mind, issue = moment.mind, moment.character.main_issue
    if mind.step == "influence" and mind.deals[issue.id].settled is not None:
        climb(mind, has_earned=True)


def catch_retreat(moment: Moment) -> Answer | None:
    """Hold the learner to what they had offered."""
    if not moment.has("broken_promise") or would_take(moment):
        return None
    for figure in moment.figures:
        if _is_open(moment, figure.issue):
            note_offer(moment.mind, figure, is_answered=True)
    return occasion("promise_broken")


def bargain(moment: Moment) -> Answer | None:
    """Answer figures, unless the same words open a secret worth more."""
    figures = tuple(figure for figure in moment.figures if _is_open(moment, figure.issue))
    if len(figures) > 1:
        answer = answer_package(moment, figures)
        _commit(moment)
        return answer
    figure = moment.figure
    if figure is None or (_tells_for(moment) and not would_take(moment)):
        return None
    if not would_take(moment):
        evasion = feign(moment, figure) or _postpone(moment, figure)
        if evasion is not None:
            return evasion
    return _answer_one(moment, figure)


def _answer_one(moment: Moment, figure: Figure) -> Answer | None:
    name = answer_figure(
        moment.character, moment.mind, figure, has_new_trade=bool(moment.new_trades)
    )
    if name == "accept":
        _commit(moment)
    elif name != "offer_readback" and figure.kind is MoveKind.CONFIRM_AGREEMENT:
        return occasion("confirm_no")
    elif name == "skip" and figure.kind is MoveKind.POSITION:
        return None  # a bare demand, not an offer before its time
    return _refuse(moment, name)


def _postpone(moment: Moment, figure: Figure) -> Answer | None:
    """Put the first offer on an issue off, as those do who avoid."""
    mind = moment.mind
    is_put_off = figure.issue in mind.postponed or mind.deals[figure.issue].settled is not None
    is_wanted = find_mode_numbers(moment.character, mind).postpones
    if not is_wanted or is_put_off or moment.has("skipped_steps"):
        return None
    if moment.heard.has(*_PRESSING) or moment.new_trades or not mind.has_reached("rapport"):
        return None
    mind.postponed.append(figure.issue)
    mind.focus = figure.issue
    note_offer(mind, figure, is_answered=False)
    return occasion("postpone")


def _refuse(moment: Moment, name: str) -> Answer:
    """Say how an offer is answered, or let a tactic answer it, or ask what else there is."""
    if name == "offer_insulting":
        feel(moment.character, moment.mind, ["insulting_offer"])
        return play_tactic(moment, on_offer=True) or occasion(name)
    if name == "offer_hold":
        return play_tactic(moment, on_offer=True) or _ask_priorities(moment) or occasion(name)
    return occasion(name)


def _ask_priorities(moment: Moment) -> Answer | None:
    """Look for what else could be traded, as those do who collaborate."""
    mind = moment.mind
    n_asked = mind.counts.get("ask_priorities", 0)
    if n_asked >= find_mode_numbers(moment.character, mind).asks_priorities:
        return None
    mind.counts["ask_priorities"] = n_asked + 1
    return occasion("ask_priorities")


def _tells_for(moment: Moment) -> bool:
    """Tell whether a bargaining move opens a fact, which is worth more than a counter-offer."""
    told = find_fact(
        moment.character,
        moment.mind,
        moment.made,
        moment.topics,
        lambda fact: is_asked_for(moment, fact),
    )
    return told is not None


def hold_out(moment: Moment) -> Answer | None:
    """Answer a calm limit or a trade without a figure, and an offer without one."""
    mind = moment.mind
    if moment.has("skipped_steps"):
        return occasion("skip")
    if moment.has("calm_limit"):
        return _weigh_limit(moment)
    if moment.new_trades:
        return occasion("trade_yes")
    if moment.has("conditional_trade"):
        return occasion("trade_no")
    if moment.has("proposal"):
        is_open = mind.has_reached("influence") and has_line(moment, "invite")
        return occasion("invite" if is_open else "offer_hold")
    return None


def _weigh_limit(moment: Moment) -> Answer | None:
    mind, character = moment.mind, moment.character
    mind.n_limits += 1
    main = character.main_issue.id
    if not mind.has_reached("rapport") or mind.deals[main].theirs is None:
        return occasion("calm_limit")
    for id_ in moment.package or (main,):
        if _is_apart(moment, id_) and concede(
            character, mind, character.find_issue(mind, id_), theirs=None, has_new_trade=True
        ):
            mind.focus = id_
            return stand(moment, moment.package) if moment.package else occasion("offer_counter")
    is_over = mind.n_limits >= character.numbers.bargaining.no_deal_limits
    if is_over and figures_apart(character, mind):
        return occasion("no_deal", end="part")
    return occasion("calm_limit")
