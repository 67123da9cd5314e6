"""Personas and recordings that come with the program, and the learner's own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from voicecoach.errors import PersonaError, SettingsError, StoreError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Find a folder that comes with the program: inside the wheel, or beside the source."""
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise StoreError(f"the folder '{name}' is missing; install voicecoach again")


def persona_files(own: Path) -> dict[str, Path]:
    """List every persona file by id; the learner's own come before those shipped."""
    files: dict[str, Path] = {}
    for folder in (shipped("personas"), own):
        if folder.is_dir():
            files |= {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    return files


def find_persona_file(wanted: str, own: Path) -> Path:
    """Find a persona file by id or by path; a path need not exist."""
    files = persona_files(own)
    path = Path(wanted) if wanted.endswith((".yaml", ".yml")) else files.get(wanted)
    if path is None:
        raise PersonaError(
            f"no persona is called '{wanted}'; there are {', '.join(files)}, "
            "or give the path of a YAML file"
        )
    return path


def read_persona_file(path: Path) -> str:
    """Read the text of a persona file."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PersonaError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise PersonaError(f"{path}: is not UTF-8 text; save it as UTF-8") from error


def read_settings(path: Path) -> dict[str, Any]:
    """Read the settings file, if there is one."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}); mend or delete it") from error
