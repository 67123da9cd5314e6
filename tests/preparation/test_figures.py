from __future__ import annotations

import pytest

from voicecoach.errors import PrepError
from voicecoach.preparation.figures import find_figure, read_figure, read_unit


@pytest.mark.parametrize(
    ("text", "value", "unit", "wants"),
    [
        ("not below 27,000 pounds", 27000, "GBP", "higher"),
        ("£27k", 27000, "GBP", None),
        ("$1.2m at most", 1200000, "USD", "lower"),
        ("27000", 27000, None, None),
        ("stop at 27 thousand", 27000, None, None),
        ("620 pounds a day", 620, "GBP/day", None),
        ("£620 a day", 620, "GBP/day", None),
        ("£620/day or more", 620, "GBP/day", "higher"),
        ("4.5%", 4.5, "percent", None),
        ("up to twelve and a half percent", 12.5, "percent", "lower"),
        ("three weeks", 3, "weeks", None),
        ("nothing under thirty days", 30, "days", "higher"),
        ("eighteen thousand five hundred euros", 18500, "EUR", None),
    ],
)
def test_a_figure_is_read_as_people_write_it(
    text: str, value: float, unit: str | None, wants: str | None
) -> None:
    written = read_figure(text)
    assert (written.value, written.unit, written.wants) == (value, unit, wants)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("as much as possible", "holds no figure"),
        ("", "holds no figure"),
        ("between 3 and 5 days", r"several figures \(3, 5\)"),
    ],
)
def test_what_holds_no_single_figure_is_refused(text: str, message: str) -> None:
    with pytest.raises(PrepError, match=message):
        read_figure(text)


def test_the_one_figure_of_a_unit_is_found_in_a_sentence() -> None:
    assert find_figure("33,000 pounds, paid within 30 days", "GBP") == 33000
    assert find_figure("33,000 pounds, paid within 30 days", "days") == 30
    assert find_figure("10,000 pounds now and 5,000 pounds in May", "GBP") is None
    assert find_figure("as soon as possible", "GBP") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("pounds", "GBP"), ("usd", "USD"), ("%", "percent"), ("day", "days"), ("£/days", "GBP/day")],
)
def test_units_are_known_by_name_and_sign(text: str, unit: str) -> None:
    assert read_unit(text) == unit


def test_what_is_no_unit_is_none() -> None:
    assert read_unit("lorries") is None
    assert read_unit("o'clock") is None
