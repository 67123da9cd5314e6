"""Templates: lines in the neutral words of a style, and a starter file that plays at once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template
from textwrap import wrap
from typing import Any

import yaml

from voicecoach.dialogue.persona import Mode, Situation, Style

TemplateLines = dict[str, dict[str, list[str]]]

# How each style is likeliest to meet a conflict, and how fast it speaks.
MODES: dict[Style, Mode] = {
    "amiable": "accommodating",
    "expressive": "collaborating",
    "driver": "competing",
    "analyst": "avoiding",
}
RATES_WPM: dict[Style, int] = {"amiable": 158, "expressive": 186, "driver": 176, "analyst": 148}


def template_lines(style: Style) -> TemplateLines:
    """Give neutral lines for every occasion that a counterpart must have words for.

    Parameters
    ----------
    style : str

    Returns
    -------
    lines : dict
        What stands under `lines` in a persona file: occasion, place, lines.
    """
    lines: TemplateLines = yaml.safe_load(_read(f"{style}.yaml"))
    return lines


def starter_text(id_: str, name: str, *, style: Style, situation: Situation) -> str:
    """Write a persona file with comments, complete enough to be played as it is.

    Parameters
    ----------
    id_ : str
        Lower-case letters, digits and underscores; also the name of the file.
    name : str
        How the counterpart is called.
    style, situation : str
    """
    values: dict[str, Any] = {
        **_situations()[situation],
        "id": id_,
        "name": yaml.safe_dump(name, allow_unicode=True, width=1000).splitlines()[0],
        "style": style,
        "situation": situation,
        "mode": MODES[style],
        "rate_wpm": RATES_WPM[style],
    }
    values["story"] = values["story"].replace("\n", "\n    ")  # as deep as the block it is put into
    values["their_side"] = "\n  ".join(wrap(values["their_side"], 96))
    head = Template(_read("starter.yaml")).substitute(values)
    lines = [f"  {line}" for line in _read(f"{style}.yaml").splitlines() if line[:1] != "#"]
    return "\n".join([head + "lines:", *lines]) + "\n"


@cache
def _situations() -> dict[str, dict[str, Any]]:
    situations: dict[str, dict[str, Any]] = yaml.safe_load(_read("situations.yaml"))
    return situations


def _read(name: str) -> str:
    return files("voicecoach.dialogue").joinpath("templates", name).read_text(encoding="utf-8")
