"""Deciding what to do with a learner's turn. What it does is decided here; the words come after.

The rules are asked in order and the first that has an answer gives it: ends and breaches before
bargains, bargains before secrets, secrets before reactions, reactions before evasion.
"""

from __future__ import annotations

from voicecoach.dialogue.bargaining import awaiting_yes
from voicecoach.dialogue.dealing import agree, bargain, close, hold_out
from voicecoach.dialogue.facts import find_fact, hides_something
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.moment import QUESTIONS, Answer, Moment, occasion, play_tactic, would_take
from voicecoach.dialogue.tactics import find_countered, take_countered
from voicecoach.turns import MoveKind

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
    ("agenda", "agenda"),
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
    ("option", "option"),
    ("next_step", "next_step"),
    ("concession", "concession"),
    ("position", "position"),
    ("small_talk_enough", "small_talk_enough"),
    ("rapport", "rapport"),
    ("irritator", "irritator"),
)


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
        is_offer = event == "ultimatum" and would_take(moment)
        if moment.has(event) and not is_offer:
            return occasion(name)
    return None


def _tell(moment: Moment) -> Answer | None:
    """Let out a fact, unless questions are being fired at it."""
    if moment.has("question_streak", "stacked_question"):
        return None
    fact = find_fact(moment.character, moment.mind, moment.made, moment.topics)
    if fact is None:
        return None
    return Answer("disclose", f"fact.{fact.id}", fact=fact.id)


def _drop_tactic(moment: Moment) -> Answer | None:
    """Give up a tactic that was just countered; a figure or a yes is answered first."""
    if moment.figure is not None or awaiting_yes(moment.mind) is not None:
        return None
    tactic = find_countered(moment.character, moment.mind, moment.made)
    if tactic is None:
        return None
    take_countered(moment.character, moment.mind, tactic)
    return Answer("drop_tactic", f"tactic.{tactic.id}.countered", tactic=tactic.id)


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
    if not moment.heard.has(*QUESTIONS):
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
    is_question = moment.heard.has(*QUESTIONS)
    for event, name in _REACTIONS:
        # With a question in the turn a mere courtesy is not the answer.
        if moment.has(event) and not (is_question and event in ("rapport", "position")):
            return occasion(name)
    if moment.heard.has(MoveKind.PAUSE_REQUEST):
        return occasion("pause")
    return None


def _go_on(moment: Moment) -> Answer | None:
    """Say more when nudged: on the topic in hand, or else of its view."""
    if not moment.has("nudge") or moment.heard.has(*QUESTIONS):
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
    if not heard.has(*QUESTIONS):
        return None
    if moment.has("challenge_basis"):
        return occasion("challenge")
    if moment.has("monitor_change"):
        return occasion("monitor_change")
    if moment.topics:
        return _evade_topic(moment)
    if moment.has("stacked_question"):
        return occasion("stacked")
    return occasion("reasoned" if moment.has("reasoned_question") else "deflect")


def _evade_topic(moment: Moment) -> Answer:
    """Notice that it was asked before, unless there is something left that it hides."""
    mind = moment.mind
    hides = any(hides_something(moment.character, mind, id_) for id_ in moment.topics)
    if hides and moment.has("reasoned_question"):
        return occasion("reasoned")
    is_old = not set(mind.asked).isdisjoint(moment.topics)
    return occasion("again" if is_old and not hides else "evade")


def _protest(moment: Moment) -> Answer | None:
    return occasion("interrupted") if moment.heard.broke_in else None


def _push(moment: Moment) -> Answer:
    is_open = moment.mind.step == "influence" and moment.mind.mood == "even"
    if is_open and unused(moment.character.book, moment.mind, "invite", moment.slots):
        return occasion("invite")
    return play_tactic(moment) or occasion("push")


_RULES = (
    _leave,
    _stay_broken,
    _bristle,
    close,
    _drop_tactic,
    agree,
    bargain,
    _tell,
    hold_out,
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
