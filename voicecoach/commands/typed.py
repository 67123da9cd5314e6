"""`voicecoach practice --typed`: the same talk by keyboard, with nothing that hears or speaks."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from voicecoach import __version__, session
from voicecoach.commands.choosing import find_counterpart
from voicecoach.commands.prepared import read_prepared
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona
from voicecoach.errors import VoicecoachError
from voicecoach.ports import Partner
from voicecoach.practice.talk import Limits
from voicecoach.practice.typed import HELP, TypedPractice
from voicecoach.practice.typed_clock import WORDS_PER_MINUTE
from voicecoach.prep_sheet import PrepSheet
from voicecoach.settings import Settings, with_file
from voicecoach.store.folders import find_home
from voicecoach.store.journal import Journal
from voicecoach.store.library import read_settings
from voicecoach.store.session_folder import JOURNAL, keep_persona, new_folder
from voicecoach.terminal import TerminalScreen, show_briefing
from voicecoach.turns import Samples

PROMPT = "You: "


class JournalKeeper:
    """Keeps the events of a talk that has no sound."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def note(self, event: dict[str, Any]) -> None:
        """Append an event to the journal."""
        self._journal.note(event)

    def record(self, learner: Samples, counterpart: Samples) -> None:
        """Never called: there is nothing to record."""


class KeyboardScreen(TerminalScreen):
    """Captions; what was typed at a terminal stands there already."""

    def __init__(self, console: Console, name: str) -> None:
        super().__init__(console, name)
        self._echoes = not sys.stdin.isatty()

    def learner_spoke(self, text: str) -> None:
        """Show a line that came from a file or a pipe."""
        if self._echoes:
            super().learner_spoke(text)


def run(options: argparse.Namespace) -> int:
    """Practise once, by keyboard."""
    home = find_home()
    given = vars(options) | {"typed": True}
    settings = with_file(given, read_settings(home.settings), path=str(home.settings))
    console = Console(stderr=settings.json, highlight=False)
    prepared = read_prepared(settings.prep)
    persona = find_counterpart(settings.persona, home, console)
    folder = new_folder(home.sessions, persona.id)
    show_briefing(console, persona)
    console.print(f"By keyboard: {HELP}.", style="dim", markup=False)
    try:
        if prepared is not None:
            prepared.keep_in(folder)
        _talk(settings, persona, folder, console, None if prepared is None else prepared.sheet)
        _tell(folder, settings, console)
    except VoicecoachError:
        _keep(folder, console)
        raise
    return 0


# What tells of a talk is loaded once it is over, so that its first words need not wait for that.


def _tell(folder: Path, settings: Settings, console: Console) -> None:
    from voicecoach.commands.conclusion import conclude, show

    show(conclude(folder), folder, console, as_json=settings.json)


def _keep(folder: Path, console: Console) -> None:
    from voicecoach.commands.conclusion import keep_what_there_is

    keep_what_there_is(folder, console)


def _talk(
    settings: Settings, persona: Persona, folder: Path, console: Console, prep: PrepSheet | None
) -> None:
    """Hold the talk with a counterpart."""
    seed = settings.seed if settings.seed is not None else secrets.randbelow(1_000_000)
    counterpart = Counterpart(persona, seed=seed, difficulty=settings.difficulty)
    keep_persona(folder, persona.model_dump_json(by_alias=True))
    started = _started(settings, persona, counterpart, folder.name, seed, prep)
    hold_typed(counterpart, persona.name, started, folder, settings, console)


def hold_typed(
    partner: Partner,
    name: str,
    started: session.Event,
    folder: Path,
    settings: Settings,
    console: Console,
) -> Partner:
    """Begin the journal, hold the talk, and hand back the partner as it stands at the end."""
    journal = Journal(folder / JOURNAL)
    journal.note(started)
    practice = TypedPractice(
        read_lines(console),
        counterpart=partner,
        name=name,
        recognise=recognise_moves,
        keeper=JournalKeeper(journal),
        screen=KeyboardScreen(console, name),
        limits=_limits(settings),
    )
    try:
        practice.run()
    finally:
        journal.close()
    return practice.partner


def _limits(settings: Settings) -> Limits:
    _, _, waiting = settings.patience_figures
    return Limits(minutes=settings.minutes, waiting=waiting, hints=settings.hints)


def _started(
    settings: Settings,
    persona: Persona,
    counterpart: Counterpart,
    session_id: str,
    seed: int,
    prep: PrepSheet | None,
) -> session.Event:
    return session.started(
        session=session_id,
        persona=persona.id,
        persona_name=persona.name,
        style=persona.style,
        seed=seed,
        facts=counterpart.facts(),
        reveal=counterpart.reveal(),
        prep=prep,
        settings={
            "version": __version__,
            "typed": True,
            "words_per_minute": WORDS_PER_MINUTE,
            "difficulty": counterpart.difficulty,
            "minutes": settings.minutes,
        },
        measured={"started_at": datetime.now(UTC).isoformat(timespec="seconds")},
    )


def read_lines(console: Console) -> Iterator[str]:
    """Read what is typed, line by line, until the input ends; with a prompt at a terminal."""
    if sys.stdin is None:  # started without one
        return
    with suppress(AttributeError):  # only real files can be told how to read
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    with suppress(ImportError):  # line editing, where the platform has it
        import readline  # noqa: F401
    while True:
        try:
            yield console.input(PROMPT) if console.stderr else input(PROMPT)
        except EOFError:
            console.print()
            return
