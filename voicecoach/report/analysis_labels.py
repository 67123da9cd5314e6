"""An analysed recording as labels that Audacity opens (File, Import, Labels)."""

from __future__ import annotations

from voicecoach.measures.recording import MeasuredRecording
from voicecoach.report.plain import clean


def audacity_labels(recording: MeasuredRecording) -> str:
    """Write one line per turn and per silence: start, end, label, with tabs between."""
    labels = [
        (turn.start_s, turn.end_s, f"{turn.who}: {clean(turn.text)}" if turn.text else turn.who)
        for turn in recording.turns
    ]
    labels += [
        (silence.start_s, silence.end_s, f"silence, {silence.kind}")
        for silence in recording.silences
    ]
    return "".join(f"{start:.6f}\t{end:.6f}\t{label}\n" for start, end, label in sorted(labels))
