"""Pace: words per minute with pauses, syllables per second without."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.measures.figure import Figure, enough, unmeasured
from voicecoach.measures.pauses import one_turn_time_s
from voicecoach.measures.spans import Spans, subtract, total_s
from voicecoach.measures.syllables import syllables_per_s
from voicecoach.measures.talk import Talk, stretches
from voicecoach.measures.uncertainty import count_interval, ratio_interval
from voicecoach.measures.words import count_fillers, count_hedges, count_syllables, count_words
from voicecoach.turns import Turn

LEAST_TIME_S = 10.0
LEAST_WORDS = 15
LEAST_WORDS_FOR_SHARES = 50  # one filler in 50 words is already 2 per 100
NO_TEXT = "no transcript"


def words_per_minute(n_words: int, turn_time_s: float) -> float | None:
    """Words per minute of turn time, pauses inside the turn included.

    Examples
    --------
    >>> words_per_minute(75, 30.0)
    150.0
    """
    return n_words / (turn_time_s / 60) if turn_time_s > 0 else None


def articulation_rate(n_syllables: int, phonation_s: float) -> float | None:
    """Syllables per second of sounding speech; pauses from 0.25 s on are taken out.

    Examples
    --------
    >>> articulation_rate(100, 20.0)
    5.0
    """
    return n_syllables / phonation_s if phonation_s > 0 else None


def rate_figures(talk: Talk) -> dict[str, Figure]:
    """Measure pace, and fillers and hedges per 100 words."""
    heard = {"heard_syllables_per_s": _heard_syllables(talk)}
    if not talk.has_text:
        return heard | {
            "words_per_minute": unmeasured("words/min", NO_TEXT),
            "articulation_rate_syllables_per_s": unmeasured("syll/s", NO_TEXT),
            "fillers_per_100_words": unmeasured("per 100 words", NO_TEXT),
            "hedges_per_100_words": unmeasured("per 100 words", NO_TEXT),
        }
    return heard | {
        "words_per_minute": pace_figure(talk.learner_turns, left_out=talk.left_out),
        "articulation_rate_syllables_per_s": _articulation(talk),
        "fillers_per_100_words": _per_100_words(
            talk, [count_fillers(turn.text) for turn in talk.learner_turns]
        ),
        "hedges_per_100_words": _per_100_words(
            talk, [count_hedges(turn.text) for turn in talk.learner_turns]
        ),
    }


def pace_figure(turns: Sequence[Turn], *, left_out: Spans) -> Figure:
    """Measure the words per minute of some turns; from 10 s and 15 words on."""
    words = [count_words(turn.text) for turn in turns]
    times_s = [one_turn_time_s(turn, left_out=left_out) for turn in turns]
    low, high = ratio_interval(words, [time_s / 60 for time_s in times_s]) or (None, None)
    figure = Figure(
        value=words_per_minute(sum(words), sum(times_s)),
        unit="words/min",
        basis=f"{sum(words)} words in {sum(times_s):.1f} s",
        low=low,
        high=high,
    )
    figure = enough(figure, has=sum(times_s), needs=LEAST_TIME_S, what="your turns")
    if figure.value is None:
        return figure
    return enough(figure, has=sum(words), needs=LEAST_WORDS, what="your words", unit="")


def _heard_syllables(talk: Talk) -> Figure:
    if not len(talk.learner.levels):
        return unmeasured("syll/s", "no recording")
    spoken_s = total_s(talk.learner.speech)
    value = syllables_per_s(talk.learner.syllables, talk.learner.speech)
    basis = f"counted in the sound of {spoken_s:.1f} s of speech"
    return enough(Figure(value, "syll/s", basis), has=spoken_s, needs=LEAST_TIME_S, what="speech")


def _articulation(talk: Talk) -> Figure:
    syllables = [count_syllables(turn.text) for turn in talk.learner_turns]
    spoken_s = [total_s(subtract(stretches(turn), talk.left_out)) for turn in talk.learner_turns]
    low, high = ratio_interval(syllables, spoken_s) or (None, None)
    figure = Figure(
        value=articulation_rate(sum(syllables), sum(spoken_s)),
        unit="syll/s",
        basis=f"{sum(syllables)} syllables in {sum(spoken_s):.1f} s of speech",
        low=low,
        high=high,
    )
    return enough(figure, has=sum(spoken_s), needs=LEAST_TIME_S, what="your speech")


def _per_100_words(talk: Talk, counts: list[int]) -> Figure:
    words = [count_words(turn.text) for turn in talk.learner_turns]
    hundreds = sum(words) / 100
    low, high = (limit / hundreds if hundreds else None for limit in count_interval(sum(counts)))
    figure = Figure(
        value=sum(counts) / hundreds if hundreds else None,
        unit="per 100 words",
        basis=f"{sum(counts)} in {sum(words)} words",
        low=low,
        high=high,
    )
    return enough(figure, has=sum(words), needs=LEAST_WORDS_FOR_SHARES, what="your words", unit="")
