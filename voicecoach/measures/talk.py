"""A talk laid out for measuring: who spoke when, with the sound's features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from voicecoach.measures.backchannels import is_backchannel
from voicecoach.measures.edges import find_sounding, refine_edges, tidy_speech
from voicecoach.measures.level import LEVEL_HOP_S, Levels, frame_levels, intensity_contour
from voicecoach.measures.pitch import PitchTrack, keep_own_range, pitch_inside
from voicecoach.measures.spans import NO_SPANS, Spans, as_spans, intersect, subtract
from voicecoach.measures.syllables import Times, find_syllables
from voicecoach.turns import RATE_HZ, Samples, Silence, Turn


@dataclass(frozen=True, slots=True)
class Sound:
    """What is kept of one channel: small enough for hours of it."""

    speech: Spans  # tidied stretches of speech
    levels: Levels = field(default_factory=lambda: np.empty(0))
    pitch: PitchTrack = field(default_factory=lambda: np.empty(0))  # own range only
    syllables: Times = field(default_factory=lambda: np.empty(0))  # heard, seconds

    @property
    def duration_s(self) -> float:
        """Length of the channel in seconds."""
        return len(self.levels) * LEVEL_HOP_S


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that figures are computed from; `left_out` is already taken off the spans."""

    learner: Sound
    counterpart: Sound
    learner_turns: tuple[Turn, ...] = ()  # backchannels excluded
    backchannels: tuple[Turn, ...] = ()
    counterpart_turns: tuple[Turn, ...] = ()
    silences: tuple[Silence, ...] = ()
    left_out: Spans = field(default_factory=lambda: NO_SPANS)
    duration_s: float = 0.0  # without what is left out
    has_text: bool = True  # turns carry words
    has_counterpart_text: bool = True
    no_counterpart: str = ""  # why there is none to measure; empty if there is one
    no_pitch: str = ""  # why pitch would mean nothing; empty if it can be measured


def lay_out_talk(
    *,
    learner: Samples,
    counterpart: Samples,
    turns: Sequence[Turn],
    silences: Sequence[Silence],
    left_out: Spans = NO_SPANS,
) -> Talk:
    """Lay out a practice from its stored sound and its turns.

    Parameters
    ----------
    learner, counterpart : float array, shape (n_samples,)
        The two channels, 16 kHz.
    turns : sequence of Turn
        Both sides' turns; learner turns with their `speech` stretches.
    silences : sequence of Silence
        As turn-taking heard them.
    left_out : float array, shape (n_spans, 2)
        Device gaps and pauses out of role: they count nowhere.
    """
    levels = frame_levels(learner)
    said = [_refined(turn, levels) for turn in turns if turn.who == "learner"]
    counterpart_levels = frame_levels(counterpart)
    sounding = find_sounding(counterpart_levels)
    heard = tuple(_audible(turn, sounding) for turn in turns if turn.who == "counterpart")
    speech = subtract(learner_speech(said), left_out)
    duration_s = len(learner) / RATE_HZ
    return Talk(
        learner=_learner_sound(learner, levels, speech),
        counterpart=Sound(
            subtract(as_spans(pair for turn in heard for pair in turn.speech), left_out),
            counterpart_levels,
        ),
        learner_turns=tuple(turn for turn in said if not is_backchannel(turn)),
        backchannels=tuple(turn for turn in said if is_backchannel(turn)),
        counterpart_turns=heard,
        silences=tuple(s for s in silences if not _touches(s, left_out)),
        left_out=left_out,
        duration_s=duration_s - _left_out_s(left_out, duration_s),
    )


def _refined(turn: Turn, levels: Levels) -> Turn:
    """Move the edges of a turn's speech from those of voice activity to those of its sound."""
    speech = refine_edges(levels, stretches(turn)) if len(levels) else stretches(turn)
    return replace(turn, speech=tuple((float(start), float(end)) for start, end in speech))


def _learner_sound(samples: Samples, levels: Levels, speech: Spans) -> Sound:
    voicing = pitch_inside(samples, speech)
    return Sound(
        speech=speech,
        levels=levels,
        pitch=keep_own_range(voicing.pitch_hz),
        syllables=find_syllables(intensity_contour(samples), voicing.periodicity),
    )


def stretches(turn: Turn) -> Spans:
    """Spoken stretches of one turn; the whole turn where none were stored.

    Examples
    --------
    >>> stretches(Turn("learner", 1.0, 3.0, "yes", speech=((1.0, 2.0), (2.1, 3.0))))
    array([[1., 3.]])
    """
    return tidy_speech(as_spans(turn.speech or ((turn.start_s, turn.end_s),)))


def turn_extent(turn: Turn) -> tuple[float, float]:
    """First to last spoken moment of a turn: the silence after it is nobody's turn.

    Examples
    --------
    >>> turn_extent(Turn("learner", 1.0, 3.8, "yes", speech=((1.0, 2.0), (2.5, 3.0))))
    (1.0, 3.0)
    """
    if not turn.speech:
        return turn.start_s, turn.end_s
    return turn.speech[0][0], turn.speech[-1][1]


def learner_speech(turns: Sequence[Turn]) -> Spans:
    """Join the spoken stretches of all given turns."""
    pairs = [pair for turn in turns for pair in (turn.speech or ((turn.start_s, turn.end_s),))]
    return tidy_speech(as_spans(pairs))


def _audible(turn: Turn, sounding: Spans) -> Turn:
    """Narrow a counterpart's turn to what can be heard of it: voices fade out before they end."""
    extent = as_spans([(turn.start_s, turn.end_s)])
    speech = intersect(extent, sounding)
    if not len(speech):
        return replace(turn, speech=((turn.start_s, turn.end_s),))
    return replace(
        turn,
        start_s=float(speech[0, 0]),
        end_s=float(speech[-1, 1]),
        speech=tuple((float(start), float(end)) for start, end in speech),
    )


def _touches(silence: Silence, left_out: Spans) -> bool:
    return len(intersect(as_spans([(silence.start_s, silence.end_s)]), left_out)) > 0


def _left_out_s(left_out: Spans, duration_s: float) -> float:
    inside = intersect(left_out, as_spans([(0.0, duration_s)]))
    return float(np.sum(inside[:, 1] - inside[:, 0]))
