"""The floor: one timeline, on which a silence is a pause, the end of a turn, or a move.

Fed one frame at a time and told what the words say; returns floor events. It knows no device, no
clock and no recogniser, so every rule can be tried with a list of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from voicecoach.turn_taking.events import (
    Away,
    BreakIn,
    BreakInOver,
    Collision,
    FillDue,
    FloorEvent,
    LearnerFinished,
    LearnerPaused,
    LearnerResumed,
    LearnerStarted,
    MaybeBreakIn,
    SilenceHeld,
    Spans,
)
from voicecoach.turn_taking.frames import PERHAPS_AT, Frame, SpeechGate
from voicecoach.turn_taking.silences import HELD_S

ONSET_S = 0.12  # less speech than this is a click, a breath or a cough: it begins no turn
RESUMED_S = 0.09  # inside an open turn less evidence is needed
MAYBE_OVER_S = 0.15  # pause before an answer is prepared
LONGEST_DOUBT_S = 0.1  # by then a soft onset has become speech, or was none
BREAK_IN_S = 0.25
BREAK_IN_OVER_S = 0.35
# Both began within 0.2 s: nobody interrupted anybody. A soft onset is heard up to 0.05 s late.
COLLISION_S = 0.25
AWAY_S = 30.0


class Phase(StrEnum):
    """Who has the floor."""

    COUNTERPART = "counterpart"  # its voice is audible, or was paused by a break-in
    OFFERED = "offered"  # the learner could speak: their silence runs
    LEARNER = "learner"  # the learner's turn is open
    THEIRS = "theirs"  # the learner has finished; what passes now is our processing time
    AWAY = "away"  # clocks frozen


@dataclass(frozen=True, slots=True)
class OpenSilence:
    """A silence that has just ended, not yet named."""

    start_s: float
    end_s: float
    after: Literal["counterpart_turn", "own_ask"]


class Floor:
    """The state machine of the floor.

    Parameters
    ----------
    away_s : float
        A silence this long is no move any more.
    break_in_s : float
        So much speech over the counterpart's voice pauses it.
    """

    def __init__(self, *, away_s: float = AWAY_S, break_in_s: float = BREAK_IN_S) -> None:
        self.phase = Phase.THEIRS  # the counterpart opens
        self.revision = 0
        self.gate = SpeechGate()
        self.is_over_counterpart = False  # the open turn began over the counterpart's voice
        self._away_s = away_s
        self._break_in_s = break_in_s
        self._is_held_open = False
        self._is_released = False
        self._turn: list[tuple[float, float]] = []
        self._is_paused = False
        self._maybe_over_s = MAYBE_OVER_S
        self._wait_s: float | None = None
        self._silence_start_s = 0.0
        self._silence_after: Literal["counterpart_turn", "own_ask"] = "counterpart_turn"
        self._tolerance_s: float | None = None
        self._is_fill_due = False
        self._next_tick_s = HELD_S
        self._silence: OpenSilence | None = None
        self._line_start_s = 0.0
        self._is_fill = False
        self._is_ducked = False
        self._before: Phase = Phase.OFFERED

    def hear(self, frame: Frame) -> list[FloorEvent]:
        """Take in one frame and tell what it means."""
        self.gate.hear(frame)
        if frame.has_line_started:
            self._line_started(frame)
        events = {
            Phase.COUNTERPART: self._hear_over_counterpart,
            Phase.OFFERED: self._hear_silence,
            Phase.LEARNER: self._hear_learner,
            Phase.THEIRS: self._hear_before_answer,
            Phase.AWAY: self._hear_away,
        }[self.phase](frame)
        if frame.has_line_ended:
            self._line_ended(frame)
        return events

    # What the practice tells the floor

    def set_wait(self, revision: int, wait_s: float) -> None:
        """Say how long a pause must last to end the turn, now that its words are known."""
        if revision == self.revision:
            self._wait_s = wait_s

    def ask_after(self, pause_s: float) -> None:
        """Say how long a pause must last before an answer is prepared."""
        self._maybe_over_s = pause_s

    def press(self, before: list[Frame]) -> None:
        """Push to talk: the turn stays open until `release`, and began in the frames `before`."""
        self._is_held_open = True
        self._is_released = False
        for frame in before:
            self.gate.hear(frame)

    def release(self) -> None:
        """Push to talk: the turn is over as soon as its words are known."""
        self._is_held_open = False
        self._is_released = self.phase is Phase.LEARNER

    @property
    def is_released(self) -> bool:
        """The learner has said with a key that the turn is over."""
        return self._is_released

    def set_tolerance(self, tolerance_s: float | None) -> None:
        """Say how long the counterpart bears the silence after its line; None: for ever."""
        self._tolerance_s = tolerance_s

    def hold_out(self, silence_s: float) -> None:
        """Leave the learner alone with their own words: the counterpart keeps silent on purpose."""
        self._offer(self.turn_end_s, after="own_ask")
        self._tolerance_s = silence_s

    def ask_again(self) -> None:
        """Say at the next frame again that a fill is due: there was nothing to say yet."""
        self._is_fill_due = False

    def dismiss(self) -> None:
        """Undo a turn in which there were no words: the silence before it was never broken."""
        self.revision += 1
        self.phase = self._before
        self._silence = None
        self._is_fill_due = False  # a fill that was withdrawn is due again
        self._end_turn()

    def give_way(self) -> None:
        """Drop the counterpart's line for good: the learner has broken in."""
        self._is_ducked = False

    def carry_on(self, at_s: float) -> None:
        """Let the counterpart go on after a mere backchannel over its voice."""
        self.revision += 1
        self.phase = Phase.COUNTERPART
        self._is_ducked = False
        self._line_start_s = min(self._line_start_s, at_s)
        self._end_turn()

    def offer_again(self, at_s: float) -> None:
        """Offer the floor anew: the counterpart's line ended while the learner was heard."""
        self.revision += 1
        self._offer(at_s, after="counterpart_turn")

    def step_out(self) -> None:
        """Freeze the clocks."""
        self.phase = Phase.AWAY
        self._silence = None

    def skip(self, seconds: float) -> None:
        """Let time pass that does not count: the talk is out of role."""
        self._silence_start_s += seconds
        self._turn = [(start + seconds, end + seconds) for start, end in self._turn]

    def take_silence(self) -> OpenSilence | None:
        """Hand over the silence that ended last, once."""
        silence, self._silence = self._silence, None
        return silence

    # What the practice may ask

    @property
    def turn_start_s(self) -> float:
        """When the open turn began."""
        return self._turn[0][0] if self._turn else self.gate.start_s

    @property
    def turn_end_s(self) -> float:
        """The last audible moment of the learner's turn so far."""
        return self._turn[-1][1] if self._turn else self.gate.end_s

    @property
    def spoken_s(self) -> float:
        """How long the learner has spoken in the open turn."""
        return sum(end - start for start, end in self._turn)

    def held_s(self, now_s: float) -> float | None:
        """How long the learner's silence has lasted; None when it is not theirs."""
        return now_s - self._silence_start_s if self.phase is Phase.OFFERED else None

    @property
    def is_idle(self) -> bool:
        """Nobody is speaking and no answer is owed."""
        return self.phase in (Phase.OFFERED, Phase.AWAY) and not self.gate.is_speech

    # The counterpart's voice

    def _line_started(self, frame: Frame) -> None:
        start_s = frame.line_edge_s if frame.line_edge_s is not None else frame.start_s
        if self.phase is Phase.OFFERED:
            self._silence = OpenSilence(self._silence_start_s, start_s, self._silence_after)
        self._is_fill = self.phase is Phase.OFFERED and self._is_fill_due
        if self.phase is not Phase.LEARNER:
            self.phase = Phase.COUNTERPART
            self._end_turn()
        self._line_start_s = start_s
        self._is_ducked = False

    def _line_ended(self, frame: Frame) -> None:
        if self.phase is Phase.COUNTERPART:
            end_s = frame.line_edge_s if frame.line_edge_s is not None else frame.end_s
            self._offer(end_s, after="counterpart_turn")

    def _offer(self, start_s: float, *, after: Literal["counterpart_turn", "own_ask"]) -> None:
        self.phase = Phase.OFFERED
        self._silence_start_s = start_s
        self._silence_after = after
        self._next_tick_s = HELD_S
        self._is_fill_due = False
        self._end_turn()

    def _hear_over_counterpart(self, frame: Frame) -> list[FloorEvent]:
        gate = self.gate
        if gate.is_speech and gate.evidence_s >= ONSET_S:
            if self._is_fill and gate.start_s <= self._line_start_s + COLLISION_S:
                self._begin_turn(Phase.OFFERED)
                return [Collision(gate.start_s)]
            if gate.evidence_s >= self._break_in_s:
                self._begin_turn(Phase.COUNTERPART, is_over=True)
                return [BreakIn(gate.start_s)]
            if not self._is_ducked:
                self._is_ducked = True
                return [MaybeBreakIn(gate.start_s)]
        elif self._is_ducked and frame.end_s - gate.end_s >= BREAK_IN_OVER_S:
            self._is_ducked = False
            return [BreakInOver(gate.start_s, gate.end_s)]
        return []

    # The learner's silence

    def _hear_silence(self, frame: Frame) -> list[FloorEvent]:
        gate = self.gate
        if gate.is_speech and gate.evidence_s >= ONSET_S:
            end_s = max(gate.start_s, self._silence_start_s)
            self._silence = OpenSilence(self._silence_start_s, end_s, self._silence_after)
            self._begin_turn(Phase.OFFERED)
            return [LearnerStarted(gate.start_s)]
        if gate.is_speech:  # a word or a cough: the next frames will tell
            return []
        return self._clock(frame)

    def _clock(self, frame: Frame) -> list[FloorEvent]:
        held_s = frame.end_s - self._silence_start_s
        events: list[FloorEvent] = []
        if held_s >= self._next_tick_s:
            events.append(SilenceHeld(self._silence_start_s, self._next_tick_s))
            self._next_tick_s += 1.0
        tolerance_s = self._tolerance_s
        if tolerance_s is not None and held_s >= tolerance_s and not self._is_fill_due:
            self._is_fill_due = True
            events.append(FillDue(self._silence_start_s, held_s))
        elif held_s >= self._away_s:
            self.step_out()
            events.append(Away(frame.end_s))
        return events

    def _hear_away(self, frame: Frame) -> list[FloorEvent]:
        del frame
        if self.gate.is_speech and self.gate.evidence_s >= ONSET_S:
            self._begin_turn(Phase.AWAY)
            return [LearnerStarted(self.gate.start_s)]
        return []

    # The learner's turn

    def _begin_turn(self, before: Phase, *, is_over: bool = False) -> None:
        self._before = before
        self.phase = Phase.LEARNER
        self.is_over_counterpart = is_over
        self.revision += 1
        self._turn = [(self.gate.start_s, self.gate.end_s)]
        self._is_paused = False
        self._wait_s = None

    def _end_turn(self) -> None:
        self._is_paused = False
        self._is_released = False
        self._wait_s = None
        self.is_over_counterpart = False

    def _hear_learner(self, frame: Frame) -> list[FloorEvent]:
        if self.gate.is_speech:
            return self._hear_speech()
        self._close_stretch()
        silence_s = frame.end_s - self.turn_end_s
        if self._is_held_open:
            return []
        if not self._is_paused:
            if silence_s < self._maybe_over_s and not self._is_released:
                return []
            self._is_paused = True
            return [LearnerPaused(self.revision, self.turn_start_s, self.turn_end_s, self.speech)]
        if self._wait_s is None or silence_s < self._wait_s:
            return []
        # Asked once more: what might be a soft onset puts the answer off, for a moment.
        is_doubtful = frame.speech_probability >= PERHAPS_AT
        if is_doubtful and silence_s < self._wait_s + LONGEST_DOUBT_S:
            return []
        self.phase = Phase.THEIRS
        return [LearnerFinished(self.revision, self.turn_start_s, self.turn_end_s, self.speech)]

    def _hear_speech(self) -> list[FloorEvent]:
        gate = self.gate
        if gate.start_s <= self._turn[-1][0]:  # still the stretch that is already counted
            self._turn[-1] = (self._turn[-1][0], gate.end_s)
            return []
        if gate.evidence_s < RESUMED_S:
            return []
        self._turn.append((gate.start_s, gate.end_s))
        if not self._is_paused:
            return []
        self._is_paused = False
        self._wait_s = None
        self.revision += 1
        return [LearnerResumed(self.revision, gate.start_s)]

    def _close_stretch(self) -> None:
        # The end of a stretch may move by a frame after the probability fell.
        if self.gate.start_s <= self._turn[-1][0]:
            self._turn[-1] = (self._turn[-1][0], max(self._turn[-1][1], self.gate.end_s))

    def _hear_before_answer(self, frame: Frame) -> list[FloorEvent]:
        del frame
        gate = self.gate
        if not self._turn or not gate.is_speech or gate.evidence_s < RESUMED_S:
            return []
        self.phase = Phase.LEARNER
        self._turn.append((gate.start_s, gate.end_s))
        self._is_paused = False
        self._wait_s = None
        self.revision += 1
        return [LearnerResumed(self.revision, gate.start_s)]

    @property
    def speech(self) -> Spans:
        """The spoken stretches of the learner's turn."""
        return tuple(self._turn)
