"""Everything that one page is made of."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from datetime import datetime

from voicecoach.coaching.citation import clock
from voicecoach.report.page.curves import Curves
from voicecoach.report.page.plots import Drawings
from voicecoach.turns import Feedback, SessionRecord


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
        return f"voicecoach retake {shlex.quote(self.name)} --at {clock(at_s)}"
