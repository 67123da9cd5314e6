"""The feedback in short, to be spoken: plain sentences, figures in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.coaching.bargain import bargain_of
from voicecoach.coaching.citation import amount, name_of
from voicecoach.coaching.drill import next_drill
from voicecoach.coaching.moments import best_exchange, telling_silence
from voicecoach.coaching.probes import name_of_probe
from voicecoach.coaching.silences import drawn_out
from voicecoach.coaching.speakable import clock_in_words, counted_in_words, speakable
from voicecoach.coaching.stairway import highest_step
from voicecoach.coaching.timeline import turns_of
from voicecoach.turns import Feedback, SessionRecord

MOST_WORDS = 110  # 45 s at 165 words a minute come to 123; names and figures take longer
LONGEST_QUOTE_WORDS = 12


def spoken_feedback(session: SessionRecord, feedback: tuple[Feedback, ...]) -> str:
    """Say the most important of the feedback in at most 110 words.

    Sentences come in order of weight; one that no longer fits is left out whole.
    """
    if not turns_of(session, "learner"):
        return "You did not speak, so there is nothing to tell you yet."
    said: list[str] = []
    last = sentence_on_drill(session)  # has its place kept: it is what to do next
    for sentence in sentences(session, {remark.check: remark for remark in reversed(feedback)}):
        if len(" ".join([*said, sentence, *last]).split()) <= MOST_WORDS:
            said.append(sentence)
    return " ".join([*said, *last])


def sentences(session: SessionRecord, first: dict[str, Feedback]) -> Iterator[str]:
    """Word the remarks in order of weight."""
    yield from sentence_on_facts(session)
    yield from sentence_on_silence(session)
    best = f"Your best moment{prize(session)} came"
    yield from sentence_on_moment(first.get("moment_best"), best)
    costliest = first.get("moment_costliest")
    yield from sentence_on_moment(costliest, "The costliest came")
    yield from sentence_on_trying(costliest)
    yield from sentence_on_limit(session)
    yield from sentence_on_step(session)
    yield from sentence_on_summaries(first.get("summaries"))
    yield from sentence_on_next(session)


def sentence_on_facts(session: SessionRecord) -> Iterator[str]:
    """Say how many facts were found."""
    if session.facts:
        n_found = sum(fact.found_s is not None for fact in session.facts)
        found, total = counted_in_words(n_found), counted_in_words(len(session.facts))
        yield f"You found {'none' if not n_found else found} of {total} hidden facts."


def sentence_on_silence(session: SessionRecord) -> Iterator[str]:
    """Say how many silences were held, and what they drew out."""
    n_held = sum(silence.kind == "held" for silence in session.silences)
    n_broken = sum(silence.kind == "broken" for silence in session.silences)
    n_yields = len(drawn_out(session))
    if not session.silences:
        return
    held = "one silence" if n_held == 1 else f"{counted_in_words(n_held)} silences"
    broken = f" and broke {counted_in_words(n_broken)}" if n_broken else ""
    yield f"You held {held}{broken}."
    if n_yields:
        drew = (
            "One of them" if n_yields == 1 else f"{counted_in_words(n_yields).capitalize()} of them"
        )
        yield f"{drew} drew out something {speakable(name_of(session))} had meant to keep."


def sentence_on_moment(moment: Feedback | None, opening: str) -> Iterator[str]:
    """Say when a moment was and on what words."""
    if moment is None or moment.at_s is None:
        return
    quote = speakable(moment.quote or "")
    words = quote.split()
    if len(words) > LONGEST_QUOTE_WORDS:
        quote = " ".join(words[:LONGEST_QUOTE_WORDS]) + " and so on"
    ending = f", on: {quote.rstrip('.,;:')}" if quote else ""
    yield _closed(f"{opening} at {clock_in_words(moment.at_s)}{ending}")


def prize(session: SessionRecord) -> str:
    """Say what the best moment won."""
    best = best_exchange(session, telling_silence(session))
    won = (
        (("a fact", bool(best.facts)), ("a step", bool(best.steps)), ("trust", best.trust > 0))
        if best
        else ()
    )
    names = [name for name, is_won in won if is_won]
    if not names:
        return ""
    *others, last = names
    return f", which won {', '.join(others)}{' and ' if others else ''}{last},"


def sentence_on_trying(moment: Feedback | None) -> Iterator[str]:
    """Say what to try in its place."""
    if moment and moment.try_instead:
        yield _closed(f"Instead: {speakable(moment.try_instead.replace(chr(34), ''))}")


def sentence_on_step(session: SessionRecord) -> Iterator[str]:
    """Say how high the stairway was climbed."""
    top = highest_step(session)
    if top:
        yield f"The highest step you reached was {top.state}."


def sentence_on_summaries(remark: Feedback | None) -> Iterator[str]:
    """Say if there was no summary at all."""
    if remark and remark.at_s is None:
        yield "You did not summarise what you had heard."


def sentence_on_limit(session: SessionRecord) -> Iterator[str]:
    """Say how far the counterpart would have gone, where something was settled."""
    for issue in session.reveal.issues if session.reveal else ():
        share = bargain_of(issue).share
        if share is not None and issue.settled is not None:
            limit, settled = amount(issue.limit, issue.unit), amount(issue.settled, issue.unit)
            yield speakable(
                f"You settled at {settled}; {name_of(session)} would have gone to {limit}."
            )
            return


def sentence_on_drill(session: SessionRecord) -> list[str]:
    """Name the drill to do next."""
    drill = next_drill(session)
    return [f"Next, do the drill: {drill.replace('_', ' ')}."] if drill else []


def sentence_on_next(session: SessionRecord) -> Iterator[str]:
    """Name the probe that most missed facts wait for."""
    missed = [fact.key for fact in session.facts if fact.found_s is None]
    if missed:
        key = max(dict.fromkeys(missed), key=missed.count)
        yield f"Next time, try {name_of_probe(key)}."


def _closed(sentence: str) -> str:
    return sentence if re.search(r"[.!?]$", sentence) else f"{sentence}."
