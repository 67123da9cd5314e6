"""The sound of the voice: pitch and loudness of the learner's speech."""

from __future__ import annotations

from voicecoach.measures.figure import Figure, enough, unmeasured
from voicecoach.measures.level import mean_level_dbfs
from voicecoach.measures.pitch import (
    pitch_median_hz,
    pitch_spread_st,
    voiced_inside,
)
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.measures.spans import total_s
from voicecoach.measures.talk import Talk

LEAST_VOICED_S = 3.0
LEAST_SPEECH_S = 2.0
NO_SOUND = "no recording"


def voice_figures(talk: Talk) -> dict[str, Figure]:
    """Measure pitch and level over all of the learner's speech."""
    units = {"pitch_median_hz": "Hz", "pitch_spread_st": "semitones", "level_dbfs": "dBFS"}
    if not len(talk.learner.levels):
        return {key: unmeasured(unit, NO_SOUND) for key, unit in units.items()}
    voiced = voiced_inside(talk.learner.pitch, talk.learner.speech)
    voiced_s = len(voiced) * PITCH_HOP_S
    basis = f"{voiced_s:.1f} s of voiced speech"
    speech_s = total_s(talk.learner.speech)
    level = Figure(mean_level_dbfs(talk.learner.levels, talk.learner.speech), "dBFS")
    figures = {
        "pitch_median_hz": enough(
            Figure(pitch_median_hz(voiced), "Hz", basis),
            has=voiced_s, needs=LEAST_VOICED_S, what="voiced speech",
        ),
        "pitch_spread_st": enough(
            Figure(pitch_spread_st(voiced), "semitones", basis),
            has=voiced_s, needs=LEAST_VOICED_S, what="voiced speech",
        ),
        "level_dbfs": enough(level, has=speech_s, needs=LEAST_SPEECH_S, what="your speech"),
    }  # fmt: skip
    if talk.no_pitch:
        for key in ("pitch_median_hz", "pitch_spread_st"):
            figures[key] = unmeasured(units[key], talk.no_pitch)
    return figures
