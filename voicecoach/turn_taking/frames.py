"""From speech probabilities to spoken stretches, one 32 ms frame at a time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from voicecoach.turns import FRAME_S

SPEECH_AT = 0.5  # Silero's own thresholds: speech at p ...
SILENCE_BELOW = 0.35  # ... silence 0.15 lower, so that a soft word ending does not flicker
HOPS_PER_FRAME = 4
HOP_S = FRAME_S / HOPS_PER_FRAME
# A hop this far below the loudest of its stretch is its echo or the room, not the voice.
EDGE_BELOW_PEAK_DB = 30.0
EDGE_ABOVE_FLOOR_DB = 8.0
FLOOR_MEMORY_FRAMES = 94  # 3 s
SAME_STRETCH_S = 0.1  # a shorter gap is inside one stretch of speech
# A soft onset is called speech late; what sounded and might have been speech belongs to it.
PERHAPS_AT = 0.1
LATEST_ONSET_FRAMES = 7  # 0.22 s
QUIET_DBFS = -75.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What turn-taking hears of one 32 ms frame."""

    end_s: float
    speech_probability: float
    levels_dbfs: tuple[float, ...]  # four hops of 8 ms, in time order
    is_counterpart_audible: bool = False
    has_line_started: bool = False
    has_line_ended: bool = False
    line_edge_s: float | None = None  # when the line started or ended, to the sample

    @property
    def start_s(self) -> float:
        """When the frame began."""
        return self.end_s - FRAME_S


class NoiseFloor:
    """The level of the room: the tenth percentile of the last 3 s of hops that were not speech."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=FLOOR_MEMORY_FRAMES)

    def hear(self, frame: Frame, *, is_speech: bool) -> None:
        """Take in one frame."""
        if not is_speech:
            self._levels.append(min(frame.levels_dbfs))

    @property
    def level_dbfs(self) -> float:
        """Level of the room so far."""
        if not self._levels:
            return QUIET_DBFS
        return max(QUIET_DBFS, sorted(self._levels)[len(self._levels) // 10])


class SpeechGate:
    """Voice activity with hysteresis, and edges refined to 8 ms by energy.

    Silero calls speech off about 0.1 s late; a silence begins at the end of what was audible, so
    the edges of a stretch are moved to the outermost hops that stand out from the room.
    """

    def __init__(self) -> None:
        self.is_speech = False
        self.start_s = 0.0  # of the current or last stretch
        self.end_s = 0.0  # of the last stretch so far
        self.evidence_s = 0.0  # speech frames in the current stretch
        self._floor = NoiseFloor()
        self._peak_dbfs = QUIET_DBFS
        self._lately: deque[Frame] = deque(maxlen=LATEST_ONSET_FRAMES)

    def hear(self, frame: Frame) -> None:
        """Take in one frame; then read the attributes."""
        threshold = SILENCE_BELOW if self.is_speech else SPEECH_AT
        is_speech = frame.speech_probability >= threshold
        if is_speech and not self.is_speech:
            self._begin(frame)
        if is_speech:
            self.evidence_s += FRAME_S
            self._peak_dbfs = max(self._peak_dbfs, *frame.levels_dbfs)
        if is_speech or self._stretch_is_fresh(frame):
            self._extend(frame)
        self.is_speech = is_speech
        self._floor.hear(frame, is_speech=is_speech)
        self._lately.append(frame)

    def _begin(self, frame: Frame) -> None:
        if self.evidence_s > 0 and frame.start_s - self.end_s < SAME_STRETCH_S:
            return
        earliest_s = self.end_s if self.evidence_s > 0 else 0.0
        self.evidence_s = 0.0
        self._peak_dbfs = max(frame.levels_dbfs)
        self.start_s = max(earliest_s, self._first_loud_hop_s(frame))
        self.end_s = self.start_s

    def _first_loud_hop_s(self, frame: Frame) -> float:
        """The sound's own edge: back along what sounded, for as long as it might be speech.

        Silero is a frame late at best, so the frame before a possible one may hold the edge.
        """
        onset_s = self._loud_from_s(frame)
        later = frame
        for earlier in reversed(self._lately):
            loud_from_s = self._loud_from_s(earlier)
            if loud_from_s is None or later.speech_probability < PERHAPS_AT:
                break
            onset_s, later = loud_from_s, earlier
        return frame.start_s if onset_s is None else onset_s

    def _loud_from_s(self, frame: Frame) -> float | None:
        for hop, level in enumerate(frame.levels_dbfs):
            if level >= self._edge_dbfs:
                return frame.start_s + hop * HOP_S
        return None

    def _extend(self, frame: Frame) -> None:
        for hop, level in enumerate(frame.levels_dbfs):
            if level >= self._edge_dbfs:
                self.end_s = frame.start_s + (hop + 1) * HOP_S

    def _stretch_is_fresh(self, frame: Frame) -> bool:
        # A final consonant may follow the frame at which the probability fell.
        return self.evidence_s > 0 and frame.start_s - self.end_s < FRAME_S

    @property
    def _edge_dbfs(self) -> float:
        return max(
            self._floor.level_dbfs + EDGE_ABOVE_FLOOR_DB, self._peak_dbfs - EDGE_BELOW_PEAK_DB
        )
