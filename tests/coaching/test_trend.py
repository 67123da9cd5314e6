from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.hand_made import EMPTY, FULL
from voicecoach.coaching import give_feedback
from voicecoach.coaching.trend import FOLLOWED, MOST_EARLIER, changes, compare
from voicecoach.turns import SessionRecord


def with_share(share: float | None) -> SessionRecord:
    return replace(FULL, measures={**FULL.measures, "talk_share": share})


def remark_of(check: str, earlier: list[SessionRecord]) -> str:
    remarks = give_feedback(FULL, earlier)
    return next(remark.observed for remark in remarks if remark.check == check)


def test_the_first_remark_on_a_measure_says_what_it_was_last_time() -> None:
    assert remark_of("talk_share", [with_share(0.61)]) == (
        "You spoke 44% of the time in which anybody spoke. Your longest turn: 0:30. "
        "Last time, talk share: 61%."
    )


def test_over_several_sessions_the_median_stands_beside_the_last() -> None:
    earlier = [with_share(0.7), with_share(0.5), with_share(0.61)]
    assert remark_of("talk_share", earlier).endswith(
        "Last time, talk share: 61%; median of your 3 before: 61%."
    )


def test_counts_are_compared_as_they_are_told() -> None:
    none_held = replace(FULL, silences=())
    assert remark_of("silences", [none_held]).endswith("Last time, silences held: 0.")
    assert remark_of("facts", [FULL]).endswith("Last time, facts found: 40%.")
    assert remark_of("stairway", [FULL]).endswith("Last time, step of 6: 3.")


def test_only_the_first_remark_of_a_kind_is_compared() -> None:
    remarks = give_feedback(FULL, [FULL])
    compared = [remark.check for remark in remarks if "Last time" in remark.observed]
    assert len(compared) == len(set(compared))
    assert set(compared) <= {one.check for one in FOLLOWED}


def test_seconds_quotes_and_bands_stay_as_they_are() -> None:
    alone, compared = give_feedback(FULL), give_feedback(FULL, [FULL, FULL])
    for before, after in zip(alone, compared, strict=True):
        assert after.observed.startswith(before.observed)
        assert replace(after, observed=before.observed) == before


@pytest.mark.parametrize("earlier", [[], [EMPTY], [with_share(None)]])
def test_without_anything_to_compare_nothing_is_said(earlier: list[SessionRecord]) -> None:
    assert "Last time" not in remark_of("talk_share", earlier)


def test_the_last_five_sessions_count() -> None:
    earlier = [with_share(0.1 * n) for n in range(1, 8)]
    change = changes(FULL, earlier)["talk_share"]
    assert len(change.before) == MOST_EARLIER
    assert change.last == pytest.approx(0.7)
    assert compare(change) == "Last time, talk share: 70%; median of your 5 before: 50%."
