"""Learners made of code: they play a counterpart turn by turn, with moves instead of words.

They show what the engine pays for: the good one knows the craft, the spammer knows one trick, the
bully none, the random one anything, the silent one says nothing.
"""

# ruff: noqa: ARG002 - every learner is asked the same way, whatever it looks at

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Protocol

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.facts import QUESTION_KEYS
from voicecoach.dialogue.ladder import is_as_good
from voicecoach.dialogue.persona import Fact, Persona, PersonaIssue
from voicecoach.dialogue.stairway import STEPS
from voicecoach.turns import Heard, IssueRecord, Move, MoveKind, Reply, Silence

K = MoveKind
_LAST_ROUND = 3  # of offers, from their limit to its own
HOLD = None  # instead of a turn: the learner says nothing until the counterpart does


@dataclass
class Talk:
    """What came of a simulated talk."""

    replies: list[Reply] = field(default_factory=list)
    states: list[str] = field(default_factory=list)  # after each turn, or silence, of the learner
    used: tuple[str, ...] = ()  # keys of the lines it said
    issues: tuple[IssueRecord, ...] = ()
    found: frozenset[str] = frozenset()
    decided_s: list[float] = field(default_factory=list)  # processor time to decide each turn

    @property
    def outcome(self) -> str | None:
        return self.replies[-1].outcome

    @property
    def highest(self) -> int:
        return max((STEPS.index(state) for state in self.states if state in STEPS), default=0)

    def turns_until(self, *states: str) -> int | None:
        numbers = (n for n, state in enumerate(self.states, start=1) if state in states)
        return next(numbers, None)


class Learner(Protocol):
    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None: ...


def turn(text: str, *moves: Move | MoveKind) -> Heard:
    """Make a turn of four seconds; a bare kind becomes a sure move over the whole text."""
    made = tuple(
        move if isinstance(move, Move) else Move(move, 0.9, text, "test") for move in moves
    )
    return Heard(text, made, start_s=0.0, end_s=4.0)


def label(*, is_accurate: bool = True, is_tentative: bool = True) -> Heard:
    text = "It sounds as if this has been hard on you"
    move = Move(K.EMOTION_LABEL, 0.9, text, "test", None, None, None, (), is_accurate, is_tentative)
    return turn(text, move)


def summary(recall: float, points: tuple[str, ...] = ()) -> Heard:
    text = "So far I have heard this and that. Have I got that right?"
    return turn(text, Move(K.SUMMARY, 0.9, text, "test", recall=recall, points=points))


def offer(value: float, issue: str, kind: MoveKind = K.PROPOSAL, text: str = "") -> Heard:
    text = text or "We could do that figure"
    return turn(text, Move(kind, 0.9, text, "test", amount=value, issue=issue))


def play(
    persona: Persona, learner: Learner, *, seed: int, n_turns: int = 40, difficulty: int | None = 2
) -> Talk:
    """Let a learner talk until the end, or until it has had its turns."""
    counterpart = Counterpart(persona, seed=seed, difficulty=difficulty)
    talk = Talk([counterpart.open()])
    for _ in range(n_turns):
        heard = learner.act(counterpart, talk.replies[-1])
        if heard is HOLD:
            held_s = counterpart.tolerance_s()
            talk.replies.append(counterpart.feel_silence(held_s))
            fact = talk.replies[-1].fact
            talk.states.append(counterpart.state)
            counterpart.note_silence(
                Silence(0.0, held_s, "own_ask", "held", "counterpart", yielded=fact)
            )
        else:
            began = time.thread_time()
            talk.replies.append(counterpart.respond(heard))
            talk.decided_s.append(time.thread_time() - began)
            talk.states.append(counterpart.state)
        if counterpart.outcome is not None:
            break
    else:
        talk.replies.append(counterpart.end("out_of_time"))
    talk.used = find_used(counterpart)
    talk.issues, talk.found = counterpart.reveal().issues, counterpart.found
    return talk


def find_used(counterpart: Counterpart) -> tuple[str, ...]:
    mind = counterpart.snapshot()["mind"]
    assert isinstance(mind, dict)
    return tuple(mind["used"])


class Good:
    """Listens, finds what opens each fact, tests a yes, trades across issues, closes.

    It knows the persona's file: it shows what skill can reach and not how to come by it.
    """

    def __init__(self, persona: Persona, seed: int) -> None:
        self.persona = persona
        self.chance = Random(f"good {seed}")
        self.made: list[str] = []
        self.topics = [topic.words[0] for topic in persona.topics]
        self.chance.shuffle(self.topics)
        self.trades = list(persona.trades)
        self.chance.shuffle(self.trades)
        self.round = 0
        self.standing: dict[str, float] = {}  # the counterpart's figures, a turn ago
        self.closing = [K.CONFIRM_AGREEMENT, K.NEXT_STEP, K.NEXT_STEP]

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        if not self.made:
            return self._note("greeting", turn("Good morning, thank you for seeing me.", K.RAPPORT))
        return self._answer(counterpart, last) or self._go_on(counterpart, last)

    def _answer(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        """Answer what its last line calls for."""
        if self._has_struck(counterpart):
            kind = self.closing.pop(0) if self.closing else K.APPRECIATION
            return self._note("close", turn("We send it on Monday and review it in May", kind))
        if last.act == "offer_readback":
            return turn("Yes, that is what I mean", K.ACCEPT)
        if last.act == "fake_signal":
            return turn("Who signs it, and when?", K.CLOSED_QUESTION)
        if last.act == "shift_hint":
            return turn("Has anything changed for you?", K.MONITOR_CHANGE)
        if counterpart.state not in STEPS:
            return self._calm()
        return None

    def _has_struck(self, counterpart: Counterpart) -> bool:
        return counterpart.reveal().issues[0].settled is not None

    def _calm(self) -> Heard:
        makes = {
            "emotion_label": label,
            "empathy": lambda: turn("That has been hard on you", K.EMPATHY),
            "apology": lambda: turn("I came in too fast there, that is on me", K.APOLOGY),
        }
        kind = next((kind for kind in makes if self._is_fresh(kind)), "empathy")
        heard = self._note(kind, makes[kind]())
        assert heard is not None
        return heard

    def _go_on(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        fact = self._find_openable(counterpart)
        is_high = counterpart.state in ("influence", "commitment")
        if fact is not None and not (is_high and last.act == "counter_offer"):
            return self._open(fact, counterpart)
        return self._bargain(counterpart) if is_high else self._listen(counterpart)

    def _note(self, kind: str, heard: Heard | None) -> Heard | None:
        self.made.append(kind)
        return heard

    def _is_fresh(self, kind: str) -> bool:
        return kind not in self.made[-2:]

    def _find_openable(self, counterpart: Counterpart) -> Fact | None:
        if counterpart.state not in STEPS:
            return None
        level = STEPS.index(counterpart.state)
        n_known = len(counterpart.context().points)
        for fact in self.persona.facts:
            is_open = fact.id not in counterpart.found and STEPS.index(fact.step) <= level
            is_ready = fact.key != "summary" or n_known >= 3
            if is_open and is_ready and self._is_fresh(str(fact.key)):
                return fact
        return None

    def _open(self, fact: Fact, counterpart: Counterpart) -> Heard | None:
        key = str(fact.key)
        if key == "silence":
            if self.made[-1:] != ["asked"]:
                return self._note("asked", self._ask(K.REASONED_QUESTION))
            return self._note(key, HOLD)
        if key == "emotion_label":
            return self._note(key, label())
        if key == "summary":
            return self._note(key, self._sum_up(counterpart))
        topic = self._name_topic(fact)
        kind = MoveKind(key)
        if kind not in QUESTION_KEYS:
            return self._note(key, turn(f"About {topic}, what it was.", kind))
        # A fact that exposes much is asked for with the reason for the question.
        reason = (K.REASONED_QUESTION,) if fact.exposure > 0.3 else ()
        kinds = dict.fromkeys((kind, K.OPEN_QUESTION, *reason))
        return self._note(key, turn(f"About {topic}, what was it?", *kinds))

    def _name_topic(self, fact: Fact) -> str:
        by_id = {topic.id: topic.words[0] for topic in self.persona.topics}
        return by_id[fact.about[0]] if fact.about else "all this"

    def _ask(self, *extra: MoveKind) -> Heard:
        topic = self.topics.pop(0)
        self.topics.append(topic)
        return turn(f"Tell me about {topic}.", K.OPEN_QUESTION, *extra)

    def _sum_up(self, counterpart: Counterpart) -> Heard:
        return summary(0.8, tuple(point.id for point in counterpart.context().points))

    def _listen(self, counterpart: Counterpart) -> Heard | None:
        n_known = len(counterpart.context().points)
        choices: list[tuple[str, Callable[[], Heard]]] = [
            ("emotion_label", label),
            ("paraphrase", lambda: turn("So it came late", Move(
                K.PARAPHRASE, 0.9, "", "test", recall=1.0))),
            ("mirror", lambda: turn("Too late?", K.MIRROR)),
            ("agenda", lambda: turn("Shall we take the past first, then the rest?", K.AGENDA)),
            ("i_message", lambda: turn("I am uneasy because it matters to me", K.I_MESSAGE)),
        ]  # fmt: skip
        if n_known >= 3:
            choices.insert(0, ("summary", lambda: self._sum_up(counterpart)))
        fresh = [choice for choice in choices if choice[0] not in self.made[-4:]]
        if self.made and self.made[-1] != "asked" and len(self.made) % 2 == 1:
            return self._note("asked", self._ask(K.REASONED_QUESTION))
        if not self.made or not fresh:
            return self._note("asked", self._ask())
        kind, make = fresh[0] if n_known >= 3 else self.chance.choice(fresh)
        return self._note(kind, make())

    def _bargain(self, counterpart: Counterpart) -> Heard | None:
        if "criterion" not in self.made:
            return self._note("criterion", turn("The index says so", K.OBJECTIVE_CRITERION))
        standing = self._find_standing(counterpart)
        suits = {issue.id: self._suits(issue, standing[issue.id]) for issue in self.persona.issues}
        main = self.persona.issues[0].id
        is_over = self.round > _LAST_ROUND and not self.trades
        if all(suits.values()) and (self.round >= _LAST_ROUND or standing == self.standing):
            return turn("Then let us do all of that", K.ACCEPT)
        if is_over and standing == self.standing:
            if suits[main] and self.made[-2:] == ["limit", "limit"]:
                return offer(standing[main], main, K.ACCEPT)
            return self._note("limit", turn("Below that I would rather leave it", K.CALM_LIMIT))
        self.standing = standing
        return self._offer()

    def _find_standing(self, counterpart: Counterpart) -> dict[str, float]:
        """Give the counterpart's figures as they stand; they have all been said aloud."""
        mind = counterpart.snapshot()["mind"]
        assert isinstance(mind, dict)
        return {id_: deal["offer"] for id_, deal in mind["deals"].items()}

    def _suits(self, issue: PersonaIssue, value: float) -> bool:
        return is_as_good(issue, issue.learner_limit, value)

    def _offer(self) -> Heard:
        """Offer on all issues at once, with something of worth; in four rounds to its limits."""
        terms = {issue.id: self._aim(issue) for issue in self.persona.issues}
        self.round += 1
        kind, text = K.PROPOSAL, "We could do this"
        if self.trades:
            kind = K.CONDITIONAL_TRADE
            text = f"If you come to that, we can do {self.trades.pop().words[0]}"
        moves = (
            Move(kind, 0.9, text, "test", amount=value, issue=id_) for id_, value in terms.items()
        )
        return turn(text, *moves)

    def _aim(self, issue: PersonaIssue) -> float:
        """Give way where it matters more to them; elsewhere come nearer from their limit."""
        theirs = issue.weight / sum(one.weight for one in self.persona.issues)
        ours = issue.learner_weight / sum(one.learner_weight for one in self.persona.issues)
        part = 1.0 if theirs > ours else min(self.round, _LAST_ROUND) / _LAST_ROUND
        value = issue.limit + (issue.learner_limit - issue.limit) * part
        is_fine = abs(issue.limit - issue.opening) < 10
        return round(value * 2) / 2 if is_fine else float(round(value))


class Prober(Good):
    """Only wants to know: never makes an offer."""

    def _bargain(self, counterpart: Counterpart) -> Heard | None:
        return self._listen(counterpart)


class Lacking(Prober):
    """Wants to know, but never makes one kind of move; its facts must stay closed."""

    def __init__(self, persona: Persona, seed: int, key: str) -> None:
        super().__init__(persona, seed)
        self.key = key

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        heard = super().act(counterpart, last)
        if heard is HOLD:
            return turn("Well, then", K.EMPATHY) if self.key == "silence" else HOLD
        moves = tuple(move for move in heard.moves if move.kind != self.key)
        return replace(heard, moves=moves)


class Flatterer:
    """Praises, chats, praises again, and now and then names the figure it would like."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.chance = Random(f"flatterer {seed}")
        self.issue = persona.issues[0]
        self.n = 0

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        self.n += 1
        if last.act in ("offer_readback", "accept"):
            return turn("Yes, wonderful", K.ACCEPT)
        if self.n % 5 == 0:
            return offer(self.issue.limit, self.issue.id)
        kind = self.chance.choice([K.APPRECIATION, K.RAPPORT, K.APPRECIATION, K.EMPATHY])
        return turn("What a marvellous place you have made of this", kind)


class Capitulator:
    """Gives way to whatever is asked, on every issue, at once."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.chance = Random(f"capitulator {seed}")
        self.issues = list(persona.issues)

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        if last.act in ("offer_readback", "accept"):
            return turn("Yes, have it your way", K.ACCEPT)
        if self.chance.random() < 0.4:
            return turn("You are right, whatever you like", K.CONCESSION)
        issue = self.chance.choice(self.issues)
        return offer(issue.opening, issue.id, K.CONCESSION)


class LabelSpammer:
    """Labels feelings, always rightly, and does little else."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.chance = Random(f"spammer {seed}")
        self.topics = [topic.words[0] for topic in persona.topics]
        self.n = 0

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        self.n += 1
        if self.n % 5 == 1:
            return turn(f"Tell me about {self.chance.choice(self.topics)}.", K.OPEN_QUESTION)
        return label()


class Bully:
    """Threatens, insults, blames and presses."""

    kinds = (K.THREAT, K.PERSONAL_ATTACK, K.BLAME, K.PRESSURE, K.ULTIMATUM, K.IRRITATOR, K.POSITION)

    def __init__(self, persona: Persona, seed: int) -> None:
        self.chance = Random(f"bully {seed}")

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        return turn("Sign it or else", *self.chance.sample(self.kinds, self.chance.randint(1, 2)))


class Anything:
    """Makes any move at any time, with any figure, on any topic; may hold or break in."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.persona = persona
        self.chance = Random(f"anything {seed}")

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        chance = self.chance
        if chance.random() < 0.1:
            return HOLD
        words = [*chance.choice(self.persona.topics).words, "yes", "the weather"]
        text = f"Well, {chance.choice(words)} and {chance.choice(words)}"
        moves = tuple(self._move(text) for _ in range(chance.randint(0, 3)))
        return Heard(text, moves, 0.0, chance.uniform(1, 50), broke_in=chance.random() < 0.1)

    def _move(self, text: str) -> Move:
        chance = self.chance
        issue = chance.choice(self.persona.issues)
        low, high = issue.plausible
        return Move(
            chance.choice(list(K)),
            chance.uniform(0.2, 1),
            text,
            "test",
            amount=chance.choice([None, round(chance.uniform(low, high)), issue.opening]),
            issue=chance.choice([None, issue.id]),
            recall=chance.choice([None, chance.random()]),
            is_accurate=chance.choice([None, True, False]),
            is_tentative=chance.choice([None, True, False]),
        )


class Silent:
    """Says nothing at all."""

    def __init__(self, persona: Persona, seed: int) -> None: ...

    def act(self, counterpart: Counterpart, last: Reply) -> Heard | None:
        return HOLD
