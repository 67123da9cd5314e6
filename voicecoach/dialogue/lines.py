"""Choosing the words: the most fitting line that has not been said yet in this talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from voicecoach.dialogue.book import SPOKEN_FIGURES, Book, Line
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moves.overlap import content_stems
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.stairway import STEPS

_LEVELS = {
    "guarded": "low",
    "listening": "mid",
    "empathy": "mid",
    "rapport": "high",
    "influence": "high",
    "commitment": "high",
}
# Where to borrow a line when an occasion has no more: what could be said just as well.
_NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "push": ("position", "deflect", "more"),
    "deflect": ("evade", "push"),
    "evade": ("deflect", "push"),
    "again": ("evade", "deflect"),
    "more": ("mirror", "push"),
    "nothing_more": ("more", "deflect"),
    "label_right": ("empathy", "mirror", "more"),
    "label_wrong": ("summary_partial", "deflect"),
    "label_enough": ("flattery", "deflect"),
    "summary_right": ("paraphrase_right", "label_right"),
    "summary_partial": ("summary_wrong", "more"),
    "summary_wrong": ("summary_partial", "label_wrong"),
    "paraphrase_right": ("mirror", "more"),
    "mirror": ("more", "paraphrase_right"),
    "empathy": ("label_right", "appreciation", "more"),
    "appreciation": ("empathy", "rapport"),
    "flattery": ("small_talk_enough", "push"),
    "apology": ("empathy", "reframe"),
    "i_message": ("empathy", "own_interest"),
    "rapport": ("appreciation", "small_talk_enough"),
    "small_talk_enough": ("push",),
    "leading": ("stacked", "evade"),
    "stacked": ("evade", "deflect"),
    "question_streak": ("evade", "deflect"),
    "reasoned": ("evade", "deflect"),
    "threat": ("attack", "pressure"),
    "attack": ("threat", "blame"),
    "blame": ("attack", "pressure"),
    "pressure": ("threat", "position"),
    "irritator": ("pressure", "push"),
    "criterion": ("challenge", "position"),
    "option": ("trade_no", "position"),
    "trade_yes": ("option", "concession"),
    "trade_no": ("option", "position"),
    "own_interest": ("position", "i_message"),
    "position": ("push", "calm_limit"),
    "calm_limit": ("position", "push"),
    "challenge": ("evade", "deflect"),
    "agenda": ("monitor_change", "push"),
    "monitor_change": ("evade", "deflect"),
    "name_tactic": ("reframe", "push"),
    "reframe": ("name_tactic", "empathy"),
    "pause": ("take_your_time",),
    "skip": ("position", "push"),
    "offer_insulting": ("offer_hold", "position"),
    "offer_counter": (),
    "offer_hold": ("offer_repeat", "position"),
    "offer_repeat": ("offer_hold", "position"),
    "concession": ("position", "push"),
    "invite": ("monitor_change", "push"),
    "confirm_no": ("offer_hold", "position"),
    "next_step": ("confirm_yes", "agenda"),
    "fill_soft": ("more", "fill_push"),
    "fill_push": ("push", "fill_soft"),
    "take_your_time": ("fill_soft", "pause"),
    "interrupted": ("evade", "push"),
    "long_turn": ("small_talk_enough", "push"),
    "greeting": ("rapport", "agenda"),
    "how_are_you": ("rapport", "greeting"),
    "say_again": ("clarify",),
    "clarify": ("mirror", "more"),
    "yes_heard": ("more",),
    "no_heard": ("more", "push"),
    "thanked": ("appreciation", "more"),
    "acknowledged": ("more",),
    "given_back": ("more", "paraphrase_right"),
    "remark": ("rapport", "small_talk_enough"),
    "goodbye": ("pause", "push"),
    "impatient": ("small_talk_enough", "push"),
    "promise_broken": ("offer_repeat", "position"),
    "postpone": ("offer_hold", "position"),
    "ask_priorities": ("invite", "own_interest"),
    "rupture": ("attack", "repair_refused"),
    "repair_refused": ("rupture", "threat"),
    "repaired": ("apology", "empathy"),
}
# What may be said at any time, when neither the occasion nor its neighbours have a line left.
_SLOT = re.compile(r"\{(\w+)\}")
_ALWAYS = ("push", "deflect", "evade", "more")
_HEADS = (
    "As things stand,", "Look,", "For my part,", "To be plain,", "Once more,", "Put simply,",
    "From where I sit,", "As far as I'm concerned,",
)  # fmt: skip
_MIDDLES = (
    "we haven't settled this,", "I've told you how I see it,", "nothing has changed,",
    "it's your turn,", "there's nothing to add on my side,", "you've heard where I am,",
    "we're where we were,",
)  # fmt: skip
_TAILS = (
    "so tell me where you stand.", "so say what you came to say.", "and I'm waiting.",
    "and that's all for now.", "so what do you want to do?", "and you know it.",
    "so let's get on.", "and I'll leave it there.", "so go ahead.",
)  # fmt: skip


def find_places(mind: Mind) -> tuple[str, ...]:
    """Name the places a line may come from now, the most specific first."""
    if mind.mood == "irritated":  # still answers, as it would to a stranger
        return ("irritated", "hot", "any", "low")
    if mind.mood != "even":
        return (mind.mood, "hot", "any")
    return (mind.step, _LEVELS[mind.step], "any")


def _find_wider_places(mind: Mind) -> tuple[str, ...]:
    """Name the other cool places, the nearest step first: better a little off than nothing."""
    by_distance = sorted(STEPS, key=lambda step: abs(STEPS.index(step) - mind.level))
    return tuple(place for step in by_distance for place in (step, _LEVELS[step]))


def unused(book: Book, mind: Mind, source: str, slots: Mapping[str, str]) -> tuple[Line, ...]:
    """Lines of the most specific place that has any left which can be said now."""
    return _unused_at(book, mind, source, slots, find_places(mind))


def _unused_at(
    book: Book, mind: Mind, source: str, slots: Mapping[str, str], places: Sequence[str]
) -> tuple[Line, ...]:
    lines = book.get(source, {})
    for place in places:
        left = tuple(
            line
            for line in lines.get(place, ())
            if line.key not in mind.used and _can_be_filled(line.text, slots)
        )
        if left:
            return left
    return ()


def _can_be_filled(text: str, slots: Mapping[str, str]) -> bool:
    return all(slot in slots or slot == "offer" for slot in _SLOT.findall(text))


def _find_candidates(
    book: Book, mind: Mind, source: str, slots: Mapping[str, str]
) -> Iterator[tuple[Line, ...]]:
    places = find_places(mind)
    yield _unused_at(book, mind, source, slots, places)
    yield _unused_at(book, mind, f"spare.{source}", slots, ("any",))
    if source in SPOKEN_FIGURES:
        yield _unused_at(book, mind, source, slots, _find_wider_places(mind))
        yield _unused_at(book, mind, f"figure.{source}", slots, ("any",))
    for neighbour in _NEIGHBOURS.get(source, ()):
        yield _unused_at(book, mind, neighbour, slots, places)
    for anything in _ALWAYS:
        yield _unused_at(book, mind, anything, slots, places)
    for near in (source, *_NEIGHBOURS.get(source, ()), *_ALWAYS):
        yield _unused_at(book, mind, near, slots, _find_wider_places(mind))


def overlap(line: Line, about: str) -> int:
    """Count the words that carry meaning and stand both in a line and in what it answers."""
    said = content_stems(hear(about).words)
    return len(said & content_stems(hear(line.text).words))


def choose_line(
    book: Book, mind: Mind, source: str, slots: Mapping[str, str], *, about: str = ""
) -> Line:
    """Choose a line that was never said in this talk.

    Parameters
    ----------
    book : Book
        All the lines there are.
    mind : Mind
        Where it stands, and what it has said; draws chance from it.
    source : str
        The occasion, or "topic.x", "fact.x", "tactic.x.say".
    slots : mapping of str to str
        Spoken figures for `{offer}` and `{their_offer}`.
    about : str
        What the line answers; of several, those are said that take up most of its words.

    Returns
    -------
    line : Line
        With its slots filled; put together from parts if nothing authored is left.
    """
    chance = mind.draw()
    for candidates in _find_candidates(book, mind, source, slots):
        if candidates:
            best = max(overlap(line, about) for line in candidates) if about else 0
            fitting = [line for line in candidates if not best or overlap(line, about) == best]
            return fill_slots(chance.choice(fitting), slots)
    return _compose(mind, chance)


def fill_slots(line: Line, slots: Mapping[str, str]) -> Line:
    """Put the spoken figures into a line; a sentence still begins with a capital."""
    text = line.text
    for slot, words in slots.items():
        begun = words[:1].upper() + words[1:]
        text = re.sub(rf"(^|[.?!…] +)\{{{slot}\}}", rf"\g<1>{begun}", text)
        text = text.replace(f"{{{slot}}}", words)
    return replace(line, text=text)


def _compose(mind: Mind, chance: Random) -> Line:
    """Put a line together that fits anywhere and was not said yet."""
    while True:
        parts = [chance.randrange(len(part)) for part in (_HEADS, _MIDDLES, _TAILS)]
        key = "composed." + ".".join(map(str, parts))
        if key not in mind.used or _are_all_composed(mind):
            head, middle, tail = parts
            return Line(key, f"{_HEADS[head]} {_MIDDLES[middle]} {_TAILS[tail]}")


def _are_all_composed(mind: Mind) -> bool:
    n_composed = sum(key.startswith("composed.") for key in mind.used)
    return n_composed >= len(_HEADS) * len(_MIDDLES) * len(_TAILS)
