"""One's own counterpart: a persona made of what is known or guessed of the real one.

What is not known is taken from the style. Nothing is invented: facts beyond those that the
learner names follow from what they said (a limit, a first figure, a version of the story), or
hold for every counterpart (it wants to be heard before it moves).
"""

from __future__ import annotations

from math import floor, log10
from typing import Any

import yaml

from voicecoach.coaching.citation import amount
from voicecoach.coaching.preparation.guesses import SIGNS
from voicecoach.coaching.preparation.likeness import stems_of
from voicecoach.dialogue.template import MODES, RATES_WPM
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import Figure, Opposite, PrepSheet
from voicecoach.preparation.hidden_facts import MATTER, facts_of
from voicecoach.preparation.phrases import phrases_of
from voicecoach.preparation.reading import rounded
from voicecoach.preparation.stories import timelines_of
from voicecoach.preparation.style_words import (
    Lines,
    StyleWords,
    joined,
    plain,
    safe,
    sentence,
    style_words,
)

Part = dict[str, Any]
LONG_WORD = 6  # a short one ("call", "term") is said of other things too
RUNGS = ((0.45, "rapport"), (0.75, "influence"))
MONEY_WORDS = ["price", "figure", "amount", "sum", "money", "pay", "payment", "offer"]
UNIT_WORDS = {
    "percent": ["percent", "per cent", "share"],
    "days": ["days", "day"],
    "weeks": ["weeks", "week"],
    "months": ["months", "month"],
    "hours": ["hours", "hour"],
    "years": ["years", "year"],
}
HEADER = """\
# {name}, as guessed on a prep sheet; made by `voicecoach prepare --persona`.
#
#     voicecoach practice {id} --typed      by keyboard
#     voicecoach practice {id}              aloud
#
# Edit it as you learn more of them; `voicecoach personas check {id}` says what is doubtful.

"""


def counterpart_text(sheet: PrepSheet, id_: str) -> str:
    """Write the persona file of a sheet's own counterpart.

    Parameters
    ----------
    sheet : PrepSheet
        With `counterpart`.
    id_ : str
        Lower-case letters, digits and underscores; also the name of the file.

    Raises
    ------
    PrepError
        If the sheet says nothing of the counterpart.
    """
    theirs = sheet.counterpart
    if theirs is None:
        raise PrepError(
            "the sheet has no 'counterpart'; add one, or answer `voicecoach prepare --persona`"
        )
    persona = _persona(_Writer(sheet, theirs), id_)
    text = yaml.safe_dump(rounded(persona), sort_keys=False, allow_unicode=True, width=110)
    return HEADER.format(name=theirs.name, id=id_) + str(text)


class _Writer:
    """What every part of the persona is written from."""

    def __init__(self, sheet: PrepSheet, theirs: Opposite) -> None:
        self.sheet = sheet
        self.theirs = theirs
        self.words: StyleWords = style_words(theirs.style)
        self.own = _own_figure(sheet, theirs)


def _own_figure(sheet: PrepSheet, theirs: Opposite) -> Figure | None:
    """Find the learner's figure on what they bargain over: by name, else by unit."""
    same_unit = [one for one in sheet.figures if one.unit == theirs.unit]
    named = [one for one in same_unit if stems_of(one.name) & stems_of(theirs.figure)]
    return next(iter(named or same_unit), None)


def _persona(writer: _Writer, id_: str) -> Part:
    theirs = writer.theirs
    topics = _topics(writer)
    facts = facts_of(writer.sheet, theirs, topics)
    return {
        "schema": 1,
        "id": id_,
        "name": theirs.name,
        "role": theirs.role or "The other side",
        "situation": theirs.situation,
        "style": theirs.style,
        "mode": MODES[theirs.style],
        "difficulty": theirs.difficulty,
        "voice": {
            "sex": theirs.sex,
            "accent": theirs.accent,
            "rate_wpm": RATES_WPM[theirs.style],
        },
        "briefing": _briefing(writer),
        "their_side": safe(writer.sheet.story.theirs or theirs.says_first[0]),
        "issues": [_issue(writer)],
        "trades": _trades(writer),
        "facts": facts,
        "feelings": writer.words.feelings,
        "topics": topics,
        "lines": _lines(writer, facts, topics),
        **timelines_of(writer.sheet),
    }


def _briefing(writer: _Writer) -> Part:
    sheet, theirs, own = writer.sheet, writer.theirs, writer.own
    has_limit = own is not None and own.limit is not None
    knows = [
        *(f"You may offer {_joined_trade(t.give, t.want)}." for t in sheet.trades),
        *(f"A neutral would go by {text}." for text in sheet.criteria),
    ]
    limit = f"{_bound(own)} on {own.name}." if own and has_limit else "You have not set one."
    return {
        "you": f"Yourself, as you will be on the day. {sentence(sheet.issue)}",
        "counterpart": f"{theirs.name}, as you expect them: {SIGNS[theirs.style]}.",
        "story": sheet.story.mine or sentence(sheet.issue),
        "aims": list(sheet.aims) or [f"Settle it: {sheet.issue}"],
        "limit": limit,
        "you_know": knows or ["What stands on your prep sheet."],
        "if_no_deal": sentence(sheet.batna.what) if sheet.batna else "You have not thought of it.",
    }


def _joined_trade(give: str, want: str) -> str:
    return f"{give.rstrip('.')}, for {want.rstrip('.')}" if want else give.rstrip(".")


def _bound(own: Figure) -> str:
    assert own.limit is not None
    word = "Not below" if own.wants == "higher" else "Not above"
    return f"{word} {amount(own.limit, own.unit)}"


def _issue(writer: _Writer) -> Part:
    theirs, own = writer.theirs, writer.own
    known = [theirs.opens_at, theirs.limit]
    if own is not None:
        marks = (own.limit, own.target, own.best, own.worst)
        known += [value for value in marks if value is not None]
    learner_limit = own.limit if own is not None and own.limit is not None else theirs.limit
    return {
        "id": "matter",
        "name": theirs.figure,
        "words": _issue_words(theirs),
        "unit": theirs.unit,
        "wants": theirs.wants,
        "plausible": [min(0.0, *known) if min(known) <= 0 else min(known) / 4, max(known) * 3],
        "opening": theirs.opens_at,
        "limit": theirs.limit,
        "learner_limit": learner_limit,
        "ladder": _ladder(writer),
    }


def _issue_words(theirs: Opposite) -> list[str]:
    unit = theirs.unit.partition("/")[0]
    return list(dict.fromkeys([*phrases_of(theirs.figure), *UNIT_WORDS.get(unit, MONEY_WORDS)]))


def _ladder(writer: _Writer) -> list[Part]:
    """Four rungs at most: from the first figure to the limit, the last against a trade."""
    theirs = writer.theirs
    gap = theirs.limit - theirs.opens_at
    step = 10.0 ** floor(log10(abs(gap))) / 20  # round figures, as people name them
    rungs: list[Part] = [{"value": theirs.opens_at, "step": "guarded"}]
    for share, trust in RUNGS:
        value = theirs.opens_at + round(share * gap / step) * step
        if value not in (rungs[-1]["value"], theirs.limit):
            rungs.append({"value": round(value, 6), "step": trust})
    needs = [trade["id"] for trade in _trades(writer)][:1]
    last: Part = {"value": theirs.limit, "step": "influence"}
    return [*rungs, last | ({"needs": needs} if needs else {})]


def _trades(writer: _Writer) -> list[Part]:
    known = stems_of(" ".join(_issue_words(writer.theirs)))
    return [
        {
            "id": f"trade_{number}",
            "words": phrases_of(trade.give, known=known, shortest=LONG_WORD),
            "gist": sentence(trade.give),
        }
        for number, trade in enumerate(writer.sheet.trades, start=1)
    ]


def _topics(writer: _Writer) -> list[Part]:
    """The topics of the style, with the words of this matter and of these people."""
    names = [person.name for person in writer.sheet.people[1:]]
    more = {
        MATTER: _issue_words(writer.theirs),
        "who_decides": [word.lower() for name in names for word in name.split()[:1]],
    }
    return [
        topic | {"words": list(dict.fromkeys([*topic["words"], *more.get(topic["id"], [])]))}
        for topic in writer.words.topics
    ]


def _lines(writer: _Writer, facts: list[Part], topics: list[Part]) -> Lines:
    """Their own words first, then those of the style."""
    theirs = writer.theirs
    lines: Lines = {"opening": {"guarded": [sentence(text) for text in theirs.says_first]}}
    places = (("push", "low"), ("more", "mid"), ("push", "mid"), ("push", "high"), ("more", "high"))
    for number, saying in enumerate(theirs.sayings):
        occasion, place = places[number % len(places)]
        lines.setdefault(occasion, {}).setdefault(place, []).append(sentence(saying))
    for anger in theirs.angers[1:]:  # the first is a fact of its own
        text = f"What I can't stand is {safe(anger).rstrip('.')}. And that's what I'm getting."
        lines.setdefault("push", {}).setdefault("hot", []).append(text)
    answers = [text for topic in topics for texts in topic["answers"].values() for text in texts]
    said = frozenset(
        plain(text) for text in [*answers, *(t for fact in facts for t in fact["say"])]
    )
    return joined(lines, writer.words.lines, said=said)
