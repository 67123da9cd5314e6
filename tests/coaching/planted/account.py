"""A session as it was planted, with the plainest of look-ups; nothing here is the coach's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tests.coaching.planted.bank import Said
from tests.coaching.planted.builder import Plant
from voicecoach.turns import Move, SessionRecord, Silence, Turn

NEAR_S = 0.3
STEPS = ["guarded", "listening", "empathy", "rapport", "influence", "commitment"]
FORMS = {"open_question", "closed_question", "leading_question"}
HARM = {"threat", "ultimatum", "personal_attack", "blame", "pressure", "irritator"}
REFLECTIONS = {"mirror", "paraphrase", "emotion_label", "summary"}
OFFERS = {"proposal", "conditional_trade"}


@dataclass(frozen=True)
class Account:
    """One session with everything that is known of it."""

    record: SessionRecord
    plants: tuple[Plant, ...]
    said: dict[float, Said]

    @property
    def mine(self) -> list[Turn]:
        """The learner's turns."""
        return [turn for turn in self.record.turns if turn.who == "learner"]

    @property
    def theirs(self) -> list[Turn]:
        """The counterpart's turns."""
        return [turn for turn in self.record.turns if turn.who == "counterpart"]

    @property
    def openings(self) -> list[Silence]:
        """The silences between turns."""
        return [
            silence
            for silence in self.record.silences
            if not any(t.start_s < silence.start_s and silence.end_s < t.end_s for t in self.mine)
        ]

    def moves(self, *kinds: str) -> list[tuple[Turn, Move]]:
        """The learner's moves of some kinds, that were sure enough to be spoken of."""
        return [
            (turn, move)
            for turn in self.mine
            for move in turn.moves
            if move.kind.value in kinds and is_sure(move)
        ]

    def kinds(self, turn: Turn) -> set[str]:
        """The names of a turn's moves."""
        return {move.kind.value for move in turn.moves if is_sure(move)}

    def reply_to(self, turn: Turn) -> Turn | None:
        """The counterpart's next turn."""
        return next((other for other in self.theirs if other.start_s > turn.start_s), None)

    def before(self, at_s: float, who: str | None = None) -> Turn | None:
        """The last turn that had ended by a second."""
        ended = [
            turn
            for turn in self.record.turns
            if turn.end_s <= at_s + NEAR_S and who in (None, turn.who)
        ]
        return max(ended, key=lambda turn: turn.end_s) if ended else None

    def held(self) -> list[Silence]:
        """The silences that were held."""
        return [silence for silence in self.openings if silence.kind == "held"]

    def broken(self) -> list[Silence]:
        """The silences that were broken."""
        return [silence for silence in self.openings if silence.kind == "broken"]

    def cause(self, turn: Turn) -> Turn | None:
        """The learner's turn that a turn answers."""
        if turn.who == "learner":
            return turn
        earlier = [other for other in self.record.turns if other.start_s < turn.start_s]
        return earlier[-1] if earlier and earlier[-1].who == "learner" else None

    def tactics(self) -> list[Turn]:
        """The tactics that were played, but for one that nothing came after."""
        return [
            said
            for said in self.theirs
            if said.tactic
            and said.act != "drop_tactic"
            and (
                any(turn.start_s > said.start_s for turn in self.mine)
                or any(abs(silence.start_s - said.end_s) <= NEAR_S for silence in self.held())
            )
        ]

    def trust_steps(self) -> list[tuple[Turn, float]]:
        """Every change of trust, with the turn that shows it."""
        known = [(turn, turn.trust) for turn in self.record.turns if turn.trust is not None]
        return [
            (turn, after - before)
            for (_, before), (turn, after) in pairwise(known)
            if abs(after - before) >= 0.05
        ]

    def walk(self) -> list[tuple[str, Turn]]:
        """The states in order, each with the turn that first shows it."""
        found: list[tuple[str, Turn]] = []
        for turn in self.record.turns:
            if turn.state and (not found or found[-1][0] != turn.state):
                found.append((turn.state, turn))
        return found


def is_sure(move: Move) -> bool:
    """Faults take more to be spoken of."""
    if move.kind.value not in HARM | {"leading_question"}:
        return move.confidence >= 0.35
    return move.confidence >= (0.97 if move.rule == "wording" else 0.6)


def clock(at_s: float) -> str:
    """Write a second as minutes and seconds."""
    return f"{int(at_s) // 60}:{int(at_s) % 60:02d}"


def num(value: float, digits: int = 1) -> str:
    """Write a figure without trailing zeros."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def plus(value: float) -> str:
    """Write a change with its sign."""
    text = num(value)
    return text if text.startswith("-") else f"+{text}"


def things(n: int, one: str, many: str | None = None) -> str:
    """Count things."""
    return f"{n} {one if n == 1 else many or one + 's'}"
