"""What is done to a rendered line before it is heard: trim, level, gain, pitch, pace."""

from __future__ import annotations

import math

import numpy as np
import soxr

from voicecoach.turns import RATE_HZ, Manner, Samples

# Engines differ by 10 dB; after this a persona's volume means the same with each.
COMMON_LEVEL_DBFS = -20.0
HOP_SAMPLES = RATE_HZ // 200  # 5 ms
SILENT_BELOW_PEAK_DB = -45.0  # softer than this at either end is the engine's breath, not the line
KEPT_SAMPLES = RATE_HZ // 100  # 10 ms before the first and after the last sound
EDGE_FADE_SAMPLES = RATE_HZ // 200
KNEE = 0.7  # the limiter is linear below
CEILING = 0.98
PAUSE_BELOW_PEAK_DB = -40.0
SHORTEST_PAUSE_S = 0.12  # the closure of a "t" or a "p" is shorter
LONGEST_PAUSE_S = 0.8  # made longer than this, it would be taken for the end of the turn
WORDLESS_SAMPLES = RATE_HZ // 4  # a line without words is a short silence
WINDOW_SAMPLES = 480  # 30 ms: two periods of a low male voice
SEARCH_SAMPLES = 128  # 8 ms: one period of it


def has_words(text: str) -> bool:
    """Tell whether there is anything to say; engines breathe or click at "..."."""
    return any(character.isalnum() for character in text)


def finish_line(samples: Samples, *, volume: float, manner: Manner) -> Samples:
    """Make a raw rendering ready to be played.

    Parameters
    ----------
    samples : float32 array, shape (n_samples,)
        As the engine gave it, at 16 kHz.
    volume : float, 0 < volume <= 1
        The persona's own.
    manner : Manner
        Its pauses and its gain are applied here; rate and pitch are the engine's to apply.

    Returns
    -------
    line : float32 array, shape (n_line,)
        Without silence at its ends, at the common level plus volume and gain, below full scale.
    """
    line = scale_pauses(trim_silence(samples), manner.pause)
    level = spoken_level_dbfs(line)
    if level is None:
        return line
    gain_db = COMMON_LEVEL_DBFS - level + 20.0 * math.log10(volume) + manner.gain_db
    return limit_peaks(change_gain(line, gain_db))


def trim_silence(samples: Samples) -> Samples:
    """Cut the silence at both ends to 10 ms, with a fade; an empty array if all is silent.

    Examples
    --------
    >>> line = np.concatenate([np.zeros(8000), np.ones(1600), np.zeros(8000)]).astype(np.float32)
    >>> len(trim_silence(line))
    1920
    """
    levels = _levels(samples)
    loud = np.flatnonzero(levels > levels.max(initial=0.0) * 10 ** (SILENT_BELOW_PEAK_DB / 20.0))
    if not len(loud):
        return np.zeros(0, dtype=np.float32)
    start = max(loud[0] * HOP_SAMPLES - KEPT_SAMPLES, 0)
    return _fade_edges(samples[start : (loud[-1] + 1) * HOP_SAMPLES + KEPT_SAMPLES])


def spoken_level_dbfs(samples: Samples) -> float | None:
    """Measure the level of the spoken part of a line; None if it is silent.

    Pauses do not count: only stretches less than 30 dB below the loudest.

    Examples
    --------
    >>> tone = np.sin(np.arange(16000) * 0.3).astype(np.float32)
    >>> spoken_level_dbfs(np.concatenate([tone, np.zeros(16000, dtype=np.float32)]))
    -3.0
    """
    levels = _levels(samples)
    spoken = levels[levels > levels.max(initial=0.0) * 10 ** (-30.0 / 20.0)]
    if not len(spoken):
        return None
    return round(float(10.0 * np.log10(np.mean(spoken**2))), 1)


def scale_pauses(samples: Samples, factor: float) -> Samples:
    """Make the pauses inside a line longer or shorter, and leave its words alone.

    Examples
    --------
    >>> tone = np.sin(np.arange(8000) * 0.3).astype(np.float32)
    >>> line = np.concatenate([tone, np.zeros(4800, dtype=np.float32), tone])
    >>> len(scale_pauses(line, 0.5)) - len(line), len(scale_pauses(line, 1.5)) - len(line)
    (-2400, 2400)
    """
    if factor == 1.0:
        return samples
    pieces, begin = [], 0
    for start, end in _find_pauses(samples):
        most = max(0, round(LONGEST_PAUSE_S * RATE_HZ) - (end - start))
        change = min(round((factor - 1.0) * (end - start)), most)
        cut = (start + end + min(change, 0)) // 2  # what goes is taken from the middle
        gap = np.zeros(max(change, 0), dtype=np.float32)
        pieces += [_fade_edges(samples[begin:cut]), gap]
        begin = cut - min(change, 0)
    if not pieces:
        return samples
    return np.concatenate([*pieces, _fade_edges(samples[begin:])])


def _find_pauses(samples: Samples) -> list[tuple[int, int]]:
    """Find the pauses between the first and the last sound, as samples."""
    levels = _levels(samples)
    loud = np.flatnonzero(levels > levels.max(initial=0.0) * 10 ** (PAUSE_BELOW_PEAK_DB / 20.0))
    gaps = np.flatnonzero(np.diff(loud) * HOP_SAMPLES > SHORTEST_PAUSE_S * RATE_HZ)
    return [(int(loud[gap] + 1) * HOP_SAMPLES, int(loud[gap + 1]) * HOP_SAMPLES) for gap in gaps]


def _fade_edges(samples: Samples) -> Samples:
    line = samples.astype(np.float32)
    n_fade = min(EDGE_FADE_SAMPLES, len(line) // 2)
    rise = np.linspace(0.0, 1.0, n_fade, dtype=np.float32)
    line[:n_fade] *= rise
    line[len(line) - n_fade :] *= rise[::-1]
    return line


def change_gain(samples: Samples, gain_db: float) -> Samples:
    """Make louder or softer."""
    return np.asarray(samples * 10.0 ** (gain_db / 20.0), dtype=np.float32)


def limit_peaks(samples: Samples) -> Samples:
    """Bend what is above the knee below full scale, without touching the rest.

    Examples
    --------
    >>> limit_peaks(np.array([0.5, -0.7, 3.0], dtype=np.float32)).round(2)
    array([ 0.5 , -0.7 ,  0.98], dtype=float32)
    """
    magnitude = np.abs(samples)
    room = CEILING - KNEE
    bent = KNEE + room * np.tanh((magnitude - KNEE) / room)
    limited = np.where(magnitude > KNEE, np.sign(samples) * bent, samples)
    return np.asarray(limited, dtype=np.float32)


def shift_pitch(samples: Samples, pitch_st: float) -> Samples:
    """Raise or lower the voice by semitones, formants too; it gets shorter or longer by the same.

    Examples
    --------
    >>> len(shift_pitch(np.zeros(16000, dtype=np.float32), 12.0))
    8000
    """
    if not pitch_st:
        return samples
    return to_16_khz(samples, RATE_HZ * 2.0 ** (pitch_st / 12.0))


def stretch(samples: Samples, factor: float) -> Samples:
    """Make a line longer or shorter at the same pitch; good for factors from 0.7 to 1.4.

    Overlaps windows of 30 ms, each taken within 8 ms of its place where it continues the one
    before best.

    References
    ----------
    .. [1] W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity
       (WSOLA) for high quality time-scale modification of speech", ICASSP 1993.

    Examples
    --------
    >>> len(stretch(np.zeros(16000, dtype=np.float32), 1.25))
    20000
    """
    hop = WINDOW_SAMPLES // 2
    window = np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)
    # Room for the search before the first and after the last window.
    padded = np.pad(samples, (SEARCH_SAMPLES + hop, WINDOW_SAMPLES + SEARCH_SAMPLES + 2 * hop))
    n_out = round(len(samples) * factor)
    out = np.zeros(n_out + 2 * WINDOW_SAMPLES, dtype=np.float32)
    place = SEARCH_SAMPLES
    for start in range(0, n_out + hop, hop):
        if start:
            around = min(round(start / factor), len(samples) + hop)
            wanted = padded[place + hop : place + hop + WINDOW_SAMPLES]
            near = padded[around : around + WINDOW_SAMPLES + 2 * SEARCH_SAMPLES]
            place = around + int(np.argmax(np.correlate(near, wanted)))
        out[start : start + WINDOW_SAMPLES] += window * padded[place : place + WINDOW_SAMPLES]
    return out[hop : hop + n_out]


def to_16_khz(samples: Samples, rate_hz: float) -> Samples:
    """Resample to the rate that is used inside."""
    if rate_hz == RATE_HZ:
        return samples
    return np.asarray(soxr.resample(samples, rate_hz, RATE_HZ), dtype=np.float32)


def _levels(samples: Samples) -> Samples:
    n_hops = -(-len(samples) // HOP_SAMPLES)
    padded = np.zeros(n_hops * HOP_SAMPLES, dtype=np.float32)
    padded[: len(samples)] = samples
    return np.asarray(np.sqrt(np.mean(padded.reshape(n_hops, HOP_SAMPLES) ** 2, axis=1)))
