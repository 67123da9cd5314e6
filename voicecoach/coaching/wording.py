"""Better wording, built from what was said; general advice where the words give nothing.

Each rule rewrites one form that can be rewritten without inventing content.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from voicecoach.coaching.citation import capital, first_words, last_sentence
from voicecoach.coaching.timeline import has
from voicecoach.turns import MoveKind, Turn

LONGEST_CLAUSE_WORDS = 16
PREFACE = re.compile(r"^(?:(?:so|well|but|and|look|okay|ok|now|listen|right|um|uh)\b[,\s]*)+")
NEGATED = r"(?:don't|do not|didn't|wouldn't|would not|won't|can't|cannot|couldn't)"
PLAIN_QUESTION = 'Begin with "what" or "how", and leave out the answer that you hope for.'

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _own_view(match: re.Match[str]) -> str:
    return f"I think {match['clause']}. How do you see it?"


LEADING: tuple[Rule, ...] = (
    (
        re.compile(r"^why (?:are|were) you (?:being |all )?(?:so|such an?|this) .+$"),
        lambda _: "What would you need to see before you could move?",
    ),
    (
        re.compile(rf"^why {NEGATED} you (?:just |simply |even )?(?P<act>.+)$"),
        lambda match: f"What makes it hard to {match['act']}?",
    ),
    (
        re.compile(r"^why (?:do|did) you (?:always |keep |insist on )?(?P<act>.+)$"),
        lambda _: "What led you there?",
    ),
    (
        re.compile(
            rf"^{NEGATED} you (?:think|agree|believe|feel|see|accept) (?:that )?(?P<clause>.+)$"
        ),
        _own_view,
    ),
    (re.compile(r"^(?:surely|obviously|clearly)[,\s]+(?P<clause>.+)$"), _own_view),
    (
        re.compile(r"^isn't (?P<thing>it|that|this) (?P<rest>.+)$"),
        lambda match: f"I think {match['thing']} is {match['rest']}. How do you see it?",
    ),
    (
        re.compile(r"^(?P<clause>.+), (?:isn't it|don't you think|wouldn't you say|right)$"),
        _own_view,
    ),
)
CLOSED: tuple[Rule, ...] = (
    (
        re.compile(
            r"^(?:can|could|will|would) you (?:please |just |be (?:willing|able|prepared) to )?"
            r"(?P<act>(?!like|rather|agree|say|think).+)$"
        ),
        lambda match: f"What would it take for you to {match['act']}?",
    ),
    (
        re.compile(r"^(?:do|would) you (?:want|need|prefer|like) (?P<act>to .+)$"),
        lambda match: f"How important is it for you {match['act']}?",
    ),
    (
        re.compile(r"^(?:do|would) you (?:want|need|prefer|like) (?P<thing>.+)$"),
        lambda match: f"How much does {match['thing']} matter to you?",
    ),
    (
        re.compile(r"^(?:do you have|have you got|is there|are there) (?P<thing>(?:an?|any) .+)$"),
        lambda match: f"What can you tell me about {match['thing']} on your side?",
    ),
    (
        re.compile(r"^(?:is|are|was|were) (?P<thing>(?:the|your|this|that|their) \w+) \w+$"),
        lambda match: f"What can you tell me about {match['thing']}?",
    ),
)
CALMER = {
    MoveKind.PERSONAL_ATTACK: 'Speak of the matter, not the person: "I see it differently. '
    'What makes this right for you?"',
    MoveKind.THREAT: "Say what you will do without the harm, and ask: "
    '"What would you need so that neither of us has to go there?"',
    MoveKind.ULTIMATUM: 'Leave a way on: "That is as far as I can go today. '
    'What would make it work?"',
    MoveKind.BLAME: 'Tell both halves: "I did my part in this as well. '
    'How do we stop it going round?"',
    MoveKind.PRESSURE: 'Ask what holds them: "What would you need before you could decide?"',
    MoveKind.IRRITATOR: "Leave the praise of your own side out; say the figure and one reason.",
}


def open_form(question: str) -> str | None:
    """Turn a leading, loaded or closed question into an open one; None if no rule fits.

    Examples
    --------
    >>> open_form("Why are you being so stubborn?")
    'What would you need to see before you could move?'
    >>> open_form("Don't you think that's fair?")
    "I think that's fair. How do you see it?"
    >>> open_form("Can you deliver by Friday?")
    'What would it take for you to deliver by Friday?'
    """
    plain = " ".join(question.replace("’", "'").split()).rstrip(" ?!.")
    asked = PREFACE.sub("", _lower_start(plain))
    if not asked or len(asked.split()) > LONGEST_CLAUSE_WORDS:
        return None
    for pattern, rewrite in LEADING + CLOSED:
        if match := pattern.match(asked):
            return capital(rewrite(match))
    return None


def _lower_start(text: str) -> str:
    first = text.split(maxsplit=1)[:1]
    return text if first in (["I"], ["I'm"], ["I'll"]) else text[:1].lower() + text[1:]


def instead_of_question(question: str) -> str:
    """Offer a better question, in quotation marks, or say how to build one."""
    better = open_form(question)
    return f'"{better}"' if better else PLAIN_QUESTION


def label_first(theirs: Turn | None) -> str:
    """Offer to take up what the counterpart has just said before any figure."""
    clause = last_sentence(theirs.text) if theirs else ""
    is_short = clause == first_words(clause, LONGEST_CLAUSE_WORDS)
    if not clause or clause.endswith("?") or not is_short:
        return 'Before the figure, say what you see: "It sounds as if ..." Then wait.'
    return (
        f"Before the figure, take up what they had just said: \"You said: '{clause}' "
        'It sounds as if that matters to you." Then wait.'
    )


def better_wording(turn: Turn, theirs: Turn | None) -> str | None:
    """Offer better wording for the worst move in a turn."""
    for move in turn.moves:
        if move.kind in CALMER:
            return CALMER[move.kind]
    for move in turn.moves:
        if move.kind is MoveKind.LEADING_QUESTION:
            return instead_of_question(move.evidence or turn.text)
    if has(turn, MoveKind.STACKED_QUESTION):
        return "Ask the first one alone, and wait."
    if has(turn, MoveKind.PROPOSAL, MoveKind.CONCESSION, MoveKind.POSITION):
        return label_first(theirs)
    return None
