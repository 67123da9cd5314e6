"""The line that is sounding: started, ducked, paused and stopped at a sample, without clicks.

A sound card's callback pulls from it; it knows no device. All positions are samples of the line.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from voicecoach.turns import RATE_HZ, Samples

FADE_SAMPLES = RATE_HZ // 100  # 10 ms: shorter clicks, longer is heard as a delay


@dataclass(frozen=True, slots=True)
class Played:
    """What one pull delivered."""

    samples: Samples
    line: int | None = None  # None: silence
    position: int = 0  # samples of that line delivered so far
    has_line_ended: bool = False  # its last sample is in this block; not set when it was stopped


class _Ramp:
    """A factor that moves to its target within one fade."""

    def __init__(self, value: float) -> None:
        self.value = value
        self.n_left = 0
        self._target = value

    def move_to(self, target: float) -> None:
        self._target = target
        self.n_left = FADE_SAMPLES

    def take(self, n: int) -> Samples:
        factors = np.full(n, self._target, dtype=np.float32)
        n_moving = min(n, self.n_left)
        if n_moving:
            step = (self._target - self.value) / self.n_left
            factors[:n_moving] = self.value + step * np.arange(1, n_moving + 1)
            self.n_left -= n_moving
            self.value = float(factors[n_moving - 1])
        if not self.n_left:
            self.value = self._target
        return factors


@dataclass(slots=True)
class _Line:
    """The line that sounds, and how far it has come."""

    line: int
    samples: Samples
    delay: int
    position: int = 0
    paused_at: int | None = None


class Player:
    """One line at a time, from any thread; 16 kHz mono."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: _Line | None = None
        self._duck = _Ramp(1.0)
        self._presence = _Ramp(1.0)
        self._tail = Played(np.zeros(0, dtype=np.float32))  # what fades out after a stop

    @property
    def is_playing(self) -> bool:
        """True from `start` to the last sample or `stop`, paused or not."""
        return self._now is not None

    @property
    def is_paused(self) -> bool:
        """True from `pause` to `resume`, `stop` or `start`."""
        now = self._now
        return now is not None and now.paused_at is not None

    def start(self, line: int, samples: Samples, *, delay: int = 0) -> None:
        """Begin a line after `delay` samples of silence; what was sounding fades out."""
        with self._lock:
            self._end()
            self._now = _Line(line, samples, delay) if len(samples) else None

    def pull(self, n_samples: int) -> Played:
        """Deliver the next block; silence when there is nothing to play."""
        with self._lock:
            out = np.zeros(n_samples, dtype=np.float32)
            tail = self._pull_tail(out)
            return self._pull_line(out) or tail or Played(out)

    def duck(self, gain_db: float) -> None:
        """Play at `gain_db` (-12 is quieter) until `unduck`, whatever line is on."""
        with self._lock:
            self._duck.move_to(10.0 ** (gain_db / 20.0))

    def unduck(self) -> None:
        """Play at full level again."""
        self.duck(0.0)

    def pause(self) -> None:
        """Fade out and keep the position."""
        with self._lock:
            if self._now is not None and self._now.paused_at is None:
                self._now.paused_at = self._now.position
                self._presence.move_to(0.0)

    def resume(self, position: int | None = None) -> None:
        """Go on where `pause` was called, or from an earlier `position`."""
        with self._lock:
            now = self._now
            if now is None or now.paused_at is None:
                return
            place = now.paused_at if position is None else position
            now.position = min(max(place, 0), len(now.samples) - 1)
            now.paused_at = None
            self._presence.move_to(1.0)

    def stop(self) -> int:
        """Fade out within 10 ms and forget the line; return the position reached, 0 if idle."""
        with self._lock:
            position = self._now.position if self._now else 0
            self._end()
            return position

    def _end(self) -> None:
        now, level = self._now, self._presence.value * self._duck.value
        if now is not None and not now.delay and self._presence.value:
            rest = now.samples[now.position : now.position + FADE_SAMPLES]
            fall = np.linspace(level, 0.0, FADE_SAMPLES + 1, dtype=np.float32)[1:]
            self._tail = Played(rest * fall[: len(rest)], now.line, now.position)
        self._now = None
        self._presence = _Ramp(1.0)

    def _pull_tail(self, out: Samples) -> Played | None:
        tail = self._tail
        if not len(tail.samples):
            return None
        n = min(len(out), len(tail.samples))
        out[:n] += tail.samples[:n]
        self._tail = Played(tail.samples[n:], tail.line, tail.position)
        return Played(out, tail.line, tail.position)

    def _pull_line(self, out: Samples) -> Played | None:
        duck, now = self._duck.take(len(out)), self._now  # a fade goes on when nothing sounds
        if now is None:
            return None
        first = min(now.delay, len(out))
        now.delay -= first
        n = min(len(out) - first, len(now.samples) - now.position)
        if now.paused_at is not None:  # only the rest of the fade
            n = min(n, self._presence.n_left)
        if n <= 0:
            return None
        sound = now.samples[now.position : now.position + n]
        out[first : first + n] += sound * duck[first : first + n] * self._presence.take(n)
        now.position += n
        has_ended = now.position == len(now.samples)
        if has_ended:
            self._now, self._presence = None, _Ramp(1.0)
        return Played(out, now.line, now.position, has_ended)
