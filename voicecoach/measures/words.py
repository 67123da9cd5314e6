"""Words, syllables, fillers and hedges of a transcript, counted as they are spoken."""

from __future__ import annotations

import re

from voicecoach.measures.numbers import spell_numbers
from voicecoach.measures.wordlists import HEDGES

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = re.compile(r"\[[^\]]*\]|<[^>]*>|\([^)]*\)|♪")

# "Um" and "uh" and their spellings, after Clark and Fox Tree (2002), Cognition 84, 73-111.
_FILLERS = re.compile(r"^(?:u+h+|u+m+|uhm+|e+r+m*|e+h+|a+h+m+|h+m+|m{2,}|erm+)$")

_HEDGE = re.compile(
    r"\b(?:"
    + "|".join(re.escape(hedge) for hedge in sorted(HEDGES, key=len, reverse=True))
    + r")\b"
)

_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# Vowel letters side by side that are two syllables.
_SPLIT = re.compile(
    r"ia(?!l[l]?$|n$|ge|r$)|i[ou](?!s|n)|[eiu]o[u]?(?=[lmt])|ying|eing|[aeou]ing|uous|iest|ier$"
    r"|ual|uat|eal(?=i[tz])|reali[tz]|dea$|real(?!l)|crea|area|ieu|quie|oel|poe|tua|gua(?!r)|nua"
)
_SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l)es?$|[^tde]ed$|ely$|eless|eness|efu|ement|some(?=.)")
_KNOWN = {
    "business": 2, "every": 2, "everything": 3, "everyone": 3, "everybody": 4, "different": 2,
    "interest": 2, "interested": 3, "interests": 2, "people": 2, "being": 2, "doing": 2, "going": 2,
    "seeing": 2, "science": 2, "quiet": 2, "client": 2, "clients": 2, "idea": 3, "ideas": 3,
    "area": 3, "areas": 3, "i'm": 1, "doesn't": 2, "didn't": 2, "couldn't": 2, "wouldn't": 2,
    "shouldn't": 2, "isn't": 2, "wasn't": 2, "haven't": 2, "hasn't": 2, "hadn't": 2, "you're": 1,
    "we're": 1, "they're": 1, "i've": 1, "we've": 1, "you've": 1, "they've": 1, "the": 1, "he": 1,
    "she": 1, "we": 1, "be": 1, "me": 1, "evening": 2, "maybe": 2, "sometimes": 2, "something": 2,
    "someone": 2, "somewhere": 2, "therefore": 2, "whole": 1, "whose": 1, "create": 2, "created": 3,
    "real": 1, "really": 2, "reality": 4, "actual": 3, "usually": 4, "usual": 3, "value": 2,
    "values": 2, "valued": 2, "issue": 2, "issues": 2, "continue": 3, "period": 3, "radio": 3,
    "million": 2, "billion": 2, "percent": 2, "hour": 1, "hours": 1, "our": 1, "fire": 1,
    "naked": 2, "wanted": 2, "needed": 2, "separate": 3, "family": 3, "several": 3, "average": 3,
    "favourite": 3, "favorite": 3, "camera": 3, "chocolate": 3, "wednesday": 2, "clothes": 1,
    "ok": 2, "hundred": 2, "ninety": 2, "nineteen": 2, "language": 2, "basically": 3, "called": 1,
    "agreement": 3, "agreements": 3, "agreeable": 4, "worried": 2, "satisfied": 3, "anyone": 3,
    "increase": 2, "increased": 2, "quality": 3, "equal": 2, "timeline": 2, "experience": 4,
    "negotiable": 5, "especially": 4, "specified": 3, "employees": 3, "material": 4, "entirely": 4,
    "eye": 1, "eyes": 1, "use": 1, "used": 1, "uses": 2, "lion": 2, "rhythm": 2, "m": 1, "p": 1,
}  # fmt: skip


def spoken_words(text: str) -> list[str]:
    """List the words of a text as they are said, in lower case.

    Figures are spelled out; marks in brackets are no words; fillers are words.

    Examples
    --------
    >>> spoken_words("Well, $40 isn't [laughs] a price-tag.")
    ['well', 'forty', 'dollars', "isn't", 'a', 'price', 'tag']
    """
    plain = spell_numbers(_MARKS.sub(" ", text)).lower().replace("’", "'")
    return _WORD.findall(plain)


def count_words(text: str) -> int:
    """Count the words of a text as they are said.

    Examples
    --------
    >>> count_words("We can do 17,500 by Friday.")
    9
    """
    return len(spoken_words(text))


def count_fillers(text: str) -> int:
    """Count um, uh, er and the like; a lower bound, since recognisers leave them out.

    Examples
    --------
    >>> count_fillers("Um, we could, er, wait. Hmm.")
    3
    """
    return sum(bool(_FILLERS.match(word)) for word in spoken_words(text))


def count_hedges(text: str) -> int:
    """Count words and phrases that weaken a claim, as listed in `wordlists.HEDGES`.

    Examples
    --------
    >>> count_hedges("I think we could maybe move a bit.")
    3
    """
    return len(_HEDGE.findall(" ".join(spoken_words(text))))


def count_syllables(text: str) -> int:
    """Count the syllables of an English text from its spelling.

    Groups of vowel letters, less silent endings, plus the pairs that are spoken apart; common
    exceptions are listed. Measured error in `docs/measures.md`.

    Examples
    --------
    >>> count_syllables("What matters most to you about the deadline?")
    11
    """
    return sum(word_syllables(word) for word in spoken_words(text))


def word_syllables(word: str) -> int:
    """Count the syllables of one lower case word; at least 1.

    Examples
    --------
    >>> [word_syllables(word) for word in ("negotiation", "created", "asked", "i'm", "table")]
    [5, 3, 1, 1, 2]
    """
    if word in _KNOWN:
        return _KNOWN[word]
    stem = word.removesuffix("'s")
    groups = len(_VOWELS.findall(stem)) + len(_SPLIT.findall(stem))
    silent = len(_SILENT.findall(stem))
    if re.search(r"[^aeiouy]les?d?$|[szxcg]es$|[cs]hes$|[td]ed$", stem):
        silent = max(0, silent - 1) if not re.search(r"[td]ed$", stem) else silent
    return max(1, groups - silent)
