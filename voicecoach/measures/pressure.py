"""Under pressure: what an attack or an anchor does to pace, loudness and pitch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voicecoach.measures.figure import Figure, unmeasured
from voicecoach.measures.level import mean_level_dbfs
from voicecoach.measures.pitch import pitch_median_hz, pitch_spread_st, voiced_inside
from voicecoach.measures.rates import NO_TEXT, pace_figure
from voicecoach.measures.silences import response_latencies
from voicecoach.measures.spans import Spans, as_spans, intersect, subtract, total_s
from voicecoach.measures.talk import Talk, turn_extent
from voicecoach.turns import Turn

WINDOW_S = 20.0  # of the learner's speech after the tactic
LEAST_IN_WINDOW_S = 5.0
LEAST_IN_BASELINE_S = 10.0

# Acts of the counterpart that put the learner under pressure: its tactics (anchor, attack, threat,
# ...), a silence filled with a push, a rupture. Plain pushes are its ordinary way of talking.
PRESSURE_ACTS = frozenset({"tactic", "fill_push", "rupture"})


def pressure_times(counterpart_turns: Sequence[Turn]) -> list[float]:
    """List when turns with pressure in them ended.

    Examples
    --------
    >>> pressure_times([Turn("counterpart", 1.0, 3.0, "Sign, or else.", act="tactic")])
    [3.0]
    """
    return [turn.end_s for turn in counterpart_turns if turn.act in PRESSURE_ACTS]


def pressure_windows(speech: Spans, times: Sequence[float]) -> Spans:
    """List the first 20 s of speech after each time.

    Examples
    --------
    >>> pressure_windows(np.array([[0.0, 5.0], [10.0, 25.0], [30.0, 60.0]]), [8.0])
    array([[10., 25.],
           [30., 35.]])
    """
    taken: list[tuple[float, float]] = []
    for time_s in times:
        left_s = WINDOW_S
        for start, end in subtract(speech, as_spans([(0.0, max(time_s, 0.0))])):
            if left_s <= 0:
                break
            taken.append((start, min(end, start + left_s)))
            left_s -= end - start
    return as_spans(taken)


def calm_speech(speech: Spans, windows: Spans) -> Spans:
    """List the speech to compare with: everything outside the windows.

    Examples
    --------
    >>> calm_speech(np.array([[0.0, 5.0], [10.0, 25.0]]), np.array([[10.0, 25.0]]))
    array([[0., 5.]])
    """
    return subtract(speech, windows)


def pressure_figures(talk: Talk) -> dict[str, Figure]:
    """Measure the change from calm speech to speech under pressure, and the wait before it."""
    units = {
        "wait_after_pressure_median_s": "s",
        "pressure_pace_change": "share",
        "pressure_level_change_db": "dB",
        "pressure_pitch_change_st": "semitones",
        "pressure_pitch_spread_change_st": "semitones",
    }
    times = pressure_times(talk.counterpart_turns)
    if not times:
        return {key: unmeasured(unit, "there was no pressure") for key, unit in units.items()}
    windows = pressure_windows(talk.learner.speech, times)
    calm = calm_speech(talk.learner.speech, windows)
    figures = {"wait_after_pressure_median_s": _wait(talk, times)}
    if total_s(windows) < LEAST_IN_WINDOW_S or total_s(calm) < LEAST_IN_BASELINE_S:
        reason = (
            f"too little: {total_s(windows):.0f} s of speech under pressure and "
            f"{total_s(calm):.0f} s calm, "
            f"needs {LEAST_IN_WINDOW_S:g} s and {LEAST_IN_BASELINE_S:g} s"
        )
        rest = list(units.items())[1:]
        return figures | {key: unmeasured(unit, reason) for key, unit in rest}
    return figures | {
        "pressure_pace_change": _pace_change(talk, windows),
        "pressure_level_change_db": _level_change(talk, windows, calm),
        **_pitch_changes(talk, windows, calm),
    }


def _wait(talk: Talk, times: Sequence[float]) -> Figure:
    waits = [
        latency
        for end, latency in response_latencies(
            talk.learner_turns, talk.counterpart_turns, longest_s=np.inf
        )
        if end in times
    ]
    if not waits:
        return unmeasured("s", "no answer to pressure")
    return Figure(float(np.median(waits)), "s", f"{len(waits)} answers to pressure")


def _pace_change(talk: Talk, windows: Spans) -> Figure:
    if not talk.has_text:
        return unmeasured("share", NO_TEXT)
    under = [turn for turn in talk.learner_turns if _lies_in(turn, windows)]
    calm = [turn for turn in talk.learner_turns if not _lies_in(turn, windows)]
    fast = pace_figure(under, left_out=talk.left_out)
    slow = pace_figure(calm, left_out=talk.left_out)
    if fast.value is None or slow.value is None:
        return unmeasured("share", fast.reason or slow.reason)
    basis = f"{fast.value:.0f} words/min under pressure, {slow.value:.0f} calm"
    return Figure(fast.value / slow.value - 1, "share", basis)


def _level_change(talk: Talk, windows: Spans, calm: Spans) -> Figure:
    loud = mean_level_dbfs(talk.learner.levels, windows)
    quiet = mean_level_dbfs(talk.learner.levels, calm)
    if loud is None or quiet is None:
        return unmeasured("dB", "no recording")
    return Figure(loud - quiet, "dB", f"{loud:.1f} dBFS under pressure, {quiet:.1f} calm")


def _pitch_changes(talk: Talk, windows: Spans, calm: Spans) -> dict[str, Figure]:
    under = voiced_inside(talk.learner.pitch, windows)
    rest = voiced_inside(talk.learner.pitch, calm)
    high, low = pitch_median_hz(under), pitch_median_hz(rest)
    wide, narrow = pitch_spread_st(under), pitch_spread_st(rest)
    if high is None or low is None or wide is None or narrow is None:
        silent = unmeasured("semitones", "no voiced speech")
        return {"pressure_pitch_change_st": silent, "pressure_pitch_spread_change_st": silent}
    basis = f"{high:.0f} Hz under pressure, {low:.0f} Hz calm"
    return {
        "pressure_pitch_change_st": Figure(float(12 * np.log2(high / low)), "semitones", basis),
        "pressure_pitch_spread_change_st": Figure(wide - narrow, "semitones"),
    }


def _lies_in(turn: Turn, windows: Spans) -> bool:
    extent = as_spans([turn_extent(turn)])
    return total_s(intersect(extent, windows)) > 0.5 * total_s(extent)
