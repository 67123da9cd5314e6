"""The partner in a drill: gives the prompts, hears the tries, and says at once how they went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from random import Random

from voicecoach.coaching.drills.exercise import Drill, Round
from voicecoach.coaching.drills.judges import judge
from voicecoach.turns import Heard, MoveContext, Outcome, Point, Reply, Silence

THINKING_S = 20.0  # a learner may think so long before the prompt is named again
BEARS_TURN_S = 75.0
N_REMINDERS = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one round."""

    round: str
    is_good: bool
    said: str  # the verdict
    share: float | None = None  # of what a good try holds; None: not a matter of shares
    held_s: float | None = None  # None: no silence was asked for, or none came


@dataclass(slots=True)
class _Stand:
    """Everything that changes during a drill."""

    number: int = 0  # rounds begun
    results: tuple[Result, ...] = ()
    n_reminders: int = 0
    owed_s: float = 0.0  # silence that the last try still has to hold
    broken_s: float | None = None  # after which the learner broke it
    is_over: bool = False


class DrillPartner:
    """One drill at one level.

    Parameters
    ----------
    drill : Drill
    level : int, 1 to 5
    seed : int
        The same seed chooses the same rounds.
    """

    trust = 0.0  # a drill has nobody to win over
    agitation = 0.0
    found: frozenset[str] = frozenset()

    def __init__(self, drill: Drill, *, level: int, seed: int) -> None:
        self.drill = drill
        self.level = level
        self._rounds = choose_rounds(drill, level=level, seed=seed)
        self._stand = _Stand()
        self._before: _Stand | None = None  # before the last answer, to go back to

    @property
    def state(self) -> str:
        """How far the drill is."""
        return f"round {self._stand.number} of {len(self._rounds)}"

    @property
    def results(self) -> tuple[Result, ...]:
        """What came of the rounds so far."""
        return self._stand.results

    def context(self) -> MoveContext:
        """Tell the recogniser what this round is about."""
        one = self._now
        points = tuple(
            Point(element.id, element.gist, tuple(map(str.lower, element.keywords)))
            for element in one.elements
        )
        return MoveContext(
            counterpart_said=(one.say,), points=points, feelings=tuple(map(str.lower, one.feelings))
        )

    def open(self) -> Reply:
        """Explain the drill and give the first prompt."""
        self._stand.number = 1
        return self._reply(f"{self.drill.intro} {self._now.say}", "prompt")

    def respond(self, heard: Heard) -> Reply:
        """Judge a try, say how it went, and go on to the next."""
        if self._stand.is_over:
            return self._reply("That was the last one.", "farewell", outcome="stopped")
        self._before = replace(self._stand)
        if self._stand.broken_s is not None:
            return self._fail_the_silence(self._stand.broken_s)
        one = self._now
        verdict = judge(self.drill.id, one, self.level, heard)
        hold_s = verdict.hold_s if verdict.is_good else 0.0
        result = Result(one.id, verdict.is_good, verdict.said, verdict.share, hold_s or None)
        told = f"{one.then} {verdict.said}" if verdict.is_good else verdict.said
        if not verdict.is_good:
            told += f" You might say: {one.model}"
        self._stand.owed_s = hold_s
        return self._go_on(result, told, hesitate_s=hold_s)

    def _fail_the_silence(self, broken_s: float) -> Reply:
        """The learner spoke before the silence had done its work."""
        said = f"You spoke after {broken_s:.1f} seconds; it wanted {self._stand.owed_s:.0f}."
        self._stand.broken_s, self._stand.owed_s = None, 0.0
        return self._go_on(Result(self._now.id, False, said, held_s=broken_s), said)

    def _go_on(self, result: Result, told: str, *, hesitate_s: float = 0.0) -> Reply:
        stand = self._stand
        stand.results = (*stand.results, result)
        stand.n_reminders = 0
        stand.is_over = stand.number >= len(self._rounds)
        if stand.is_over:
            last = f"{told} {self._summed_up()}"
            return self._reply(last, "verdict", hesitate_s=hesitate_s, outcome="stopped")
        stand.number += 1
        return self._reply(f"{told} Next. {self._now.say}", "verdict", hesitate_s=hesitate_s)

    def tolerance_s(self) -> float:
        """How long a learner may think."""
        return THINKING_S

    def bears_turn_s(self) -> float:
        """How long a try may last."""
        return BEARS_TURN_S

    def is_stung_by(self, text: str) -> bool:  # noqa: ARG002 - nothing stings it
        """Hear every word out."""
        return False

    def feel_silence(self, held_s: float) -> Reply:  # noqa: ARG002 - it waits, however long it was
        """Name the prompt again, once; then wait."""
        self._stand.n_reminders += 1
        if self._stand.n_reminders > N_REMINDERS:
            return self._reply("Take your time.", "wait")
        return self._reply(f"Once more. {self._now.say}", "prompt")

    def note_silence(self, silence: Silence) -> None:
        """Note whether the silence that was owed was kept."""
        if self._stand.owed_s and silence.ended_by == "learner":
            self._stand.broken_s = silence.duration_s
        elif silence.ended_by == "counterpart":
            self._stand.owed_s = 0.0

    def note_cut_off(self, audible_text: str) -> None:
        """Go back to before an answer of which nothing was heard: its round is still open."""
        if audible_text or self._before is None:
            return
        owed_s = self._stand.owed_s
        self._stand, self._before = self._before, None
        self._stand.owed_s = owed_s

    def end(self, outcome: Outcome) -> Reply:
        """Sum up when the drill is ended from outside."""
        self._stand.is_over = True
        return self._reply(self._summed_up(), "farewell", outcome=outcome)

    def copy(self) -> DrillPartner:
        """Copy it; what happens to the copy does not touch the original."""
        twin = object.__new__(DrillPartner)
        twin.drill, twin.level, twin._rounds = self.drill, self.level, self._rounds
        twin._stand = replace(self._stand)
        twin._before = None if self._before is None else replace(self._before)
        return twin

    def snapshot(self) -> dict[str, object]:
        """Give the mutable state as plain data."""
        return {"drill": self.drill.id, "level": self.level, "stand": asdict(self._stand)}

    @property
    def _now(self) -> Round:
        return self._rounds[max(self._stand.number, 1) - 1]

    def _summed_up(self) -> str:
        n_good, n = sum(result.is_good for result in self.results), len(self.results)
        return f"That makes {n_good} of {n}." if n else "Nothing was tried."

    def _reply(
        self, text: str, act: str, *, hesitate_s: float = 0.0, outcome: Outcome | None = None
    ) -> Reply:
        return Reply(
            " ".join(text.split()),
            act=act,
            state=self.state,
            trust=0.0,
            agitation=0.0,
            hesitate_s=hesitate_s,
            outcome=outcome,
        )


def choose_rounds(drill: Drill, *, level: int, seed: int) -> tuple[Round, ...]:
    """Choose the rounds of one drill: those nearest below the level first, in a drawn order."""
    chance = Random(f"{drill.id}/{level}/{seed}")  # noqa: S311 - chance in a game
    drawn = list(drill.rounds)
    chance.shuffle(drawn)
    drawn.sort(key=lambda one: (one.level > level, abs(one.level - level)))
    chosen = drawn[: drill.n_rounds]
    chance.shuffle(chosen)
    return tuple(chosen)


def next_level(earlier: Sequence[tuple[int, float]]) -> int:
    """Tell at which level a learner goes on.

    Parameters
    ----------
    earlier : sequence of (level, share)
        Earlier drills of this kind, oldest first, with the share of rounds that went well.

    Returns
    -------
    level : int, 1 to 5

    Examples
    --------
    >>> next_level([]), next_level([(1, 0.8)]), next_level([(1, 0.8), (2, 0.2)])
    (1, 2, 1)
    """
    if not earlier:
        return 1
    level, share = earlier[-1]
    step = 1 if share >= 0.8 else -1 if share < 0.4 else 0
    return min(max(level + step, 1), 5)
