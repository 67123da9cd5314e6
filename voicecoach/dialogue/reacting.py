"""Reacting to what a learner did with words, when nothing weightier is to be answered."""

from __future__ import annotations

from voicecoach.dialogue.asides import Aside
from voicecoach.dialogue.moment import Answer, Moment, occasion
from voicecoach.dialogue.wording import orders
from voicecoach.turns import MoveKind

_SUMMARIES = (
    ("summary_right", "summary_right"),
    ("summary_long", "summary_right"),
    ("summary_partial", "summary_partial"),
    ("summary_wrong", "summary_wrong"),
)
# Reactions in the order in which they matter: event, occasion.
_REACTIONS = (
    ("apology", "apology"),
    ("agenda", "agenda"),
    ("name_tactic", "name_tactic"),
    ("reframe", "reframe"),
    ("common_aim", "reframe"),
    ("label_wrong_asserted", "label_wrong"),
    ("label_wrong_tentative", "label_wrong"),
    ("paraphrase_right", "paraphrase_right"),
    ("paraphrase_wrong", "given_back"),  # it may be right, in words nobody foresaw
    ("paraphrase_unclear", "paraphrase_right"),
    ("label_unclear", "empathy"),
    ("empathy", "empathy"),
    ("mirror", "mirror"),
    ("i_message", "i_message"),
    ("objective_criterion", "criterion"),
    ("own_interest", "own_interest"),
    ("priority_told", "own_interest"),
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
_ASIDES: dict[Aside, str] = {
    "how_are_you": "how_are_you",
    "courtesy": "rapport",
    "greeting": "greeting",
    "goodbye": "goodbye",
    "thanks": "thanked",
    "acknowledge": "acknowledged",
}


def react_to_summary(moment: Moment) -> Answer | None:
    """Say whether what was given back is right."""
    for event, name in _SUMMARIES:
        if moment.has(event):
            # What is on their subject may be right in words that nobody foresaw.
            is_near = name == "summary_wrong" and bool(moment.named_topics)
            return invite(moment) or occasion("given_back" if is_near else name)
    return None


def invite(moment: Moment) -> Answer | None:
    """Ask for their proposal on reaching influence."""
    is_new = moment.mind.step == "influence" and moment.step_before == "rapport"
    return occasion("invite") if is_new else None


def react_to_label(moment: Moment) -> Answer | None:
    """Say that its feeling was named rightly, until that is done too often."""
    if not moment.has("label_right"):
        return None
    recent = moment.mind.recent[-3:]  # this turn is the last of them
    is_worn = len(recent) == 3 and all("label_right" in events for events in recent)
    return occasion("label_enough" if is_worn else "label_right")


def react(moment: Moment) -> Answer | None:
    """React to the weightiest thing the learner did."""
    for event, name in _REACTIONS:
        # With a question in the turn a mere courtesy is not the answer.
        is_courtesy = moment.asks and event in ("rapport", "position")
        is_courtesy |= event == "empathy" and _is_one_question(moment)
        if moment.has(event) and event not in moment.shaky and not is_courtesy:
            is_order = event == "option" and not moment.figures and orders(moment.heard.text)
            return occasion("agenda" if is_order else name)
    if moment.heard.has(MoveKind.PAUSE_REQUEST):
        return occasion("pause")
    return None


def _is_one_question(moment: Moment) -> bool:
    text = moment.heard.text.rstrip()
    return moment.asks and text.endswith("?") and not any(mark in text[:-1] for mark in ".!?")


def react_unsurely(moment: Moment) -> Answer | None:
    """React to what may have been meant, when there is nothing else to answer."""
    name = next((name for event, name in _REACTIONS if event in moment.shaky), None)
    return None if name is None else occasion(name)


def answer_aside(moment: Moment) -> Answer | None:
    """Answer a turn that is about the talk itself, or a bare yes or no."""
    if moment.aside is None or (moment.asks and moment.aside not in _ASIDES):
        return None
    if moment.aside in ("yes", "no") and (moment.was_asked or moment.aside == "no"):
        return occasion(f"{moment.aside}_heard")
    if moment.aside == "yes":
        return occasion("acknowledged")
    name = _ASIDES.get(moment.aside)
    return None if name is None else occasion(name)
