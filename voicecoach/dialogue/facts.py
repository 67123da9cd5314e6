"""Which hidden fact a turn or a silence opens. Facts open by key, at their step, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import Fact
from voicecoach.dialogue.stairway import STEPS
from voicecoach.turns import MoveKind

# Keys that ask about something, so what they ask about decides too.
QUESTION_KEYS = frozenset(
    {
        MoveKind.OPEN_QUESTION,
        MoveKind.CLOSED_QUESTION,
        MoveKind.REASONED_QUESTION,
        MoveKind.INFORMATION_PROBE,
        MoveKind.INTERESTS_QUESTION,
        MoveKind.CHALLENGE_BASIS,
        MoveKind.MONITOR_CHANGE,
    }
)
# What makes it easier to say something hard, in the same turn.
_WARMTH = frozenset(
    {
        "label_right",
        MoveKind.EMPATHY,
        MoveKind.APOLOGY,
        MoveKind.APPRECIATION,
        MoveKind.I_MESSAGE,
        "perspective_right",
        "loop_told",
    }
)
# Under stress a person tells nothing; mere irritation does not close the mouth.
_TELLING_MOODS = frozenset({"even", "irritated"})


def find_fact(
    character: Character,
    mind: Mind,
    keys: Iterable[str],
    topics: Iterable[str],
    is_asked_for: Callable[[Fact], bool] | None = None,
) -> Fact | None:
    """Find the fact that these keys open now, if any.

    Parameters
    ----------
    character, mind
        Who is asked, and how things stand.
    keys : iterable of str
        Moves that were made *well* (an accurate label, a summary with enough in it), or "silence".
    topics : iterable of str
        Ids of what the learner spoke about.
    is_asked_for : callable, optional
        Tells whether the turn may be meant to bring out this fact, and no other answer.

    Returns
    -------
    fact : Fact or None
        What it knows of their interests before anything else, then in the order of the file.
    """
    if mind.mood not in _TELLING_MOODS or mind.n_turns <= mind.locked_until:
        return None
    made, touched = set(keys), set(topics)
    opened = [
        fact
        for fact in character.facts.values()
        if fact.id not in mind.facts
        and _opens(fact, mind, made, touched)
        and _dares(character, mind, fact, made)
        and (is_asked_for is None or is_asked_for(fact))
    ]
    return min(opened, key=lambda fact: not fact.is_interest, default=None)


def is_afraid(character: Character, mind: Mind, keys: Iterable[str], topics: Iterable[str]) -> bool:
    """Tell whether only fear of exposure keeps a fact back that these keys would open."""
    made, touched = set(keys), set(topics)
    return any(
        fact.id not in mind.facts
        and _opens(fact, mind, made, touched)
        and not _dares(character, mind, fact, made)
        for fact in character.facts.values()
    )


def _dares(character: Character, mind: Mind, fact: Fact, made: set[str]) -> bool:
    """Tell whether trust outweighs what telling it would expose.

    Answering threatens face, and a reason for the question lessens that (Miles, "Developing
    strategies for asking questions in negotiation", Negotiation Journal 2013); so does being
    understood first. Questions in a row make it worse.
    """
    numbers = character.numbers.exposure
    if fact.exposure <= numbers.usual:
        return True
    fear = fact.exposure
    fear *= numbers.reason_eases if MoveKind.REASONED_QUESTION in made else 1.0
    fear *= numbers.warmth_eases if made & _WARMTH else 1.0
    fear *= 1.0 + numbers.streak_adds * max(mind.streak - 1, 0)
    extra = max(fear - numbers.usual, 0.0) * numbers.trust_per_fear
    return mind.trust >= character.gate(fact.step) + extra


def _opens(fact: Fact, mind: Mind, made: set[str], touched: set[str]) -> bool:
    if fact.key not in made or mind.level < STEPS.index(fact.step):
        return False
    return fact.key not in QUESTION_KEYS or not fact.about or bool(touched & set(fact.about))


def hides_something(character: Character, mind: Mind, topic: str) -> bool:
    """Tell whether something about this topic has not been told yet."""
    return any(
        topic in fact.about and fact.id not in mind.facts for fact in character.facts.values()
    )


def knows_an_interest(character: Character, mind: Mind) -> bool:
    """Tell whether the learner has found what it really wants."""
    return any(character.facts[id_].is_interest for id_ in mind.facts)
