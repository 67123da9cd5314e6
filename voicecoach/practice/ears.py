"""What the loop hears of a block: a frame for the floor, and clips for the recogniser."""

from __future__ import annotations

import numpy as np

from voicecoach.ports import Block, EchoGuard, VoiceActivity
from voicecoach.practice.mouth import Edges
from voicecoach.practice.sound_memory import SoundMemory
from voicecoach.turn_taking import Frame
from voicecoach.turn_taking.events import Spans
from voicecoach.turn_taking.frames import HOPS_PER_FRAME, QUIET_DBFS
from voicecoach.turns import FRAME_S, Clip, Samples

CLIPPED_AT, CLIPPED_SHARE = 0.999, 0.01
_NO_LEVELS = (QUIET_DBFS,) * HOPS_PER_FRAME  # an echo is neither the room nor the learner


class Ears:
    """Echo guard, voice activity, and the memory of the last two minutes."""

    def __init__(self, voice_activity: VoiceActivity, echo_guard: EchoGuard | None) -> None:
        self._voice_activity = voice_activity
        self._echo_guard = echo_guard
        self._memory = SoundMemory()
        self._delay_s = 0.0  # by which the guard holds the microphone back

    def hear(self, block: Block, edges: Edges) -> Frame:
        """Take in one block."""
        learner, is_echo = block.learner, False
        if self._echo_guard is not None:
            cleaned = self._echo_guard.hear(block.learner, block.counterpart)
            learner, is_echo = cleaned.samples, cleaned.is_echo_likely
            self._delay_s = cleaned.delay_s
        self._memory.hear(learner)
        if block.gap_s:
            self._voice_activity.reset()
        probability = self._voice_activity.probability(learner)
        return Frame(
            end_s=block.start_s + FRAME_S - self._delay_s,
            speech_probability=0.0 if is_echo else probability,
            levels_dbfs=_NO_LEVELS if is_echo else _levels_dbfs(learner),
            is_counterpart_audible=block.line is not None,
            has_line_started=edges.has_started,
            has_line_ended=edges.has_ended,
            line_edge_s=edges.at_s,
        )

    def let_pass(self, block: Block) -> None:
        """Let a block pass that is out of role: the clock goes on, and nothing of it is kept."""
        if self._echo_guard is not None:
            self._echo_guard.hear(block.learner, block.counterpart)
        self._memory.hear(np.zeros_like(block.learner))

    def clip(self, speech: Spans) -> Clip:
        """Cut what was said out of the last two minutes."""
        late = tuple((start + self._delay_s, end + self._delay_s) for start, end in speech)
        return self._memory.clip(late)

    def learner_share(self, start_s: float, end_s: float) -> float:
        """Share of a stretch that was plainly the learner's own voice."""
        if self._echo_guard is None:
            return 1.0
        return self._echo_guard.learner_share(start_s + self._delay_s, end_s + self._delay_s)

    def take_notice(self) -> str | None:
        """What the echo guard has to say, once."""
        return self._echo_guard.take_notice() if self._echo_guard is not None else None

    def forget(self) -> None:
        """Begin anew after a break."""
        self._voice_activity.reset()


def as_stored(samples: Samples) -> Samples:
    """Hear exactly what the 16-bit recording will hold, so that it replays to the same session."""
    return (np.clip((samples * 32768).round(), -32768, 32767) / 32768).astype(np.float32)


def level_dbfs(samples: Samples) -> float | None:
    """Mean level of a clip; None if it is empty, or so loud that it was cut off."""
    if not len(samples) or np.mean(np.abs(samples) >= CLIPPED_AT) >= CLIPPED_SHARE:
        return None
    return float(20 * np.log10(max(float(np.sqrt(np.mean(np.square(samples)))), 1e-5)))


def _levels_dbfs(block: Samples) -> tuple[float, ...]:
    hops = block.reshape(HOPS_PER_FRAME, -1)
    rms = np.sqrt(np.mean(np.square(hops), axis=1))
    return tuple(float(level) for level in 20 * np.log10(np.maximum(rms, 10 ** (QUIET_DBFS / 20))))
