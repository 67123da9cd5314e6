"""All figures of one talk."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.measures.figure import Figure
from voicecoach.measures.overlaps import overlap_figures
from voicecoach.measures.pauses import pause_figures
from voicecoach.measures.pressure import pressure_figures
from voicecoach.measures.questions import question_figures
from voicecoach.measures.rates import rate_figures
from voicecoach.measures.shares import share_figures
from voicecoach.measures.silences import silence_figures
from voicecoach.measures.spans import NO_SPANS, Spans
from voicecoach.measures.talk import Talk, lay_out_talk
from voicecoach.measures.voice import voice_figures
from voicecoach.turns import Samples, Silence, Turn


def measure_session(
    *,
    learner: Samples,
    counterpart: Samples,
    turns: Sequence[Turn],
    silences: Sequence[Silence],
    left_out: Spans = NO_SPANS,
) -> dict[str, Figure]:
    """Measure a practice from its stored sound, its turns and its silences.

    Parameters
    ----------
    learner, counterpart : float array, shape (n_samples,)
        The two channels of the recording, 16 kHz. May be empty: what needs sound is then None.
    turns : sequence of Turn
        Both sides', in any order. Learner turns carry `speech`, text and moves; counterpart
        turns start and end with their audible sound. An `act` out of `PRESSURE_ACTS` opens a
        window of pressure.
    silences : sequence of Silence
        As turn-taking heard them.
    left_out : float array, shape (n_spans, 2)
        Device gaps and pauses out of role, in seconds; they count nowhere.

    Returns
    -------
    figures : dict of Figure by name
        A figure without enough data has the value None and says why. `plain(figures)` is what
        `result.json` holds; `reasons(figures)` explains every None.

    Raises
    ------
    MeasureError
        If sound or times are not finite or not one channel each.
    """
    talk = lay_out_talk(
        learner=learner, counterpart=counterpart, turns=turns, silences=silences, left_out=left_out
    )
    return measure_talk(talk)


def measure_talk(talk: Talk) -> dict[str, Figure]:
    """Measure a talk that was laid out before."""
    return {
        **share_figures(talk),
        **rate_figures(talk),
        **pause_figures(talk),
        **silence_figures(talk),
        **overlap_figures(talk),
        **voice_figures(talk),
        **question_figures(talk),
        **pressure_figures(talk),
    }
