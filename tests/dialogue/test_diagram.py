"""The drawing of a counterpart's machine shows that machine and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.dialogue.plain_persona import make_persona
from voicecoach.dialogue.diagram import draw_diagram
from voicecoach.dialogue.stairway import BACK_UPS, ENDS, MOODS, STAIRWAY, STEPS


def find_arrows(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^ *(\w+) --> (\w+) : \S", text, re.MULTILINE))


@pytest.mark.parametrize("style", ["amiable", "expressive", "driver", "analyst"])
def test_every_arrow_is_a_way_of_the_machines_and_every_way_is_drawn(style: str) -> None:
    own = {"amiable": "appeasing", "expressive": "attacking", "driver": "hostile"}
    hidden = set(BACK_UPS) - {own.get(style, "stonewalling")}
    ways = {
        (way.source, way.dest)
        for machine in (STAIRWAY, MOODS)
        for way in machine.get_transitions()
        if way.dest not in (None, way.source) and hidden.isdisjoint((way.source, way.dest))
    }
    inner = {way for way in ways if way[1] not in ENDS}
    assert find_arrows(draw_diagram(make_persona(style))) == inner | {("talk", e) for e in ENDS}


def test_gates_are_those_of_the_difficulty() -> None:
    persona = make_persona()
    assert "rapport --> influence : trust 70," in draw_diagram(persona, difficulty=2)
    assert "rapport --> influence : trust 80," in draw_diagram(persona, difficulty=5)
    assert "rapport --> influence : trust 70," in draw_diagram(persona)


def test_every_step_can_be_reached_on_the_drawing_and_every_end_is_one() -> None:
    text = draw_diagram(make_persona())
    arrows = find_arrows(text)
    assert "[*] --> guarded" in text
    for lower, upper in pairwise(STEPS):
        assert (lower, upper) in arrows
    assert all(f"{end} --> [*]" in text for end in ENDS)
    assert text.startswith("stateDiagram-v2\n")
    assert text.count("{") == text.count("}")
