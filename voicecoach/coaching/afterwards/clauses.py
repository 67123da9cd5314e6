"""Who says they will do what: one promise per clause, read from the words.

Rules, not a parser: they know the verbs of business and plain word order. What they cannot settle
(who of "we", a "could", a condition) is kept as a doubt and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from voicecoach.coaching.afterwards.dates import find_when

_VERBS = "|".join(
    "agree arrange ask book bring buy call cancel change check clear collect come confirm "
    "consult copy correct cover cut deliver deposit discuss do draft draw drop email "
    "explain extend file fill find fix follow forward get give hand hire hold inform "
    "instruct introduce invite invoice issue itemise itemize keep let lodge look mail make "
    "meet mend move name note notify open order pay phone post prepare print produce "
    "provide pull push put read record refund release remove repair replace reply report "
    "respond return review ring run schedule send set settle share ship show sign sort "
    "speak split spread start stop submit supply talk tell transfer update visit waive wire "
    "withdraw work write".split()
)
_VERBS += r"|have a (?:word|look|talk)|take (?!that\b|it\b|this\b)"
_PRONOUNS = "i|we|you|they|he|she|someone|somebody|accounts|(?:my|our|your) [a-z]+"
_FIRM = (
    r"'ll|will|shall|am going to|'m going to|are going to|'re going to|is going to|agree to|"
    r"agrees to|promise to|undertake to|have to|must|need to|needs to|(?:am|'m|are|'re|is) to"
)
_SOFT = r"'ll try to|will try to|try to|can|could|would|'d|might|may|should|ought to"
_ADVERB = r"(?:(?:also|then|still|just|gladly|certainly|personally|both|each|now|always) )*"
_OPENERS = r"(?:(?:so|and|then|that|right|the deal is|what we have is|yes|agreed),? )*"
_PASSIVE = re.compile(
    r"\b(?P<what>(?:(?:it|that|this)'ll |"
    r"(?:it|that|this|(?:the|a|an|your|our|my) [a-z]+(?: [a-z]+)?) "
    r"(?:will|is going to|has to|must|is to) )(?:be |get )"
    r"(?:sent|paid|done|written|signed|put|made|[a-z]+ed)\b.*)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:(?:and|but|so|then) )?(?:if|once|when|provided|as long as|unless|assuming)\b",
    re.IGNORECASE,
)
_LATE_CONDITION = re.compile(
    r",? (?P<condition>(?:if|once|provided|as long as|unless|assuming) "
    r"(?:you|we|they|that|your)\b.*)",
    re.IGNORECASE,
)
_SAYING = re.compile(r"(?:ask|check|clear|come|discuss|explain|put|start|talk|tell|respond)\b")
# "You say you'll pay", "I thought you would ring": told, not promised.
_REPORTED = re.compile(
    r"\b(?:say|says|said|saying|think|thought|told|tell|hope|hoped|wish|believe|promised|if)"
    r"(?: me| us)?(?: that)? *$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A promise as it was said."""

    owner: str | None  # the words of the speaker: "i", "you", "we", "accounts"; None: a passive
    what: str
    quote: str
    soft: str | None = None  # the word that makes it less than a promise
    condition: str | None = None


class PromiseReader:
    """Reads promises; knows the names of those who may make them.

    Parameters
    ----------
    names : iterable of str
        First names of people who are there or were spoken of.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        listed = "".join(f"|{re.escape(name.lower())}" for name in names if name)
        owner = rf"(?P<owner>{_PRONOUNS}{listed})"
        starts = rf"(?:{_PRONOUNS}|the|let|it{listed})\b"
        self._promise = re.compile(
            rf"\b{owner}\s*(?:(?P<soft>{_SOFT})|(?P<firm>{_FIRM}))\s+{_ADVERB}"
            rf"(?P<what>(?:{_VERBS})\b.*)",
            re.IGNORECASE,
        )
        self._present = re.compile(
            rf"^{_OPENERS}{owner} {_ADVERB}(?P<what>(?:{_VERBS})s?\b.*)", re.IGNORECASE
        )
        self._let = re.compile(rf"\blet (?P<owner>me|us) (?P<what>(?:{_VERBS})\b.*)", re.IGNORECASE)
        self._break = re.compile(
            rf"[;:]\s+|\s+-\s+|,?\s+(?:and|but|then|so)\s+(?={starts}|then )"
            rf"|,\s+(?={starts}|if |once |then |nobody )",
            re.IGNORECASE,
        )

    def read(self, text: str, *, is_settling: bool) -> Iterator[Clause]:
        """Read the promises in a turn.

        Parameters
        ----------
        text : str
        is_settling : bool
            The turn restates terms, or plans what comes next: there "you pay, I write", "I could
            ring" and "it will be sent" are taken up too. Elsewhere only "I will" and its kin are.

        Examples
        --------
        >>> for clause in PromiseReader().read(
        ...     "If you pay half now, I'll send the file tomorrow.", is_settling=False
        ... ):
        ...     print(clause.owner, "|", clause.what, "|", clause.condition)
        i | send the file tomorrow | If you pay half now
        """
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.replace("’", "'").split())):
            if not sentence.endswith("?"):
                yield from self._in_sentence(sentence.rstrip(".! "), is_settling=is_settling)

    def _in_sentence(self, sentence: str, *, is_settling: bool) -> Iterator[Clause]:
        condition: str | None = None
        for part in filter(None, (part.strip(" ,") for part in self._break.split(sentence))):
            if _CONDITION.match(part):
                condition = part
                continue
            found = self._in_part(part, is_settling=is_settling)
            if found is not None:
                yield _with_condition(found, condition)

    def _in_part(self, part: str, *, is_settling: bool) -> Clause | None:
        match = self._promise.search(part)
        if match:
            is_talk = match["soft"] is not None and not is_settling
            is_talk = is_talk or (_is_said_now(match) and not is_settling)
            if is_talk or _REPORTED.search(part[: match.start()]) or _is_receiving(match):
                return None
            return Clause(match["owner"].lower(), match["what"], part, soft=_lower(match["soft"]))
        match = self._let.search(part)
        if match and not _is_said_now(match):
            return Clause("i" if match["owner"].lower() == "me" else "we", match["what"], part)
        return _settled_in(part, self._present) if is_settling else None


def _settled_in(part: str, present: re.Pattern[str]) -> Clause | None:
    match = _PASSIVE.search(part)
    if match:
        return Clause(None, match["what"], part)
    match = present.match(part)
    return Clause(match["owner"].lower(), match["what"], part) if match else None


def _is_receiving(match: re.Match[str]) -> bool:
    """Tell that "you will get the money" is no promise of the one who gets it."""
    return match["owner"].lower() == "you" and match["what"].startswith("get")


def _is_said_now(match: re.Match[str]) -> bool:
    """Tell that "let me check that I've got this" is done in the saying: a word without a day."""
    return bool(_SAYING.match(match["what"])) and find_when(match["what"]) is None


def _with_condition(clause: Clause, condition: str | None) -> Clause:
    """Note under which condition it stands: one said before it, or one at its end."""
    late = _LATE_CONDITION.search(clause.what)
    if late is None:
        return replace(clause, condition=condition)
    what = clause.what[: late.start()].strip(" ,")
    return replace(clause, what=what, condition=late["condition"])


def _lower(word: str | None) -> str | None:
    return word.lower().lstrip("'") if word else None
