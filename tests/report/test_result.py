from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.coaching.debriefed import REVEAL, played, said, settled, talk
from tests.coaching.hand_made import EMPTY, FULL, mine, move
from voicecoach.coaching import give_feedback
from voicecoach.report.result import result_of
from voicecoach.turns import SessionRecord, Silence, Turn

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "result.schema.json").read_text(encoding="utf-8")
)
OLD_KEYS = (
    "session session_path persona seed outcome state trust turns silences facts measures "
    "response_gaps_s feedback"
).split()
NEW_KEYS = ["moments", "reveal", "profile", "modes", "drill"]
HOSTILE = replace(
    FULL,
    persona_name="\x1b]0;owned\x07<script>",
    turns=(
        Turn("counterpart", 0.0, 1.0, "\x1b[2J<b>&\u202e\ud800" + "x" * 10_000),
        mine(2.0, 3.0, '"}\x00', move("open_question", '"}\x00')),
    ),
)
RECORDS = {
    "full": FULL,
    "empty": EMPTY,
    "revealed": replace(FULL, reveal=settled(28000.0)),
    "not settled": replace(FULL, reveal=REVEAL),
    "no issues": replace(FULL, reveal=replace(REVEAL, issues=(), shift="")),
    "no measures": replace(FULL, measures={}),
    "nothing measured": replace(FULL, measures=dict.fromkeys(FULL.measures)),
    "infinite": replace(FULL, measures={"talk_share": float("nan"), "overlap_s": float("inf")}),
    "hostile": HOSTILE,
    "unfinished": replace(FULL, turns=FULL.turns[:4], silences=()),
}


def result(session: SessionRecord) -> dict[str, Any]:
    return result_of(session, give_feedback(session), "/sessions/one")


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("session", RECORDS.values(), ids=RECORDS.keys())
def test_every_result_keeps_to_the_schema(session: SessionRecord) -> None:
    through_json = json.loads(json.dumps(result(session), allow_nan=False))
    Draft202012Validator(SCHEMA).validate(through_json)


def test_the_keys_are_the_promised_ones() -> None:
    found = result(FULL)
    assert [*found] == ["schema_version", *OLD_KEYS, *NEW_KEYS]
    assert set(found["turns"][0]) == {"who", "start_s", "end_s", "text", "moves", "state", "act"}
    assert set(found["silences"][0]) == {
        "start_s", "end_s", "after", "kind", "ended_by", "yielded",
    }  # fmt: skip
    assert set(found["facts"][0]) == {"id", "key", "found_s"}
    assert set(found["feedback"][0]) == {
        "check", "observed", "at_s", "quote", "try_instead", "band",
    }  # fmt: skip


def test_the_schema_names_every_key_and_requires_the_old_ones() -> None:
    found = result(FULL)
    assert set(SCHEMA["properties"]) == set(found)
    assert set(SCHEMA["required"]) == {"schema_version", *OLD_KEYS}
    for part, items in (("turn", "turns"), ("silence", "silences"), ("fact", "facts")):
        assert set(SCHEMA["$defs"][part]["required"]) == set(found[items][0])
    assert {*SCHEMA["$defs"]["remark"]["required"], "band"} == set(found["feedback"][0])


def test_a_result_from_before_the_reveal_keeps_to_the_schema() -> None:
    found = {key: value for key, value in result(FULL).items() if key not in NEW_KEYS}
    for remark in found["feedback"]:
        del remark["band"]
    Draft202012Validator(SCHEMA).validate(found)


def test_values_are_those_of_the_session() -> None:
    found = result(FULL)
    assert found["session_path"] == "/sessions/one"
    assert (found["seed"], found["outcome"], found["trust"]) == (7, "out_of_time", 30.0)
    assert found["turns"][1] == {
        "who": "learner",
        "start_s": 6.0,
        "end_s": 16.0,
        "text": "What changed?",
        "moves": ["open_question"],
        "state": "",
        "act": None,
    }
    assert found["silences"][1]["yielded"] == "board"
    assert found["facts"][:2] == [
        {"id": "board", "key": "silence", "found_s": 21.1},
        {"id": "sacked", "key": "summary", "found_s": None},
    ]
    assert found["measures"]["talk_share"] == 0.44
    assert found["response_gaps_s"] == [0.61, 0.58]


def test_times_are_rounded_to_milliseconds() -> None:
    silence = Silence(1.00049, 4.12351, "own_ask", "held", "counterpart")
    found = result(replace(EMPTY, silences=(silence,), response_gaps_s=(0.123456,)))
    assert (found["silences"][0]["start_s"], found["silences"][0]["end_s"]) == (1.0, 4.124)
    assert found["response_gaps_s"] == [0.123]


def test_what_is_no_number_could_not_be_measured() -> None:
    assert result(RECORDS["infinite"])["measures"] == {"talk_share": None, "overlap_s": None}


def test_unknown_keys_and_names_are_allowed_so_that_the_format_can_grow() -> None:
    found = result(FULL)
    found["prep"] = {"target": 38_000}
    found["turns"][0] |= {"trust": 25.0, "act": "new_act"}
    found["turns"][1]["moves"] = ["a_move_of_tomorrow"]
    Draft202012Validator(SCHEMA).validate(found)


def test_the_reveal_sets_what_was_settled_against_both_limits() -> None:
    found = result(replace(FULL, reveal=settled(28000.0, offered=("stages",))))["reveal"]
    (fee,) = found["issues"]
    assert (fee["limit"], fee["settled"], fee["share"], fee["is_limit_kept"], fee["reason"]) == (
        31000.0, 28000.0, 0.25, True, "",
    )  # fmt: skip
    assert found["joint_value"]["of_best"] is not None
    assert found["trades"][0] == {
        "id": "stages", "gist": "Payment in stages", "offered": True,
    }  # fmt: skip
    assert found["interests"] == [
        {"id": "board", "found_s": 21.1},
        {"id": "pride", "found_s": 60.0},
    ]
    assert found["shift"] == {
        "gist": "A tender came up.",
        "at_s": None,
        "noticed_at_s": None,
        "noticed_after_turns": None,
    }


def test_a_tactic_stands_in_the_reveal_with_what_came_of_it() -> None:
    session = talk(played(0.0, "clock"), said(3.5, "What happens at three?", "open_question"))
    assert result(session)["reveal"]["tactics"] == [
        {
            "id": "clock",
            "name": "a made-up deadline",
            "at_s": 0.0,
            "countered_by": "open_question",
            "after_s": 1.5,
            "gave_way_at_s": None,
        }
    ]


def test_moments_profile_modes_and_drill_are_those_of_the_session() -> None:
    found = result(FULL)
    assert found["reveal"] is None
    assert [remark["check"] for remark in found["moments"]] == [
        "moment_best", "moment_costliest", "moment_silence",
    ]  # fmt: skip
    assert len(found["profile"]) == 10
    assert found["profile"][6] | {"reason": ""} == {
        "name": "questions", "n": 2, "of": 7, "value": None, "unit": "%",
        "skilled": 21.3, "average": 9.6, "reason": "",
    }  # fmt: skip
    assert found["modes"]["shares"] == {
        "competing": 2, "collaborating": 4, "compromising": 0, "accommodating": 1, "avoiding": 0,
    }  # fmt: skip
    assert found["drill"]["name"] == "clearinghouse"
    assert result(EMPTY)["drill"] is None


def spoil_who(found: dict[str, Any]) -> None:
    found["turns"][0]["who"] = "referee"


def spoil_kind(found: dict[str, Any]) -> None:
    found["silences"][0]["kind"] = "awkward"


def spoil_second(found: dict[str, Any]) -> None:
    found["turns"][0]["start_s"] = "0:00"


def spoil_measure(found: dict[str, Any]) -> None:
    found["measures"]["talk_share"] = "43 %"


def spoil_moves(found: dict[str, Any]) -> None:
    found["turns"][1]["moves"] = [{"kind": "open_question"}]


def spoil_keys(found: dict[str, Any]) -> None:
    del found["feedback"][0]["quote"]


@pytest.mark.parametrize(
    "spoil", [spoil_who, spoil_kind, spoil_second, spoil_measure, spoil_moves, spoil_keys]
)
def test_the_schema_refuses_what_is_not_the_format(
    spoil: Callable[[dict[str, Any]], None],
) -> None:
    found = result(FULL)
    spoil(found)
    assert not Draft202012Validator(SCHEMA).is_valid(found)
