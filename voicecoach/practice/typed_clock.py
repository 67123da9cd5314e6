"""The clock of a talk by keyboard: driven by words and typed silences, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from voicecoach.turn_taking.floor import AWAY_S, OpenSilence
from voicecoach.turn_taking.silences import HELD_S

# A calm pace of conversation, the same for both: nobody sounds hurried who only types.
WORDS_PER_MINUTE = 150.0
# From one side's last word to the other's first, where no silence was typed: the usual gap in
# conversation (Levinson and Torreira, Frontiers in Psychology 2015), and too short for a silence.
GAP_S = 0.2
_ROUND = 4  # a tenth of a millisecond, as in the journal

After = Literal["counterpart_turn", "own_ask"]


def speaking_time_s(text: str) -> float:
    """How long a text takes to say on the typed clock.

    Examples
    --------
    >>> speaking_time_s("That figure was never agreed.")
    2.0
    """
    return round(len(text.split()) * 60.0 / WORDS_PER_MINUTE, _ROUND)


class TypedClock:
    """What time it is, and since when the floor has been the learner's.

    Parameters
    ----------
    minutes : float
        When the time is over.
    on_second : callable
        Told the time and the length of a held silence, from 3 s on and every second after.
    """

    def __init__(self, minutes: float, on_second: Callable[[float, float], None]) -> None:
        self.now_s = 0.0
        self._over_at_s = round(minutes * 60.0, _ROUND)
        self._on_second = on_second
        self._since: tuple[float, After] | None = None  # None: the floor is not the learner's
        self._borne_s = 0.0
        self._next_s = HELD_S

    @property
    def is_over(self) -> bool:
        """The talk has lasted as long as it was to last."""
        return self.now_s >= self._over_at_s

    @property
    def is_offered(self) -> bool:
        """The learner could speak, and a silence would be theirs."""
        return self._since is not None

    @property
    def is_borne_for_ever(self) -> bool:
        """The silence becomes nobody's before the counterpart would end it."""
        return self._borne_s > AWAY_S

    @property
    def held_s(self) -> float:
        """How long the learner has been silent."""
        return 0.0 if self._since is None else self.now_s - self._since[0]

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self.now_s = round(self.now_s + seconds, _ROUND)
        while self._since is not None and self.held_s >= self._next_s:
            self._on_second(self._since[0] + self._next_s, self._next_s)
            self._next_s += 1.0

    def offer(self, after: After, borne_s: float) -> None:
        """Leave the floor to the learner, whose silence is borne for so long."""
        self._since = (self.now_s, after)
        self._borne_s = round(borne_s, _ROUND)
        self._next_s = HELD_S

    def due_s(self, *, minds_the_time: bool) -> float:
        """How long until the silence is borne no longer, or the time is over."""
        assert self._since is not None
        due_s = self._since[0] + min(self._borne_s, AWAY_S)
        if minds_the_time:
            due_s = min(due_s, self._over_at_s)
        return max(due_s - self.now_s, 0.0)

    def take(self) -> OpenSilence | None:
        """Take the floor back, and hand over the silence there was; None if it was not offered."""
        since, self._since = self._since, None
        return None if since is None else OpenSilence(since[0], self.now_s, since[1])
