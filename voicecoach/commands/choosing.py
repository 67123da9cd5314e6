"""Who the counterpart is: named, or picked from a menu where somebody can pick."""

from __future__ import annotations

import sys

from rich.console import Console

from voicecoach.dialogue.persona import Persona
from voicecoach.errors import SettingsError
from voicecoach.store.cast import all_personas, load_persona
from voicecoach.store.folders import Home
from voicecoach.terminal import choose_persona


def find_counterpart(wanted: str | None, home: Home, console: Console) -> Persona:
    """Read the persona that was named, or ask."""
    if wanted is not None:
        return load_persona(wanted, home)
    if not sys.stdin.isatty():
        raise SettingsError(
            "who is the counterpart? give a name, as in `voicecoach practice marlow`; "
            "`voicecoach personas list` shows all"
        )
    chosen = choose_persona(console, all_personas(home))
    if chosen is None:
        raise SettingsError("nobody was chosen; `voicecoach personas list` shows all")
    return load_persona(chosen, home)
