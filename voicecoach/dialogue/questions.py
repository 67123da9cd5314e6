"""Answering what was asked, or turning it aside in character."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.dialogue.asked import find_common_question
from voicecoach.dialogue.facts import hides_something
from voicecoach.dialogue.lines import overlap, unused
from voicecoach.dialogue.modes import find_mode_numbers
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion, play_tactic
from voicecoach.dialogue.moves.overlap import points_held
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.process import asks_priority
from voicecoach.dialogue.sifting import is_remark
from voicecoach.dialogue.subject import (
    answer_by_form,
    answer_common,
    answer_expected,
    answer_on_subject,
    is_plainly_about,
)
from voicecoach.dialogue.terms import name_issue
from voicecoach.dialogue.wording import asks_to_act, guesses, reproaches, sums_up
from voicecoach.turns import MoveKind

# What a line was for that can be put in other words when asked what it meant.
_REWORDED = ("fact.", "topic.", "tactic.", "offer_", "summary_", "label_wrong")


def answer_question(moment: Moment) -> Answer | None:
    """Answer what was asked, if it is one of the things it will talk about."""
    if moment.aside == "clarify":
        return _explain(moment)
    if moment.aside == "their_figure":
        return _name_figure(moment)
    if moment.heard.has(MoveKind.CLEARINGHOUSE_PROBE):
        return answer_expected(moment) or answer_common(moment)
    if not moment.asks or _is_about_order(moment):
        return None
    return (
        answer_expected(moment)
        or _answer_by_form(moment)
        or _answer_widely(moment)
        or answer_on_subject(moment)
    )


def _answer_by_form(moment: Moment) -> Answer | None:
    """Answer a question that says by its form what it wants, unless it names a subject."""
    if asks_priority(moment.heard.text) and (told := _tell_priority(moment)) is not None:
        return told
    if moment.named_topics:
        return None
    if moment.has("rapport", "small_talk_enough"):
        return occasion("rapport" if moment.has("rapport") else "small_talk_enough")
    if asks_to_act(moment.heard.text):
        return occasion("next_step")
    common = find_common_question(moment.heard.text)
    is_change = moment.has("monitor_change") and (common is None or common.is_last)
    return occasion("monitor_change") if is_change else None


def _answer_widely(moment: Moment) -> Answer | None:
    """Say what it wants: "what would put it right?" points back at nothing."""
    if moment.aside != "their_idea":
        return None
    return answer_on_subject(moment) or _name_figure(moment)


def _tell_priority(moment: Moment) -> Answer | None:
    """Say which of two issues weighs more, once there is some trust; guarded, it says nothing."""
    character, mind = moment.character, moment.mind
    issues = [character.find_issue(mind, id_) for id_ in character.issues]
    named = [issue for issue in issues if issue.id in moment.named_issues]
    ranked = sorted(named if len(named) > 1 else issues, key=lambda issue: -issue.weight)
    is_ready = mind.has_reached("empathy") and mind.mood == "even"
    if not is_ready or len(ranked) < 2 or ranked[0].weight == ranked[-1].weight:
        return None
    slots = (("more", name_issue(ranked[0])), ("less", name_issue(ranked[-1])))
    if not unused(character.book, mind, "spare.priority", dict(slots)):
        return None
    return Answer("tell_priority", "spare.priority", slots=slots)


def _is_about_order(moment: Moment) -> bool:
    """Tell whether the question only asks leave to take things in an order."""
    asked = {move.kind for move in moment.heard.moves if "question" in move.kind}
    if not moment.has("agenda") or "agenda" in moment.shaky:
        return False
    return asked <= {MoveKind.CLOSED_QUESTION} or not moment.heard.text.rstrip().endswith("?")


def _explain(moment: Moment) -> Answer:
    """Say what the last line meant: in other words if there are any, else at a little length."""
    last = moment.mind.last
    source = "" if last is None else last.key.rsplit(".", 2)[0]
    if source.startswith(_REWORDED) and has_line(moment, source):
        return Answer("clarify", source)
    is_on_subject = source.startswith(("fact.", "topic.")) and moment.mind.topic is not None
    for topic in moment.named_topics or ((moment.mind.topic or "",) if is_on_subject else ()):
        if has_line(moment, f"topic.{topic}"):
            return Answer("answer", f"topic.{topic}", topic=topic)
    return Answer("clarify", "mirror" if has_line(moment, "mirror") else "clarify")


def _name_figure(moment: Moment) -> Answer | None:
    """Say where it stands on the issue that was named, or on the one in hand."""
    mind = moment.mind
    open_issues = [id_ for id_, deal in mind.deals.items() if deal.settled is None]
    if not open_issues:
        return None
    named = [id_ for id_ in moment.named_issues if id_ in open_issues]
    mind.focus = (*named, *([mind.focus] if mind.focus in open_issues else open_issues))[0]
    return occasion("offer_hold")


def go_on(moment: Moment) -> Answer | None:
    """Say more when nudged: on the topic in hand, or else of its view."""
    is_nudged = moment.has("nudge") or moment.aside == "say_more"
    if not is_nudged or (moment.asks and moment.aside != "say_more"):
        return None
    topic = moment.mind.topic
    if topic is not None and has_line(moment, f"topic.{topic}"):
        return Answer("answer", f"topic.{topic}", topic=topic)
    return occasion("more")


def evade_question(moment: Moment) -> Answer | None:
    """Turn a question aside that has no answer left, or none to give."""
    if moment.heard.has(MoveKind.CLEARINGHOUSE_PROBE):
        return occasion("nothing_more")
    if not moment.asks:
        return None
    if moment.has("challenge_basis"):
        return occasion("challenge")
    if any(is_plainly_about(moment, topic) for topic in moment.topics):
        return _evade_topic(moment)
    if moment.has("stacked_question"):
        return occasion("stacked")
    if moment.has("reasoned_question"):
        return occasion("reasoned")
    return answer_by_form(moment) or occasion("deflect")


def _evade_topic(moment: Moment) -> Answer:
    """Notice that it was asked before, unless there is something left that it hides."""
    mind = moment.mind
    hides = any(hides_something(moment.character, mind, id_) for id_ in moment.topics)
    if hides and moment.has("reasoned_question"):
        return occasion("reasoned")
    is_old = not set(mind.asked).isdisjoint(moment.topics)
    return occasion("again") if is_old and not hides else _evade_by_mode(moment)


def _evade_by_mode(moment: Moment) -> Answer:
    """Evade as its mode does: one who competes hits back, one who avoids changes the subject."""
    mind = moment.mind
    way = find_mode_numbers(moment.character, mind).evades_with
    if way == "tactic":
        tactic = play_tactic(moment)
        return (
            occasion("evade")
            if tactic is None
            else replace(tactic, source="evade", then_source=tactic.source)
        )
    is_early = not mind.has_reached("empathy") and mind.mood == "even"
    return occasion("deflect" if way == "deflect" and is_early else "evade")


def take_up(moment: Moment) -> Answer | None:
    """Answer a plain statement: by what it gave back, or on its subject.

    A subject is taken up as long as enough is left for a question on it.
    """
    if moment.gives_back and points_held(hear(moment.heard.text), moment.points):
        return occasion("paraphrase_right")
    if asks_to_act(moment.heard.text):
        return occasion("next_step")
    expected = answer_expected(moment)
    if expected is not None:
        return expected
    text = moment.heard.text
    if moment.gives_back or guesses(text) or sums_up(text):
        return occasion("given_back")
    for topic in moment.named_topics:
        source = f"topic.{topic}"
        lines = moment.lines_left(source)
        if len(lines) > 1 and any(overlap(line, moment.heard.text) for line in lines):
            return Answer("answer", source, topic=topic)
    if reproaches(text):
        return occasion("blame")
    return occasion("remark") if is_remark(moment.character, moment.heard) else None
