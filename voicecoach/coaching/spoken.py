"""The feedback in short, to be spoken: plain sentences, figures in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.coaching.citation import name_of
from voicecoach.coaching.stairway import highest_step
from voicecoach.coaching.timeline import turns_of
from voicecoach.turns import Feedback, SessionRecord

MOST_WORDS = 110  # 45 s at 165 words a minute come to 123; names and figures take longer
LONGEST_QUOTE_WORDS = 12
# fmt: off
ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on


def spoken_feedback(session: SessionRecord, feedback: tuple[Feedback, ...]) -> str:
    """Say the most important of the feedback in at most 110 words.

    Sentences come in order of weight; one that no longer fits is left out whole.
    """
    if not turns_of(session, "learner"):
        return "You did not speak, so there is nothing to tell you yet."
    said: list[str] = []
    for sentence in sentences(session, {remark.check: remark for remark in reversed(feedback)}):
        if len(" ".join([*said, sentence]).split()) <= MOST_WORDS:
            said.append(sentence)
    return " ".join(said)


def sentences(session: SessionRecord, first: dict[str, Feedback]) -> Iterator[str]:
    """Word the remarks in order of weight."""
    yield from sentence_on_facts(session)
    yield from sentence_on_silence(session)
    yield from sentence_on_moment(first.get("moment_best"), "Your best moment came")
    yield from sentence_on_moment(first.get("moment_costliest"), "The costliest came")
    yield from sentence_on_step(session)
    yield from sentence_on_summaries(first.get("summaries"))
    yield from sentence_on_next(session)


def sentence_on_facts(session: SessionRecord) -> Iterator[str]:
    """Say how many facts were found."""
    if session.facts:
        n_found = sum(fact.found_s is not None for fact in session.facts)
        found, total = in_words(n_found), in_words(len(session.facts))
        yield f"You found {'none' if not n_found else found} of {total} hidden facts."


def sentence_on_silence(session: SessionRecord) -> Iterator[str]:
    """Say how many silences were held, and what they drew out."""
    n_held = sum(silence.kind == "held" for silence in session.silences)
    n_broken = sum(silence.kind == "broken" for silence in session.silences)
    n_yields = sum(silence.yielded is not None for silence in session.silences)
    if not session.silences:
        return
    held = "one silence" if n_held == 1 else f"{in_words(n_held)} silences"
    broken = f" and broke {in_words(n_broken)}" if n_broken else ""
    yield f"You held {held}{broken}."
    if n_yields:
        drew = "One of them" if n_yields == 1 else f"{in_words(n_yields).capitalize()} of them"
        yield f"{drew} drew out something {plain(name_of(session))} had meant to keep."


def sentence_on_moment(moment: Feedback | None, opening: str) -> Iterator[str]:
    """Say when a moment was and on what words."""
    if moment is None or moment.at_s is None:
        return
    quote = plain(moment.quote or "")
    words = quote.split()
    if len(words) > LONGEST_QUOTE_WORDS:
        quote = " ".join(words[:LONGEST_QUOTE_WORDS]) + " and so on"
    ending = f", on: {quote.rstrip('.,;:')}" if quote else ""
    yield _closed(f"{opening} at {clock_in_words(moment.at_s)}{ending}")


def sentence_on_step(session: SessionRecord) -> Iterator[str]:
    """Say how high the stairway was climbed."""
    top = highest_step(session)
    if top:
        yield f"The highest step you reached was {top.state}."


def sentence_on_summaries(remark: Feedback | None) -> Iterator[str]:
    """Say if there was no summary at all."""
    if remark and remark.at_s is None:
        yield "You did not summarise what you had heard."


def sentence_on_next(session: SessionRecord) -> Iterator[str]:
    """Name the one thing to try next time: the probe that most missed facts wait for."""
    missed = [fact.key for fact in session.facts if fact.found_s is None]
    if missed:
        key = max(dict.fromkeys(missed), key=missed.count)
        thing = "holding a silence" if key == "silence" else f"the {key.replace('_', ' ')}"
        yield f"Next time, practise {thing}."


def in_words(n: int) -> str:
    """Write a number from 0 to 999 in words; larger ones as figures.

    Examples
    --------
    >>> in_words(0), in_words(42), in_words(160)
    ('no', 'forty-two', 'one hundred and sixty')
    """
    if not 0 <= n < 1000:
        return str(n)
    if n < 20:
        return ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    hundreds, rest = divmod(n, 100)
    return f"{ONES[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")


def clock_in_words(at_s: float) -> str:
    """Say a second of the session.

    Examples
    --------
    >>> clock_in_words(72.4), clock_in_words(5), clock_in_words(120)
    ('one minute twelve', 'five seconds', 'two minutes')
    """
    minutes, seconds = divmod(int(max(at_s, 0.0)), 60)
    if not minutes:
        return "the start" if not seconds else _units(seconds, "second")
    return _units(minutes, "minute") + (f" {in_words(seconds)}" if seconds else "")


def _units(n: int, unit: str) -> str:
    return f"{in_words(n)} {unit}{'' if n == 1 else 's'}"


def plain(text: str) -> str:
    """Leave only what a voice can say."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _closed(sentence: str) -> str:
    return sentence if re.search(r"[.!?]$", sentence) else f"{sentence}."
