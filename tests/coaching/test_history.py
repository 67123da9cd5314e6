"""What many sessions show together."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.coaching.habits import find_habits, phrases_in
from voicecoach.coaching.history import (
    best_probe,
    measure_trends,
    next_step,
    probe_success,
    skill_trends,
)
from voicecoach.coaching.past import Past, past_from, sum_up
from voicecoach.turns import (
    FactRecord,
    Feedback,
    Move,
    MoveKind,
    SessionRecord,
    Silence,
    Turn,
)


def past(**changes: object) -> Past:
    plain = Past(
        session="s", started_at=None, what="practice", persona="p", persona_name="P",
        difficulty=2, outcome="agreed", top_step="rapport", trust=50.0, duration_s=300.0,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def learner(start_s: float, *kinds: MoveKind, is_accurate: bool | None = None) -> Turn:
    moves = tuple(Move(kind, 0.9, "so", "test", is_accurate=is_accurate) for kind in kinds)
    return Turn("learner", start_s, start_s + 2, "So to be clear, it is late.", moves=moves)


def counterpart(start_s: float, fact: str | None = None, **more: str) -> Turn:
    return Turn(
        "counterpart", start_s, start_s + 2, "Well.", state="empathy", fact=fact,
        act=more.get("act"), tactic=more.get("tactic"),
    )  # fmt: skip


RECORD = SessionRecord(
    session="s", persona="p", persona_name="P", style="driver", seed=1, outcome="agreed",
    state="empathy", trust=40.0, duration_s=60.0,
    turns=(
        counterpart(0, act="tactic", tactic="anchor"),
        learner(3, MoveKind.EMOTION_LABEL, is_accurate=True),
        counterpart(6, act="drop_tactic", tactic="anchor"),
        learner(9, MoveKind.INFORMATION_PROBE, MoveKind.OPEN_QUESTION),
        counterpart(12, fact="one"),
        learner(15, MoveKind.INFORMATION_PROBE, MoveKind.CLOSED_QUESTION),
        counterpart(18),
    ),
    silences=(
        Silence(20, 24, "counterpart_turn", "held", "counterpart", yielded="two"),
        Silence(30, 34, "counterpart_turn", "held", "counterpart"),
        Silence(40, 42, "own_ask", "broken", "learner"),
    ),
    facts=(
        FactRecord("one", "silence", "", "guarded", 12.0),
        FactRecord("two", "silence", "", "guarded"),
    ),
    measures={"held_silences": 2.0},
)  # fmt: skip


def test_a_session_is_summed_up_by_what_was_tried_and_what_went_well() -> None:
    summed = sum_up(RECORD, [Feedback("labels", "", None, None, None, "green")])
    assert summed.skills["silences held"] == (2, 3)
    assert summed.skills["labels that hit"] == (1, 1)
    assert summed.skills["open questions"] == (1, 2)
    assert summed.skills["tactics countered"] == (1, 1)
    assert summed.skills["facts found"] == (1, 2)
    assert summed.probes["information"] == (1, 2)
    assert summed.probes["silence"] == (1, 2)
    assert summed.bands == {"labels": "green"}
    assert summed.top_step == "empathy"


def test_what_an_index_gives_back_is_what_was_put_in() -> None:
    import json
    from dataclasses import asdict

    summed = sum_up(RECORD, [])
    assert past_from(json.loads(json.dumps(asdict(summed)))) == summed


def test_the_last_session_is_set_against_those_before_it() -> None:
    sessions = [past(measures={"held_silences": n}) for n in (1.0, None, 3.0, 5.0)]
    trend = measure_trends(sessions)[0]
    assert (trend.name, trend.last, trend.before, trend.n_before) == ("silences held", 5.0, 2.0, 2)
    assert trend.change == 3.0


def test_a_measure_that_never_was_taken_has_no_trend() -> None:
    assert measure_trends([past(measures={"held_silences": None})]) == []


def test_one_session_has_nothing_to_compare_with() -> None:
    trend = measure_trends([past(measures={"held_silences": 2.0})])[0]
    assert trend.before is None
    assert trend.change is None


def test_a_skill_counts_only_where_it_was_tried() -> None:
    sessions = [past(skills={"labels that hit": tally}) for tally in ((1, 2), (0, 0), (2, 2))]
    trend = skill_trends(sessions)[0]
    assert trend.values == (0.5, None, 1.0)


def test_the_best_probe_is_one_that_was_used_often_enough() -> None:
    tallies = probe_success([past(probes={"silence": (2, 3), "nudge": (1, 1)})] * 2)
    assert tallies == {"silence": (4, 6), "nudge": (2, 2)}
    assert best_probe(tallies) == "silence"
    assert best_probe({"nudge": (2, 2), "silence": (0, 9)}) is None


def test_the_next_step_is_the_drill_most_needed_lately() -> None:
    step = next_step([past(drill=name) for name in ("label", "summary", "label", None)])
    assert step is not None
    assert (step.drill, step.n_needed, step.n_sessions) == ("label", 2, 3)


def test_between_equals_the_latest_session_decides() -> None:
    step = next_step([past(drill=name) for name in ("label", "summary")])
    assert step is not None
    assert step.drill == "summary"


def test_without_sessions_there_is_no_next_step() -> None:
    assert next_step([past()]) is None


def test_habits_are_own_phrases_over_several_sessions() -> None:
    once = [{"to be fair": 9}]
    assert find_habits(once) == []
    assert find_habits([*once, {"to be fair": 1}]) == [("to be fair", 10, 2)]


def test_figures_and_bare_grammar_are_no_phrases() -> None:
    assert list(phrases_in("it is the 29th of")) == []
    assert "late again" in set(phrases_in("It is 27.5 thousand late again"))
