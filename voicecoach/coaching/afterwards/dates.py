"""When something is to happen, in the words that were said: "by Friday", "within two weeks".

The words are kept and not turned into a date: what "Friday" is depends on the day of the talk,
which in a rehearsal is nobody's.
"""

from __future__ import annotations

import re

_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_ORDINAL_WORDS = (
    r"(?:twenty[- ]|thirty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth"
)
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL_WORDS})"
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|"
    r"sixty|ninety|a couple of|a few|half an?)"
)
_LENGTH = r"(?:hours?|(?:working |business )?days?|weeks?|fortnights?|months?|quarters?|years?)"
_TIME = (
    r"(?:noon|midday|midnight|lunch(?:time)?|close of (?:business|play)|"
    r"(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: ?(?:am|pm|o'clock)| in the (?:morning|afternoon|evening)))"
)
_PART = r"(?: (?:morning|noon|lunchtime|afternoon|evening|night|week))?"
_POINT = "|".join(
    (
        rf"(?:next |this |every |each )?{_DAYS}{_PART}(?: week)?",
        rf"(?:tomorrow|today|tonight){_PART}",
        rf"(?:the )?{_ORDINAL} of (?:{_MONTHS}|next month|the month|each month)",
        rf"(?:the )?{_ORDINAL}(?! (?!at|by|and|or|if|so|but|then|to)[a-z])",  # no "first point"
        rf"(?:the )?\d{{1,2}} {_MONTHS}",
        rf"{_MONTHS} (?:the )?(?:{_ORDINAL}|\d{{1,2}})",
        rf"(?:the )?(?:end|start|beginning|middle) of (?:the |next |this )?"
        rf"(?:day|week|month|quarter|year|{_MONTHS})",
        r"(?:next|this|the following|every|each) (?:week|month|quarter|year)",
        rf"(?:next )?{_MONTHS}",
        _TIME,
    )
)
_LEAD = r"(?:by|on|before|until|till|at|from|for|in|no later than|not later than) (?:the )?"
_EXACT = re.compile(
    rf"\b(?:(?:within|in|inside|after|every) (?:the next )?{_NUMBER} {_LENGTH}(?:['’]? time)?|"
    rf"(?:{_LEAD})?(?:{_POINT})(?:,? (?:(?:by|at|before) )?{_TIME})?|"
    r"straight ?away|right away|immediately|first thing(?: in the morning)?)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:soon(?:ish)?|shortly|at some (?:point|stage)|some ?time|some day|one day|in due course|"
    r"eventually|later(?: on)?|as soon as (?:possible|i can|we can)|asap|"
    r"when(?:ever)? (?:i|we|you) can|"
    r"(?:on |by |at )?(?:the )?(?:days?|dates?|times?|when) we (?:said|agreed|discussed|named))\b",
    re.IGNORECASE,
)
# Month names and ordinals that are mostly other words.
_NOT_DATES = {"may", "march", "second", "first", "third", "the second", "the first", "the third"}


def find_when(text: str) -> str | None:
    """Find when something is to happen: every time that a text names; None without one.

    Examples
    --------
    >>> find_when("I'll send it by Friday noon, and you sign")
    'by Friday noon'
    >>> find_when("half on Friday the 29th of May and half in July")
    'on Friday the 29th of May and in July'
    >>> find_when("You may want a second one") is None
    True
    """
    found: list[str] = []
    end = -1
    for match in _EXACT.finditer(text):
        if match.group().lower() in _NOT_DATES:
            continue
        if found and text[end : match.start()].strip(" ,") == "":  # "Friday", "the 29th of May"
            found[-1] += text[end : match.end()]
        else:
            found.append(match.group())
        end = match.end()
    return " and ".join(found) or None


def find_vague(text: str) -> str | None:
    """Find words that put something off without a date.

    Examples
    --------
    >>> find_vague("I'll get it to you as soon as I can")
    'as soon as I can'
    """
    match = _VAGUE.search(text)
    return match.group() if match else None
