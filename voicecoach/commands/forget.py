"""`voicecoach forget`: erase what was kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.store.cast import own_personas
from voicecoach.store.folders import Home, find_home
from voicecoach.store.forgetting import (
    all_sessions,
    drill_folders,
    forget_everything,
    forget_sessions,
    forget_sound,
)
from voicecoach.store.session_folder import find_session


def run(options: argparse.Namespace) -> int:
    """Erase sessions, their sound only, or everything."""
    home = find_home()
    if bool(options.session) == options.all:
        raise SettingsError("what shall be forgotten? name one session or more, or give --all")
    chosen = _chosen(options, home)
    what = _what(options, chosen)
    if not options.yes and not _is_meant(what):
        print("nothing was erased")
        return 0
    if options.sound_only:
        n = forget_sound([*chosen, *(drill_folders(home) if options.all else ())])
        print(f"erased {n} recording{'' if n == 1 else 's'}; words and figures are still there")
    elif options.all:
        forget_everything(home)
        print("erased every session, drill, preparation and rendered line")
        own = own_personas(home)
        if own.is_dir():
            print(f"your own counterparts are still there, with what you told of them: {own}")
    else:
        forget_sessions(chosen, home)
        print(f"erased {', '.join(folder.name for folder in chosen)}")
    return 0


def _chosen(options: argparse.Namespace, home: Home) -> list[Path]:
    if options.all:
        return all_sessions(home)
    found = [find_session(home.sessions, wanted) for wanted in options.session]
    return list(dict.fromkeys(found))


def _what(options: argparse.Namespace, chosen: list[Path]) -> str:
    if not options.all:
        names = ", ".join(folder.name for folder in chosen)
        return f"the sound of {names}" if options.sound_only else names
    n = f"{len(chosen)} session{'' if len(chosen) == 1 else 's'}"
    return f"all recordings of {n}" if options.sound_only else f"everything: {n}, drills and drafts"


def _is_meant(what: str) -> bool:
    """Ask; where nobody can answer, what cannot be undone needs --yes."""
    if not sys.stdin.isatty():
        raise SettingsError(f"erasing {what} cannot be undone; give --yes")
    try:
        return input(f"Erase {what}? It cannot be undone. Type yes: ").strip().lower() == "yes"
    except (EOFError, KeyboardInterrupt):
        print()
        return False
