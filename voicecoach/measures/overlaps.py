"""Overlaps and interruptions by kind, and backchannels."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from voicecoach.measures.figure import Figure, enough, unmeasured
from voicecoach.measures.spans import Spans, as_spans, intersect, join_spans, total_s
from voicecoach.measures.talk import Talk, turn_extent
from voicecoach.measures.uncertainty import count_interval
from voicecoach.measures.wordlists import AGREEING, DISAGREEING, WITHOUT_CONTENT
from voicecoach.measures.words import spoken_words
from voicecoach.turns import Turn

InterruptionKind = Literal["supportive", "disagree", "same_subject", "change_subject", "unclear"]

# Shorter overlaps are ordinary turn-taking: 30 to 40 % of switches overlap a little
# (Heldner and Edlund, 2010; Levinson and Torreira, 2015).
SHORTEST_OVERLAP_S = 0.5
LEAST_UNSAID_S = 0.5  # with less left to say the other had all but finished
LEAST_TALK_S = 60.0
STORY_S = 15.0


@dataclass(frozen=True, slots=True)
class Interruption:
    """The learner cut in while the counterpart had more to say."""

    at_s: float
    overlap_s: float
    kind: InterruptionKind
    text: str

    @property
    def is_intrusive(self) -> bool:
        """Changing the subject or the same one annoys; support and dissent do not."""
        return self.kind in ("change_subject", "same_subject")


def find_interruptions(
    learner_turns: Sequence[Turn], counterpart_turns: Sequence[Turn]
) -> list[Interruption]:
    """Find where the learner cut in, and how.

    A turn that begins while the counterpart is audible, overlaps it for 0.5 s or makes it give
    way, with more than 0.5 s left to say. Backchannels must have been taken out.

    Notes
    -----
    Kinds after Gnisci et al. (2012): change of subject and same subject are worse when frequent,
    supportive ones better, disagreement neither.

    Examples
    --------
    >>> theirs = [Turn("counterpart", 0.0, 6.0, "The invoice was late and the board is angry.")]
    >>> find_interruptions([Turn("learner", 4.0, 7.0, "Can we talk about dates?")], theirs)[0].kind
    'change_subject'
    """
    others = sorted(counterpart_turns, key=lambda turn: turn.start_s)
    starts = [turn.start_s for turn in others]
    found = []
    for turn in learner_turns:
        index = bisect_left(starts, turn.start_s) - 1
        if index >= 0 and _cuts_in(turn, others[index]):
            other = others[index]
            overlap_s = min(turn.end_s, other.end_s) - turn.start_s
            kind = interruption_kind(turn.text, other.text)
            found.append(Interruption(turn.start_s, overlap_s, kind, turn.text))
    return found


def _cuts_in(turn: Turn, other: Turn) -> bool:
    """Tell whether `turn`, which began after `other`, took the floor from it."""
    unsaid_s = other.end_s - turn.start_s
    if unsaid_s <= 0:
        return False
    overlap_s = min(turn.end_s, other.end_s) - turn.start_s
    is_long = overlap_s >= SHORTEST_OVERLAP_S and unsaid_s > LEAST_UNSAID_S
    return other.was_cut_off or is_long


def interruption_kind(text: str, interrupted: str) -> InterruptionKind:
    """Tell the kind of an interruption from its words and those it cut off.

    By the first words (support, dissent), then by shared content words; a rule of thumb whose
    error is not measured. Unclear where the words it cut off are not known.

    Examples
    --------
    >>> interruption_kind("No, that's not what I said.", "You promised Friday.")
    'disagree'
    """
    words = spoken_words(text)
    if any(word in DISAGREEING for word in words[:2]):
        return "disagree"
    if words and words[0] in AGREEING:
        return "supportive"
    if not interrupted:
        return "unclear"
    shared = (set(words) & set(spoken_words(interrupted))) - WITHOUT_CONTENT
    return "same_subject" if shared else "change_subject"


def overlap_figures(talk: Talk) -> dict[str, Figure]:
    """Measure simultaneous speech, interruptions and backchannels."""
    units = {
        "overlap_s": "s",
        "interruptions": "count",
        "intrusive_interruptions_per_minute": "per minute",
        "backchannels": "count",
        "backchannels_per_15_s_of_story": "per 15 s",
    }
    if talk.no_counterpart:
        return {key: unmeasured(unit, talk.no_counterpart) for key, unit in units.items()}
    both = intersect(talk.learner.speech, talk.counterpart.speech)
    found = find_interruptions(talk.learner_turns, talk.counterpart_turns)
    kinds = Counter(one.kind for one in found)
    basis = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items())
    return {
        "overlap_s": Figure(total_s(both), "s"),
        "interruptions": Figure(len(found), "count", basis),
        "intrusive_interruptions_per_minute": _intrusive(talk, found),
        "backchannels": Figure(len(talk.backchannels), "count"),
        "backchannels_per_15_s_of_story": _backchannel_rate(talk),
    }


def _intrusive(talk: Talk, found: list[Interruption]) -> Figure:
    if not (talk.has_text and talk.has_counterpart_text):
        return unmeasured("per minute", "no transcript of both sides")
    count, duration_s = sum(one.is_intrusive for one in found), talk.duration_s
    minutes = duration_s / 60
    low, high = (limit / minutes if minutes else None for limit in count_interval(count))
    basis = f"{count} in {duration_s:.0f} s"
    figure = Figure(count / minutes if minutes else None, "per minute", basis, low=low, high=high)
    return enough(figure, has=duration_s, needs=LEAST_TALK_S, what="talk")


def _backchannel_rate(talk: Talk) -> Figure:
    stories = join_spans(
        as_spans((turn.start_s, turn.end_s) for turn in talk.counterpart_turns), gaps_below_s=1.0
    )
    long = stories[stories[:, 1] - stories[:, 0] >= STORY_S]
    story_s = total_s(long)
    inside = sum(_is_near(turn_extent(turn)[0], long) for turn in talk.backchannels)
    value = inside / (story_s / STORY_S) if story_s else None
    figure = Figure(value, "per 15 s", f"{inside} in {story_s:.0f} s of story")
    return enough(figure, has=story_s, needs=STORY_S, what="their stories of 15 s or more")


def _is_near(at_s: float, stories: Spans) -> bool:
    after_s = 1.0  # a backchannel may come just after the last word
    return bool(np.any((stories[:, 0] <= at_s) & (at_s <= stories[:, 1] + after_s)))
