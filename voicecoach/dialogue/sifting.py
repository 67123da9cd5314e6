"""Sifting a turn: which of the recognised moves the counterpart acts on, and which it lets pass.

A recogniser of moves reads every turn as if it were about the matter. Here the turn is read once
more for what it is in the talk: a greeting, a request to hear that again, a bare yes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.dialogue.asides import IDLE, Aside, greets
from voicecoach.dialogue.bargaining import awaiting_yes
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moves.amounts import find_amounts, settle
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.wording import (
    asks_with_figure,
    binds,
    gives,
    gives_back,
    guesses,
    names_no_offer,
    recites,
    remarks,
    reproaches,
    sums_up,
)
from voicecoach.turns import Heard, Move, MoveKind

# A yes to one of these binds at once; a yes at another time may only mean "go on".
OFFERING_ACTS = frozenset({"counter_offer", "hold"})
_ASKED = 0.6  # confidence of an offer that was put as a question
_BREACHES = frozenset({MoveKind.THREAT, MoveKind.PERSONAL_ATTACK})
# Nobody threatens or insults in the breath in which they do one of these.
_WARM = (
    MoveKind.SUMMARY,
    MoveKind.PARAPHRASE,
    MoveKind.EMOTION_LABEL,
    MoveKind.EMPATHY,
    MoveKind.APOLOGY,
    MoveKind.APPRECIATION,
    MoveKind.CONFIRM_AGREEMENT,
    MoveKind.NEXT_STEP,
)
# Without words that a rule knows, the recogniser takes much for hostile that is not.
_HARSH = frozenset(
    {
        MoveKind.LEADING_QUESTION,
        MoveKind.PRESSURE,
        MoveKind.ULTIMATUM,
        MoveKind.BLAME,
        MoveKind.THREAT,
        MoveKind.PERSONAL_ATTACK,
        MoveKind.IRRITATOR,
        MoveKind.PAUSE_REQUEST,
    }
)
_SURE_BY_WORDING = 0.9
_FIRST_TURNS = 2
# A greeting with one of these in it is about the matter.
_MATTERS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.SUMMARY,
    MoveKind.EMOTION_LABEL,
    MoveKind.APOLOGY,
    MoveKind.AGENDA,
    MoveKind.PROPOSAL,
    MoveKind.CONDITIONAL_TRADE,
)
_MATTERS_MOST = (MoveKind.APOLOGY, MoveKind.AGENDA, MoveKind.CONDITIONAL_TRADE, MoveKind.ACCEPT)
_PRICED = frozenset({MoveKind.PROPOSAL, MoveKind.POSITION, MoveKind.CONCESSION, MoveKind.OPTION})
_QUOTABLE = _PRICED | {MoveKind.CONFIRM_AGREEMENT, MoveKind.ULTIMATUM}
_PLAIN_QUESTIONS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.REASONED_QUESTION,
)
# Words about the other's mind, or about the weather, are none of these.
_NO_GUESS = frozenset(
    {
        MoveKind.BLAME,
        MoveKind.THREAT,
        MoveKind.IRRITATOR,
        MoveKind.PAUSE_REQUEST,
        MoveKind.I_MESSAGE,
        MoveKind.PROPOSAL,
        MoveKind.ULTIMATUM,
        MoveKind.PRESSURE,
        MoveKind.CONFIRM_AGREEMENT,
    }
)
_NO_REMARK = frozenset(
    {
        MoveKind.EMPATHY,
        MoveKind.SUMMARY,
        MoveKind.PARAPHRASE,
        MoveKind.LEADING_QUESTION,
        MoveKind.CALM_LIMIT,
        MoveKind.PROPOSAL,
        MoveKind.I_MESSAGE,
        MoveKind.MONITOR_CHANGE,
        MoveKind.EMOTION_LABEL,
    }
)
# A question word at the beginning: such a question presses nobody, whatever choice it offers.
_WH = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|but|now|um+|er+|look)\W+)*(?:wh(?:at|y|o|en|ere|ich)|how)\b",
    re.IGNORECASE,
)
_ALMOST = 0.78  # likeness to an expected question, beyond which its form does not matter
# Nobody sums up the other by beginning with what they did themselves.
_OF_SELF = re.compile(
    r"\W*(?:i (?:was|am|had|do|did|went|thought i|walked|remember)"
    r"|i'm (?!hearing|understanding|getting)|do you remember|it's me"
    r"|my (?!understanding|sense|impression))\b",
    re.IGNORECASE,
)
# Credit is given to people, not to a thing.
_OF_THINGS = re.compile(
    r"\W*(?:the|our|my|it|that|those|these) "
    r"(?!.*\b(?:you|thank\w*|appreciat\w*|grateful|respect)\b)",
    re.IGNORECASE,
)
# How somebody felt is no small talk, wherever it was.
_OF_THEM = re.compile(
    r"\byou (?:must have )?(?:felt|feel|were left|seem|sound|look)\b", re.IGNORECASE
)
_PRESSING_QUESTIONS = frozenset(
    {MoveKind.PRESSURE, MoveKind.ULTIMATUM, MoveKind.LEADING_QUESTION, MoveKind.PAUSE_REQUEST}
)
_EMPTY: dict[Aside, frozenset[MoveKind]] = {
    "thanks": frozenset({MoveKind.APPRECIATION}),
    "acknowledge": frozenset({MoveKind.ACCEPT, MoveKind.CONCESSION, MoveKind.APPRECIATION}),
    "yes": frozenset({MoveKind.ACCEPT}),
    "no": frozenset({MoveKind.POSITION}),
    "say_more": frozenset({MoveKind.LEADING_QUESTION, MoveKind.BLAME}),
    "agreed": frozenset({MoveKind.ACCEPT, MoveKind.CONFIRM_AGREEMENT, MoveKind.PRESSURE}),
}


def sift(character: Character, mind: Mind, heard: Heard) -> tuple[Heard, Aside | None]:
    """Keep the moves to act on, and name the aside that the turn is, if it is one."""
    aside = _find_aside(character, mind, heard)
    moves = tuple(
        move
        for move in heard.moves
        if _is_sure(character, heard, move)
        and not _is_hollow(mind, aside, move)
        and not _is_quoted(mind, heard, move)
        and not _is_no_offer(heard, move)
        and not _is_outshone(character, heard, move)
        and not _is_misread(character, heard, move)
    )
    return replace(heard, moves=(*moves, *_find_asked_offers(character, heard, moves))), aside


def _find_asked_offers(
    character: Character, heard: Heard, moves: tuple[Move, ...]
) -> tuple[Move, ...]:
    """Find the figures that a question puts on the table unless a move has them: "about nine?"."""
    if any(move.amount is not None for move in moves) or not asks_with_figure(heard.text):
        return ()
    said, issues = hear(heard.text), character.move_issues
    return tuple(
        Move(MoveKind.PROPOSAL, _ASKED, heard.text, "a figure in a question", amount, issue)
        for amount, issue in settle(find_amounts(said.plain), issues, said.plain)
    )


def _find_aside(character: Character, mind: Mind, heard: Heard) -> Aside | None:
    """Find the aside that a turn is; to some a "how are you?" is a question on a subject."""
    aside = character.aside_finder.find(heard.text)
    if aside is None and mind.n_turns < _FIRST_TURNS and greets(heard.text):
        return None if heard.has(*_MATTERS) else "greeting"
    is_subject = aside == "how_are_you" and character.topic_finder.find(heard.text)
    return None if is_subject else aside


def _is_sure(character: Character, heard: Heard, move: Move) -> bool:
    gains = character.numbers.gains
    if move.kind in _HARSH and move.rule == "wording" and move.confidence < _SURE_BY_WORDING:
        return False
    if move.kind in (MoveKind.ULTIMATUM, MoveKind.PRESSURE) and heard.has(*_WARM):
        return False  # "so your line is take it or leave it" gives it back
    if move.kind not in _BREACHES:
        return move.confidence >= gains.least_confidence
    least = gains.warm_breach_confidence if heard.has(*_WARM) else gains.least_breach_confidence
    return move.confidence >= least


def _is_hollow(mind: Mind, aside: Aside | None, move: Move) -> bool:
    """Tell whether a move is only the form of words that an aside takes."""
    if aside is None:
        return False
    if aside in IDLE:
        return True
    is_answer = bool(awaiting_yes(mind)) or mind.act in OFFERING_ACTS
    return move.kind in _EMPTY.get(aside, ()) and not is_answer


def _is_quoted(mind: Mind, heard: Heard, move: Move) -> bool:
    """Tell whether a figure is the counterpart's own, asked about or given back."""
    standing = {deal.offer for deal in mind.deals.values()}
    is_theirs = move.kind in _QUOTABLE and move.amount in standing
    if not is_theirs:
        return False
    is_asked = heard.has(*_PLAIN_QUESTIONS) or heard.text.rstrip().endswith("?")
    is_given_back = heard.has(MoveKind.CHALLENGE_BASIS, MoveKind.SUMMARY) or recites(heard.text)
    is_given_back |= sums_up(heard.text) and not heard.has(MoveKind.ACCEPT)
    return is_given_back or (is_asked and not gives(heard.text))


def _is_no_offer(heard: Heard, move: Move) -> bool:
    """Tell whether a figure is told or refused rather than offered."""
    is_offer = move.kind in (MoveKind.PROPOSAL, MoveKind.POSITION) and move.amount is not None
    if move.kind is MoveKind.CONFIRM_AGREEMENT and move.amount is not None:
        return gives_back(heard.text) and not binds(heard.text)
    return (is_offer or move.kind is MoveKind.PROPOSAL) and names_no_offer(heard.text)


def _is_outshone(character: Character, heard: Heard, move: Move) -> bool:
    """Tell whether a question that may push is more surely a plain one."""
    if move.kind is not MoveKind.LEADING_QUESTION:
        return False
    plain = [other.confidence for other in heard.moves if other.kind in _PLAIN_QUESTIONS]
    is_unsure = move.confidence < character.numbers.gains.plain_leading
    return is_unsure and max(plain, default=0.0) > move.confidence


def _is_misread(character: Character, heard: Heard, move: Move) -> bool:
    """Tell whether the form of the turn speaks against a move."""
    is_by_wording = move.rule == "wording" and move.amount is None
    if is_by_wording and move.kind in _NO_GUESS and guesses(heard.text):
        return True
    if is_by_wording and move.kind in _PRESSING_QUESTIONS and _is_wh_question(heard.text):
        return True
    if move.kind is MoveKind.APPRECIATION and _OF_THINGS.match(heard.text):
        return True
    if move.kind in (MoveKind.EMPATHY, MoveKind.APPRECIATION) and reproaches(heard.text):
        return True
    if move.kind in (MoveKind.SUMMARY, MoveKind.PARAPHRASE) and _OF_SELF.match(heard.text):
        return True
    if move.kind is MoveKind.LEADING_QUESTION and _is_expected(character, heard):
        return True
    return move.kind in _NO_REMARK and is_remark(character, heard)


def _is_wh_question(text: str) -> bool:
    """Tell whether a turn is one question with a question word, and nothing else."""
    plain = text.strip()
    is_one = plain.endswith("?") and not any(mark in plain[:-1] for mark in ".!?")
    return is_one and _WH.match(plain) is not None


def _is_expected(character: Character, heard: Heard) -> bool:
    return character.asked_finder.find(heard.text)[1] >= _ALMOST


def is_remark(character: Character, heard: Heard) -> bool:
    """Tell whether a turn is small talk: it speaks of the place and of nothing of the matter."""
    text = heard.text
    weights = character.topic_finder.weigh(text).values()
    is_about_matter = max(weights, default=0) > 1 or character.issue_finder.find(text)
    is_about_them = _OF_THEM.search(text) is not None
    has_figure = any(move.amount is not None for move in heard.moves)
    is_serious = is_about_matter or is_about_them or has_figure or heard.has(*_MATTERS_MOST)
    return remarks(text) and not is_serious


def has_asked(mind: Mind) -> bool:
    """Tell whether the counterpart's own last line put a question."""
    return mind.told.rstrip(" .!").endswith("?")
