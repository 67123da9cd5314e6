"""Saying several figures in one breath, each with what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from voicecoach.dialogue.figures import speak_figure
from voicecoach.dialogue.persona import PersonaIssue

# A name that can be said across the table: a thing, and nobody spoken of as absent.
_SPEAKABLE = re.compile(
    r"(?:the|your|our|a|an) (?!.*\b(?:he|she|her|his|him|they|them|their)\b)", re.I
)

_LONGEST_NAME = 5  # words
# Ways to speak of an issue that do not name it: "with you", "paid by", "hold back".
_NO_NOUN = re.compile(
    r"^(?:with|in|on|at|by|when|until|out|up|how|per|sit|sitting|sign|pay|paid|show|keep|without)\b"
    r"|\b(?:by|on|up|out|for|in|into|with)$"
    r"|^(?:hold|held|holding|percent|per cent|days|weeks|months|hours|pounds|dollars|thousand)$",
    re.IGNORECASE,
)


def name_issue(issue: PersonaIssue) -> str:
    """Name an issue as one names it to the other side.

    Examples
    --------
    >>> words = ["fee", "bill"]
    >>> fee = PersonaIssue.model_construct(
    ...     name="What she pays", spoken=None, words=words, unit="GBP"
    ... )
    >>> name_issue(fee)
    'the fee'
    >>> name_issue(fee.model_copy(update={"name": "The yearly fee"}))
    'the yearly fee'
    """
    if issue.spoken:
        return issue.spoken
    if _SPEAKABLE.match(issue.name) and len(issue.name.split()) <= _LONGEST_NAME:
        return issue.name[:1].lower() + issue.name[1:]
    nouns = [word for word in issue.words if word != issue.unit and not _NO_NOUN.search(word)]
    word = (nouns or issue.words)[0]
    return word if word.startswith(("the ", "your ", "our ", "a ", "an ")) else f"the {word}"


def speak_terms(figures: Mapping[str, float], issues: Mapping[str, PersonaIssue]) -> str:
    """Say figures on several issues; one alone is said without its name.

    Parameters
    ----------
    figures : mapping of str to float
        By the id of the issue, in the order in which they are said.
    issues : mapping of str to PersonaIssue
    """
    if len(figures) == 1:
        ((id_, value),) = figures.items()
        return speak_figure(value, issues[id_].unit)
    return join(
        f"{speak_figure(value, issues[id_].unit)} on {name_issue(issues[id_])}"
        for id_, value in figures.items()
    )


def join(parts: Iterable[str]) -> str:
    """Join as in speech.

    Examples
    --------
    >>> join(["a", "b"]), join(["a", "b", "c"])
    ('a and b', 'a, b, and c')
    """
    *most, last = parts
    if not most:
        return last
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}"
