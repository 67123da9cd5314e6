"""The same sentence without the praise of one's own side that grates."""

from __future__ import annotations

import re

from voicecoach.coaching.citation import capital
from voicecoach.coaching.phrases import is_short, plain_clause

_OPENERS = (
    r"with (?:all |the greatest )?(?:due )?respect|to be (?:perfectly |completely |quite )?"
    r"(?:honest|frank|fair)(?: with you)?(?! to )|frankly|honestly|"
    r"as i(?:'ve| have)? (?:already )?(?:said|explained|told you)(?: before)?|obviously|clearly"
)
OPENER = re.compile(rf"^(?:{_OPENERS}),? (?P<rest>.+)$", re.IGNORECASE)
PRAISE = re.compile(
    r"\b(?P<whose>my|our|this|the) (?:very |most |more than |extremely |perfectly )?"
    r"(?:generous|fair|reasonable|sensible|kind|excellent) "
    r"(?P<thing>offer|price|figure|deal|proposal|terms|settlement|fee|rate)\b",
    re.IGNORECASE,
)

PLEA = re.compile(
    r"^(?:just |do |let's |you (?:should|must|need to|have to) )?be "
    r"(?P<word>reasonable|realistic|sensible|fair)\b"
)
STILL_PRAISE = re.compile(r"\b(?:generous|reasonable|fair|flexible|kind|patient|sensible|best)\b")


def without_irritator(sentence: str) -> str | None:
    """Leave the praise of one's own side out.

    Examples
    --------
    >>> without_irritator("With respect, my very generous offer stands until Friday.")
    'My offer stands until Friday.'
    """
    clause = plain_clause(sentence)
    if plea := PLEA.match(clause):
        return f"What would you call {plea['word']} here, and what do you base it on?"
    opener = OPENER.match(clause)
    rest = opener["rest"] if opener else clause
    rest = PRAISE.sub(r"\g<whose> \g<thing>", rest)
    is_whole = len(rest.split()) >= 3 and is_short(rest) and not STILL_PRAISE.search(rest)
    if rest == clause or not is_whole:
        return None
    return capital(rest) + "."
