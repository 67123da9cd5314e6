"""A sound loop without devices: a recorded learner, and a counterpart that only the file hears."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from voicecoach.ports import Block, Cues, LinePlayer, Microphone, Played
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Samples


class CueCounter:
    """Counts the counterpart's utterances as anybody in the room would."""

    def __init__(self) -> None:
        self.cues = Cues(is_audible=False, n_lines_started=0, n_lines_ended=0)
        self._line: int | None = None

    def hear(self, played: Played) -> Cues:
        """Take in what was played and tell what a listener knows now."""
        has_started = played.line is not None and played.line != self._line
        if played.line is not None:
            self._line = played.line
        self.cues = Cues(
            is_audible=played.line is not None and not played.has_line_ended,
            n_lines_started=self.cues.n_lines_started + has_started,
            n_lines_ended=self.cues.n_lines_ended + played.has_line_ended,
        )
        return self.cues


class RecordedLoop:
    """Runs a recorded learner against the player, paced by the clock or as fast as it goes.

    Pacing only sleeps; no decision ever reads the wall clock.
    """

    def __init__(self, microphone: Microphone, player: LinePlayer, *, is_fast: bool) -> None:
        self._microphone = microphone
        self._player = player
        self._is_fast = is_fast
        self._is_closed = False

    def blocks(self) -> Iterator[Block]:
        """Yield blocks; after the recording has ended, silence until closed."""
        counter = CueCounter()
        began = time.monotonic()
        n_blocks = 0
        is_over = False
        while not self._is_closed:
            played = self._player.pull(FRAME_SAMPLES)
            heard = None if is_over else self._microphone.read(FRAME_SAMPLES, counter.hear(played))
            is_over = is_over or heard is None
            yield block_of(n_blocks, silent() if heard is None else heard, played, is_over=is_over)
            n_blocks += 1
            if not self._is_fast:
                time.sleep(max(0.0, began + n_blocks * FRAME_S - time.monotonic()))

    def close(self) -> None:
        """End the iteration."""
        self._is_closed = True


def silent() -> Samples:
    """One block of nothing."""
    return np.zeros(FRAME_SAMPLES, dtype=np.float32)


def block_of(
    number: int, learner: Samples, played: Played, *, is_over: bool = False, gap_s: float = 0.0
) -> Block:
    """Put what was heard and what was audible during it side by side."""
    return Block(
        start_s=number * FRAME_S,
        learner=learner,
        counterpart=played.samples,
        line=played.line,
        has_line_ended=played.has_line_ended,
        gap_s=gap_s,
        is_recording_over=is_over,
    )
