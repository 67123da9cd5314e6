"""Drawing a counterpart's machine as a Mermaid diagram, from the machines that play it."""

from __future__ import annotations

from collections.abc import Iterator

from transitions import Machine

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.stairway import BACK_UPS, ENDS, MOODS, STAIRWAY
from voicecoach.dialogue.styles import MoodNumbers

_EVIDENCE = {
    "listening": "listened in {kinds_to_listen} ways",
    "empathy": "a feeling named, or a point given back",
    "rapport": "a right summary",
    "influence": "an interest known",
    "commitment": "the figure agreed",
}


def draw_diagram(persona: Persona, difficulty: int | None = None) -> str:
    """Draw the stairway, the side states and the ends of one counterpart.

    Parameters
    ----------
    persona : Persona
    difficulty : int, 1 to 5, or None
        None takes the persona's own; gates rise with it.

    Returns
    -------
    text : str
        Mermaid, `stateDiagram-v2`. Every arrow is a transition of the machines in `stairway`; of
        the back-ups only the one that its style falls back on is drawn.
    """
    character = Character(persona, difficulty)
    lines = [
        "stateDiagram-v2",
        f"  %% {persona.name}: {persona.style}, {persona.mode}, difficulty {character.difficulty}",
        "  [*] --> talk",
        "  state talk {",
        *(f"    {line}" for line in _draw_stairway(character)),
        "    --",  # beside it: a mood hides the step, and the step waits
        *(f"    {line}" for line in _draw_moods(character)),
        "  }",
        *(f"  {line}" for line in _draw_ends(character)),
    ]
    return "\n".join(lines) + "\n"


def _draw_stairway(character: Character) -> Iterator[str]:
    yield f"[*] --> {STAIRWAY.initial}"
    for trigger, source, target in _arrows(STAIRWAY):
        if trigger == "climb":
            yield f"{source} --> {target} : {_tell_gate(character, target)}"
        elif trigger == "fall":
            yield f"{source} --> {target} : {_tell_fall(character, source)}"


def _draw_ends(character: Character) -> Iterator[str]:
    """Draw the ends once: each can be reached from every step."""
    for trigger, end in sorted({(t, end) for t, _, end in _arrows(STAIRWAY) if end in ENDS}):
        yield f"talk --> {end} : {_tell_end(character, trigger)}"
        yield f"{end} --> [*]"


def _tell_end(character: Character, trigger: str) -> str:
    n_breaches = character.persona.walks_out_after
    n_turns = character.numbers.mood.patience_when_ruptured
    return {
        "agree": "a figure that both said yes to",
        "part": f"{character.numbers.bargaining.no_deal_limits} calm limits, figures apart",
        "walk_out": f"{n_breaches} grave breaches, {n_turns} turns unrepaired, or no patience left",
    }[trigger]


def _tell_gate(character: Character, step: str) -> str:
    evidence = _EVIDENCE[step].format_map(character.numbers.stairway.model_dump())
    gate = character.gate(step)  # type: ignore[arg-type]
    return f"trust {gate:g}, {evidence}" if gate else evidence


def _tell_fall(character: Character, step: str) -> str:
    numbers = character.numbers.stairway
    gate = character.gate(step) - numbers.hysteresis  # type: ignore[arg-type]
    lost = f"{numbers.fall_at_loss:g} lost in a turn"
    return f"{lost}, or trust under {gate:g}" if gate > 0 else lost


def _draw_moods(character: Character) -> Iterator[str]:
    numbers = character.numbers.mood
    hidden = set(BACK_UPS) - {character.style.back_up}
    yield f"[*] --> {MOODS.initial}"
    for trigger, source, target in _arrows(MOODS):
        if hidden.isdisjoint((source, target)):
            yield f"{source} --> {target} : {_tell_mood(trigger, source, numbers)}"


def _tell_mood(trigger: str, source: str, numbers: MoodNumbers) -> str:
    until = numbers.irritated_until if source == "irritated" else numbers.back_up_until
    return {
        "irritate": f"agitation {numbers.irritated_at:g}",
        "back_up": f"agitation {numbers.back_up_at:g}, or a grave breach",
        "cool": f"agitation under {until:g}",
        "rupture": f"agitation {numbers.ruptured_at:g}, or a second grave breach",
        "repair": "own part owned, a feeling acknowledged, or both sides told",
    }[trigger]


def _arrows(machine: Machine) -> Iterator[tuple[str, str, str]]:
    """List trigger, source and target of everything a machine can do, but for staying."""
    for trigger, event in machine.events.items():
        for source, ways in event.transitions.items():
            for way in ways:
                if way.dest not in (None, source):
                    yield trigger, source, way.dest
