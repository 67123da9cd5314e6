"""Does the microphone hear the loudspeaker, and how long after? Answered from the sound itself.

The phases of both sides are compared over all delays at once. Speech of another person gives no
peak, however loud; an echo gives one within two tenths of a second, however soft the voice.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from voicecoach.turns import RATE_HZ, Samples

EARLIEST = -2048  # samples; the driver's latency may be wrong by 100 ms either way ...
LATEST = 8192  # ... and a wireless loudspeaker adds up to half a second
WINDOW = 4096  # samples of microphone in one comparison
# In simulated rooms nine echoes in ten reach 7; half of what another voice gives is below 5.5.
STRONG = 7.0
SAME_PLACE = 40  # samples; early reflections take turns at being the highest
N_REMEMBERED = 12  # comparisons, one in 64 ms
N_RECENT = 4
N_AGREE = 4
N_APART = 7  # comparisons from the first to the last that agree: 0.45 s
_SIZE = 16_384
_LOWEST_HZ, _HIGHEST_HZ = 250, 5000  # what a small loudspeaker gives back
_BINS = slice(_LOWEST_HZ * _SIZE // RATE_HZ, _HIGHEST_HZ * _SIZE // RATE_HZ)
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Match:
    """The best delay, and how far it stands out."""

    lag: int  # samples by which the microphone is later
    strength: float  # in standard deviations of the other delays


def compare(microphone: Samples, reference: Samples) -> Match:
    """Correlate the phases of the latest sound of both sides.

    Parameters
    ----------
    microphone : float array, shape (4096,)
        The latest samples.
    reference : float array, shape (12288,)
        What was played, ending at the same moment.

    Returns
    -------
    match : Match
        The delay from -2048 to 8191 at which the two agree best.
    """
    heard = np.fft.rfft(microphone * np.hanning(len(microphone)), _SIZE)[_BINS]
    played = np.fft.rfft(reference, _SIZE)[_BINS]
    cross = heard * np.conj(played)
    whole = np.zeros(_SIZE // 2 + 1, dtype=np.complex128)
    whole[_BINS] = cross / (np.abs(cross) + _TINY)
    # `reference` began LATEST samples before `microphone`: lag k stands at index k - LATEST.
    curve = np.roll(np.fft.irfft(whole, _SIZE), LATEST - EARLIEST)[: LATEST - EARLIEST]
    at = int(np.argmax(np.abs(curve)))
    return Match(at + EARLIEST, float(abs(curve[at]) / (curve.std() + _TINY)))


class PathWatch:
    """Suspects an echo when two comparisons in a row agree, believes in it when it lasts.

    Two people who sing the same note agree for a moment as well; they part within 0.3 s.
    """

    def __init__(self) -> None:
        self._past: deque[Match] = deque(maxlen=N_REMEMBERED)

    def forget(self) -> None:
        """Begin anew."""
        self._past.clear()

    def hear(self, match: Match) -> None:
        """Take in the latest comparison."""
        self._past.append(match)

    @property
    def is_suspected(self) -> bool:
        """The latest comparison and one just before it agree."""
        return any(number < N_RECENT for number in self._same())

    @property
    def lag(self) -> int | None:
        """The delay of an echo that has lasted; None if there is none."""
        same = self._same()
        if len(same) < N_AGREE - 1 or max(same) < N_APART:
            return None
        latest = len(self._past) - 1
        return max((self._past[latest - n] for n in (0, *same)), key=lambda m: m.strength).lag

    def _same(self) -> list[int]:
        """How many comparisons ago the latest delay was seen before."""
        if not self._past or self._past[-1].strength < STRONG:
            return []
        latest = self._past[-1]
        return [
            ago
            for ago, match in enumerate(reversed(self._past))
            if ago and match.strength >= STRONG and abs(match.lag - latest.lag) <= SAME_PLACE
        ]
