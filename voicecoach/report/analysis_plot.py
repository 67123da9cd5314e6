"""An analysed recording as a picture: sound, speech, silences, pace and pitch over time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import RecordingError, SettingsError
from voicecoach.measures.level import LEVEL_HOP_S
from voicecoach.measures.pitch_candidates import PITCH_HOP_S
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.measures.syllables import rate_over_time
from voicecoach.measures.talk import Sound

KINDS = (".png", ".svg", ".pdf")
MOST_POINTS = 4000
QUIETEST_DBFS = -80.0
LEARNER, COUNTERPART, SILENCE = "#1f6f8b", "#b0623a", "#d9c45b"


def plot_analysis(recording: MeasuredRecording, path: Path) -> None:
    """Draw one recording into a PNG, SVG or PDF file."""
    if path.suffix.lower() not in KINDS:
        raise SettingsError(f"{path}: a plot is written as {', '.join(KINDS)}; change the ending")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure: Any = Figure(figsize=(12, 7), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(4, 1, sharex=True, height_ratios=(2, 1, 2, 2))
    _draw_levels(panels[0], recording)
    _draw_turns(panels[1], recording)
    _draw_pace(panels[2], recording)
    _draw_pitch(panels[3], recording.learner)
    panels[3].set_xlabel("seconds")
    panels[3].set_xlim(0, max(recording.duration_s, 1e-3))
    figure.suptitle(Path(recording.name).name)
    try:
        figure.savefig(path, dpi=120)
    except OSError as error:
        raise RecordingError(f"{path}: cannot be written ({error.strerror})") from error


def _draw_levels(axes: Any, recording: MeasuredRecording) -> None:
    sides = [(recording.learner, LEARNER, "learner")]
    if recording.counterpart is not None:
        sides.append((recording.counterpart, COUNTERPART, "counterpart"))
    for sound, colour, name in sides:
        levels = np.maximum(sound.levels, QUIETEST_DBFS)
        step = max(1, len(levels) // MOST_POINTS)
        loudest = levels[: len(levels) // step * step].reshape(-1, step).max(axis=1)
        times = np.arange(len(loudest)) * step * LEVEL_HOP_S
        axes.fill_between(times, QUIETEST_DBFS, loudest, color=colour, alpha=0.6, label=name, lw=0)
    axes.set_ylabel("level, dBFS")
    axes.legend(loc="upper right", fontsize="small")


def _draw_turns(axes: Any, recording: MeasuredRecording) -> None:
    rows = {"learner": (2, LEARNER), "counterpart": (1, COUNTERPART)}
    for turn in recording.turns:
        row, colour = rows[turn.who]
        bars = [(start, end - start) for start, end in turn.speech]
        axes.broken_barh(bars, (row - 0.4, 0.8), color=colour, lw=0)
    for silence in recording.silences:
        bar = [(silence.start_s, silence.duration_s)]
        axes.broken_barh(bar, (-0.4, 0.8), color=SILENCE, lw=0)
    axes.set_yticks((0, 1, 2), ("silence", "counterpart", "learner"))
    axes.set_ylim(-0.6, 2.6)


def _draw_pace(axes: Any, recording: MeasuredRecording) -> None:
    times, rates = rate_over_time(
        recording.learner.syllables, recording.learner.speech, duration_s=recording.duration_s
    )
    axes.plot(times, rates, color=LEARNER)
    axes.set_ylabel("syllables per s")


def _draw_pitch(axes: Any, sound: Sound) -> None:
    times = (np.arange(len(sound.pitch)) + 0.5) * PITCH_HOP_S
    axes.plot(times, sound.pitch, ".", color=LEARNER, ms=2)
    axes.set_ylabel("pitch, Hz")
