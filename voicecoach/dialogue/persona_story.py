"""Doubts about topics and about the story: clashing words, two versions of a quarrel, a change."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.dialogue.persona import Persona, StoryEvent
from voicecoach.dialogue.persona_finding import At, Path, Spot
from voicecoach.dialogue.topics import find_stems

_PAIRS = (("fake_signal", "fake_dropped"),)  # occasions of which one is nothing without the other


def check_story(persona: Persona, at: At) -> Iterator[Spot]:
    """Find parts of the story that do not fit together."""
    yield from _check_words(persona, at)
    yield from _check_timelines(persona)
    yield from _check_shift(persona)
    for one, other in _PAIRS:
        if bool(persona.lines.get(one)) != bool(persona.lines.get(other)):
            written, missing = (one, other) if persona.lines.get(one) else (other, one)
            yield ("lines", written), f"comes only together with {missing}", f"add {missing} too"


def _check_words(persona: Persona, at: At) -> Iterator[Spot]:
    """Find words that name two topics: a question with them goes to the first."""
    seen: dict[tuple[str, ...], tuple[str, Path]] = {}
    for number, topic in enumerate(persona.topics):
        for place, word in enumerate(topic.words):
            path = ("topics", number, "words", place)
            stems = tuple(find_stems(word))
            first, where = seen.setdefault(stems, (topic.id, path))
            if first != topic.id:
                message = f"'{word}' names the topic {first} as well, at {at(where)}"
                yield path, message, "leave it to one of them, or make a longer phrase of it"


def _check_timelines(persona: Persona) -> Iterator[Spot]:
    timelines = persona.timelines
    if timelines is None:
        return
    sides = (("theirs", timelines.theirs), ("learners", timelines.learners))
    for name, events in sides:
        if len({event.by for event in events}) == 1:
            message = "holds acts of one side only; a quarrel answers back"
            yield ("timelines", name), message, "let each act be an answer to the other's"
        yield from _check_events(name, events)
    if timelines.theirs[0].by == timelines.learners[0].by:
        message = "begins with an act of the same side as theirs"
        yield ("timelines", "learners"), message, "each side begins with what the other did"


def _check_events(name: str, events: list[StoryEvent]) -> Iterator[Spot]:
    seen: dict[tuple[str, ...], int] = {}
    for number, event in enumerate(events):
        for word in event.keywords:
            first = seen.setdefault(tuple(find_stems(word)), number)
            if first != number:
                path = ("timelines", name, number, "keywords")
                message = f"'{word}' shows event {first + 1} as well"
                yield path, message, "use words that only this event has"


def _check_shift(persona: Persona) -> Iterator[Spot]:
    shift = persona.shift
    if shift is not None and not (shift.weights or shift.limits):
        message = "changes no weight and no limit, so finding it out pays nothing"
        yield ("shift",), message, "give it weights or limits"
