"""Pieces of what was said: its sentences, its figures, the clause after the preface."""

from __future__ import annotations

import re

from voicecoach.coaching.citation import first_words
from voicecoach.numerals import in_words

LONGEST_CLAUSE_WORDS = 16
LONGEST_ACT_WORDS = 8  # without full stops a run-on reads like one act
PREFACE = re.compile(
    r"^(?:(?:so|well|but|and|look|okay|ok|now|listen|right|um|uh|er|no|yes|then|or|fine|all right|"
    r"alright|sure|come on|please)\b[,.\s]*)+"
)
NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million half"
).split()
_WORD = rf"(?:{'|'.join(NUMBER_WORDS)})"
_UNIT = (
    r"(?: (?:pounds|quid|dollars|euros|percent|per cent|days|weeks|months|k|grand|thousand|"
    r"million))*"
)
_DIGITS = r"[£$€]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:k|%)?(?!\w)"
FIGURE = re.compile(
    rf"(?<![\w.,])(?:{_DIGITS}|{_WORD}(?:[ -](?:and )?(?:a )?{_WORD})*){_UNIT}(?!\w)", re.IGNORECASE
)
SMALL = {"one", "two", "three", "half"}  # alone they count things, or nothing at all
# Words that no plain verb form begins with: what follows "just" or "or" is then no request.
NOT_A_VERB = frozenset(
    (
        "a an the this that these those it its i me my we us our you your he she him her they them "
        "their there here no not nothing none some any all both each every one two three because "
        "so if when then than as at by for from in into of on to with without about over under "
        "is are was were be been being am has had does did very too more most less least only "
        "maybe perhaps what how why who where which yes okay ok well now today tomorrow"
    ).split()
)


def sentences(text: str) -> list[str]:
    """Split a text into sentences.

    Examples
    --------
    >>> sentences("It was £2.50. Was it? Yes")
    ['It was £2.50.', 'Was it?', 'Yes']
    """
    return [part for part in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if part]


def sentences_with(text: str, evidence: str) -> list[str]:
    """List the sentences that some words of a text lie in; all of them if they lie in none.

    Examples
    --------
    >>> sentences_with("I see. Sign it or we sue. Today.", "it or we")
    ['Sign it or we sue.']
    """
    parts = sentences(text)
    start = " ".join(parts).find(wanted) if (wanted := " ".join(evidence.split())) else -1
    if start < 0:
        return parts
    found, at = [], 0
    for part in parts:
        if at < start + len(wanted) and start < at + len(part):
            found.append(part)
        at += len(part) + 1
    return found


def spoken_in(text: str, evidence: str) -> list[str]:
    """List what a move may have been said in: its sentences, or its own words in a run-on."""
    parts = sentences_with(text, evidence)
    return [*parts, evidence] if evidence and evidence not in parts else parts


def plain_clause(sentence: str) -> str:
    """Take a sentence without its opening words and its final mark, in lower case at the start.

    Examples
    --------
    >>> plain_clause("Look, just sign it!"), plain_clause("I’ll pay.")
    ('just sign it', "I'll pay")
    """
    plain = " ".join(sentence.replace("’", "'").split()).rstrip(" ?!.,;")
    cut = PREFACE.sub("", lower_start(plain))
    return lower_start(cut)


def lower_start(text: str) -> str:
    """Begin with a small letter, but for the word I."""
    is_i = re.match(r"I(?:'|\b)", text) is not None
    return text if is_i else text[:1].lower() + text[1:]


def is_short(text: str) -> bool:
    """Tell whether a clause is short enough to be given back."""
    return bool(text) and text == first_words(text, LONGEST_CLAUSE_WORDS)


def is_brief(clause: str) -> bool:
    """Tell whether a clause is so short that it is one thing to do."""
    return bool(clause) and clause == first_words(clause, LONGEST_ACT_WORDS)


def is_money(figure: str) -> bool:
    """Tell whether a figure can only be a price.

    Examples
    --------
    >>> is_money("sixty quid"), is_money("£9"), is_money("four")
    (True, True, False)
    """
    return (
        re.search(r"[£$€]|pounds|quid|dollars|euros|grand|thousand|hundred|\d{3}", figure)
        is not None
    )


def figures_in(text: str) -> list[str]:
    """List the figures in a text as they were said; small counts are none.

    Examples
    --------
    >>> figures_in("Start from fifteen thousand pounds, or £12,500, in two parts.")
    ['fifteen thousand pounds', '£12,500']
    """
    return [found for match in FIGURE.finditer(text) if (found := match[0]).lower() not in SMALL]


def means(figure: str, value: float | None) -> bool:
    """Tell whether a figure, as it was said, stands for a value or for so many thousands.

    Examples
    --------
    >>> means("fifteen", 15000.0), means("£15,000", 15000.0), means("forty-one", 15000.0)
    (True, True, False)
    """
    if value is None or value != int(value):
        return False
    said = re.sub(rf"[£$€,]|{_UNIT}$", "", figure.lower()).replace("-", " ")
    parts = [value, value / 1000] if value % 1000 == 0 else [value]
    names = {name for part in parts for name in (in_words(int(part)), f"{part:.0f}")}
    return said in {name.replace("-", " ") for name in names}


def only_figure(text: str) -> str | None:
    """Find the figure in a text, if there is just one."""
    found = list(dict.fromkeys(figures_in(text)))
    return found[0] if len(found) == 1 else None


def begins_with_verb(clause: str) -> bool:
    """Tell whether a clause may be a request: its first word is none that no verb could be."""
    first = re.match(r"[a-z']+", clause)
    return first is not None and first[0] not in NOT_A_VERB and first[0] not in NUMBER_WORDS
