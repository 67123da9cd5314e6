"""What changes in mid-talk: hinted at, and told to the learner who asks."""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import Answer, Moment
from voicecoach.dialogue.trust import feel
from voicecoach.turns import MoveKind

_CHANGE = re.compile(
    r"\b(?:chang\w*|happen\w*|news|new|different|just now|everything (?:ok|all right))\b",
    re.IGNORECASE,
)
_SHORT = 5  # "What was that?"
# Answers quiet enough for a hint to stand in their place, or to follow them in the same breath.
_QUIET = frozenset(
    {
        "push",
        "more",
        "acknowledged",
        "thanked",
        "fill",
        "yes_heard",
        "no_heard",
    }
)
_MAY_BE_FOLLOWED = frozenset({
    "answer", "evade", "again", "label_right", "paraphrase_right", "empathy", "appreciation",
    "mirror", "i_message", "own_interest", "rapport", "summary_right", "summary_partial",
    "agenda", "apology", "remark", "given_back", "criterion", "question_streak", "clarify",
})  # fmt: skip


def hint(character: Character, mind: Mind, answer: Answer) -> Answer:
    """Let it show that something has changed, once it is time: instead of a quiet answer or after.

    From then on its weights and limits are the new ones.
    """
    shift = character.persona.shift
    if shift is None or mind.shift or mind.end is not None or not _is_time(character, mind):
        return answer
    waits = character.numbers.shift.waits_turns
    if answer.act in _QUIET:
        hinted = Answer("shift_hint", "shift.hint")
    elif answer.act in _MAY_BE_FOLLOWED and mind.n_turns >= shift.after_turns + waits:
        hinted = replace(answer, act="shift_hint", then_source="shift.hint")
    else:
        return answer
    mind.shift, mind.shift_turn = "hinted", mind.n_turns
    return hinted


def _is_time(character: Character, mind: Mind) -> bool:
    shift = character.persona.shift
    assert shift is not None
    is_calm = mind.mood in ("even", "irritated")
    is_open = mind.deals[character.main_issue.id].settled is None
    late = mind.n_turns >= shift.after_turns and mind.has_reached(shift.step)
    return late and is_calm and is_open


def tell_shift(moment: Moment) -> Answer | None:
    """Say what has changed when asked; asked soon after the hint, it credits the ear for it."""
    character, mind = moment.character, moment.mind
    shift = character.persona.shift
    if shift is None or mind.shift != "hinted" or mind.mood not in ("even", "irritated"):
        return None
    is_offer = bool(moment.figures or moment.new_trades)
    is_named = bool(set(shift.about) & set(moment.named_topics))
    is_about_it = moment.asks and is_named and not is_offer
    is_plain = _CHANGE.search(moment.heard.text) or len(moment.heard.text.split()) <= _SHORT
    is_asked = moment.heard.has(MoveKind.MONITOR_CHANGE) and is_plain
    if not is_asked and not is_about_it:
        return None
    mind.shift = "told"
    if mind.n_turns - mind.shift_turn <= character.numbers.shift.notice_within_turns:
        feel(character, mind, ["shift_noticed"])
    return Answer("shift_told", "shift.say")
