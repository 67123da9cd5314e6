"""docs/personas.md, followed to the letter: commands are run and blocks of YAML are put in."""

from __future__ import annotations

import io
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sessions.conftest import ROOT
from voicecoach.cli import main
from voicecoach.dialogue.persona_file import examine_persona
from voicecoach.dialogue.persona_finding import find_texts

TUTORIAL = (ROOT / "docs" / "personas.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+) ?(\S*)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
BY_ID = ("topics",)  # what the tutorial adds to; `lines` goes by occasion, all else is replaced
Plain = dict[str, Any]


@dataclass
class Author:
    """Somebody who does what the tutorial says, in a folder of their own."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    n_commands: int = 0

    @property
    def file(self) -> Path:
        return self.home / "personas" / "nell_hale.yaml"

    def put_in(self, block: str) -> None:
        plain = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        for name, part in yaml.safe_load(block).items():
            plain[name] = merge(name, plain.get(name), part)
        text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=1000)
        self.file.write_text(text, encoding="utf-8")

    def run(self, block: str) -> str:
        """Run the commands of a block; what stands below one must come out of it, in order."""
        told = ""
        for command, *expected in split_commands(block):
            self.n_commands += 1
            words, _, given = command.removeprefix("$ voicecoach ").partition(" < ")
            lines = (self.home / given).read_text() if given else ""
            self.monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
            main(shlex.split(words))
            told = " ".join(self.capsys.readouterr().out.split())
            place = 0
            for line in (" ".join(each.split()) for each in expected):
                assert line in told[place:], (command, line, told)
                place = told.index(line, place) + len(line)
        return told


def merge(name: str, old: Any, new: Any) -> Any:
    if name == "lines":
        return old | new
    if name in BY_ID:
        ids = {part["id"] for part in new}
        return [part for part in old if part["id"] not in ids] + new
    return new


def misspell(plain: Plain, block: str) -> Plain:
    """Put a mistake in: parts of a fact, or an occasion."""
    wrong = yaml.safe_load(block)
    for change in wrong.get("facts", ()):
        next(fact for fact in plain["facts"] if fact["id"] == change["id"]).update(change)
    for occasion, places in wrong.get("lines", {}).items():
        plain["lines"][occasion].update(places)
    return plain


def split_commands(block: str) -> list[list[str]]:
    parts: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


@pytest.fixture
def author(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Author:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "1000")
    return Author(tmp_path, capsys, monkeypatch)


def test_the_tutorial_ends_with_a_playable_persona(author: Author) -> None:
    told, right = "", ""
    for kind, label, block in BLOCKS:
        if kind == "yaml" and label == "mistake":
            right = author.file.read_text(encoding="utf-8")
            wrong = yaml.safe_dump(misspell(yaml.safe_load(right), block), sort_keys=False)
            author.file.write_text(wrong, encoding="utf-8")
        elif kind == "yaml":
            author.put_in(block)
        elif kind == "text":
            (author.home / label).write_text(block, encoding="utf-8")
        else:
            told = author.run(block)
            if right:
                author.file.write_text(right, encoding="utf-8")
                right = ""
    assert author.n_commands >= 8
    assert told.startswith("stateDiagram-v2")
    examined = examine_persona(author.file.read_text(encoding="utf-8"), "nell_hale.yaml")
    assert examined.findings == ()
    assert examined.persona is not None
    assert sum(1 for _ in find_texts(examined.persona)) > 200
    sessions = sorted((author.home / "sessions").iterdir())
    assert len(sessions) == 2
    spoken = (sessions[-1] / "journal.jsonl").read_text(encoding="utf-8")
    assert '"fact":"sent_away"' in spoken
    assert '"fact":"fifty_minutes"' in spoken


def test_every_mistake_of_the_tutorial_is_followed_by_what_is_said_of_it() -> None:
    kinds = [(kind, label) for kind, label, _ in BLOCKS]
    mistakes = [n for n, each in enumerate(kinds) if each == ("yaml", "mistake")]
    assert len(mistakes) == 2
    assert all(kinds[n + 1][0] == "console" for n in mistakes)
