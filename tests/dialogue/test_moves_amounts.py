from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.dialogue.moves.amounts import find_amounts, settle
from voicecoach.turns import Issue

FEE = Issue("fee", ("fee", "price"), "GBP", (10_000, 30_000))
TERM = Issue("term", ("payment", "term"), "days", (7, 90))
DISCOUNT = Issue("discount", ("discount", "percent"), "percent", (0, 40))
HOURLY = Issue("rate", ("rate", "hour"), "GBP", (8, 60))


def offered(text: str, *issues: Issue) -> dict[str | None, float]:
    return {issue: amount for amount, issue in settle(find_amounts(text), issues, text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17.5", 17_500),
        ("seventeen five", 17_500),
        ("$18,500", 18_500),
        ("18 and a half", 18_500),
        ("eighteen and a half thousand", 18_500),
        ("eighteen thousand five hundred", 18_500),
        ("twenty grand", 20_000),
        ("£21k", 21_000),
        ("nineteen", 19_000),
        ("twenty two fifty", 22_500),
        ("i could do 16 by friday", 16_000),
        ("the fee would be 15,250 pounds", 15_250),
        ("a hundred and twenty five hundred", None),
    ],
)
def test_a_price_is_repaired_by_what_is_plausible(text: str, value: float | None) -> None:
    if value is None:
        assert all(10_000 <= amount <= 30_000 for amount in offered(text, FEE).values())
    else:
        assert offered(text, FEE) == {"fee": pytest.approx(value)}


@pytest.mark.parametrize(
    ("text", "value"),
    [("twenty two fifty an hour", 22.5), ("14 an hour", 14), ("nine pounds", 9)],
)
def test_small_rates_stay_small(text: str, value: float) -> None:
    assert offered(text, HOURLY) == {"rate": pytest.approx(value)}


def test_a_time_of_day_is_no_price() -> None:
    assert offered("call me at five pm", FEE) == {}
    assert offered("i'll be there by six", FEE) == {}


def test_a_date_is_no_price() -> None:
    assert offered("on the 15th", FEE) == {}


def test_units_lead_to_their_issue() -> None:
    assert offered("i can do 18 thousand with 30 days and 5 percent off", FEE, TERM, DISCOUNT) == {
        "fee": 18_000,
        "term": 30,
        "discount": 5,
    }


def test_a_bare_figure_is_money_before_it_is_days() -> None:
    assert offered("twenty", FEE, TERM) == {"fee": 20_000}


def test_without_issues_the_first_figure_stands_as_heard() -> None:
    assert offered("eight and a quarter percent") == {None: 8.25}


def test_an_implausible_figure_is_left_out() -> None:
    assert offered("one", FEE) == {}


@given(st.text(alphabet="0123456789 .,£$k%abcdefghinorstuvwxyz-'", max_size=80))
def test_any_text_gives_finite_figures(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.value == amount.value
