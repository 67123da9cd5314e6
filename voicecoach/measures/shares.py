"""Who talks how much: talk share, turns, stories."""

from __future__ import annotations

import numpy as np

from voicecoach.measures.figure import Figure, enough, unmeasured
from voicecoach.measures.spans import as_spans, join_spans, longest_s, subtract, total_s
from voicecoach.measures.talk import Talk, turn_extent
from voicecoach.measures.uncertainty import ratio_interval
from voicecoach.measures.words import count_words

LEAST_SPEECH_S = 10.0  # of both together: below it one sentence decides the share
STORY_GAP_S = 3.0  # a held silence ends a story: from 3 s, Curhan et al. (2022)


def talk_share(learner_s: float, counterpart_s: float) -> float | None:
    """Share of the learner in what was spoken, 0 to 1; silence is out of the denominator.

    Examples
    --------
    >>> talk_share(30.0, 45.0)
    0.4
    """
    both_s = learner_s + counterpart_s
    return learner_s / both_s if both_s > 0 else None


def share_figures(talk: Talk) -> dict[str, Figure]:
    """Measure talk share, words per turn, longest turn and longest story."""
    return {
        "talk_share": _share_figure(talk),
        "longest_turn_s": _longest_turn(talk),
        "words_per_turn": _words_per_turn(talk),
        "longest_counterpart_turn_s": _longest_story(talk),
        "learner_speech_s": Figure(total_s(talk.learner.speech), "s"),
        "counterpart_speech_s": (
            Figure(total_s(talk.counterpart.speech), "s")
            if not talk.no_counterpart
            else unmeasured("s", talk.no_counterpart)
        ),
    }


def _share_figure(talk: Talk) -> Figure:
    if talk.no_counterpart:
        return unmeasured("share", talk.no_counterpart)
    own_s, their_s = total_s(talk.learner.speech), total_s(talk.counterpart.speech)
    basis = f"{own_s:.1f} s of {own_s + their_s:.1f} s spoken"
    figure = Figure(talk_share(own_s, their_s), "share", basis)
    return enough(figure, has=own_s + their_s, needs=LEAST_SPEECH_S, what="speech of both")


def _longest_turn(talk: Talk) -> Figure:
    if not talk.learner_turns:
        return unmeasured("s", "the learner took no turn")
    lengths = [
        total_s(subtract(as_spans([turn_extent(turn)]), talk.left_out))
        for turn in talk.learner_turns
    ]
    longest = talk.learner_turns[int(np.argmax(lengths))]
    return Figure(max(lengths), "s", f"the turn at {longest.start_s:.1f} s")


def _words_per_turn(talk: Talk) -> Figure:
    if not talk.has_text:
        return unmeasured("words", "no transcript")
    if not talk.learner_turns:
        return unmeasured("words", "the learner took no turn")
    counts = [count_words(turn.text) for turn in talk.learner_turns]
    low, high = ratio_interval(counts, [1.0] * len(counts)) or (None, None)
    basis = f"{sum(counts)} words in {len(counts)} turns"
    return Figure(sum(counts) / len(counts), "words", basis, low=low, high=high)


def _longest_story(talk: Talk) -> Figure:
    if talk.no_counterpart:
        return unmeasured("s", talk.no_counterpart)
    if not talk.counterpart_turns:
        return unmeasured("s", "the counterpart took no turn")
    theirs = as_spans((turn.start_s, turn.end_s) for turn in talk.counterpart_turns)
    stories = join_spans(subtract(theirs, talk.left_out), gaps_below_s=STORY_GAP_S)
    taken = as_spans(turn_extent(turn) for turn in talk.learner_turns)
    return Figure(longest_s(subtract(stories, subtract(taken, theirs))), "s")
