"""The talk as it stands: what the learner's and the counterpart's side of the loop both hold."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.ports import Partner, Screen, Voice
from voicecoach.practice.answers import Answer, AnswerDesk
from voicecoach.practice.ears import Ears
from voicecoach.practice.mouth import Mouth
from voicecoach.practice.notes import Notes
from voicecoach.turn_taking import Floor, Patience
from voicecoach.turn_taking.floor import BREAK_IN_S, OpenSilence
from voicecoach.turns import Outcome

NORMAL = Patience()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts, and how patient the counterpart is.

    Three patiences, since they are three situations: with a learner who thinks in mid-turn, with
    one who holds a silence, and with one who speaks over it.
    """

    minutes: float = 12.0
    thinking: Patience = NORMAL
    waiting: float = 1.0  # share of the persona's own tolerance
    speaking_s: float = BREAK_IN_S  # speech over its voice that pauses it
    push_to_talk: bool = False
    hints: bool = False
    turns: int | None = None  # of the learner, after whose answers it ends; None: no limit


@dataclass(slots=True)
class Talk:
    """Who is in the room, with what, and how far they have come."""

    counterpart: Partner
    name: str
    floor: Floor
    ears: Ears
    mouth: Mouth
    desk: AnswerDesk
    voice: Voice
    notes: Notes
    screen: Screen
    limits: Limits
    now_s: float = 0.0
    ready_s: float = 0.0  # when the answer to the open turn was there
    wait_s: float = 0.0  # how long the pause must last for it
    silence: OpenSilence | None = None  # that the open turn ended
    held_out: Answer | None = None  # committed, while the counterpart keeps silent
    outcome: Outcome | None = None
    why: str = ""

    def end(self, outcome: Outcome, why: str) -> None:
        """End it, once; a deal that was struck stays struck."""
        if self.outcome is not None:
            return
        if outcome == "stopped":
            outcome = self.counterpart.copy().end(outcome).outcome or outcome
        self.outcome = outcome
        self.why = why

    @property
    def is_time_over(self) -> bool:
        """The session has lasted as long as it was to last."""
        return self.now_s >= self.limits.minutes * 60.0
