"""The facts of one's own counterpart, each with the probe that opens it.

Those that the learner expects come first. The rest is not invented: it follows from what stands
on the sheet (a limit, an anger, a version of the story), or holds for every counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from voicecoach.coaching.citation import amount
from voicecoach.coaching.preparation.likeness import stems_of
from voicecoach.dialogue.figures import speak_figure
from voicecoach.dialogue.persona_wording import LENGTHS
from voicecoach.prep_sheet import Hidden, Opposite, PrepSheet, Style
from voicecoach.preparation.phrases import phrases_of
from voicecoach.preparation.style_words import safe, sentence

Part = dict[str, Any]
FEWEST_FACTS = 6
MATTER = "the_matter"
# How far trust must have grown before each kind of probe opens something.
STEPS = {
    "open_question": "guarded",
    "information_probe": "listening",
    "silence": "listening",
    "emotion_label": "listening",
    "summary": "empathy",
    "clearinghouse_probe": "rapport",
    "reasoned_question": "rapport",
}
ASKING_KEYS = ("open_question", "information_probe", "reasoned_question")
# What holds for every counterpart that has room to move, and that the engine bears out.
ALWAYS_TRUE: tuple[Part, ...] = (
    {
        "id": "a_place_to_start",
        "key": "challenge_basis",
        "step": "listening",
        "gist": "Their first figure was a place to start, not a place to stop.",
        "keywords": ["start somewhere", "place to start", "starting point"],
        "say": ["There's no magic in my figure. One has to start somewhere."],
    },
    {
        "id": "wants_to_be_heard",
        "key": "paraphrase",
        "step": "listening",
        "gist": "They want to be heard before they move at all.",
        "keywords": ["heard first", "being heard", "listened to"],
        "say": ["I don't mind moving. I mind not being heard first."],
    },
    {
        "id": "rather_settle",
        "key": "clearinghouse_probe",
        "step": "rapport",
        "gist": "They would sooner settle this than win it.",
        "keywords": ["sooner settle", "settled than win", "rather settle"],
        "say": ["One more thing, then. I'd sooner have it settled than win it."],
    },
)


def facts_of(sheet: PrepSheet, theirs: Opposite, topics: list[Part]) -> list[Part]:
    """Write what they hide, six facts or more.

    The words of a fact that a question opens are added to the topic that it belongs to.
    """
    matter = stems_of(f"{theirs.figure} {sheet.issue}")
    expected = [
        _hidden_fact(number, hidden, matter, topics)
        for number, hidden in enumerate(theirs.hides, start=1)
    ]
    facts = [*expected, _how_far(theirs)]
    others = [*_angers(theirs), *_story(sheet, theirs.style), *ALWAYS_TRUE]
    return facts + others[: max(FEWEST_FACTS - len(facts), 0)]


def _hidden_fact(number: int, hidden: Hidden, matter: frozenset[str], topics: list[Part]) -> Part:
    words = phrases_of(hidden.fact, known=matter)
    fact: Part = {
        "id": f"hidden_{number}",
        "key": hidden.key,
        "step": STEPS[hidden.key],
        "gist": f"“{safe(hidden.fact)}”",
        "keywords": words,
        "is_interest": number == 1,  # the first named is what they really want
        "say": [sentence(hidden.fact)],
    }
    if hidden.key in ASKING_KEYS:
        topic = _topic_for(hidden.fact, topics)
        topic["words"] = list(dict.fromkeys([*topic["words"], *words]))
        fact["about"] = [topic["id"]]
    return fact


def _topic_for(text: str, topics: list[Part]) -> Part:
    """Find the topic that shares most words with a fact; the matter itself if none does."""
    stems = stems_of(text)
    return max(topics, key=lambda topic: len(stems & stems_of(" ".join(topic["words"]))))


def _how_far(theirs: Opposite) -> Part:
    limit = speak_figure(theirs.limit, theirs.unit)
    return {
        "id": "how_far",
        "key": "reasoned_question",
        "step": "influence",
        "gist": f"They would go as far as {amount(theirs.limit, theirs.unit)}.",
        "keywords": ["how far you", "as far as you", limit],
        "about": [MATTER],
        "say": [f"If it came to it, I could go to {limit}. I'd not say that to everyone."],
    }


def _angers(theirs: Opposite) -> Iterator[Part]:
    for anger in theirs.angers[:1]:
        name = safe(anger).rstrip(".")
        yield {
            "id": "what_stings",
            "key": "emotion_label",
            "step": "guarded",  # whoever is angry shows it
            "gist": f"What stings them most is {name}.",
            "keywords": phrases_of(name),
            "say": [f"It's {name}. That's what I can't forgive, if you want to know."],
        }


def _story(sheet: PrepSheet, style: Style) -> Iterator[Part]:
    if sheet.story.theirs:
        story = sentence(sheet.story.theirs)
        yield {
            "id": "their_story",
            "key": "open_question",
            "step": "listening",
            "about": ["what_happened"],
            "gist": f"As they tell it: {story}",
            "keywords": phrases_of(story),
            "say": [_as_long_as(story, style)],
        }


def _as_long_as(text: str, style: Style) -> str:
    """Keep as many sentences as somebody of a style says at a time."""
    _, longest = LENGTHS[style]
    kept: list[str] = []
    for part in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(" ".join([*kept, part]).split()) > longest:
            break
        kept.append(part)
    return " ".join(kept)
