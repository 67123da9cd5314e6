"""A persona may change the numbers of its style, by name."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_persona import make_persona, plain, read
from tests.dialogue.simulated_learners import label
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.overrides import override
from voicecoach.dialogue.styles import read_numbers
from voicecoach.errors import PersonaError


def test_a_number_of_its_own_acts_in_the_engine() -> None:
    eager = read({**plain(), "numbers": {"events.label_right": 3, "bears_turn_s": 12}})
    counterpart = Counterpart(eager, seed=1, difficulty=1)
    counterpart.open()
    before = counterpart.trust
    assert "emotion_label +3.0" in counterpart.respond(label()).because
    assert counterpart.trust == before + 3
    assert counterpart.bears_turn_s() == 12
    assert Counterpart(make_persona(), seed=1).bears_turn_s() == 75


def test_other_styles_and_other_personas_keep_theirs() -> None:
    changed = override("driver", {"mood.irritated_at": 2, "hesitates": 0.5})
    assert (changed.mood.irritated_at, changed.styles["driver"].hesitates) == (2, 0.5)
    assert changed.styles["analyst"] == read_numbers().styles["analyst"]
    assert read_numbers().mood.irritated_at == 4
    assert override("driver", {}) is read_numbers()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"bear_turn_s": 20}, r"did you mean 'bears_turn_s'\?"),
        ({"events.apolgy": 2}, r"did you mean 'events.apology'\?"),
        ({"zzz": 2}, "docs/counterparts.md"),
        ({"hesitates": 1.5}, "less than or equal to 1"),
        ({"labels_every": 1.5}, "1.5 does not fit"),
        ({"labels_every": 0}, "greater than or equal to 1"),
        ({"silence.held_from_s": 0}, "greater than 0"),
        ({"gains.calm_turns_heard": 0}, "greater than or equal to 1"),
    ],
)
def test_a_wrong_number_is_told_with_its_line_and_a_remedy(
    numbers: dict[str, float], told: str
) -> None:
    with pytest.raises(PersonaError, match=told) as error:
        read({**plain(), "numbers": numbers})
    assert "plain.yaml, line" in str(error.value)
    with pytest.raises(PersonaError, match=told):
        override("amiable", numbers)
