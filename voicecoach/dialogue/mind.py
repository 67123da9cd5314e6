"""Everything about a counterpart that changes during a talk."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from random import Random
from typing import Any

from voicecoach.dialogue.persona import Step
from voicecoach.dialogue.stairway import STEPS, Mood
from voicecoach.turns import Outcome


@dataclass(frozen=True, slots=True)
class Deal:
    """Where the bargaining over one issue stands; figures in the issue's unit."""

    offer: float  # the counterpart's standing figure
    rung: int  # of the ladder; -1 before the first concession
    theirs: float | None = None  # the learner's last figure
    answered: float | None = None  # the learner's last figure that was answered
    read_back: float | None = None  # a figure that binds as soon as the learner says yes
    settled: float | None = None
    promised: float | None = None  # the best that the learner has offered without a condition
    n_nearer: int = 0  # times the learner came nearer since its last concession


@dataclass(frozen=True, slots=True)
class Said:
    """The last line and what it changed, so that a line nobody heard can be taken back."""

    text: str
    key: str  # which line of the persona
    fact: str | None
    topic: str | None  # only if this line was the first to let it out
    deals: dict[str, Deal]  # as they stood before
    step: Step  # likewise
    fake: str = ""  # likewise
    shift: str = ""  # likewise
    act: str = ""  # likewise, and so all that follow
    told: str = ""
    focus: str = ""
    package: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stood before a turn, for the line that nobody hears."""

    deals: dict[str, Deal]
    step: Step
    fake: str
    shift: str
    act: str
    told: str
    focus: str
    package: list[str]

    @classmethod
    def of(cls, mind: Mind) -> Standing:
        """Take down how things stand."""
        return cls(
            dict(mind.deals), mind.step, mind.fake, mind.shift,
            mind.act, mind.told, mind.focus, list(mind.package),
        )  # fmt: skip


@dataclass(slots=True)
class Mind:
    """The whole mutable state of a counterpart.

    Collections hold strings only, so that a copy is shallow work and a snapshot is plain data.
    """

    seed: str
    trust: float
    agitation: float
    deals: dict[str, Deal]
    focus: str  # the issue last bargained about
    step: Step = "guarded"
    mood: Mood = "even"
    end: Outcome | None = None
    n_draws: int = 0
    n_turns: int = 0
    heard: str = ""  # the learner's last turn
    # what the learner has done
    recent: list[list[str]] = field(default_factory=list)  # events of the last turns, oldest first
    now: list[str] = field(default_factory=list)  # events since the last turn, silences first
    counts: dict[str, int] = field(default_factory=dict)  # events over the session
    skills: list[str] = field(default_factory=list)  # active listening, in order
    label_gain: float = 0.0
    streak: int = 0  # bare questions in a row
    n_grave: int = 0
    grave_turn: int | None = None
    intrusion_turn: int | None = None
    locked_until: int = 0  # turn up to which facts stay closed
    n_refused: int = 0  # turns without repair since the rupture
    kinds: list[str] = field(default_factory=list)  # moves of the learner's last turn
    trades: list[str] = field(default_factory=list)
    package: list[str] = field(default_factory=list)  # issues of its last offer, if several
    postponed: list[str] = field(default_factory=list)  # issues it has put off once
    perspectives: list[str] = field(default_factory=list)  # events of theirs told, joined
    has_told_loop: bool = False
    n_limits: int = 0
    paces: list[float] = field(default_factory=list)  # words per minute of calm turns
    levels: list[float] = field(default_factory=list)  # dBFS of calm turns
    because: list[str] = field(default_factory=list)  # not yet reported
    # what it has said
    said: list[str] = field(default_factory=list)  # the last lines
    told: str = ""  # the last line that was not a line said again
    act: str = ""  # what its last line did
    used: set[str] = field(default_factory=set)  # keys of lines
    facts: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)  # on which it has let something out
    asked: list[str] = field(default_factory=list)  # topics it was asked about and answered
    topic: str | None = None  # what the talk is about
    tactic: str | None = None  # played and not yet countered
    tactic_turn: int = 0
    last: Said | None = None
    fake: str = ""  # issue on which it has said a yes that binds nothing
    fake_turn: int = 0
    shift: str = ""  # "", "hinted", "told": what has changed for it in mid-talk
    shift_turn: int = 0
    # temper
    patience: float = 99.0  # turns without progress that it still bears
    n_impatient: int = 0
    # silence
    tolerance_s: float = 0.0
    n_fills: int = 0  # in this silence
    n_waits: int = 0  # likewise
    has_told_in_silence: bool = False
    # the end of the talk
    is_confirmed: bool = False  # the learner has said the terms back, or the next step
    n_after_deal: int = 0  # turns

    @property
    def state(self) -> str:
        """Where it stands: the end, else the side state, else the step."""
        if self.end in ("agreed", "no_deal_good", "walked_out"):
            return self.end
        return self.step if self.mood == "even" else self.mood

    @property
    def level(self) -> int:
        """The step as a number, 0 for guarded."""
        return STEPS.index(self.step)

    def has_reached(self, step: Step) -> bool:
        """Tell whether it stands on this step or a higher one."""
        return self.level >= STEPS.index(step)

    def draw(self) -> Random:
        """Open a fresh source of chance, the same at the same point of the same talk.

        Counting draws instead of carrying a generator keeps a snapshot small.
        """
        self.n_draws += 1
        return Random(f"{self.seed}/{self.n_draws}")  # noqa: S311 - chance in a game

    def copy(self) -> Mind:
        """Copy it, independent in every part."""
        twin = dataclasses.replace(self)
        for name in _LISTS:
            setattr(twin, name, list(getattr(self, name)))
        twin.recent = [list(events) for events in self.recent]
        twin.used = set(self.used)
        twin.counts = dict(self.counts)
        twin.deals = dict(self.deals)
        return twin

    def snapshot(self) -> dict[str, Any]:
        """Give the whole state as plain data that JSON can hold."""
        plain = dataclasses.asdict(self)
        plain["used"] = sorted(self.used)
        return plain

    @classmethod
    def restore(cls, plain: dict[str, Any]) -> Mind:
        """Rebuild a mind from `snapshot`."""
        mind = cls(**plain)
        mind.used = set(mind.used)
        mind.deals = _restore_deals(plain["deals"])
        last = plain["last"]
        if last is not None:
            mind.last = Said(**{**last, "deals": _restore_deals(last["deals"])})
        return mind.copy()


_LISTS = (
    "now", "skills", "kinds", "trades", "paces", "levels", "because", "said", "facts", "topics",
    "asked", "package", "postponed", "perspectives",
)  # fmt: skip


def _restore_deals(plain: dict[str, Any]) -> dict[str, Deal]:
    return {issue: Deal(**deal) for issue, deal in plain.items()}
