"""How far this machine falls behind, and in which order that makes it do less. Pure.

Judged by how long words take beside the clip that they are in, and by how long a clip has to wait
for its turn; also while it is still being recognised, for a late answer helps nobody.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import IntEnum

LATE_S = 1.5  # words this late are felt as a hesitation
LATE_SHARE = 0.15  # of the clip: long clips may take longer, as Whisper's windows grow with them
MOST_SIGNS = 2  # from one clip, however long it takes
FORGOTTEN_AFTER = 5  # clips in good time


class Step(IntEnum):
    """What is given up, each with all before it."""

    NOTHING = 0
    PARTIALS = 1  # words of pauses that are probably not the end
    MODEL = 2  # the larger recogniser
    AHEAD = 3  # lines rendered before they are needed


@dataclass(slots=True)
class _Clip:
    allowed_s: float
    asked_s: float
    began_s: float
    at_step: Step  # when it began
    n_signs: int = 0


class Strain:
    """Told of every clip, by one thread, and looked at by another.

    The first clip that is late costs the partials, as does one that only had to wait too long. A
    second one, or a first that takes twice as long as it may, costs the model; any after that, the
    lines ahead. There is no way back: what comes and goes would be worse than what is slow.

    Examples
    --------
    >>> strain = Strain()
    >>> strain.begins(3.0, asked_s=0.0, now_s=0.0)
    >>> [strain.look(now_s).name for now_s in (1.0, 1.6, 2.9, 3.1, 9.0)]
    ['NOTHING', 'PARTIALS', 'PARTIALS', 'MODEL', 'MODEL']
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._step = Step.NOTHING
        self._clip: _Clip | None = None
        self._is_warned = False
        self._n_in_time = 0

    def begins(self, clip_s: float, *, asked_s: float, now_s: float) -> None:
        """A clip that was asked for at one time is recognised from another on."""
        allowed_s = max(LATE_S, LATE_SHARE * clip_s)
        with self._lock:
            self._clip = _Clip(allowed_s, asked_s, now_s, self._step)

    def look(self, now_s: float) -> Step:
        """Tell what has to be given up by now."""
        with self._lock:
            self._judge(now_s)
            return self._step

    def ends(self, now_s: float) -> None:
        """Its words are there."""
        with self._lock:
            self._judge(now_s)
            clip, self._clip = self._clip, None
            assert clip is not None
            self._n_in_time = 0 if clip.n_signs else self._n_in_time + 1
            if self._n_in_time >= FORGOTTEN_AFTER:
                self._is_warned = False

    def _judge(self, now_s: float) -> None:
        clip = self._clip
        if clip is None:
            return
        if now_s - clip.asked_s >= clip.allowed_s:
            self._step = max(self._step, Step.PARTIALS)
        n_signs = min(int((now_s - clip.began_s) / clip.allowed_s), MOST_SIGNS)
        for _ in range(n_signs - clip.n_signs):
            self._climb(clip)
        clip.n_signs = n_signs

    def _climb(self, clip: _Clip) -> None:
        if not self._is_warned:
            self._is_warned = True
            self._step = max(self._step, Step.PARTIALS)
        elif self._step < Step.MODEL:
            self._step = Step.MODEL
        elif clip.at_step >= Step.MODEL:  # an older one says nothing of the smaller model
            self._step = Step.AHEAD
