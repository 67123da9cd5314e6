"""Deciding what to do with a learner's turn. What it does is decided here; the words come after.

The rules are asked in order and the first that has an answer gives it: ends and breaches before
bargains, bargains before secrets, secrets before reactions, reactions before evasion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.dialogue.bargaining import (
    Figure,
    answer_figure,
    awaiting_yes,
    concede,
    figures_apart,
    is_acceptable,
    read_back,
    says_yes,
    settle,
)
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.facts import find_fact, hides_something
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.tactics import find_countered, pick_tactic, play, take_countered
from voicecoach.dialogue.trust import climb, feel
from voicecoach.turns import Heard, MoveKind


@dataclass(frozen=True, slots=True)
class Answer:
    """What it will do next."""

    act: str
    source: str  # where its line comes from: an occasion, "topic.x", "fact.x", "tactic.x.say"
    fact: str | None = None
    topic: str | None = None
    end: Literal["agree", "part", "walk_out"] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything an answer depends on."""

    character: Character
    mind: Mind  # after trust, mood and step have moved
    heard: Heard
    events: frozenset[str]
    made: frozenset[str]  # moves that were made well
    topics: tuple[str, ...]  # what the learner named, or else refers back to
    figure: Figure | None
    new_trades: tuple[str, ...]
    act_before: str  # what its own last line did
    mood_before: str
    step_before: str
    slots: dict[str, str]

    def has(self, *events: str) -> bool:
        """Tell whether any of these happened."""
        return not self.events.isdisjoint(events)


_ACTS = {
    "deflect": "evade",
    "nothing_more": "evade",
    "offer_counter": "counter_offer",
    "offer_hold": "hold",
    "offer_repeat": "hold",
    "confirm_yes": "confirm",
}
# A yes to one of these binds at once; a yes at another time may only mean "go on".
_OFFERING_ACTS = frozenset({"counter_offer", "hold", "offer_insulting", "tactic"})
_QUESTIONS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.REASONED_QUESTION,
    MoveKind.STACKED_QUESTION,
    MoveKind.INFORMATION_PROBE,
    MoveKind.INTERESTS_QUESTION,
    MoveKind.CHALLENGE_BASIS,
    MoveKind.MONITOR_CHANGE,
)
_BREACHES = (
    ("threat", "threat"),
    ("personal_attack", "attack"),
    ("ultimatum", "pressure"),
    ("pressure", "pressure"),
    ("blame", "blame"),
    ("leading_question", "leading"),
)
_SUMMARIES = (
    ("summary_right", "summary_right"),
    ("summary_long", "summary_right"),
    ("summary_partial", "summary_partial"),
    ("summary_wrong", "summary_wrong"),
)
# Reactions in the order in which they matter: event, occasion.
_REACTIONS = (
    ("apology", "apology"),
    ("name_tactic", "name_tactic"),
    ("reframe", "reframe"),
    ("label_wrong_asserted", "label_wrong"),
    ("label_wrong_tentative", "label_wrong"),
    ("paraphrase_right", "paraphrase_right"),
    ("paraphrase_wrong", "summary_wrong"),
    ("paraphrase_unclear", "paraphrase_right"),
    ("label_unclear", "empathy"),
    ("empathy", "empathy"),
    ("mirror", "mirror"),
    ("i_message", "i_message"),
    ("objective_criterion", "criterion"),
    ("own_interest", "own_interest"),
    ("appreciation", "appreciation"),
    ("flattery", "flattery"),
    ("agenda", "agenda"),
    ("option", "option"),
    ("next_step", "next_step"),
    ("concession", "concession"),
    ("position", "position"),
    ("small_talk_enough", "small_talk_enough"),
    ("rapport", "rapport"),
    ("irritator", "irritator"),
)


def occasion(name: str, end: Literal["agree", "part", "walk_out"] | None = None) -> Answer:
    """Answer with a line of this occasion."""
    return Answer(_ACTS.get(name, name), name, end=end)


def decide(moment: Moment) -> Answer:
    """Decide what to do; asks the rules in order."""
    for rule in _RULES:
        answer = rule(moment)
        if answer is not None:
            return answer
    return _push(moment)


def _leave(moment: Moment) -> Answer | None:
    return occasion("walk_out") if moment.mind.end == "walked_out" else None


def _stay_broken(moment: Moment) -> Answer | None:
    if moment.mind.mood == "ruptured":
        is_new = moment.mood_before != "ruptured"
        return occasion("rupture" if is_new else "repair_refused")
    return occasion("repaired") if moment.mood_before == "ruptured" else None


def _bristle(moment: Moment) -> Answer | None:
    for event, name in _BREACHES:
        is_offer = event == "ultimatum" and _would_take(moment)
        if moment.has(event) and not is_offer:
            return occasion(name)
    return None


def _would_take(moment: Moment) -> bool:
    figure = moment.figure
    return figure is not None and is_acceptable(moment.character, moment.mind, figure)


def _close(moment: Moment) -> Answer | None:
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
    if is_new_figure or (mind.n_after_deal <= 3 and moment.heard.has(*_QUESTIONS)):
        return None
    return occasion("farewell", end="agree")


def _agree(moment: Moment) -> Answer | None:
    """Take a yes: to a figure read back, or to its own standing offer."""
    mind, heard = moment.mind, moment.heard
    waiting = awaiting_yes(mind)
    if waiting is not None and moment.figure is None and says_yes(heard):
        value = mind.deals[waiting].read_back
        assert value is not None
        return _strike(moment, waiting, value)
    deal = mind.deals[mind.focus]
    if heard.has(MoveKind.ACCEPT) and moment.figure is None and deal.settled is None:
        if moment.act_before in _OFFERING_ACTS:
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


def _bargain(moment: Moment) -> Answer | None:
    figure = moment.figure
    if figure is None or (_tells_for(moment) and not _would_take(moment)):
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
        return _play_tactic(moment, on_offer=True) or occasion(name)
    return occasion(name)


def _tells_for(moment: Moment) -> bool:
    """Tell whether a bargaining move opens a fact, which is worth more than a counter-offer."""
    return find_fact(moment.character, moment.mind, moment.made, moment.topics) is not None


def _hold_out(moment: Moment) -> Answer | None:
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


def _tell(moment: Moment) -> Answer | None:
    """Let out a fact, unless questions are being fired at it."""
    if moment.has("question_streak", "stacked_question"):
        return None
    fact = find_fact(moment.character, moment.mind, moment.made, moment.topics)
    if fact is None:
        return None
    return Answer("disclose", f"fact.{fact.id}", fact=fact.id)


def _drop_tactic(moment: Moment) -> Answer | None:
    tactic = find_countered(moment.character, moment.mind, moment.made)
    if tactic is None:
        return None
    take_countered(moment.character, moment.mind, tactic)
    return Answer("drop_tactic", f"tactic.{tactic.id}.countered")


def _resist(moment: Moment) -> Answer | None:
    """Push back when questions come without listening, or a turn has no end."""
    mind, gains = moment.mind, moment.character.numbers.gains
    if moment.has("question_streak") and (mind.streak - gains.streak) % 2 == 0:
        return occasion("question_streak")
    if moment.has("long_turn"):
        return occasion("long_turn")
    return None


def _react_to_summary(moment: Moment) -> Answer | None:
    for event, name in _SUMMARIES:
        if moment.has(event):
            return _invite(moment) or occasion(name)
    return None


def _invite(moment: Moment) -> Answer | None:
    """Ask for their proposal on reaching influence."""
    is_new = moment.mind.step == "influence" and moment.step_before == "rapport"
    return occasion("invite") if is_new else None


def _answer_question(moment: Moment) -> Answer | None:
    """Answer what was asked, if it is one of the things it will talk about."""
    if not moment.heard.has(*_QUESTIONS):
        return None
    for topic in moment.topics:
        if unused(moment.character.book, moment.mind, f"topic.{topic}", moment.slots):
            return Answer("answer", f"topic.{topic}", topic=topic)
    return None


def _react_to_label(moment: Moment) -> Answer | None:
    if not moment.has("label_right"):
        return None
    recent = moment.mind.recent[-3:]  # this turn is the last of them
    is_worn = len(recent) == 3 and all("label_right" in events for events in recent)
    return occasion("label_enough" if is_worn else "label_right")


def _react(moment: Moment) -> Answer | None:
    is_question = moment.heard.has(*_QUESTIONS)
    for event, name in _REACTIONS:
        # With a question in the turn a mere courtesy is not the answer.
        if moment.has(event) and not (is_question and event in ("rapport", "position")):
            return occasion(name)
    if moment.heard.has(MoveKind.PAUSE_REQUEST):
        return occasion("pause")
    return None


def _go_on(moment: Moment) -> Answer | None:
    """Say more when nudged: on the topic in hand, or else of its view."""
    if not moment.has("nudge") or moment.heard.has(*_QUESTIONS):
        return None
    topic = moment.mind.topic
    source = f"topic.{topic}"
    if topic is not None and unused(moment.character.book, moment.mind, source, moment.slots):
        return Answer("answer", source, topic=topic)
    return occasion("more")


def _evade_question(moment: Moment) -> Answer | None:
    """Turn a question aside that has no answer left, or none to give."""
    heard = moment.heard
    if heard.has(MoveKind.CLEARINGHOUSE_PROBE):
        return occasion("nothing_more")
    if not heard.has(*_QUESTIONS):
        return None
    if moment.has("challenge_basis"):
        return occasion("challenge")
    if moment.has("monitor_change"):
        return occasion("monitor_change")
    if moment.topics:
        hides = any(hides_something(moment.character, moment.mind, id_) for id_ in moment.topics)
        name = "evade" if hides else "again"
        return occasion("reasoned" if hides and moment.has("reasoned_question") else name)
    if moment.has("stacked_question"):
        return occasion("stacked")
    return occasion("reasoned" if moment.has("reasoned_question") else "deflect")


def _protest(moment: Moment) -> Answer | None:
    return occasion("interrupted") if moment.heard.broke_in else None


def _play_tactic(moment: Moment, *, on_offer: bool = False) -> Answer | None:
    tactic = pick_tactic(moment.character, moment.mind, on_offer=on_offer)
    if tactic is None:
        return None
    play(moment.mind, tactic)
    return Answer("tactic", f"tactic.{tactic.id}.say")


def _push(moment: Moment) -> Answer:
    is_open = moment.mind.step == "influence" and moment.mind.mood == "even"
    if is_open and unused(moment.character.book, moment.mind, "invite", moment.slots):
        return occasion("invite")
    return _play_tactic(moment) or occasion("push")


_RULES = (
    _leave,
    _stay_broken,
    _bristle,
    _close,
    _agree,
    _bargain,
    _tell,
    _hold_out,
    _drop_tactic,
    _resist,
    _react_to_summary,
    _invite,
    _answer_question,
    _react_to_label,
    _react,
    _go_on,
    _evade_question,
    _protest,
)
