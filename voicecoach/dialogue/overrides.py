"""Numbers of its own: what a persona changes of the numbers that come with its style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from voicecoach.dialogue.persona import Style
from voicecoach.dialogue.styles import Numbers, read_numbers
from voicecoach.errors import PersonaError

# Groups of numbers that all styles share; a name there is written "mood.irritated_at".
_SHARED = (
    "stairway",
    "mood",
    "gains",
    "bargaining",
    "silence",
    "cut_off",
    "tactics",
    "patience",
    "exposure",
    "fake",
    "shift",
)
_Place = tuple[str, ...]


def explain_override(style: Style, name: str, value: float) -> tuple[str, str] | None:
    """Say what is wrong with one override and how to mend it; None if nothing is."""
    places = _places(read_numbers(), style)
    if name not in places:
        near = get_close_matches(name, places, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else "see docs/counterparts.md for the names"
        return f"'{name}' is not a number of a counterpart", hint
    try:
        _apply(read_numbers(), {places[name]: value})
    except ValidationError as error:
        return f"{value:g} does not fit: {error.errors()[0]['msg'].lower()}", "choose another value"
    return None


def override(style: Style, changes: Mapping[str, float]) -> Numbers:
    """Give all numbers with some of them changed.

    Parameters
    ----------
    style : str
        The style whose own numbers are named without a group.
    changes : mapping of str to float
        "bears_turn_s" is the style's; "mood.irritated_at" is shared; "events.apology" is what
        an apology does to trust in this style.

    Returns
    -------
    numbers : Numbers

    Raises
    ------
    PersonaError
        If a name is unknown or a value impossible.

    Examples
    --------
    >>> override("driver", {"bears_turn_s": 20}).styles["driver"].bears_turn_s
    20.0
    """
    if not changes:
        return read_numbers()
    for name, value in changes.items():
        wrong = explain_override(style, name, value)
        if wrong is not None:
            raise PersonaError("numbers: {}; {}".format(*wrong))
    places = _places(read_numbers(), style)
    return _apply(read_numbers(), {places[name]: value for name, value in changes.items()})


def _apply(numbers: Numbers, values: Mapping[_Place, float]) -> Numbers:
    plain = numbers.model_dump()
    for place, value in values.items():
        here: dict[str, Any] = plain
        for part in place[:-1]:
            here = here[part]
        here[place[-1]] = value
    return Numbers.model_validate(plain)


def _places(numbers: Numbers, style: Style) -> dict[str, _Place]:
    plain = numbers.model_dump()
    own: dict[str, _Place] = {
        name: ("styles", style, name) for name in _number_names(plain["styles"][style])
    }
    shared: dict[str, _Place] = {
        f"{group}.{name}": (group, name)
        for group in _SHARED
        for name in _number_names(plain[group])
    }
    events: dict[str, _Place] = {
        f"events.{name}": ("events", name, style) for name in numbers.events
    }
    return {**own, **shared, **events}


def _number_names(plain: Mapping[str, object]) -> Iterator[str]:
    """Names of what is a number, or may be one."""
    for name, value in plain.items():
        is_number = value is None or isinstance(value, int | float)
        if is_number and not isinstance(value, bool):
            yield name
