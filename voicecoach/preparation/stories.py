"""Both versions of the story as two timelines, where they are told in several sentences."""

from __future__ import annotations

import re
from typing import Any

from voicecoach.coaching.preparation.likeness import stems_of
from voicecoach.prep_sheet import PrepSheet
from voicecoach.preparation.phrases import phrases_of
from voicecoach.preparation.style_words import sentence

FEWEST_EVENTS = 3
LOOP = "Each of you answers what the other did last, and sees only that."
_OWN = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:you|he|she|they|your|his|her|their)\b", re.IGNORECASE)


def timelines_of(sheet: PrepSheet) -> dict[str, Any]:
    """Cut both stories into events; nothing if either has fewer than three sentences."""
    theirs = _events(sheet.story.theirs, teller="counterpart", other="learner")
    mine = _events(sheet.story.mine, teller="learner", other="counterpart")
    if min(len(theirs), len(mine)) < FEWEST_EVENTS:
        return {}
    return {"timelines": {"theirs": theirs, "learners": mine, "loop": LOOP}}


def _events(story: str, *, teller: str, other: str) -> list[dict[str, Any]]:
    parts = [part for part in re.split(r"(?<=[.!?;])\s+", story) if part.strip()]
    events = [
        {
            "by": other if _is_of_other(part) else teller,
            "what": sentence(part.rstrip(";")),
            "keywords": _signs(part),
        }
        for part in parts
    ]
    return [event for event in events if len(event["keywords"]) > 1]


def _signs(part: str) -> list[str]:
    """Name what shows an event: in so short a sentence every word that carries meaning."""
    words = (word for word in re.findall(r"[a-z]+", part.lower()) if stems_of(word))
    return list(dict.fromkeys([*phrases_of(part), *words]))


def _is_of_other(part: str) -> bool:
    """Tell whose act a sentence tells, by who is named first."""
    own, others = _OWN.search(part), _OTHERS.search(part)
    return others is not None and (own is None or others.start() < own.start())
