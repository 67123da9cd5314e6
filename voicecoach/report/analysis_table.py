"""An analysed recording as a table for the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from voicecoach.measures.figure import Figure
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.report.plain import clean

TITLES = {
    "talk_share": "talk share",
    "longest_turn_s": "longest turn",
    "words_per_turn": "words per turn",
    "longest_counterpart_turn_s": "their longest story",
    "learner_speech_s": "you spoke",
    "counterpart_speech_s": "they spoke",
    "heard_syllables_per_s": "syllables heard",
    "words_per_minute": "pace",
    "articulation_rate_syllables_per_s": "articulation",
    "fillers_per_100_words": "fillers (at least)",
    "hedges_per_100_words": "hedges",
    "within_turn_pauses_per_minute": "pauses inside turns",
    "held_silences": "silences of 3 s and more",
    "broken_silences": "silences you broke",
    "longest_silence_s": "longest silence",
    "response_latency_median_s": "you answered after",
    "overlap_s": "both at once",
    "interruptions": "you cut in",
    "backchannels": "backchannels",
    "pitch_median_hz": "pitch",
    "pitch_spread_st": "pitch spread",
    "level_dbfs": "level",
    "questions_per_minute": "questions",
}


def analysis_table(recording: MeasuredRecording) -> Table:
    """Lay out the figures of one recording: figure, value, what it rests on."""
    table = Table(
        title=Text(f"{clean(recording.name)}: {_clock(recording.duration_s)}, {recording.layout}"),
        caption=Text("\n".join(clean(note) for note in recording.notes)),
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("about", justify="right")
    table.add_column("rests on", style="dim")
    for key, title in TITLES.items():
        figure = recording.figures[key]
        if figure.value is None:
            table.add_row(title, "-", "", Text(figure.reason))
        else:
            table.add_row(title, shown(figure), _interval(figure), Text(figure.basis))
    return table


def shown(figure: Figure) -> str:
    """Write a figure's value with its unit."""
    assert figure.value is not None
    if figure.unit == "share":
        return f"{100 * figure.value:.0f} %"
    if figure.unit == "count":
        return f"{figure.value:.0f}"
    digits = 0 if abs(figure.value) >= 100 else 1
    return f"{figure.value:.{digits}f} {figure.unit}"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    digits = 0 if abs(figure.high) >= 100 else 1
    return f"{figure.low:.{digits}f} to {figure.high:.{digits}f}"


def _clock(duration_s: float) -> str:
    minutes, seconds = divmod(round(duration_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
