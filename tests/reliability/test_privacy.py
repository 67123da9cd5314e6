"""Nothing leaves the machine, nothing is readable by others, and what is forgotten is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions.conftest import DEMO, Finished, run_program

LINES = "What happened in March, as you see it?\n4\nIt sounds as if you were let down.\n"
SECRET = "persimmon"


@pytest.fixture
def typed(tmp_path: Path) -> Finished:
    done = run_program(
        "practice", "marlow", "--typed", "--json", home=tmp_path, typed=f"{LINES}{SECRET}?\n"
    )
    assert done.code == 0, done.err
    return done


def everything_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def mentions(folder: Path, text: str) -> list[Path]:
    return [path for path in everything_below(folder) if text.encode() in path.read_bytes()]


def test_every_file_and_folder_is_the_owners_alone(typed: Finished, tmp_path: Path) -> None:
    run_program("history", home=tmp_path)
    run_program("drill", "label", "--typed", home=tmp_path, typed="You sound angry.\n")
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_home_that_has_to_be_made_is_the_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("issue: The rent\n")
    run_program("prepare", "--from", str(sheet), home=home)
    run_program("practice", "marlow", "--typed", home=home)
    made = [home.parent, home, *home.rglob("*")]
    assert len(made) > 5
    for path in made:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_forgotten_session_leaves_nothing_also_in_the_index(
    typed: Finished, tmp_path: Path
) -> None:
    run_program("history", home=tmp_path)
    assert mentions(tmp_path, SECRET)
    done = run_program("forget", typed.folder.name, "--yes", home=tmp_path)
    assert done.code == 0, done.err
    assert mentions(tmp_path, SECRET) == []
    assert mentions(tmp_path, typed.folder.name) == []
    assert "No session yet" in run_program("history", home=tmp_path).out


def test_forgetting_everything_leaves_settings_and_own_personas(
    typed: Finished, tmp_path: Path
) -> None:
    run_program("drill", "label", "--typed", home=tmp_path, typed="You sound angry.\n")
    (tmp_path / "settings.toml").write_text('patience = "patient"\n')
    done = run_program("forget", "--all", "--yes", home=tmp_path)
    assert done.code == 0, done.err
    assert [path.name for path in everything_below(tmp_path)] == ["settings.toml"]


def test_without_yes_nothing_is_erased_where_nobody_can_be_asked(
    typed: Finished, tmp_path: Path
) -> None:
    done = run_program("forget", "--all", home=tmp_path)
    assert done.code == 2
    assert "--yes" in done.err
    assert typed.folder.is_dir()


@pytest.mark.parametrize("arguments", [(), ("--sound-only",), ("nobody", "--yes"), ("x", "--all")])
def test_what_to_forget_must_be_plain(
    typed: Finished, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run_program("forget", *arguments, home=tmp_path)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert typed.folder.is_dir()


def test_a_folder_that_is_no_session_is_not_erased(typed: Finished, tmp_path: Path) -> None:
    other = tmp_path / "letters"
    other.mkdir()
    (other / "dear.txt").write_text("keep me")
    link = typed.folder.parent / "link"
    link.symlink_to(other)
    (other / "journal.jsonl").write_text("{}\n")
    done = run_program("forget", "link", "--yes", home=tmp_path)
    assert done.code == 2
    assert (other / "dear.txt").is_file()


def test_logs_hold_no_word_of_the_learner(tmp_path: Path) -> None:
    done = run_program(
        "--verbose", "practice", "marlow", "--typed", "--json", home=tmp_path, typed=f"{SECRET}?\n"
    )
    logged = [line for line in done.err.splitlines() if line.startswith(("DEBUG", "INFO"))]
    assert SECRET not in " ".join(logged)


@pytest.mark.model
@pytest.mark.slow
def test_without_recording_there_are_figures_and_no_sound(home: Path) -> None:
    done = run_program(
        "practice", "marlow", "--script", str(DEMO), "--pace", "fast", "--seed", "1", "--json",
        "--model", "tiny.en", "--voice", "silent", "--no-recording",
        home=home,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert not list(done.folder.rglob("*.wav"))
    assert done.result["measures"]["words_per_minute"] > 100
    assert done.result["measures"]["pitch_median_hz"] is not None


AUDIT = """
import sys
seen = []
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
        seen.append((event, str(arguments)))
sys.addaudithook(hook)
from voicecoach.cli import main
code = main(sys.argv[1:])
remote = [one for one in seen if "127.0.0.1" not in one[1] and "/" not in one[1]]
print("remote:", remote, code, file=sys.stderr)
"""


@pytest.mark.model
@pytest.mark.slow
def test_no_connection_is_tried_while_practising(home: Path) -> None:
    arguments = [
        "practice", "marlow", "--script", str(DEMO), "--pace", "fast", "--seed", "1", "--json",
        "--model", "tiny.en",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, *arguments],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "remote: [] 0"
