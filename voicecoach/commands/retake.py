"""`voicecoach retake`: take one moment of a session again, and see the tries side by side."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from voicecoach import session
from voicecoach.assemble import Start, assemble
from voicecoach.coaching.moments import moments
from voicecoach.coaching.tries import Try, find_try
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.errors import SettingsError, StoreError
from voicecoach.report.tries import tries_data, tries_table
from voicecoach.second_try import Crossroads, find_crossroads
from voicecoach.settings import Settings, with_file
from voicecoach.sides import find_sides
from voicecoach.store.folders import Home, find_home, make_private
from voicecoach.store.journal import Event
from voicecoach.store.library import read_settings
from voicecoach.store.session_folder import PERSONA, find_session, load_events
from voicecoach.terminal import Keys, TerminalScreen
from voicecoach.turns import SessionRecord

TRIES = "tries"
MINUTES = 3.0  # one moment takes no longer
MOST_TIMES = 20
_AT = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Again:
    """A moment that is taken again: where from, and with whom."""

    folder: Path
    record: SessionRecord
    crossroads: Crossroads
    persona: Persona


def run(options: argparse.Namespace) -> int:
    """Take a moment again, once or several times."""
    if not 1 <= options.times <= MOST_TIMES:
        raise SettingsError(f"--times must be 1 to {MOST_TIMES}, got {options.times}")
    home = find_home()
    given = with_file(vars(options), read_settings(home.settings), path=str(home.settings))
    settings = replace(given, minutes=MINUTES)
    again = _find(options, find_session(home.sessions, options.session))
    console = Console(stderr=settings.json, highlight=False)
    before = again.crossroads.line
    tries = [find_try(again.record, again.crossroads.turn, before=before, name="then")]
    for number in range(1, options.times + 1):
        tries.append(_try(again, settings, home, console, number))
        if not settings.json:
            console.print()
            console.print(tries_table(tries))
        if number == options.times or settings.is_recorded or not _wants_more(console):
            break
    if settings.json:
        rows = {"session": again.record.session, "at_s": again.crossroads.turn.start_s}
        print(json.dumps(rows | {"tries": tries_data(tries)}, ensure_ascii=False))
    return 0


def _find(options: argparse.Namespace, folder: Path) -> Again:
    events = load_events(folder)
    record = session.fold(events)
    at_s = _at_s(options.at) if options.at is not None else _moment_s(record, options.moment)
    return Again(folder, record, find_crossroads(events, at_s), _persona_of(folder))


def _at_s(text: str) -> float:
    match = _AT.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f"--at must be minutes and seconds, as in 2:14, got '{text}'")
    minutes, seconds = match.groups()
    return 60.0 * int(minutes or 0) + float(seconds)


def _moment_s(record: SessionRecord, number: int) -> float:
    at_s = moments(record)[number - 1].at_s
    if at_s is None:
        raise SettingsError(f"the session has no moment {number}; give a time with --at M:SS")
    return at_s


def _persona_of(folder: Path) -> Persona:
    """Read the counterpart as it was in that session, whatever has become of its file."""
    path = folder / PERSONA
    try:
        return read_persona(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{path}: cannot be read ({error}); without it the moment cannot be taken again"
        ) from error


def restore(again_from: Crossroads, persona: Persona) -> Counterpart:
    """Bring the counterpart back to how it stood when the learner began that turn."""
    counterpart = Counterpart.restore(persona, again_from.snapshot)
    if again_from.line.was_cut_off:
        counterpart.note_cut_off(again_from.line.text)
    return counterpart


def _try(again: Again, settings: Settings, home: Home, console: Console, number: int) -> Try:
    counterpart = restore(again.crossroads, again.persona)
    start = Start(
        counterpart=counterpart,
        line=counterpart.say_again(again.crossroads.line),
        folder=_new_folder(again),
        origin={"session": again.record.session, "at_s": again.crossroads.turn.start_s},
        turns=1,
    )
    screen = TerminalScreen(console, again.persona.name, has_captions=settings.captions)
    keys = Keys(on_captions=screen.toggle_captions)

    def tell(text: str) -> None:
        console.print(text, style="italic")

    ready = assemble(
        settings,
        again.persona,
        home,
        sides=find_sides(settings, tell),
        screen=screen,
        controls=keys,
        tell=tell,
        start=start,
    )
    try:
        with keys.listening(), screen.shown():
            ready.run()
    finally:
        ready.close()
    return _outcome(load_events(ready.folder.path), f"try {number}")


def _outcome(events: list[Event], name: str) -> Try:
    record = session.fold(events)
    lines = [turn for turn in record.turns if turn.who == "counterpart"]
    if not lines:
        raise StoreError("the try ended before their line was over; nothing to compare")
    own = [turn for turn in record.turns if turn.who == "learner"]
    return find_try(record, own[0] if own else None, before=lines[0], name=name)


def _new_folder(again: Again) -> Path:
    minutes, seconds = divmod(int(again.crossroads.turn.start_s), 60)
    parent = make_private(again.folder / TRIES)
    stem = f"{minutes:02d}m{seconds:02d}s"
    number = 1
    while (parent / f"{stem}-{number}").exists():
        number += 1
    return parent / f"{stem}-{number}"


def _wants_more(console: Console) -> bool:
    if not sys.stdin.isatty():
        return True
    try:
        return console.input("Enter takes it again, q stops: ").strip().lower() != "q"
    except (EOFError, KeyboardInterrupt):
        return False
