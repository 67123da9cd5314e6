"""Several issues in one offer: judged as a whole, so that each side may get its way somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from voicecoach.dialogue.bargaining import (
    Figure,
    concede,
    find_reach,
    find_reachable,
    is_acceptable,
    is_insulting,
    is_too_early,
    note_offer,
    read_back,
    settle,
)
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.ladder import is_as_good, share
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion
from voicecoach.dialogue.terms import speak_terms
from voicecoach.dialogue.trust import feel
from voicecoach.dialogue.wording import binds
from voicecoach.turns import MoveKind


def answer_package(moment: Moment, figures: tuple[Figure, ...]) -> Answer | None:
    """Answer figures on several issues together.

    Taken if it gives the counterpart at least as much in all, weighed by what matters to it, as
    each figure at its own reach would; figures may make up for each other, but none may pass its
    limit, and never before there is rapport.
    """
    character, mind = moment.character, moment.mind
    mind.focus = figures[0].issue
    if _would_take_all(character, mind, figures):
        return _take(moment, figures)
    if moment.heard.has(MoveKind.CONFIRM_AGREEMENT) and binds(moment.heard.text):
        return occasion("confirm_no")
    if any(is_too_early(character, mind, figure) for figure in figures):
        for figure in figures:
            note_offer(mind, figure, is_answered=False)
        is_demand = all(figure.kind is MoveKind.POSITION for figure in figures)
        return None if is_demand else occasion("skip")
    if any(
        is_insulting(character, character.find_issue(mind, figure.issue), figure.value)
        for figure in figures
    ):
        feel(character, mind, ["insulting_offer"])
    return _counter(moment, figures)


def _would_take_all(character: Character, mind: Mind, figures: tuple[Figure, ...]) -> bool:
    if all(is_acceptable(character, mind, figure) for figure in figures):
        return True
    gain = 0.0
    for figure in figures:
        issue = character.find_issue(mind, figure.issue)
        if not is_as_good(issue, figure.value, issue.limit):
            return False
        reachable = find_reachable(character, mind, issue)
        gain += issue.weight * (share(issue, figure.value) - share(issue, reachable))
    return gain >= 0 and mind.has_reached("rapport") and mind.mood == "even"


def _take(moment: Moment, figures: tuple[Figure, ...]) -> Answer:
    """Read all figures back before they bind, unless they were said twice already."""
    mind = moment.mind
    terms = {figure.issue: figure.value for figure in figures}
    waiting = {id_: (mind.deals[id_].read_back, mind.deals[id_].theirs) for id_ in terms}
    is_said_twice = all(value in waiting[id_] for id_, value in terms.items())
    for id_, value in reversed(terms.items()):  # the first, which is the main one, keeps the focus
        (settle if is_said_twice else read_back)(mind, id_, value)
    name = "accept" if is_said_twice else "offer_readback"
    spoken = speak_terms(terms, moment.character.issues)
    return replace(occasion(name), slots=(("their_offer", spoken), ("offer", spoken)))


def _counter(moment: Moment, figures: tuple[Figure, ...]) -> Answer:
    """Move on the half that matters less, and say where that leaves it on all of them."""
    character, mind = moment.character, moment.mind
    is_nearer = _is_nearer(moment, figures)
    issues = [character.find_issue(mind, figure.issue) for figure in figures]
    movable = [
        issue
        for issue, figure in zip(issues, figures, strict=True)
        if find_reach(character, mind, issue) > mind.deals[issue.id].rung
        and not is_acceptable(character, mind, figure)
    ]
    lighter = sorted(movable, key=lambda issue: issue.weight)[: (len(movable) + 1) // 2]
    has_trade = bool(moment.new_trades)
    has_moved = False
    if is_nearer or has_trade:
        theirs = {figure.issue: figure.value for figure in figures}
        for issue in lighter:
            deal = mind.deals[issue.id]
            mind.deals[issue.id] = replace(deal, n_nearer=deal.n_nearer + is_nearer)
            has_moved |= concede(
                character, mind, issue, theirs=theirs[issue.id], has_new_trade=has_trade
            )
    for figure in figures:
        offer = _stand(character, mind, figure)
        note_offer(mind, figure, is_answered=True)
        mind.deals[figure.issue] = replace(mind.deals[figure.issue], offer=offer)
    answer = stand(moment, [figure.issue for figure in figures])
    return answer if has_moved else replace(answer, act="hold", source=_hold(moment))


def _is_nearer(moment: Moment, figures: tuple[Figure, ...]) -> bool:
    """Tell whether a package gives the counterpart more in all than the figures it answered last.

    What the learner takes back on one issue they may make up for on another, as in judging it.
    """
    character, mind, gain = moment.character, moment.mind, 0.0
    for figure in figures:
        answered = mind.deals[figure.issue].answered
        if answered is None:
            return True
        issue = character.find_issue(mind, figure.issue)
        gain += issue.weight * (share(issue, figure.value) - share(issue, answered))
    return gain > 0


def _hold(moment: Moment) -> str:
    return "package" if has_line(moment, "package") else "offer_hold"


def stand(moment: Moment, issues: Iterable[str]) -> Answer:
    """Say where it stands on several issues, to be taken or answered as a whole."""
    mind = moment.mind
    offers = {id_: mind.deals[id_].offer for id_ in issues if mind.deals[id_].settled is None}
    mind.package = list(offers)
    slots = (("offer", speak_terms(offers, moment.character.issues)),)
    name = "package" if has_line(moment, "package") else "offer_counter"
    return Answer("counter_offer", name, slots=slots)


def _stand(character: Character, mind: Mind, figure: Figure) -> float:
    """Give what it would settle on for this issue: theirs if it can, else where it stands."""
    return (
        figure.value if is_acceptable(character, mind, figure) else mind.deals[figure.issue].offer
    )
