"""Other words for what did harm, made of the words that were said; None where no rule fits.

Each rule takes one form apart that can be put together again without inventing content. What the
learner alone can know (a reason, a price) is left open with three dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from voicecoach.coaching.citation import capital
from voicecoach.coaching.irritators import without_irritator
from voicecoach.coaching.phrases import (
    begins_with_verb,
    is_brief,
    is_money,
    is_short,
    only_figure,
    plain_clause,
    spoken_in,
)
from voicecoach.turns import Move, MoveKind, Turn

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]

NEGATED = r"(?:don't|do not|didn't|wouldn't|would not|won't|can't|cannot|couldn't)"
_WE = r"(?:we|i)"
_WILL = r"(?:'ll| will| shall|'m going to| am going to|'re going to| are going to| would)"
_FORCED = r"(?:just |simply |have to |be forced to |have no choice but to )*"
_NOW = re.compile(r"(?:,? (?:right now|now|please|already|straight away|and be done with it))+$")


def rewrite(clause: str, rules: Iterable[Rule]) -> str | None:
    """Apply the first rule that fits a clause; two sentences in one are no clause."""
    if re.search(r"[.!?] ", clause):
        return None
    for pattern, build in rules:
        match = pattern.match(clause)
        if match and (better := build(match)):
            return capital(better)
    return None


def _calm_harm(match: re.Match[str]) -> str | None:
    act, harm = _NOW.sub("", match["act"]), _NOW.sub("", match["harm"])
    is_sound = begins_with_verb(act) and begins_with_verb(harm)
    if not is_sound or not (is_brief(act) and is_brief(harm)) or " or " in act + harm:
        return None
    return f"I would rather not {harm}. What would you need before you could {act}?"


def _other_way(match: re.Match[str]) -> str | None:
    harm = _NOW.sub("", match["harm"])
    if not begins_with_verb(harm) or not is_brief(harm):
        return None
    return f"I would rather not {harm}. What would you need so that it does not come to that?"


THREAT: tuple[Rule, ...] = (
    (
        re.compile(
            rf"^if you (?:don't|do not|won't|can't|fail to|refuse to) (?P<act>.+?),? "
            rf"(?:then )?{_WE}{_WILL} {_FORCED}(?P<harm>.+)$",
            re.IGNORECASE,
        ),
        _calm_harm,
    ),
    (
        re.compile(
            rf"^unless you (?P<act>.+?),? {_WE}{_WILL} {_FORCED}(?P<harm>.+)$", re.IGNORECASE
        ),
        _calm_harm,
    ),
    (
        re.compile(
            rf"^{_WE}{_WILL} {_FORCED}(?P<harm>.+?) "
            rf"(?:if you (?:don't|do not|won't|fail to|refuse to)|unless you) (?P<act>.+)$",
            re.IGNORECASE,
        ),
        _calm_harm,
    ),
    (
        re.compile(
            r"^(?:either )?(?:you(?:'d| had) better |you (?:either )?|you'll )?(?P<act>.+?),? or "
            rf"(?:else )?{_WE}(?:{_WILL})? {_FORCED}(?P<harm>.+)$",
            re.IGNORECASE,
        ),
        _calm_harm,
    ),
    (
        re.compile(rf"^(?:if|unless) .+?,? {_WE}{_WILL} {_FORCED}(?P<harm>.+)$", re.IGNORECASE),
        _other_way,
    ),
    (
        re.compile(rf"^.+ and {_WE}{_WILL} {_FORCED}(?P<harm>.+)$", re.IGNORECASE),
        _other_way,
    ),
)


# A clause that can stand alone: it has a subject, and does not end in the middle.
_WHOLE = re.compile(
    r"(?:we|i|they|it|he|she|the \w+|my \w+|our \w+|this|that|nobody) (?!would|could|should).+"
    r"(?<! was)(?<! is)(?<! were)(?<! are)(?<! be)(?<! that)(?<! only)(?<! just)"
)


def _both_halves(match: re.Match[str]) -> str | None:
    what = match["what"]
    is_whole = is_short(what) and re.fullmatch(_WHOLE, what) is not None
    if not is_whole:
        return None
    return f"{capital(what)}. My part in it was ... How did it come about on your side?"


def _what_was_hard(match: re.Match[str]) -> str | None:
    act = match["act"]
    is_sound = begins_with_verb(act) and is_brief(act) and len(act.split()) > 1
    return f"What made it hard to {act}?" if is_sound else None


BLAME: tuple[Rule, ...] = (
    (
        re.compile(
            r"^(?:it's|it is|it was|that's|this is) (?:all |only |entirely )?"
            r"(?:your fault|down to you|because of you) (?:that )?(?P<what>.+)$"
        ),
        _both_halves,
    ),
    (re.compile(r"^because (?:of you|you [^,]+), (?P<what>.+)$"), _both_halves),
    (
        re.compile(
            r"^(?P<what>.+?),? (?:and )?(?:it's|that's|that is) (?:all )?"
            r"(?:your fault|because of you|down to you)$"
        ),
        _both_halves,
    ),
    (re.compile(r"^(?P<what>.+?),? because (?:of )?you.*$"), _both_halves),
    (
        re.compile(
            r"^you (?:didn't|did not|wouldn't|would not|refused to|failed to|forgot to|won't) "
            r"(?:even |ever |just |bother to )*(?P<act>.+)$"
        ),
        _what_was_hard,
    ),
    (
        re.compile(r"^(?:you|it all|this all) (?:started|began) .+$"),
        lambda _: "We tell the beginning of this differently. How did it begin for you?",
    ),
)


def _what_it_takes(match: re.Match[str]) -> str | None:
    act = _NOW.sub("", match["act"])
    who = match.groupdict().get("who") or "you"
    is_sound = begins_with_verb(act) and is_brief(act)
    return f"What would you need before {who} could {act}?" if is_sound else None


PRESSURE: tuple[Rule, ...] = (
    (
        re.compile(r"^(?P<who>you|we) (?:really |just )*(?:have|need|ought) to (?P<act>.+)$"),
        _what_it_takes,
    ),
    (
        re.compile(
            r"^(?:you must|you(?:'d| had) better|you should (?:just|really)|hurry up and|"
            r"go ahead and|why don't you just|just) (?P<act>.+)$"
        ),
        _what_it_takes,
    ),
)


def _with_reason(match: re.Match[str]) -> str | None:
    if not is_short(match["thing"]) or "because" in match["thing"]:
        return None
    who = "I" if match["who"].lower() == "i" else "we"
    return f"{who} need {match['thing']}, because ... What makes that hard for you?"


def _no_with_reason(match: re.Match[str]) -> str | None:
    act = match["act"]
    if not is_short(act) or not begins_with_verb(act) or "because" in act:
        return None
    who = "I" if match["who"].lower() == "i" else "we"
    return f"{who} can't {act}, because ... What else would meet what you need?"


POSITION: tuple[Rule, ...] = (
    (
        re.compile(
            r"^(?P<who>i|we)(?:'m| am|'re| are)? (?:still )?"
            r"(?:want|need|expect|require|asking for|insist on|insisting on) "
            r"(?P<thing>(?!to |you ).+)$",
            re.IGNORECASE,
        ),
        _with_reason,
    ),
    (
        re.compile(
            r"^(?P<who>i|we)(?: can't| cannot| won't| will not|'m not going to|'re not going to) "
            r"(?P<act>.+)$",
            re.IGNORECASE,
        ),
        _no_with_reason,
    ),
)


def _of_figure(turn: Turn) -> str | None:
    figure = only_figure(turn.text)
    if figure is None or not is_money(figure):
        return None
    return f"{capital(figure)} is where I am today. What would make it work for you?"


RULES = {
    MoveKind.THREAT: THREAT,
    MoveKind.ULTIMATUM: THREAT,
    MoveKind.BLAME: BLAME,
    MoveKind.PRESSURE: PRESSURE,
    MoveKind.POSITION: POSITION,
}


def rewritten(turn: Turn, move: Move) -> str | None:
    """Put one harmful statement of a turn in other words; None if no rule fits."""
    said = spoken_in(turn.text, move.evidence)
    if move.kind is MoveKind.IRRITATOR:
        found = (without_irritator(sentence) for sentence in said)
    else:
        rules = RULES.get(move.kind, ())
        found = (rewrite(plain_clause(sentence), rules) for sentence in said)
    better = next((better for better in found if better), None)
    if better is None and move.kind is MoveKind.ULTIMATUM:
        return _of_figure(turn)
    return better
