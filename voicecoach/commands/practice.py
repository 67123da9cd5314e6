"""`voicecoach practice`: briefing, talk, feedback."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from dataclasses import replace

from rich.console import Console

from voicecoach.assemble import DEMO_PERSONA, DEMO_SEED, Session, assemble, coach_voice
from voicecoach.commands.choosing import find_counterpart
from voicecoach.commands.conclusion import conclude, keep_what_there_is, show
from voicecoach.commands.prepared import read_prepared
from voicecoach.commands.review import offer
from voicecoach.dialogue.persona import Persona
from voicecoach.errors import VoicecoachError
from voicecoach.hearing.level_check import measure_level
from voicecoach.settings import Settings, with_file
from voicecoach.sides import Sides, find_sides
from voicecoach.speaking.playback import play_aloud
from voicecoach.store.folders import Home, find_home, make_private
from voicecoach.store.library import read_settings
from voicecoach.terminal import (
    Keys,
    TerminalScreen,
    briefing_text,
    show_briefing,
    show_keys,
)
from voicecoach.turns import Manner


def run(options: argparse.Namespace) -> int:
    """Practise once."""
    home = find_home()
    settings = with_file(vars(options), read_settings(home.settings), path=str(home.settings))
    console = Console(stderr=settings.json, highlight=False)
    prepared = read_prepared(settings.prep)
    make_private(home.sessions)
    sides = find_sides(settings, lambda text: console.print(text, style="italic"))
    if _is_demo(settings, sides) and settings.seed is None:
        settings = replace(settings, seed=DEMO_SEED)  # the talk that the recording was made for
    persona = _persona(settings, home, sides, console)
    show_briefing(console, persona)
    show_keys(console)
    screen = TerminalScreen(console, persona.name, has_captions=settings.captions)
    keys = Keys(on_captions=screen.toggle_captions)
    ready = assemble(
        settings,
        persona,
        home,
        sides=sides,
        screen=screen,
        controls=keys,
        tell=lambda text: console.print(text, style="italic"),
        prep=None if prepared is None else prepared.sheet,
    )
    try:
        if prepared is not None:
            prepared.keep_in(ready.folder.path)
        _before(settings, persona, ready, console)
        with keys.listening(), screen.shown():
            ready.run()
    except VoicecoachError:
        keep_what_there_is(ready.folder.path, console, ready.folder.unkept_sound())
        raise
    finally:
        ready.close()
    _after(settings, ready, console)
    if not (settings.json or settings.is_recorded):
        offer(ready.folder.path)
    return 0


def _is_demo(settings: Settings, sides: Sides) -> bool:
    return sides.recorded is not None and not settings.is_recorded


def _persona(settings: Settings, home: Home, sides: Sides, console: Console) -> Persona:
    is_nobody_named = settings.persona is None and _is_demo(settings, sides)
    return find_counterpart(DEMO_PERSONA if is_nobody_named else settings.persona, home, console)


def _before(settings: Settings, persona: Persona, ready: Session, console: Console) -> None:
    """Level check, and the briefing read aloud on wish."""
    microphone, loudspeaker = ready.sides.microphone, ready.sides.loudspeaker
    if microphone is not None:
        console.print("Say something for two seconds ...", style="dim", end=" ")
        level = measure_level(microphone)
        console.print(
            f"The microphone {level.advice}." if level.advice else "The microphone is fine."
        )
    if loudspeaker is not None and (settings.read_briefing or _wants_briefing_read(ready)):
        _speak(briefing_text(persona), settings, ready.sides)


def _wants_briefing_read(ready: Session) -> bool:
    if ready.sides.microphone is None or not sys.stdin.isatty():
        return False
    with suppress(EOFError):
        return input("Enter begins the talk; r and Enter reads the briefing first: ") == "r"
    return False


def _after(settings: Settings, ready: Session, console: Console) -> None:
    told = conclude(ready.folder.path, ready.folder.unkept_sound())
    show(told, ready.folder.path, console, as_json=settings.json)
    if ready.sides.loudspeaker is not None:
        with suppress(KeyboardInterrupt):  # Ctrl-C cuts the reading short
            _speak(told.spoken, settings, ready.sides)


def _speak(text: str, settings: Settings, sides: Sides) -> None:
    """Read something aloud out of role, in a voice that is nobody's."""
    assert sides.loudspeaker is not None
    voice = coach_voice(settings, find_home())
    try:
        play_aloud(voice.render(text, Manner()), sides.loudspeaker.number)
    finally:
        voice.close()
