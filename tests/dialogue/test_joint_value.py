"""What a deal is worth to both sides together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.joint_value import find_joint_value
from voicecoach.turns import IssueRecord

FEE = IssueRecord("fee", "the fee", "GBP", "lower", 10_000, 20_000, 15_000, 2, 8)
DAYS = IssueRecord("days", "the days", "days", "higher", 60, 30, 45, 8, 2)


def settled(fee: float | None, days: float | None) -> list[IssueRecord]:
    return [replace(FEE, settled=fee), replace(DAYS, settled=days)]


def test_with_one_issue_every_deal_within_both_limits_is_worth_the_same() -> None:
    for figure in (15_000, 17_000, 20_000):
        assert find_joint_value([replace(FEE, settled=figure)]).of_best == 1.0


def test_no_deal_is_worth_nothing() -> None:
    value = find_joint_value(settled(None, None))
    assert (value.counterpart, value.learner, value.of_best) == (0, 0, 0)


def test_each_way_where_it_matters_most_is_the_best_there_is() -> None:
    best = find_joint_value(settled(20_000, 45))
    worst = find_joint_value(settled(15_000, 30))
    assert best.of_best == pytest.approx(1.0)
    assert best.best_terms == {"fee": 20_000, "days": 45}
    assert worst.of_best == pytest.approx(0.25)
    assert find_joint_value(settled(17_500, 37.5)).of_best == pytest.approx(0.625)


def test_an_issue_left_open_leaves_its_part_on_the_table() -> None:
    value = find_joint_value(settled(20_000, None))
    assert value.of_best == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("fee", "who"), [(14_000, "learner"), (10_000, "learner"), (20_500, "counterpart")]
)
def test_a_deal_beyond_a_limit_is_worth_nothing_to_both_together(fee: float, who: str) -> None:
    value = find_joint_value(settled(fee, 40))
    assert value.of_best == 0
    assert value.crossed == (("fee", who),)


def test_where_no_figure_suits_both_there_is_nothing_to_be_had() -> None:
    apart = replace(FEE, learner_limit=25_000)
    value = find_joint_value([apart])
    assert value.of_best is None
    assert value.best_terms == {}


figures = st.floats(0, 1)
weights = st.floats(0.1, 10)


@given(figures, figures, weights, weights, weights, weights)
def test_no_deal_within_the_limits_beats_the_best(
    fee: float, days: float, p: float, q: float, r: float, s: float
) -> None:
    value = find_joint_value(
        [
            replace(FEE, settled=15_000 + 5_000 * fee, weight=p, learner_weight=r),
            replace(DAYS, settled=30 + 15 * days, weight=q, learner_weight=s),
        ]
    )
    assert value.crossed == ()
    assert value.of_best is not None
    assert value.joint <= value.best + 1e-9
