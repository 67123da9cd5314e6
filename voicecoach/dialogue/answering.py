"""Deciding what to do with a learner's turn. What it does is decided here; the words come after.

The rules are asked in order and the first that has an answer gives it: ends and breaches before
bargains, bargains before secrets, secrets before reactions, reactions before evasion.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.dialogue.bargaining import awaiting_yes
from voicecoach.dialogue.closing import close
from voicecoach.dialogue.dealing import agree, bargain, catch_retreat, hold_out
from voicecoach.dialogue.facts import find_fact, is_afraid
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion, play_tactic, would_take
from voicecoach.dialogue.patience import lose_patience
from voicecoach.dialogue.questions import answer_question, evade_question, go_on, take_up
from voicecoach.dialogue.reacting import (
    answer_aside,
    invite,
    react,
    react_to_label,
    react_to_summary,
    react_unsurely,
)
from voicecoach.dialogue.scarf import DOMAINS
from voicecoach.dialogue.shifting import tell_shift
from voicecoach.dialogue.sifting import is_remark
from voicecoach.dialogue.signals import expose
from voicecoach.dialogue.subject import answer_expected, answer_statement, is_asked_for
from voicecoach.dialogue.tactics import find_countered, note_worked, take_countered
from voicecoach.dialogue.understanding import react_to_story
from voicecoach.dialogue.wording import guesses, sums_up

_BREACHES = (
    ("threat", "threat"),
    ("personal_attack", "attack"),
    ("ultimatum", "pressure"),
    ("pressure", "pressure"),
    ("blame", "blame"),
    ("leading_question", "leading"),
)


# Counters that are about the tactic itself.
_PLAIN_COUNTERS = ("name_tactic", "challenge_basis", "calm_limit", "reframe", "objective_criterion")
_OF_THEM = re.compile(r"\byou(?:r|rs|['’]\w+)?\b", re.IGNORECASE)
# Nothing for a trick to follow.
_KIND = ("label_right", "empathy", "apology", "appreciation", "i_message", "agenda", "greeting")
_TAKES_UP = 0.5  # share of statements on a known subject that are sure of an answer


def decide(moment: Moment) -> Answer:
    """Decide what to do; asks the rules in order."""
    note_worked(moment.character, moment.mind, moment.made, gives_way=moment.gives_way)
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
    character, mind = moment.character, moment.mind
    fact = find_fact(
        character,
        mind,
        moment.made,
        moment.topics,
        lambda fact: is_asked_for(moment, fact),
    )
    if fact is None:
        if is_afraid(character, mind, moment.made, moment.topics):
            mind.because.append("held back for fear of exposure")
        return None
    return Answer("disclose", f"fact.{fact.id}", fact=fact.id)


def _drop_tactic(moment: Moment) -> Answer | None:
    """Give up a tactic that was just countered; a figure or a yes is answered first."""
    if moment.figure is not None or awaiting_yes(moment.mind):
        return None
    tactic = find_countered(moment.character, moment.mind, moment.made)
    if tactic is None:
        return None
    take_countered(moment.character, moment.mind, tactic)
    is_question = moment.asks and bool(moment.named_topics) and not moment.has(*_PLAIN_COUNTERS)
    if is_question or moment.has("apology"):
        return None  # it worked; what was said is answered all the same
    return Answer("drop_tactic", f"tactic.{tactic.id}.countered", tactic=tactic.id)


def _resist(moment: Moment) -> Answer | None:
    """Push back when questions come without listening, or a turn has no end."""
    mind, gains = moment.mind, moment.character.numbers.gains
    if moment.has("question_streak") and (mind.streak - gains.streak) % 2 == 0:
        answer = answer_expected(moment)  # it grumbles, and answers what it has an answer for
        grumble = occasion("question_streak")
        return grumble if answer is None else replace(grumble, then_source=answer.source)
    if moment.has("long_turn"):
        return occasion("long_turn")
    return None


def _show_hurt(moment: Moment) -> Answer | None:
    """Say what was touched, if it has words for it."""
    for domain in DOMAINS:
        if moment.has(f"{domain}_threat") and has_line(moment, f"{domain}_hurt"):
            return occasion(f"{domain}_hurt")
    return None


def _protest(moment: Moment) -> Answer | None:
    return occasion("interrupted") if moment.heard.broke_in else None


def _is_about_matter(moment: Moment) -> bool:
    """Tell whether a turn gives a trick something to stand on."""
    return bool(moment.heard.moves or moment.named_topics or moment.named_issues or moment.figures)


def _push(moment: Moment) -> Answer:
    mind = moment.mind
    is_open = mind.step == "influence" and mind.mood == "even"
    if is_open and has_line(moment, "invite"):
        return occasion("invite")
    answer = take_up(moment)
    # What can be answered is answered at least every other time; giving back is no provocation.
    is_expected = answer is not None and answer.source.startswith("asked.")
    is_quiet = is_expected or (answer is not None and mind.draw().random() < _TAKES_UP)
    is_quiet = is_quiet or moment.has(*_KIND) or not _is_about_matter(moment)
    tactic = None if is_quiet or _is_kind(moment) else play_tactic(moment)
    if tactic is not None:
        return _after_a_word(tactic)
    return answer or react_unsurely(moment) or occasion("push")


def _after_a_word(tactic: Answer) -> Answer:
    """Let a trick follow on a word that answers what was said."""
    return replace(tactic, source="push", then_source=tactic.source)


def _is_kind(moment: Moment) -> bool:
    """Tell whether a turn speaks of their mind or of nothing much: no cue for a trick."""
    text = moment.heard.text
    is_about_them = _OF_THEM.search(text) or guesses(text) or sums_up(text)
    return bool(is_about_them) or is_remark(moment.character, moment.heard)


_RULES = (
    _leave,
    _stay_broken,
    _bristle,
    close,
    expose,
    _drop_tactic,
    agree,
    catch_retreat,
    bargain,
    tell_shift,
    _tell,
    answer_statement,
    hold_out,
    _resist,
    react_to_story,
    react_to_summary,
    invite,
    answer_question,
    react_to_label,
    lose_patience,
    react,
    go_on,
    answer_aside,
    evade_question,
    _show_hurt,
    _protest,
)
