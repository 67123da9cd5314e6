"""The stairway of trust, the moods beside it and the ends, as state machines.

A machine only knows what may follow what; whether a step has been earned is asked of the
traveller that is moved. The machines hold no state of a talk, so one of each serves all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from transitions import Machine

from voicecoach.dialogue.persona import Step
from voicecoach.turns import Outcome

Mood = Literal["even", "irritated", "appeasing", "attacking", "hostile", "stonewalling", "ruptured"]
BackUp = Literal["appeasing", "attacking", "hostile", "stonewalling"]

STEPS: tuple[Step, ...] = get_args(Step)
BACK_UPS: tuple[BackUp, ...] = get_args(BackUp)
ENDS: tuple[Outcome, ...] = ("agreed", "no_deal_good", "walked_out")


@dataclass(slots=True)
class Traveller:
    """What a machine moves: where it stands, and what a guard may ask."""

    state: str
    has_earned: bool = False  # trust, evidence and calm for the next step
    back_up: BackUp = "hostile"  # what its style does under stress

    def is_appeasing(self) -> bool:
        """Tell whether it says yes without meaning it when pressed."""
        return self.back_up == "appeasing"

    def is_attacking(self) -> bool:
        """Tell whether it attacks when pressed."""
        return self.back_up == "attacking"

    def is_hostile(self) -> bool:
        """Tell whether it takes over when pressed."""
        return self.back_up == "hostile"

    def is_stonewalling(self) -> bool:
        """Tell whether it shuts down when pressed."""
        return self.back_up == "stonewalling"


def _build_stairway() -> Machine:
    machine = Machine(model=None, states=[*STEPS, *ENDS], initial="guarded", auto_transitions=False)
    for lower, upper in pairwise(STEPS):
        machine.add_transition("climb", lower, upper, conditions="has_earned")
        machine.add_transition("fall", upper, lower)
    machine.add_transition("fall", STEPS[0], "=")
    for trigger, end in zip(("agree", "part", "walk_out"), ENDS, strict=True):
        machine.add_transition(trigger, list(STEPS), end)
    return machine


def _build_moods() -> Machine:
    machine = Machine(
        model=None,
        states=["even", "irritated", *BACK_UPS, "ruptured"],
        initial="even",
        auto_transitions=False,
    )
    machine.add_transition("irritate", "even", "irritated")
    for back_up in BACK_UPS:
        machine.add_transition(
            "back_up", ["even", "irritated"], back_up, conditions=f"is_{back_up}"
        )
        machine.add_transition("cool", back_up, "irritated")
    machine.add_transition("cool", "irritated", "even")
    machine.add_transition("rupture", ["even", "irritated", *BACK_UPS], "ruptured")
    machine.add_transition("repair", "ruptured", "irritated")
    return machine


STAIRWAY = _build_stairway()
MOODS = _build_moods()


def move(machine: Machine, trigger: str, traveller: Traveller) -> str:
    """Send a traveller along a machine and say where it stands now.

    Parameters
    ----------
    machine : Machine
        `STAIRWAY` or `MOODS`.
    trigger : str
        What happened; an unknown one is a `KeyError`, one that may not happen here a
        `transitions.MachineError`.
    traveller : Traveller
        Changed in place.

    Returns
    -------
    state : str

    Examples
    --------
    >>> move(STAIRWAY, "climb", Traveller("guarded", has_earned=True))
    'listening'
    >>> move(STAIRWAY, "climb", Traveller("guarded", has_earned=False))
    'guarded'
    """
    machine.events[trigger].trigger(traveller)
    return traveller.state
