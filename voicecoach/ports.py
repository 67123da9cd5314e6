"""What a practice needs from the edges. Edges fit these by shape and import nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from voicecoach.turns import (
    Clip,
    Heard,
    Manner,
    MoveContext,
    Outcome,
    Reply,
    Samples,
    Silence,
    Transcript,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the session's sound, both sides on the microphone's clock."""

    start_s: float
    learner: Samples  # shape (512,)
    counterpart: Samples  # shape (512,): what was *audible* during this block
    line: int | None = None  # which line of the counterpart was audible, None if none
    has_line_ended: bool = False  # its last sample is in this block
    gap_s: float = 0.0  # sound the device lost just before this block
    is_stalled: bool = False  # no sound: the device is silent, and the clock stands still
    trouble: str | None = None  # something about the devices that the learner should know, once
    is_recording_over: bool = False  # the recorded learner has ended; silence from here on


class SoundLoop(Protocol):
    """Microphone and loudspeaker on one clock."""

    def blocks(self) -> Iterator[Block]:
        """Yield blocks until the microphone ends."""

    def close(self) -> None:
        """Give the devices back."""


class Transcriber(Protocol):
    """Turns sound into words."""

    @property
    def name(self) -> str:
        """The model in use."""

    def transcribe(self, clip: Clip) -> Transcript:
        """Recognise the words of one clip."""


class SpareRecogniser(Protocol):
    """A smaller recogniser that can take over from the one in use."""

    def prepare(self) -> None:
        """Load it in the background."""

    def take_over(self) -> None:
        """Let it go on, from when it is loaded, also with the clip in hand."""

    def take_notice(self) -> str | None:
        """Hand over what is to be said on the screen, once."""


class Voice(Protocol):
    """Turns a line into sound."""

    @property
    def name(self) -> str:
        """The engine in use."""

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak `text` into an array, 16 kHz mono, without leading or trailing silence."""

    def giving_way(self) -> AbstractContextManager[None]:
        """Prepare nothing ahead meanwhile: somebody needs the machine now."""

    def stop_ahead(self) -> None:
        """Prepare nothing ahead any more."""


class Cleaned(Protocol):
    """One block of the microphone without the counterpart's echo."""

    @property
    def samples(self) -> Samples:
        """The sound, shape (512,)."""

    @property
    def is_echo_likely(self) -> bool:
        """Do not count this block as the learner's speech."""

    @property
    def delay_s(self) -> float:
        """By which `samples` are later than the block they came with."""


class EchoGuard(Protocol):
    """Tells what of the microphone is the learner, where a loudspeaker is in the room."""

    def hear(self, learner: Samples, counterpart: Samples) -> Cleaned:
        """Take in one block of both sides."""

    def learner_share(self, start_s: float, end_s: float) -> float:
        """Share of a stretch that was plainly not echo."""

    def take_notice(self) -> str | None:
        """Hand over what is to be said on the screen, once."""


class Played(Protocol):
    """What a player handed to the loudspeaker."""

    @property
    def samples(self) -> Samples:
        """The sound."""

    @property
    def line(self) -> int | None:
        """Whose sound it is; None when nothing plays."""

    @property
    def has_line_ended(self) -> bool:
        """The line's last sample is in it; not set when it was stopped."""


class LinePlayer(Protocol):
    """Where a sound card gets the counterpart's sound from."""

    def pull(self, n_samples: int) -> Played:
        """Hand over the next samples; silence when nothing plays."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What a recorded learner may know of the counterpart: what anybody in the room hears."""

    is_audible: bool
    n_lines_started: int
    n_lines_ended: int


class Microphone(Protocol):
    """A learner made of recordings."""

    def read(self, n_samples: int, cues: Cues) -> Samples | None:
        """Hand over the next samples, or None when it has ended."""


class VoiceActivity(Protocol):
    """Tells speech from everything else."""

    def probability(self, frame: Samples) -> float:
        """Probability of speech in one frame of 512 samples."""

    def reset(self) -> None:
        """Forget what was heard, as after a gap."""


class SpeakingPlayer(LinePlayer, Protocol):
    """The player as the practice commands it."""

    def start(self, line: int, samples: Samples) -> None:
        """Start a line."""

    def stop(self) -> int:
        """Fade out and drop the line; tell how many of its samples were handed over."""

    def pause(self) -> None:
        """Fade out and keep the line."""

    def resume(self, position: int | None = None) -> None:
        """Go on with a paused line, where it was or from an earlier sample."""

    def duck(self, gain_db: float) -> None:
        """Play softer."""

    def unduck(self) -> None:
        """Play as before."""


class Partner(Protocol):
    """Who the learner talks with: a counterpart, or a drill."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def trust(self) -> float:
        """Trust in the learner, 0 to 100."""

    @property
    def agitation(self) -> float:
        """How worked up it is, 0 to 10."""

    @property
    def found(self) -> frozenset[str]:
        """Ids of the facts it has let out."""

    def context(self) -> MoveContext:
        """What the recogniser of moves may know of the talk so far."""

    def open(self) -> Reply:
        """Say the first words."""

    def respond(self, heard: Heard) -> Reply:
        """Answer a turn of the learner."""

    def tolerance_s(self) -> float:
        """How long it bears a silence that begins now."""

    def bears_turn_s(self) -> float:
        """How long a turn it hears out."""

    def is_stung_by(self, text: str) -> bool:
        """Whether words were said that it does not hear out."""

    def feel_silence(self, held_s: float) -> Reply:
        """End the silence that the learner is holding."""

    def note_silence(self, silence: Silence) -> None:
        """Take in a silence that has ended."""

    def note_cut_off(self, audible_text: str) -> None:
        """Take back what the learner did not let it say."""

    def end(self, outcome: Outcome) -> Reply:
        """Say the last words when the talk is ended from outside."""

    def copy(self) -> Partner:
        """Copy it for speculation."""

    def snapshot(self) -> dict[str, object]:
        """Give the whole mutable state as plain data."""


Command = Literal["pause", "end", "talk", "again"]


class Controls(Protocol):
    """What the learner asks for with keys."""

    def poll(self) -> list[Command]:
        """Hand over the commands given since the last call."""


class Screen(Protocol):
    """What the learner sees while practising."""

    def counterpart_speaks(self, name: str, text: str) -> None:
        """Show a line of the counterpart as it begins."""

    def learner_spoke(self, text: str) -> None:
        """Show what was recognised."""

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        """Show who has the floor; called for every block."""

    def notice(self, text: str) -> None:
        """Say something out of role, once."""


class SessionKeeper(Protocol):
    """Where a session is kept while it runs."""

    def note(self, event: dict[str, Any]) -> None:
        """Append an event to the journal."""

    def record(self, learner: Samples, counterpart: Samples) -> None:
        """Append one block of both sides to the recording."""
