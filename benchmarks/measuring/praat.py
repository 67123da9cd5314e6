"""Against Praat, on the recordings of the evaluation set."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from measuring.manifest import Labelled, single_speaker
from measuring.row import Row
from voicecoach.hearing.listening import listen
from voicecoach.hearing.sound_file import read_sound
from voicecoach.measures.level import intensity_contour
from voicecoach.measures.pitch import pitch_median_hz, pitch_spread_st, voiced_inside
from voicecoach.measures.spans import Spans, total_s
from voicecoach.measures.syllables import syllables_per_s
from voicecoach.turns import RATE_HZ, Samples

GROUP = "against Praat (recordings of one speaker with 3 s of voiced speech and more)"
LEAST_VOICED_S = 3.0
LEAST_SYLLABLES = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Differences on one clip."""

    name: str
    median_st: float  # Praat with the speaker's own range
    spread_st: float
    plain_median_st: float  # Praat with one wide range for all
    plain_spread_st: float
    correlation: float
    syllables: tuple[int, int]  # ours, Praat's
    rate_difference: float  # of syllables per second, share


def praat_rows(folder: Path, *, with_pyin: bool) -> list[Row]:
    clips = [
        compared
        for clip in single_speaker(folder)
        if (compared := _compare(clip, read_sound(folder / clip.path))) is not None
    ]
    n = len(clips)
    long = [clip for clip in clips if clip.syllables[1] >= LEAST_SYLLABLES]
    ours = sum(clip.syllables[0] for clip in long)
    theirs = sum(clip.syllables[1] for clip in long)

    def middle(key: str) -> float:
        return float(np.median([abs(getattr(clip, key)) for clip in clips]))

    def largest(key: str) -> str:
        worst = max(clips, key=lambda clip: abs(getattr(clip, key)))
        return f"largest {getattr(worst, key):+.2f} ({worst.name})"

    lowest = min(clips, key=lambda clip: clip.correlation)
    rows = [
        Row(GROUP, "median pitch, Praat in the speaker's range, median", middle("median_st"),
            0.5, "st", n, detail=largest("median_st")),
        Row(GROUP, "pitch spread, Praat in the speaker's range, median", middle("spread_st"),
            0.7, "st", n, detail=largest("spread_st")),
        Row(GROUP, "median pitch, Praat 65 to 500 Hz, median", middle("plain_median_st"),
            0.5, "st", n, detail=largest("plain_median_st")),
        Row(GROUP, "pitch spread, Praat 65 to 500 Hz, median", middle("plain_spread_st"),
            0.7, "st", n, detail=largest("plain_spread_st")),
        Row(GROUP, "intensity contour, lowest correlation", lowest.correlation,
            0.95, "", n, is_at_least=True, detail=lowest.name),
        Row(GROUP, "syllables per second, median (clips of 20 and more)",
            100 * float(np.median([abs(clip.rate_difference) for clip in long])), 10, "%",
            len(long), detail=f"all together {100 * (ours / theirs - 1):+.1f} %"),
    ]  # fmt: skip
    if with_pyin:
        rows += _pyin_rows(folder)
    return rows


def _compare(clip: Labelled, samples: Samples) -> Compared | None:
    import parselmouth

    ear = listen(samples)
    voiced = voiced_inside(ear.pitch, ear.speech)
    sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
    plain = _praat_pitch(sound, ear.speech, 65.0, 500.0)
    if len(plain) < 100 * LEAST_VOICED_S or len(voiced) < 50 * LEAST_VOICED_S:
        return None
    low, high = np.percentile(plain, (25, 75))
    own = _praat_pitch(sound, ear.speech, max(50.0, 0.75 * low), 1.5 * high)
    heard = [time for time in ear.syllables]
    nuclei = _praat_syllables(sound)
    our_rate = syllables_per_s(ear.syllables, ear.speech) or 0.0
    their_rate = syllables_per_s(nuclei, ear.speech) or 1.0
    median, spread = pitch_median_hz(voiced) or 1.0, pitch_spread_st(voiced) or 0.0
    return Compared(
        name=Path(clip.path).stem,
        median_st=12 * float(np.log2(median / np.median(own))),
        spread_st=spread - (pitch_spread_st(own) or 0.0),
        plain_median_st=12 * float(np.log2(median / np.median(plain))),
        plain_spread_st=spread - (pitch_spread_st(plain) or 0.0),
        correlation=_correlation(sound, samples),
        syllables=(len(heard), len(nuclei)),
        rate_difference=our_rate / their_rate - 1,
    )


def _praat_pitch(sound: Any, speech: Spans, low_hz: float, high_hz: float) -> np.ndarray:
    pitch = sound.to_pitch_ac(time_step=0.01, pitch_floor=low_hz, pitch_ceiling=high_hz)
    values, times = pitch.selected_array["frequency"], pitch.xs()
    inside = np.zeros(len(times), dtype=bool)
    for start, end in speech:
        inside |= (times >= start) & (times < end)
    return np.asarray(values[inside & (values > 0)])


def _correlation(sound: Any, samples: Samples) -> float:
    intensity = sound.to_intensity(50)
    contour = intensity_contour(samples)
    times = (np.arange(len(contour)) + 0.5) * 0.01
    inside = (times >= intensity.xs()[0]) & (times <= intensity.xs()[-1])
    theirs = np.interp(times[inside], intensity.xs(), intensity.values[0])
    return float(np.corrcoef(contour[inside], theirs)[0, 1])


def _praat_syllables(sound: Any) -> np.ndarray:
    """De Jong and Wempe's script, its threshold and dip, in Python."""
    from parselmouth.praat import call

    intensity = sound.to_intensity(50)
    loud = call(intensity, "Get quantile", 0, 0, 0.99)
    threshold = max(loud - 25, call(intensity, "Get minimum", 0, 0, "Parabolic"))
    values, times = intensity.values[0], intensity.xs()
    middle = values[1:-1]
    is_peak = (middle > values[:-2]) & (middle >= values[2:]) & (middle > threshold)
    peaks = np.flatnonzero(is_peak) + 1
    pitch = sound.to_pitch_ac(0.02, 30, 4, False, 0.03, 0.25, 0.01, 0.35, 0.25, 450)
    kept = [
        times[peak]
        for peak, following in zip(peaks, [*peaks[1:], None], strict=True)
        if following is None or values[peak] - values[peak : following + 1].min() > 2
    ]
    return np.array([time for time in kept if not np.isnan(pitch.get_value_at_time(time))])


def _pyin_rows(folder: Path) -> list[Row]:
    """What probabilistic YIN would have given, for comparison."""
    import time

    import librosa
    import parselmouth

    spreads, medians, spent_s, heard_s = [], [], 0.0, 0.0
    for clip in single_speaker(folder):
        samples = read_sound(folder / clip.path)
        ear = listen(samples)
        began = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            track, _, _ = librosa.pyin(
                samples, fmin=65, fmax=500, sr=RATE_HZ, frame_length=1024, hop_length=320
            )
        spent_s += time.perf_counter() - began
        heard_s += len(samples) / RATE_HZ
        track = track[np.isfinite(track)]
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        plain = _praat_pitch(sound, ear.speech, 65.0, 500.0)
        if len(track) < 100 or len(plain) < 100 * LEAST_VOICED_S or not total_s(ear.speech):
            continue
        low, high = np.percentile(plain, (25, 75))
        own = _praat_pitch(sound, ear.speech, max(50.0, 0.75 * low), 1.5 * high)
        medians.append(abs(12 * np.log2(np.median(track) / np.median(own))))
        spreads.append(abs((pitch_spread_st(track) or 0.0) - (pitch_spread_st(own) or 0.0)))
    n = len(medians)
    detail = f"{heard_s / spent_s:.0f} x real time"
    return [
        Row(GROUP, "(librosa.pyin) median pitch", float(np.median(medians)), 0.5, "st", n,
            detail=detail),
        Row(GROUP, "(librosa.pyin) pitch spread", float(np.median(spreads)), 0.7, "st", n),
    ]  # fmt: skip
