"""`voicecoach personas new`: a starter file in the learner's own folder."""

from __future__ import annotations

import argparse
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import cast, get_args

from rich.prompt import Prompt

from voicecoach.dialogue.persona import Situation, Style
from voicecoach.dialogue.persona_schema import SCHEMA_FILE, persona_schema
from voicecoach.dialogue.template import starter_text
from voicecoach.errors import PersonaError, StoreError
from voicecoach.store.cast import own_personas
from voicecoach.store.folders import PRIVATE_FILE, Home, find_home, make_private
from voicecoach.store.library import persona_files

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40


def new_persona(options: argparse.Namespace) -> int:
    """Write a commented file that plays at once, and say what to do with it."""
    home = find_home()
    id_ = make_id(options.name)
    _check_free(id_, home)
    text = starter_text(
        id_,
        " ".join(options.name.split()),
        style=cast(Style, options.style or _ask("Style", get_args(Style), "driver")),
        situation=cast(
            Situation, options.situation or _ask("Situation", get_args(Situation), "fees")
        ),
    )
    folder = make_private(own_personas(home))
    path = folder / f"{id_}.yaml"
    _write(path, text, os.O_EXCL)
    _write(folder / SCHEMA_FILE, persona_schema(), os.O_TRUNC)
    print(f"{path}\n")
    print(f"Try it now:        voicecoach practice {id_} --typed")
    print(f"Then edit it, and: voicecoach personas check {id_}")
    return 0


def make_id(name: str) -> str:
    """Make the name of a file out of a person's name.

    Examples
    --------
    >>> make_id("Zoë O'Brien-Smith")
    'zoe_o_brien_smith'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id_ = _NO_LETTER.sub("_", plain).strip("_")[:_LONGEST_ID].rstrip("_")
    if not id_[:1].isalpha():
        raise PersonaError(
            f"'{name}' makes no name for a file; begin with a letter from a to z, as in 'Jo Smith'"
        )
    return id_


def _check_free(id_: str, home: Home) -> None:
    taken = persona_files(own_personas(home)).get(id_)
    if taken is not None:
        raise PersonaError(
            f"there is a persona '{id_}' already, in {taken}; choose another name, or edit that one"
        )


def _ask(what: str, choices: tuple[str, ...], default: str) -> str:
    """Ask at a terminal; anywhere else take the default."""
    if not sys.stdin.isatty():
        return default
    return Prompt.ask(what, choices=list(choices), default=default)


def _write(path: Path, text: str, flag: int) -> None:
    """Write a file for its owner alone."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | flag, PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); free some space or choose another name"
        ) from error
