"""`voicecoach personas` as its users see it: list, new, check, show, schema."""

from __future__ import annotations

import io
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from tests.sessions.conftest import ROOT, Finished
from voicecoach.cli import main
from voicecoach.dialogue.persona import Situation, Style
from voicecoach.dialogue.persona_schema import persona_schema
from voicecoach.settings import STARTERS
from voicecoach.yaml_text import parse_yaml

Run = Callable[..., Finished]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program without starting Python anew each time."""
    monkeypatch.setenv("VOICECOACH_HOME", str(home))

    def run_here(*arguments: str, typed: str = "") -> Finished:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(arguments)
        told = capsys.readouterr()
        return Finished(code, told.out, told.err)

    return run_here


@pytest.fixture
def own(run: Run, home: Path) -> Path:
    """One new persona in the learner's own folder."""
    done = run("personas", "new", "Jo Smith", "--style", "amiable")
    assert done.code == 0, done.err
    return home / "personas" / "jo_smith.yaml"


def edit(path: Path, old: str, new: str) -> int:
    """Replace some words of a file; tells on which line they stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


# new


def test_a_new_persona_plays_at_once(own: Path, run: Run) -> None:
    talk = "What happened, from your side?\n6\nIt sounds as if you feel passed over.\nGo on.\n"
    done = run("practice", "jo_smith", "--typed", "--json", "--seed", "1", typed=talk)
    assert done.code == 0, done.err
    assert done.result["persona"] == "jo_smith"
    assert {fact["id"] for fact in done.result["facts"] if fact["found_s"] is not None} == {
        "heard_late",
        "being_watched",
    }


def test_a_new_persona_is_its_owners_alone_and_has_its_schema_beside_it(own: Path) -> None:
    schema = own.with_name("persona.schema.json")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (own, schema)] == [0o600, 0o600]
    assert own.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=persona.schema.json\n"
    )
    jsonschema.validate(yaml.safe_load(own.read_text()), json.loads(schema.read_text()))


def test_nothing_is_overwritten_and_nobody_shadowed(own: Path, run: Run) -> None:
    before = own.read_bytes()
    for name in ("Jo Smith", "jo-smith", "JO SMITH!", "Marlow"):
        done = run("personas", "new", name)
        assert done.code == 2
        assert "there is a persona '" in done.err
    assert own.read_bytes() == before


@pytest.mark.parametrize("name", ["", "7", "...", "Ю", "../../etc"])
def test_a_name_that_makes_no_file_is_refused(name: str, run: Run, home: Path) -> None:
    done = run("personas", "new", name)
    if name == "../../etc":
        assert done.out.startswith(str(home / "personas" / "etc.yaml"))
    else:
        assert done.code == 2
        assert "begin with a letter from a to z" in done.err


def test_the_command_line_offers_all_styles_and_situations() -> None:
    assert STARTERS["style"] == get_args(Style)
    assert STARTERS["situation"] == get_args(Situation)


# list


def test_the_list_tells_what_one_chooses_by(run: Run) -> None:
    rows = {row["id"]: row for row in json.loads(run("personas", "list", "--json").out)}
    marlow = rows["marlow"]
    assert (marlow["mode"], marlow["voice"]) == (
        "competing",
        {"sex": "female", "accent": "british"},
    )
    assert marlow["n_lines"] > 400
    listed = run("personas", "list").out
    assert f"fees, {marlow['industry']}; driver, competing" in " ".join(listed.split())


def test_a_draft_with_mistakes_is_listed_and_stops_nobody(own: Path, run: Run) -> None:
    edit(own, "style: amiable", "style: amiabel")
    listed = run("personas", "list")
    assert listed.code == 0
    assert "jo_smith     cannot be played; `voicecoach personas check jo_smith` says" in listed.out
    assert run("practice", "marlow", "--typed").code == 0
    broken = run("practice", "jo_smith", "--typed")
    assert broken.code == 2
    assert "did you mean 'amiable'?" in broken.err


# check


def test_check_finds_nothing_in_a_new_persona(own: Path, run: Run) -> None:
    done = run("personas", "check", "jo_smith")
    assert (done.code, done.out) == (0, "0 errors, 0 warnings\n")


def test_check_tells_file_and_line_of_warnings_and_errors(own: Path, run: Run) -> None:
    doubtful = edit(own, "I'm sure you mean well.", "I'm 100% sure you mean well.")
    warned = run("personas", "check", "jo_smith")
    assert warned.code == 0
    assert f"{own}:{doubtful}: warning: lines.push.low.0: has figures in digits" in warned.out
    wrong = edit(own, "key: emotion_label", "key: emotional_label")
    stopped = run("personas", "check", str(own))
    assert stopped.code == 2
    assert f"{own}:{wrong}: error: facts.3.key: 'emotional_label' is not one of" in stopped.out
    assert "did you mean 'emotion_label'?" in stopped.out
    assert stopped.out.endswith("1 error, 0 warnings\n")


def test_check_as_json_and_of_files_that_are_none(own: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "half.yaml").write_text("id: [a\nname: b\n")
    files = [str(tmp_path / name) for name in ("bad.yaml", "half.yaml", "none.yaml")]
    done = run("personas", "check", *files, str(own), "--json")
    assert done.code == 2
    found: dict[str, Any] = json.loads(done.out)
    assert (found["n_errors"], found["n_warnings"]) == (3, 0)
    told = {Path(row["file"]).name: (row["line"], row["message"]) for row in found["findings"]}
    assert "is not UTF-8 text" in told["bad.yaml"][1]
    assert told["half.yaml"][0] == 2
    assert "cannot be read" in told["none.yaml"][1]


def test_check_without_a_name_checks_everybody_and_all_can_be_played(run: Run) -> None:
    done = run("personas", "check")
    assert done.code == 0, done.out
    assert done.out.splitlines()[-1].startswith("0 errors, ")


# show


def test_show_keeps_the_secrets_and_secret_tells_them(run: Run) -> None:
    card = run("personas", "show", "marlow").out
    assert "Not below 27,000 pounds" in card
    assert "FACTS" not in card
    assert "31,000" not in card
    secrets = " ".join(run("personas", "show", "marlow", "--secret").out.split())
    assert card.splitlines()[0] in secrets
    for words in (
        "helen_recording: silence, from guarded on.",
        "leaves beyond 31,000; your limit 27,000",
        "29,000 from influence on, for staged and fixed_fee",
        "half_past_three: A made-up deadline (mid). Countered by challenge basis",
    ):
        assert words in secrets


# diagram


def test_the_diagram_is_mermaid_and_rises_with_the_difficulty(run: Run) -> None:
    easy = run("personas", "diagram", "marlow").out
    assert easy.startswith("stateDiagram-v2\n")
    assert "guarded --> listening : trust 20" in easy
    hard = run("personas", "diagram", "marlow", "--difficulty", "5").out
    assert "guarded --> listening : trust 30" in hard
    done = run("personas", "diagram", "marlow", "--difficulty", "9")
    assert (done.code, done.out) == (2, "")


# schema


def test_the_schema_in_the_docs_is_the_one_of_the_program() -> None:
    kept = (ROOT / "docs" / "persona.schema.json").read_text(encoding="utf-8")
    assert kept == persona_schema(), "voicecoach personas schema > docs/persona.schema.json"


def test_the_schema_knows_good_files_from_bad(run: Run) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("personas", "schema").out))
    plain: dict[str, Any] = {}
    for path in sorted((ROOT / "personas").glob("*.yaml")):
        plain = parse_yaml(path.read_text(encoding="utf-8"), path.name).plain
        assert not list(validator.iter_errors(plain))
    plain["lines"]["pusch"] = {"any": ["No."]}
    plain["facts"][0]["key"] = "silense"
    del plain["role"]
    assert len(list(validator.iter_errors(plain))) == 3
