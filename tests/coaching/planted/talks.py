"""Fifteen talks by keyboard: the real counterpart and the real recogniser, planted words and times.

What the learner says, and for how long they are silent, is chosen here; what it does is not. A
plant is what was said or held, at the second at which the journal has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from tests.coaching.planted import bank
from tests.coaching.planted.account import Account
from tests.coaching.planted.bank import Said
from tests.coaching.planted.builder import Plant
from voicecoach import session
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona
from voicecoach.measures import plain, reasons
from voicecoach.measures.typed import lay_out_typed, measure_typed
from voicecoach.practice.talk import Limits
from voicecoach.practice.typed import TypedPractice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import Turn

PERSONAS = ("marlow", "okafor", "pereira")
N_TALKS = 15
N_LINES = 18
WARM = (
    bank.AGENDA,
    *bank.OPEN,
    bank.RIGHT_LABEL,
    bank.EMPATHY,
    bank.THANKS,
    bank.SORRY,
    bank.NEED,
    bank.FEELING,
    bank.PROBE,
    bank.CLEARING,
    bank.NUDGE,
    bank.OPTION,
    bank.CRITERION,
)
COLD = (
    *bank.LEADING,
    bank.STACKED,
    bank.THREAT,
    bank.ATTACK,
    bank.BLAME,
    bank.PRESSURE,
    bank.ULTIMATUM,
    bank.IRRITATOR,
    bank.REFUSAL,
    bank.AGAIN,
    *bank.CLOSED,
)
REMARKS = {  # what a planted move must be remarked as, at its turn
    "leading_question": "leading_question",
    "stacked_question": "stacked_question",
    "threat": "breach",
    "personal_attack": "breach",
    "blame": "breach",
    "pressure": "breach",
    "ultimatum": "breach",
    "irritator": "breach",
    "concession": "given_away",
    "summary": "summary_recall",
}


@dataclass
class Room:
    """Where the talk is held: it keeps the events and shows nothing."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(event)

    def record(self, *_sound: object) -> None: ...

    def counterpart_speaks(self, *_shown: str) -> None: ...

    def learner_spoke(self, *_shown: str) -> None: ...

    def tick(self, *_clock: object) -> None: ...

    def notice(self, *_shown: str) -> None: ...


@cache
def persona(name: str) -> Persona:
    """Load one of those that come along."""
    return load_persona(name, find_home())


def lines_of(n: int) -> list[Said | float]:
    """Choose what is said and held in one talk: mostly warm, mostly cold, or half and half."""
    chance = Random(500 + n)
    share = (0.85, 0.5, 0.25)[n % 3]
    lines: list[Said | float] = []
    for _ in range(N_LINES):
        if chance.random() < 0.2:
            lines.append(round(chance.uniform(3.2, 9.5), 1))
        lines.append(chance.choice(WARM if chance.random() < share else COLD))
    lines.append(bank.offer(29000, "twenty-nine thousand pounds"))
    lines.append(bank.offer(28000, "twenty-eight thousand pounds", "concession"))
    lines.append(bank.CONFIRMED)
    return lines


def hold_talk(name: str, seed: int, lines: list[Said | float]) -> list[dict[str, Any]]:
    """Hold one talk; returns its journal."""
    room = Room()
    who = persona(name)
    counterpart = Counterpart(who, seed=seed)
    room.note(
        session.started(
            session=f"talk-{name}-{seed}",
            persona=who.id,
            persona_name=who.name,
            style=who.style,
            seed=seed,
            facts=counterpart.facts(),
            reveal=counterpart.reveal(),
            settings={"typed": True, "difficulty": who.difficulty},
            measured={},
        )
    )
    TypedPractice(
        [line.text if isinstance(line, Said) else str(line) for line in lines],
        counterpart=counterpart,
        name=who.name,
        recognise=recognise_moves,
        keeper=room,
        screen=room,
        limits=Limits(),
    ).run()
    record = session.fold(room.events)
    measured = measure_typed(lay_out_typed(record.turns, record.silences))
    room.note(session.measured_event(record.duration_s, plain(measured), reasons(measured)))
    return room.events


def make(n: int) -> Account:
    """Hold one talk and write down what was planted in it."""
    lines = lines_of(n)
    record = session.fold(hold_talk(PERSONAS[n % 3], n, lines))
    mine = [turn for turn in record.turns if turn.who == "learner"]
    spoken = [line for line in lines if isinstance(line, Said)][: len(mine)]
    said = {turn.start_s: line for turn, line in zip(mine, spoken, strict=True)}
    plants: list[Plant] = []
    for turn in mine:
        plants += plants_in(turn, said[turn.start_s])
    for turn in record.turns:
        if turn.fact is not None:
            plants.append(Plant("fact_found", turn.start_s, turn.text))
        is_answered = any(own.start_s > turn.start_s for own in mine)
        if turn.tactic is not None and turn.act == "tactic" and is_answered:
            plants.append(Plant("tactic", turn.start_s, turn.text))
    for silence in record.silences:
        if silence.kind == "held":
            before = [turn.text for turn in record.turns if abs(turn.end_s - silence.start_s) < 0.3]
            plants.append(Plant("silence_held", silence.start_s, " ".join(before)))
    return Account(record, tuple(plants), said)


def plants_in(turn: Turn, line: Said) -> list[Plant]:
    """List the remarks that a planted line calls for, whatever was recognised in it."""
    checks = dict.fromkeys(
        REMARKS[move.kind.value] for move in line.moves if move.kind.value in REMARKS
    )
    return [Plant(check, turn.start_s, turn.text) for check in checks]


def talks() -> list[Account]:
    """Hold all fifteen."""
    return [make(n) for n in range(N_TALKS)]
