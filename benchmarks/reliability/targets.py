"""What strangers' data is fed to: one function each, which may only raise a VoicecoachError."""

from __future__ import annotations

import io
import json
import random
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np

from benchmarks.reliability.mutating import TOKENS, bend_bytes, bend_json, bend_lines, bend_rows
from tests.preparation.sheets import FULL as SHEET
from voicecoach.errors import VoicecoachError

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "schema-1"
FIRST = GOLDEN / "sessions" / "20250301-100000-marlow"
TYPED = GOLDEN / "sessions" / "20261123-091443-marlow"
SCRIPT = """- wait: counterpart
- hold: 1.0
- say: sound.wav
- after_onset: 0.5
- say: sound.wav
- end: true
"""
MOVES = {
    "id": 1,
    "text": "It sounds as if you were let down. Could we say 31,000 pounds by the tenth?",
    "context": ["Your bill is a joke."],
    "scenario": {
        "points": [{"id": "a", "gist": "the bill is late", "keywords": ["bill", "late"]}],
        "feelings": ["angry"],
        "issues": [{"id": "fee", "words": ["fee"], "unit": "pounds", "plausible": [1000, 60000]}],
    },
}
DRILL = {
    "drill": "label", "level": 2, "started_at": "2026-01-02T10:00:00+00:00", "n_good": 3,
    "n_rounds": 5, "rounds": [{"said": "You sound angry.", "is_good": True}],
}  # fmt: skip


class Workshop:
    """A home and a folder for bent files; everything that a case may write is below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.sounds = _sounds(root)
        self.journals = [(FIRST / "journal.jsonl").read_bytes()]
        self.journals.append((TYPED / "tries" / "00m06s-1" / "journal.jsonl").read_bytes())
        starter = (ROOT / "personas" / "marlow.yaml").read_text(encoding="utf-8")
        self.persona = starter


def _sounds(root: Path) -> dict[str, bytes]:
    """A quarter of a second of sound in every format that is read."""
    import soundfile

    sound = (np.sin(np.arange(4000) / 20) / 4).astype(np.float32)
    found: dict[str, bytes] = {}
    for name in ("a.wav", "a.flac", "a.ogg", "a.mp3"):
        soundfile.write(root / name, np.stack([sound, sound], axis=1), 16_000)
        found[name] = (root / name).read_bytes()
    return found


def sound(shop: Workshop, rng: random.Random) -> None:
    """Sound files, by the readers of `analyse` and `--recording`."""
    from voicecoach.hearing.recorded_microphone import read_learner
    from voicecoach.hearing.sound_file import read_channels

    name = rng.choice(list(shop.sounds))
    path = shop.root / f"bent{rng.choice(('.wav', Path(name).suffix))}"
    path.write_bytes(bend_bytes(shop.sounds[name], rng))
    rng.choice((read_channels, read_learner))(path)


def persona(shop: Workshop, rng: random.Random) -> None:
    """Persona files: every mistake is told, and what can be played is played for a line."""
    from voicecoach.dialogue.counterpart import Counterpart
    from voicecoach.dialogue.persona_file import examine_persona

    if rng.random() < 0.5:
        text = bend_lines(shop.persona, rng)
    else:
        text = bend_bytes(shop.persona.encode(), rng).decode("utf-8", "replace")
    examined = examine_persona(text, "bent.yaml")
    if examined.persona is not None:
        Counterpart(examined.persona, seed=1).open()


def prep(_shop: Workshop, rng: random.Random) -> None:
    """Prep sheets, and the page made of them."""
    from voicecoach.preparation.reading import read_sheet, write_sheet

    bent = bend_lines(SHEET, rng) if rng.random() < 0.6 else None
    text = bent or bend_bytes(SHEET.encode(), rng).decode("utf-8", "replace")
    write_sheet(read_sheet(text, "bent.yaml"))


def script(shop: Workshop, rng: random.Random) -> None:
    """Learner scripts, and the recordings that they name."""
    from voicecoach.hearing.recorded_microphone import read_script

    (shop.root / "sound.wav").write_bytes(shop.sounds["a.wav"])
    path = shop.root / "script.yaml"
    bent = bend_lines(SCRIPT, rng).encode(errors="replace") if rng.random() < 0.6 else None
    path.write_bytes(bent or bend_bytes(SCRIPT.encode(), rng))
    read_script(path)


def journal(shop: Workshop, rng: random.Random) -> None:
    """Journals: folded, put into words, summed up for the history, and told again for a page."""
    from voicecoach.commands.history import summed_up
    from voicecoach.commands.review import tell_again
    from voicecoach.debrief import debrief

    folder = shop.home / "sessions" / "bent"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "journal.jsonl").write_bytes(bend_rows(rng.choice(shop.journals), rng))
    for look in (debrief, summed_up, lambda path: tell_again(path, "bent")):
        try:
            look(folder)
        except VoicecoachError:
            continue


def drills(shop: Workshop, rng: random.Random) -> None:
    """Results of drills, by the history and by the choice of the next level."""
    from voicecoach.cli import main

    home = shop.home / "drills"
    home.mkdir(exist_ok=True)
    rows = [DRILL | {"level": 1}, DRILL]
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    (home / "results.jsonl").write_bytes(bend_rows(data, rng))
    shutil.rmtree(shop.home / "sessions", ignore_errors=True)
    for arguments in (["history"], ["drill", "--list"], ["history", "--json"]):
        _quietly(main, arguments)


def settings(shop: Workshop, rng: random.Random) -> None:
    """Settings files."""
    from voicecoach.settings import with_file
    from voicecoach.store.library import read_settings

    seed = (GOLDEN / "settings.toml").read_text()
    path = shop.root / "settings.toml"
    bent = bend_lines(seed, rng).encode(errors="replace") if rng.random() < 0.7 else None
    path.write_bytes(bent or bend_bytes(seed.encode(), rng))
    with_file({"typed": rng.random() < 0.5}, read_settings(path), path=str(path))


def kept(shop: Workshop, rng: random.Random) -> None:
    """What a review kept of a session's curves, bent and signed as if it were ours."""
    from voicecoach.commands.review import _kept
    from voicecoach.store.review_file import REVIEW, fingerprint

    folder = shop.home / "sessions" / "kept"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "journal.jsonl").write_bytes(shop.journals[0])
    parts = {"made_of": fingerprint(folder), "measured": {"event": "measured"}, "curves": {}}
    row = bend_json(parts | {"drawn": {}}, rng)
    (folder / REVIEW).write_bytes(json.dumps(row).encode())
    _kept(folder)


def moves(_shop: Workshop, rng: random.Random) -> None:
    """JSON lines for `voicecoach moves`."""
    from voicecoach.dialogue.moves.jsonl import recognise_lines

    data = json.dumps(MOVES).encode() + b"\n"
    text = bend_rows(data, rng).decode("utf-8", "replace")
    for each in recognise_lines(text.split("\n")):
        if hasattr(each, "to_json"):
            each.to_json()


def lines(_shop: Workshop, rng: random.Random) -> None:
    """What is typed at a counterpart."""
    from voicecoach.practice.typed_lines import read_line

    seed = rng.choice((b"4.5", b"/pause", b"What happened in March?", b"/end", b"31,000"))
    read_line(bend_bytes(seed, rng).decode("utf-8", rng.choice(("replace", "surrogateescape"))))


WORDS = """replay review history forget analyse moves personas prepare retake drill practice check
list show check new schema diagram --json --html --csv --plot --markdown --embed --yes --all --typed
--sound-only --level --seed --minutes --difficulty --prep --script --recording --pace fast real
--from --out --after --persona --at --moment 1 2 --times --voice silent --model tiny.en --verbose
--port --labels --channels learner,both --no-words --workers --version --help --style driver
marlow label 0:06 nan -1 1e999 0""".split()


def arguments(shop: Workshop, rng: random.Random) -> None:
    """The command line: any words in any order, run to the end where nothing would be heard."""
    from voicecoach.cli import main

    chosen = [rng.choice(WORDS) for _ in range(rng.randint(1, 6))]
    if rng.random() < 0.7:
        chosen[0] = rng.choice(WORDS[:12])
    if rng.random() < 0.5:
        bent = rng.choice(TOKENS).decode("utf-8", "replace").replace("\0", "0")
        chosen.insert(rng.randrange(len(chosen) + 1), rng.choice((bent, str(shop.root / "x"))))
    if not _would_listen(chosen):
        _quietly(main, chosen)


def _would_listen(arguments: list[str]) -> bool:
    """Tell whether devices, a server, a menu or weights would be asked for."""
    first = next((word for word in arguments if not word.startswith("-")), "")
    if first in ("practice", "drill"):
        return "--typed" not in arguments and "--list" not in arguments
    if first == "review":
        return not {"--html", "--markdown", "--json"} & set(arguments)
    return first in ("retake", "check", "models", "devices", "analyse")


def _quietly(main: object, arguments: list[str]) -> None:
    import os
    import sys

    out = io.StringIO()
    where, given = Path.cwd(), sys.stdin
    try:
        sys.stdin = io.StringIO("What happened?\n3\n/end\n")
        with redirect_stdout(out), redirect_stderr(out):
            code = main(arguments)  # type: ignore[operator]
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdin = given
        os.chdir(where)
    if code not in (0, 2) or "Traceback" in out.getvalue():
        raise AssertionError(f"{arguments} ended with {code}: {out.getvalue()[-300:]}")


TARGETS = {
    each.__name__: each
    for each in (
        sound, persona, prep, script, journal, drills, settings, kept, moves, lines, arguments,
    )
}  # fmt: skip
