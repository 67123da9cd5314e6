"""Everything that one page is made of."""

from __future__ import annotations

import math
import shlex
from dataclasses import dataclass, field
from datetime import datetime

from voicecoach.coaching.citation import clock
from voicecoach.coaching.timeline import turns_of
from voicecoach.report.page.curves import Curves
from voicecoach.report.page.plots import Drawings
from voicecoach.turns import Feedback, SessionRecord, Turn


@dataclass(frozen=True, slots=True)
class Sound:
    """Where the page plays from."""

    source: str = ""  # an address beside the page, or the sound itself as a data address
    missing: str = ""  # why there is none


@dataclass(frozen=True, slots=True)
class Review:
    """One session, as it is laid out on a page."""

    record: SessionRecord
    feedback: tuple[Feedback, ...]
    curves: Curves
    sound: Sound
    name: str  # what `voicecoach retake` knows the session by
    drawings: Drawings = field(default_factory=Drawings)
    began: datetime | None = None
    notice: str = ""  # what the journal had that could not be laid out
    version: str = ""  # of this program

    @property
    def length_s(self) -> float:
        """Length of the time axis: the recording's or the journal's, whichever is longer."""
        ends = (turn.end_s for turn in self.record.turns)
        return max(self.curves.duration_s, self.record.duration_s, *ends, 1.0)

    def retake(self, at_s: float) -> str:
        """Write the command that takes a moment again."""
        return f"voicecoach retake {shlex.quote(self.name)} --at {self._when(at_s)}"

    def _when(self, at_s: float) -> str:
        """Write a second as the feedback does; to the hundredth if that would be another turn."""
        if self._turn_at(at_s) == self._turn_at(float(int(at_s))):
            return clock(at_s)
        minutes, seconds = divmod(math.floor(at_s * 100) / 100, 60)
        return f"{minutes:.0f}:{seconds:05.2f}"

    def _turn_at(self, at_s: float) -> Turn | None:
        """Find the learner's turn that was being spoken, or else the next one."""
        own = turns_of(self.record, "learner")
        return next((turn for turn in own if turn.end_s > at_s), None)
