"""The action list: who does what by when, from what was said, with what is still unclear."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from voicecoach.coaching.afterwards.clauses import Clause, PromiseReader
from voicecoach.coaching.afterwards.dates import find_vague, find_when
from voicecoach.coaching.citation import name_of
from voicecoach.coaching.preparation.likeness import stems_of
from voicecoach.coaching.timeline import has, turns_of
from voicecoach.turns import MoveKind, SessionRecord, Turn

YOU = "You"
# Acts in which a counterpart binds itself; its other lines are talk.
BINDING_ACTS = ("confirm_yes", "next_step", "accept")
SETTLING = (MoveKind.CONFIRM_AGREEMENT, MoveKind.NEXT_STEP, MoveKind.ACCEPT)
HOSTILE = (MoveKind.THREAT, MoveKind.ULTIMATUM, MoveKind.PERSONAL_ATTACK)
SAME = 0.6  # of the rarer words in common: said twice, one action
_REVIEW = re.compile(
    r"\b(?:(?<!performance )(?<!online )review|check (?:in|back)|catch up|follow up|touch base|"
    r"(?:look at|come back to) (?:it|this|that|things) (?:again|together)|"
    r"(?:speak|talk|meet|sit down) again|(?<!n.t )(?<!not )see how (?:it|this|that|things)|"
    r"how (?:it|this|that|things) (?:is|are) going)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody said they would do."""

    owner: str | None  # "You", the counterpart's name, "accounts"; None: nobody was named
    what: str  # seen from the learner: "send them the file", "pay you half"
    when: str | None
    at_s: float
    quote: str
    doubts: tuple[str, ...] = ()  # what is unclear; empty: as plain as it gets


@dataclass(frozen=True, slots=True)
class Review:
    """A date on which both look at it again."""

    when: str | None
    at_s: float
    quote: str


def actions_of(session: SessionRecord) -> tuple[Action, ...]:
    """Gather the promises of both sides in the order in which they were first made."""
    reader = PromiseReader(_names(session))
    found: list[Action] = []
    for turn in turns_of(session):
        if _may_promise(turn):
            for clause in reader.read(turn.text, is_settling=_is_settling(turn)):
                _add(found, _action(session, turn, clause))
    return tuple(found)


def review_of(session: SessionRecord) -> Review | None:
    """Find where the learner asked to look at it again; where a date was named before others."""
    asked = [
        # The date may stand behind the question: "look at it again? In a month?"
        Review(find_when(sentence) or find_when(following), turn.start_s, sentence)
        for turn in turns_of(session, "learner")
        for sentence, following in pairwise([*re.split(r"(?<=[.!?])\s+", turn.text), ""])
        if _REVIEW.search(sentence)
    ]
    return min(asked, key=lambda review: review.when is None, default=None)


def _names(session: SessionRecord) -> list[str]:
    people = session.prep.people if session.prep else ()
    return [name_of(session), *(person.name.split()[0] for person in people)]


def _may_promise(turn: Turn) -> bool:
    if turn.who == "counterpart":
        return turn.act in BINDING_ACTS
    return not has(turn, *HOSTILE)


def _is_settling(turn: Turn) -> bool:
    return turn.who == "counterpart" or has(turn, *SETTLING)


def _action(session: SessionRecord, turn: Turn, clause: Clause) -> Action:
    them = name_of(session)
    owner, doubts = _owner(clause, turn, them)
    when = find_when(clause.what)
    vague = find_vague(clause.what)
    if when is None:
        doubts.append(f"'{vague}' is no date" if vague else "no date")
    if clause.soft:
        doubts.append(f"'{clause.soft}' is no promise")
    if clause.condition:
        doubts.append(f"on a condition: {_seen_by_learner(clause.condition, turn, them)}")
    what = _seen_by_learner(clause.what.rstrip(" ,."), turn, them)
    return Action(owner, what, when, turn.start_s, clause.quote, tuple(doubts))


def _owner(clause: Clause, turn: Turn, them: str) -> tuple[str | None, list[str]]:
    is_learner = turn.who == "learner"
    match clause.owner:
        case "i":
            return (YOU if is_learner else them), []
        case "you":
            return (them if is_learner else YOU), []
        case "we":
            return f"You or {them}", ["'we': which of you?"]
        case None:
            return None, ["nobody is named"]
        case "someone" | "somebody" | "they" | "he" | "she" as vague:
            return vague, [f"'{vague}': who?"]
        case str() as other if other == them.lower():
            return them, []
        case other:
            return _seen_by_learner(other, turn, them), []


def _seen_by_learner(words: str, turn: Turn, them: str) -> str:
    """Turn the speaker's "you" and "me" into the learner's view."""
    mine = {"me": "you", "us": "you", "my": "your", "our": "your", "i": "you", "we": "you"}
    theirs = {"you": them, "your": f"{them}'s"}
    if turn.who == "counterpart":
        swap = {"me": them, "us": them, "my": f"{them}'s", "our": f"{them}'s", "i": them}
    else:
        swap = mine | theirs
    return re.sub(
        r"\b[A-Za-z]+\b", lambda match: swap.get(match.group().lower(), match.group()), words
    )


def _add(found: list[Action], new: Action) -> None:
    """Add an action, or let it complete one that was named before."""
    for number, old in enumerate(found):
        if _is_same(old, new):
            if len(new.doubts) < len(old.doubts):
                found[number] = replace(new, when=new.when or old.when)
            return
    found.append(new)


def _is_same(old: Action, new: Action) -> bool:
    if old.owner != new.owner:
        return False
    ours, theirs = _stems(old), _stems(new)
    fewer = min(len(ours), len(theirs))
    return fewer > 0 and len(ours & theirs) >= SAME * fewer


def _stems(action: Action) -> frozenset[str]:
    return stems_of(action.what) - stems_of(action.when or "") or stems_of(action.what)


def unclear(actions: Iterable[Action]) -> tuple[Action, ...]:
    """List the actions that still need a question."""
    return tuple(action for action in actions if action.doubts)
