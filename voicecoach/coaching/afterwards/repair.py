"""The repair plan after a rupture or a walk-out: what broke it, the own part, the first sentence.

The first sentence holds what made apologies work in R. J. Lewicki, B. Polin and R. B. Lount, "An
exploration of the structure of effective apologies", Negotiation and Conflict Management Research
9 (2016): responsibility first, then an offer of repair; a question leaves the floor to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from voicecoach.coaching.breaches import BREACHES
from voicecoach.coaching.citation import evidence_of, last_words_of, name_of, words_of
from voicecoach.coaching.stairway import STEPS, Stand, stands
from voicecoach.coaching.timeline import answer_to, moves_of, turns_of
from voicecoach.turns import Move, MoveKind, SessionRecord, Turn

MOST_PARTS = 3
# The gravest first: what has to be put right before anything else.
GRAVITY = (
    MoveKind.PERSONAL_ATTACK,
    MoveKind.THREAT,
    MoveKind.BLAME,
    MoveKind.ULTIMATUM,
    MoveKind.PRESSURE,
    MoveKind.IRRITATOR,
)
REMEDIES: dict[MoveKind, str] = {
    MoveKind.PERSONAL_ATTACK: "Take the words about the person back, and speak of the matter.",
    MoveKind.THREAT: "Take the threat off the table, and say what you need in its place.",
    MoveKind.BLAME: "Name your own half of what went wrong, before theirs.",
    MoveKind.ULTIMATUM: "Say that there is another way on, and ask them for theirs.",
    MoveKind.PRESSURE: "Give time: let them name the day.",
    MoveKind.IRRITATOR: "Leave the praise of your own side out this time.",
}
OPENERS: dict[MoveKind, str] = {
    MoveKind.PERSONAL_ATTACK: 'When I said "{words}", I made it about you, and that was wrong. '
    "I am sorry, and I will keep to the matter. What would you need, to talk again?",
    MoveKind.THREAT: 'I said "{words}". That was a threat, and I take it back. I would rather '
    "find out what would make this work for you. Would you tell me?",
    MoveKind.BLAME: 'I said "{words}", as if it had all come from your side. Part of it was mine, '
    "and I am sorry. May I hear again how it was for you?",
    MoveKind.ULTIMATUM: 'I said "{words}", and left you no way on. That was my doing; I am sorry. '
    "What would you put in its place?",
    MoveKind.PRESSURE: "I pushed you to decide, and I am sorry. Take the time that you need. "
    "What would you have to see first?",
    MoveKind.IRRITATOR: 'I said "{words}", and I can hear how that sounds. I am sorry. Could we '
    "start again, with what matters to you?",
}
WITHOUT_BREACH = (
    "We broke off before I had understood what you needed. That was my part in it, and I am sorry. "
    "May I hear it again, with no figures on the table?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the learner did that a repair has to own."""

    kind: MoveKind
    at_s: float
    quote: str


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """How to mend a talk that broke."""

    broke_at_s: float
    broke_quote: str | None  # the learner's words before it broke; None: a silence, or nothing
    reply: str | None  # the counterpart's words as it broke
    walked_out: bool
    own_part: tuple[Part, ...]
    remedy: str
    first_sentence: str
    mended_after_s: float | None  # None: it was not mended in the talk
    mended_quote: str | None = None


def repair_plan(session: SessionRecord) -> RepairPlan | None:
    """Plan the repair; None if the talk neither ruptured nor was walked out of."""
    rupture = _last_rupture(session)
    walked_out = session.outcome == "walked_out"
    if rupture is None and not walked_out:
        return None
    mended = None if rupture is None else _mended(session, rupture)
    if walked_out and mended is not None:  # they left over something else, later
        rupture = mended = None
    cause, reply = _broken(session, rupture) if rupture else _last_exchange(session)
    broke = cause or reply
    broke_at_s = broke.start_s if broke else session.duration_s
    parts = own_part(session, until_s=inf if walked_out else broke_at_s)
    last_straw = [part for part in parts if cause and part.at_s == cause.start_s]
    gravest = next(iter(last_straw or parts), None)
    return RepairPlan(
        broke_at_s=broke_at_s,
        broke_quote=words_of(cause),
        reply=last_words_of(reply),
        walked_out=walked_out,
        own_part=parts[:MOST_PARTS],
        remedy=REMEDIES[gravest.kind] if gravest else "Ask for a second talk, and begin with them.",
        first_sentence=_first_sentence(session, gravest),
        mended_after_s=mended.start_s - broke_at_s if mended else None,
        mended_quote=words_of(mended),
    )


def own_part(session: SessionRecord, *, until_s: float) -> tuple[Part, ...]:
    """List the learner's breaches up to a second, the gravest first."""
    parts = [
        Part(move.kind, turn.start_s, _quote(turn, move))
        for turn, move in moves_of(session, *BREACHES)
        if turn.start_s <= until_s
    ]
    return tuple(sorted(parts, key=lambda part: (GRAVITY.index(part.kind), part.at_s)))


def _quote(turn: Turn, move: Move) -> str:
    return (evidence_of(turn, move) or turn.text).strip()


def _last_rupture(session: SessionRecord) -> Stand | None:
    """Find how it broke last: one that was mended before needs no plan any more."""
    broken = [stand for stand in stands(session) if stand.state == "ruptured"]
    return broken[-1] if broken else None


def _broken(session: SessionRecord, rupture: Stand) -> tuple[Turn | None, Turn | None]:
    """Find what broke it, and what they said to it."""
    cause = rupture.cause
    if rupture.effect.who == "counterpart":
        return cause, rupture.effect
    return cause, answer_to(session, cause) if cause else None


def _mended(session: SessionRecord, rupture: Stand) -> Turn | None:
    """Find the turn that brought the counterpart back onto the stairway."""
    later = [stand for stand in stands(session) if stand.start_s > rupture.start_s]
    back = next((stand for stand in later if stand.state in STEPS), None)
    return back.cause if back else None


def _last_exchange(session: SessionRecord) -> tuple[Turn | None, Turn | None]:
    turns = turns_of(session)
    reply = next((turn for turn in reversed(turns) if turn.who == "counterpart"), None)
    mine = [turn for turn in turns if turn.who == "learner"]
    return (mine[-1] if mine else None), reply


def _first_sentence(session: SessionRecord, gravest: Part | None) -> str:
    if gravest is None:
        return f"{name_of(session)}, {WITHOUT_BREACH[0].lower()}{WITHOUT_BREACH[1:]}"
    words = gravest.quote.rstrip(" .!?,")
    sentence = OPENERS[gravest.kind].format(words=words)
    return f"{name_of(session)}, {_lower_unless_i(sentence)}"


def _lower_unless_i(sentence: str) -> str:
    return sentence if sentence.startswith("I ") else sentence[:1].lower() + sentence[1:]
