"""Lines of the counterpart on their way to the ear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from voicecoach.ports import Partner
from voicecoach.practice.answers import Answer
from voicecoach.turn_taking.floor import OpenSilence
from voicecoach.turns import RATE_HZ, Reply, Samples

LineReason = Literal["opening", "answer", "fill", "end"]
BOUNDARY_SEARCH = round(0.6 * RATE_HZ)
BOUNDARY_HOP = RATE_HZ // 100


@dataclass(slots=True)
class Line:
    """One line: why it is said, and how far it has come."""

    reply: Reply
    samples: Samples
    why: LineReason
    before: Partner  # as it stood before it decided on this line, to go back to
    answer: Answer | None = None
    number: int = 0  # given by the mouth
    wait_s: float = 0.0  # what the end-of-turn rule asked for
    ready_s: float = 0.0  # when the answer was there
    committed_s: float = 0.0
    start_s: float | None = None  # None: not yet audible
    end_s: float = 0.0  # once it has ended or was dropped
    silence: OpenSilence | None = None  # the silence that it ended
    n_audible: int = 0  # samples that have become audible

    def audible_text(self) -> str:
        """The words that were audible so far, by their share of the sound."""
        if not len(self.samples):
            return self.reply.text
        return words_up_to(self.reply.text, self.n_audible / len(self.samples))


def word_boundary(samples: Samples, position: int) -> int:
    """Find the quietest place in the 0.6 s before `position`: where a word begins, most likely."""
    first = max(0, position - BOUNDARY_SEARCH)
    n_hops = (position - first) // BOUNDARY_HOP
    if n_hops < 2:
        return first
    hops = samples[first : first + n_hops * BOUNDARY_HOP].reshape(n_hops, BOUNDARY_HOP)
    energy = np.convolve(np.square(hops).sum(axis=1), np.ones(3), mode="same")
    return first + int(np.argmin(energy)) * BOUNDARY_HOP


def words_up_to(text: str, share: float) -> str:
    """Cut a text after the last word that was wholly spoken when `share` of it had sounded.

    Examples
    --------
    >>> words_up_to("You are late and over budget", 0.5)
    'You are late'
    >>> words_up_to("You are late", 1.0)
    'You are late'
    """
    if share >= 1.0:
        return text
    words = text.split()
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    n_words = int(np.searchsorted(ends, share * len(text), side="right"))
    return " ".join(words[:n_words])


def first_sound_s(samples: Samples, block_start_s: float) -> float:
    """When the first sample of a block that is not silence sounded."""
    loud = np.flatnonzero(samples)
    return block_start_s + (int(loud[0]) if len(loud) else 0) / RATE_HZ


def last_sound_s(samples: Samples, block_start_s: float) -> float:
    """When the last sample of a block that is not silence had sounded."""
    loud = np.flatnonzero(samples)
    return block_start_s + (int(loud[-1]) + 1 if len(loud) else len(samples)) / RATE_HZ
