"""`voicecoach prepare`, and `practice --prep`, as they are typed."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
import yaml

from tests.preparation.sheets import ANSWERS, FULL
from voicecoach.cli import main

TALK = """\
I'd like to settle this today. Shall we take what happened in March first, then the price?
What happened on your side after the March failure?
If you take a two-year term, we put a named engineer on call.
I'll send you the report by Friday.
You are a liar.
You people are idiots.
Then we will sue you and ruin you.
/end
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str, typed: str = "") -> Ran: ...


@pytest.fixture
def prepare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command with a home of its own; `typed` is what comes through the pipe."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(arguments)
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_becomes_a_page_and_a_sheet_for_nobody_else(prepare: Run, tmp_path: Path) -> None:
    done = prepare(
        "prepare", "--from", write(tmp_path / "vera.yaml", FULL), "--out", str(tmp_path / "out")
    )
    assert done.code == 0, done.err
    page, sheet = tmp_path / "out" / "prep.md", tmp_path / "out" / "prep.yaml"
    assert page.read_text().startswith("# Vera Holt will not renew")
    assert yaml.safe_load(sheet.read_text())["figures"][0]["limit"] == 42000
    assert {stat.S_IMODE(path.stat().st_mode) for path in (page, sheet)} == {0o600}
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert f"--prep {sheet}" in done.out


def test_the_page_fits_on_a_page(prepare: Run, tmp_path: Path) -> None:
    prepare(
        "prepare", "--from", write(tmp_path / "vera.yaml", FULL), "--out", str(tmp_path / "out")
    )
    lines = (tmp_path / "out" / "prep.md").read_text().splitlines()
    assert sum(max(1, -(-len(line) // 95)) for line in lines) <= 66


def test_what_was_there_is_put_aside_and_a_source_is_left_as_it_is(
    prepare: Run, tmp_path: Path
) -> None:
    own = "# mine\nissue: The rent\n"
    sheet = tmp_path / "prep.yaml"
    write(sheet, own)
    write(tmp_path / "prep.md", "an older page\n")
    done = prepare("prepare", "--from", str(sheet), "--out", str(tmp_path))
    assert done.code == 0, done.err
    assert sheet.read_text() == own
    assert (tmp_path / "prep-1.md").read_text() == "an older page\n"
    assert "put aside" in done.out


def test_without_a_folder_each_preparation_gets_its_own(prepare: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "vera.yaml", FULL)
    for _ in range(2):
        assert prepare("prepare", "--from", source).code == 0
    root = tmp_path / "home" / "preparations"
    assert sorted(path.name for path in root.iterdir()) == ["vera-holt", "vera-holt-2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("issue: [", "bad.yaml"), ("style: cat", "issue: is missing"), (None, "cannot be read")],
)
def test_a_bad_file_is_told_and_writes_nothing(
    prepare: Run, tmp_path: Path, text: str | None, message: str
) -> None:
    path = tmp_path / "bad.yaml"
    if text is not None:
        write(path, text)
    done = prepare("prepare", "--from", str(path), "--out", str(tmp_path / "out"))
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "out").exists()


def test_answers_through_a_pipe_make_sheet_and_counterpart(prepare: Run, tmp_path: Path) -> None:
    done = prepare("prepare", "--persona", "--out", str(tmp_path / "out"), typed=ANSWERS)
    assert done.code == 0, done.err
    assert "voicecoach practice vera_holt --prep" in done.out
    persona = tmp_path / "home" / "personas" / "vera_holt.yaml"
    assert stat.S_IMODE(persona.stat().st_mode) == 0o600
    assert "Vera Holt" in prepare("personas", "list").out
    assert prepare("personas", "check", "vera_holt").code == 0


def test_a_pipe_that_ends_early_makes_a_sheet_of_what_there_is(
    prepare: Run, tmp_path: Path
) -> None:
    done = prepare("prepare", "--out", str(tmp_path / "out"), typed="The rent\nJo Smith\n")
    assert done.code == 0, done.err
    sheet = yaml.safe_load((tmp_path / "out" / "prep.yaml").read_text())
    assert sheet == {"schema": 1, "issue": "The rent", "people": [{"name": "Jo Smith"}]}
    assert "There is no limit: where do you stop?" in done.out


def test_a_pipe_without_an_answer_is_told(prepare: Run) -> None:
    done = prepare("prepare", typed="")
    assert done.code == 2
    assert "the answers end before the first one" in done.err


def test_a_file_without_a_counterpart_is_asked_for_one(prepare: Run, tmp_path: Path) -> None:
    source = write(
        tmp_path / "rent.yaml", "issue: The rent\npeople: [{name: Jo Smith}]\nstyle: driver\n"
    )
    answers = (
        "\n\n2\n1\nNo.\n\nrent\n1,000 pounds\n850 pounds\nI need it.\nMy wife knows.\n\n" + "\n" * 6
    )
    done = prepare(
        "prepare", "--from", source, "--persona", "--out", str(tmp_path / "out"), typed=answers
    )
    assert done.code == 0, done.err
    assert (tmp_path / "home" / "personas" / "jo_smith.yaml").is_file()


def test_an_unfinished_counterpart_is_told_and_nothing_is_written(
    prepare: Run, tmp_path: Path
) -> None:
    source = write(tmp_path / "rent.yaml", "issue: The rent\n")
    done = prepare(
        "prepare", "--from", source, "--persona", "--out", str(tmp_path / "out"), typed="Jo Smith\n"
    )
    assert done.code == 2
    assert "still open: How do they come across?" in done.err
    assert not (tmp_path / "out").exists()


def test_a_talk_is_held_and_compared_with_its_sheet(prepare: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "vera.yaml", f"# mine\n{FULL}")
    assert (
        prepare("prepare", "--from", source, "--persona", "--out", str(tmp_path / "out")).code == 0
    )
    done = prepare(
        "practice", "vera_holt", "--typed", "--seed", "3", "--json", "--prep", source, typed=TALK
    )
    assert done.code == 0, done.err
    result = json.loads(done.out)
    folder = Path(result["session_path"])
    assert (folder / "prep.yaml").read_text().startswith("# mine\n")
    first = json.loads((folder / "journal.jsonl").read_text().splitlines()[0])
    assert first["prep"]["issue"].startswith("Vera Holt")
    remarks = {remark["check"]: remark["observed"] for remark in result["feedback"]}
    assert remarks["prep_aims"] == "1 of 2 aims raised aloud."
    assert remarks["prep_questions"] == "1 of 1 planned question asked."
    assert "made from your own guesses" in remarks["prep_style"]
    assert remarks["action"].startswith("You: send Vera the report by Friday.")
    assert "by Friday" in (folder / "actions.md").read_text()
    assert stat.S_IMODE((folder / "actions.md").stat().st_mode) == 0o600
    (folder / "actions.md").unlink()
    again = prepare("prepare", "--after", folder.name)
    assert again.code == 0, again.err
    assert "| You | send Vera the report | by Friday |" in again.out
    assert (folder / "actions.md").is_file()


def test_a_talk_with_nothing_to_follow_leaves_no_list(prepare: Run) -> None:
    done = prepare("practice", "marlow", "--typed", "--json", "--seed", "1", typed="Hello.\n/end\n")
    folder = Path(json.loads(done.out)["session_path"])
    assert not (folder / "actions.md").exists()
    told = prepare("prepare", "--after")
    assert told.code == 0
    assert told.out.startswith("Nothing was promised or settled")


def test_a_bad_sheet_costs_no_talk(prepare: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "bad.yaml", "issue: x\nfigures:\n- {name: fee, limit: lots}\n")
    done = prepare("practice", "marlow", "--typed", "--prep", source, typed=TALK)
    assert done.code == 2
    assert "bad.yaml, line 3: figures.0.limit" in done.err
    assert not (tmp_path / "home" / "sessions").exists()


def test_ctrl_c_keeps_the_answers_and_the_next_time_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = Terminal(home)
    first.expect("What is to be settled?")
    first.type("The rent")
    first.expect("Who will be there")
    first.type("Jo Smith, landlord")
    first.expect("2> ")
    first.interrupt()
    assert first.ended() == 2
    assert "Your answers are kept in" in first.shown
    draft = home / "preparations" / "draft.yaml"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert yaml.safe_load(draft.read_text())["people"] == ["Jo Smith, landlord"]

    second = Terminal(home)
    second.expect("There is a draft with 2 answers: The rent")
    second.type("")
    second.expect("How do they come across?")
    second.type("driver")
    second.expect("What do you want to come out with?")
    second.end_input()
    assert second.ended() == 0
    assert not draft.exists()
    sheet = yaml.safe_load((home / "preparations" / "jo-smith" / "prep.yaml").read_text())
    assert (sheet["issue"], sheet["style"]) == ("The rent", "driver")


class Terminal:
    """A person at a terminal of their own."""

    def __init__(self, home: Path) -> None:
        self._screen, inner = pty.openpty()
        environment = {**os.environ, "VOICECOACH_HOME": str(home), "COLUMNS": "200", "TERM": "dumb"}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", "prepare"],
            stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.shown = ""

    def expect(self, words: str, *, within_s: float = 30.0) -> None:
        until = time.monotonic() + within_s
        while words not in self.shown:
            assert time.monotonic() < until, f"no '{words}' in: {self.shown}"
            self._read(0.1)

    def type(self, line: str) -> None:
        os.write(self._screen, f"{line}\n".encode())

    def end_input(self) -> None:
        os.write(self._screen, b"\x04")

    def interrupt(self) -> None:
        self._program.send_signal(signal.SIGINT)

    def ended(self, *, within_s: float = 30.0) -> int:
        until = time.monotonic() + within_s
        while self._program.poll() is None:
            assert time.monotonic() < until, self.shown
            self._read(0.1)
        self._read(0.1)
        os.close(self._screen)
        return self._program.returncode

    def _read(self, wait_s: float) -> None:
        ready, _, _ = select.select([self._screen], [], [], wait_s)
        if ready:
            try:
                self.shown += os.read(self._screen, 4096).decode(errors="replace")
            except OSError:  # the other end is closed
                time.sleep(0.01)


@pytest.mark.model
def test_a_spoken_talk_is_compared_with_its_sheet_too(prepare: Run, tmp_path: Path) -> None:
    script = write(tmp_path / "silent.yaml", "- hold: 2\n")
    source = write(tmp_path / "vera.yaml", FULL)
    done = prepare(
        "practice", "marlow", "--script", script, "--pace", "fast", "--voice", "silent",
        "--model", "tiny.en", "--json", "--prep", source,
    )  # fmt: skip
    assert done.code == 0, done.err
    result = json.loads(done.out)
    assert (Path(result["session_path"]) / "prep.yaml").read_text() == FULL
    remarks = {remark["check"]: remark["observed"] for remark in result["feedback"]}
    assert remarks["prep_target"] == "Target for price per year, £48,000: you named no figure."
