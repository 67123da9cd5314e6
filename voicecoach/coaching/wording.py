"""Better wording, built from what was said; general advice where the words give nothing.

Each rule rewrites one form that can be rewritten without inventing content.
"""

from __future__ import annotations

import re

from voicecoach.coaching.citation import capital, first_words, last_sentence
from voicecoach.coaching.phrases import (
    LONGEST_CLAUSE_WORDS,
    figures_in,
    is_short,
    means,
    only_figure,
    plain_clause,
    sentences,
    spoken_in,
)
from voicecoach.coaching.pricing import price_it
from voicecoach.coaching.rewriting import NEGATED, Rule, rewrite, rewritten
from voicecoach.coaching.timeline import has
from voicecoach.turns import Move, MoveKind, Turn

PLAIN_QUESTION = 'Begin with "what" or "how", and leave out the answer that you hope for.'
LONGEST_THING_WORDS = 4
LEAST_QUESTION_WORDS = 4  # a shorter one leans on the question before it
MOST_WORDS_BESIDE = 3  # a figure with more words beside it is not bare
OPEN_START = re.compile(
    r"^(?:and |so |but )?(?:what|how|tell me|describe|walk me)\b", re.IGNORECASE
)


def _own_view(match: re.Match[str]) -> str | None:
    clause = match["clause"]
    accuses = re.match(r"you(?:'d|'ve| had| have) \w+ed\b", clause) is not None
    return None if accuses else f"I think {clause}. How do you see it?"


def _on_your_side(match: re.Match[str]) -> str | None:
    thing = match["thing"]
    is_plain = len(thing.split()) <= LONGEST_THING_WORDS
    return f"What can you tell me about {thing} on your side?" if is_plain else None


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
    (
        re.compile(
            r"^(?:do you (?:really|honestly|seriously)|how can you (?:possibly )?) ?"
            r"(?:think|believe|say|expect)\b.+$"
        ),
        lambda _: "What makes you see it that way?",
    ),
    (
        re.compile(r"^is that (?:really |honestly )?(?:your (?:best|final|last)|the best) .+$"),
        lambda _: "What would have to change for you to go further?",
    ),
)
CLOSED: tuple[Rule, ...] = (
    (
        re.compile(
            r"^(?:can|could|will|would) you (?:please |just |be (?:willing|able|prepared) to )?"
            r"(?P<act>(?!like|rather|agree|say|think|mind|not|see|hear|be\b).+)$"
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
        _on_your_side,
    ),
    (
        re.compile(
            r"^(?:is|are|was|were) "
            r"(?P<thing>(?:the|your|this|that|their) (?!an?\b|the\b|not\b)\w+) \w+$"
        ),
        lambda match: f"What can you tell me about {match['thing']}?",
    ),
    (
        re.compile(r"^are you (?:still )?(?P<how>worried|concerned) (?P<about>about .+)$"),
        lambda match: f"What are you most {match['how']} about?",
    ),
    (
        re.compile(r"^(?:does|would|will) (?:that|this|it) (?:work|help|do)(?: for you)?$"),
        lambda _: "What would make it work for you?",
    ),
    (
        re.compile(
            r"^(?:is|would|does) (?:that|this|it) (?:be |sound )?"
            r"(?P<how>fair|acceptable|reasonable|enough|good enough)(?: (?:for|to) you)?$"
        ),
        lambda match: f"What would be {match['how']} for you, and why?",
    ),
    (re.compile(r"^(?:do|would|are) you (?:agree|agreed)$"), lambda _: "How do you see it?"),
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
# From worst to mildest: of several in one turn the first is reworded.
WORST_FIRST = (
    *CALMER,
    MoveKind.LEADING_QUESTION,
    MoveKind.STACKED_QUESTION,
    MoveKind.CONCESSION,
    MoveKind.POSITION,
    MoveKind.CLOSED_QUESTION,
)


def open_form(question: str, rules: tuple[Rule, ...] = LEADING + CLOSED) -> str | None:
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
    asked = plain_clause(question)
    return rewrite(asked, rules) if is_short(asked) else None


def opened(turn: Turn, move: Move) -> str | None:
    """Put a leading or a closed question of a turn openly."""
    rules = LEADING if move.kind is MoveKind.LEADING_QUESTION else CLOSED
    found = (open_form(said, rules) for said in spoken_in(turn.text, move.evidence))
    return next(filter(None, found), None)


def instead_of_question(turn: Turn, move: Move) -> str:
    """Offer a better question, in quotation marks, or say how to build one."""
    better = opened(turn, move)
    return f'"{better}"' if better else PLAIN_QUESTION


def priced_in(turn: Turn, move: Move) -> str | None:
    """Tie what a turn gave away to a price, in quotation marks."""
    found = (price_it(said) for said in spoken_in(turn.text, move.evidence))
    return next(filter(None, found), None)


def first_of_several(text: str) -> str | None:
    """Pick one of several questions: the first open one, or else the first.

    Examples
    --------
    >>> first_of_several("Is it signed? What held it up? And who has it?")
    'What held it up?'
    """
    asked = [part for part in sentences(text) if part.endswith("?")]
    alone: list[str] = [
        part
        for part in asked
        if is_short(part) and len(part.split()) >= LEAST_QUESTION_WORDS and ", and " not in part
    ]
    if len(asked) < 2 or not alone:
        return None
    return capital(next((part for part in alone if OPEN_START.match(part)), alone[0]))


def instead_of_position(turn: Turn, move: Move) -> str | None:
    """Offer to give the demand its reason, and to ask for theirs."""
    better = rewritten(turn, move)
    if better:
        return f'"{better}"'
    figure = only_figure(turn.text)
    if figure is None or len(turn.text.split()) > len(figure.split()) + MOST_WORDS_BESIDE:
        return None
    return f'"{capital(figure)}, because ... How does that sit with you?"'


def ask_for_basis(theirs: Turn) -> str:
    """Offer the question that an anchor asks for, with their own figure in it.

    Examples
    --------
    >>> said = "Start from fifteen and argue your way up."
    >>> ask_for_basis(Turn("counterpart", 0.0, 1.0, said, offer=15000.0))
    '"How did you get to fifteen?" Then wait.'
    """
    offers = [figure for figure in figures_in(theirs.text) if means(figure, theirs.offer)]
    figure = offers[0] if len(offers) == 1 else "that figure"
    return f'"How did you get to {figure}?" Then wait.'


def label_first(theirs: Turn | None) -> str:
    """Offer to take up what the counterpart has just said before any figure."""
    clause = last_sentence(theirs.text) if theirs else ""
    is_brief = clause == first_words(clause, LONGEST_CLAUSE_WORDS)
    if not clause or clause.endswith("?") or not is_brief:
        return 'Before the figure, say what you see: "It sounds as if ..." Then wait.'
    return (
        f"Before the figure, take up what they had just said: \"You said: '{clause}' "
        'It sounds as if that matters to you." Then wait.'
    )


def reworded(turn: Turn, move: Move) -> str | None:
    """Put one move in better words, made of its own, in quotation marks; None if no rule fits."""
    better: str | None
    match move.kind:
        case MoveKind.LEADING_QUESTION | MoveKind.CLOSED_QUESTION:
            better = opened(turn, move)
        case MoveKind.STACKED_QUESTION:
            better = first_of_several(turn.text)
        case MoveKind.CONCESSION:
            priced = has(turn, MoveKind.CONDITIONAL_TRADE)
            return None if priced else priced_in(turn, move)
        case MoveKind.POSITION:
            return instead_of_position(turn, move)
        case _:
            better = rewritten(turn, move)
    return f'"{better}"' if better else None


def instead_of(turn: Turn, move: Move) -> str:
    """Reword one breach, or else give the general advice for its kind."""
    return reworded(turn, move) or CALMER[move.kind]


def better_wording(turn: Turn, theirs: Turn | None) -> str | None:
    """Offer better wording for the worst move in a turn."""
    for kind in WORST_FIRST:
        move = next((move for move in turn.moves if move.kind is kind), None)
        if move is None:
            continue
        if better := reworded(turn, move):
            return better
        if kind in CALMER:
            return CALMER[kind]
        if kind is MoveKind.LEADING_QUESTION:
            return PLAIN_QUESTION
        if kind is MoveKind.STACKED_QUESTION:
            return "Ask the first one alone, and wait."
    if has(turn, MoveKind.PROPOSAL, MoveKind.CONCESSION, MoveKind.POSITION):
        return label_first(theirs)
    return None
