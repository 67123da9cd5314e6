"""The counterpart's mouth: one line at a time, followed until it is no longer audible."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from voicecoach.ports import Block, SpeakingPlayer
from voicecoach.practice.lines import Line, first_sound_s, last_sound_s, word_boundary
from voicecoach.turn_taking.echo_text import PlayedWord, spread_words
from voicecoach.turn_taking.floor import COLLISION_S
from voicecoach.turns import FRAME_S, RATE_HZ

DUCK_DB = -12.0
N_REMEMBERED = 3  # lines whose words may still come back as an echo
SETTLED_S = 2 * COLLISION_S  # by then nobody can collide with the line any more

Happening = Literal["audible", "settled", "ended"]


@dataclass(frozen=True, slots=True)
class Edges:
    """Where in a block the counterpart's line starts or ends, to the sample."""

    has_started: bool = False
    has_ended: bool = False
    at_s: float | None = None


class Mouth:
    """Plays lines and knows how much of the present one has been audible."""

    def __init__(self, player: SpeakingPlayer) -> None:
        self._player = player
        self._n_lines = 0
        self._lately: deque[Line] = deque(maxlen=N_REMEMBERED)
        self._repeated: int | None = None  # number of a line that plays again, out of role
        self.line: Line | None = None

    def say(self, line: Line) -> None:
        """Start a line; any other is dropped."""
        self._n_lines += 1
        self._lately.append(line)
        line.number = self._n_lines
        self.line = line
        self._player.unduck()
        self._player.start(line.number, line.samples)

    def repeat(self, line: Line) -> None:
        """Play a line again that has ended; it is no part of the talk."""
        self._n_lines += 1
        self._repeated = self._n_lines
        self._player.unduck()
        self._player.start(self._repeated, line.samples)

    def has_repeated(self, block: Block) -> bool:
        """Tell whether the repeated line ends in this block."""
        return self._repeated is not None and block.line == self._repeated and block.has_line_ended

    def forget_repeat(self) -> None:
        """Stop repeating, if it does."""
        if self._repeated is not None:
            self._repeated = None
            self._player.stop()

    @property
    def is_unheard(self) -> bool:
        """A line was started, and nothing of it has become audible."""
        return self.line is not None and self.line.start_s is None

    def edges(self, block: Block) -> Edges:
        """Tell whether the line starts in this block, or is known to have ended."""
        line = self.line
        if line is None:
            return Edges()
        if line.start_s is None and block.line == line.number:
            at_s = first_sound_s(block.counterpart, block.start_s)
            return Edges(has_started=True, has_ended=block.has_line_ended, at_s=at_s)
        end_s = _ended_s(line, block)
        return Edges() if end_s is None else Edges(has_ended=True, at_s=end_s)

    def follow(self, block: Block) -> list[Happening]:
        """Keep up with what has become audible, and tell what that means."""
        line = self.line
        if line is None:
            return []
        happened: list[Happening] = []
        if block.line == line.number:
            if line.start_s is None:
                line.start_s = first_sound_s(block.counterpart, block.start_s)
                happened.append("audible")
            was_s = line.n_audible / RATE_HZ
            line.n_audible += len(block.counterpart)
            if was_s < SETTLED_S <= line.n_audible / RATE_HZ:
                happened.append("settled")
        end_s = _ended_s(line, block)
        if block.line == line.number and block.has_line_ended:
            line.end_s = last_sound_s(block.counterpart, block.start_s)
        if end_s is not None:
            happened.append("ended")
        return happened

    def lately_said(self) -> list[PlayedWord]:
        """The words that were audible lately, and when."""
        words: list[PlayedWord] = []
        for line in self._lately:
            if line.start_s is not None:
                end_s = line.start_s + line.n_audible / RATE_HZ
                words += spread_words(line.audible_text(), line.start_s, end_s)
        return words

    def drop(self) -> Line | None:
        """Fade out at once and forget the line."""
        line, self.line = self.line, None
        self._player.stop()
        self._player.unduck()
        if line is not None and line.start_s is not None:
            line.end_s = line.start_s + line.n_audible / RATE_HZ
        return line

    def forget(self) -> None:
        """Forget a line that has ended by itself."""
        self.line = None

    def duck(self) -> None:
        """Speak softer: the learner may be breaking in."""
        self._player.duck(DUCK_DB)

    def unduck(self) -> None:
        """Speak as before."""
        self._player.unduck()

    def pause(self) -> None:
        """Stop speaking and keep the place."""
        self._player.pause()

    def resume(self) -> None:
        """Go on where the last word began that was not whole."""
        line = self.line
        if line is not None:
            line.n_audible = word_boundary(line.samples, min(line.n_audible, len(line.samples)))
            self._player.unduck()
            self._player.resume(line.n_audible)


def _ended_s(line: Line, block: Block) -> float | None:
    """When the line ended, if it has and that may count.

    A fill that is over before a collision could be heard counts as ended only once none can be
    heard any more; the silence after it runs from its true end all the same.
    """
    if block.line == line.number and block.has_line_ended:
        end_s = last_sound_s(block.counterpart, block.start_s)
    elif line.end_s:
        end_s = line.end_s
    else:
        return None
    assert line.start_s is not None
    is_open = line.why == "fill" and block.start_s + FRAME_S < line.start_s + SETTLED_S
    return None if is_open else end_s
