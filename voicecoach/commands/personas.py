"""`voicecoach personas`: the counterparts there are, and the tools of those who write them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from rich.console import Console

from voicecoach.commands.new_persona import new_persona
from voicecoach.dialogue.diagram import draw_diagram
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import Examined
from voicecoach.dialogue.persona_finding import Finding, find_texts
from voicecoach.dialogue.persona_schema import persona_schema
from voicecoach.errors import PersonaError
from voicecoach.report.persona_card import secret_text
from voicecoach.report.plain import clean
from voicecoach.store.cast import examine, load_persona, try_personas
from voicecoach.store.folders import find_home
from voicecoach.terminal import show_briefing

EXIT_TROUBLE = 2


def run(options: argparse.Namespace) -> int:
    """Do what the action asks for."""
    return _ACTIONS[options.action](options)


def _list(options: argparse.Namespace) -> int:
    found = try_personas(find_home())
    if options.json:
        rows = [_row(each) for each in found.values() if isinstance(each, Persona)]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for id_, each in found.items():
        if isinstance(each, PersonaError):
            print(f"{id_:<12} cannot be played; `voicecoach personas check {id_}` says why")
        else:
            _print_entry(each)
    return 0


def _row(persona: Persona) -> dict[str, object]:
    return {
        "id": persona.id,
        "name": persona.name,
        "role": persona.role,
        "situation": persona.situation,
        "industry": persona.industry,
        "style": persona.style,
        "mode": persona.mode,
        "difficulty": persona.difficulty,
        "voice": {"sex": persona.voice.sex, "accent": persona.voice.accent},
        "n_lines": _count_lines(persona),
    }


def _print_entry(persona: Persona) -> None:
    """Print three lines: who it is, what it is about, what it is like."""
    voice = f"{persona.voice.sex} voice, {persona.voice.accent}"
    about = ", ".join(filter(None, (persona.situation, persona.industry)))
    indent = " " * 13
    print(f"{persona.id:<12} {clean(f'{persona.name}, {persona.role}')}")
    print(f"{indent}{clean(about)}; {persona.style}, {persona.mode}")
    print(f"{indent}difficulty {persona.difficulty}; {voice}; {_count_lines(persona)} lines")


def _count_lines(persona: Persona) -> int:
    return sum(1 for _ in find_texts(persona))


def _show(options: argparse.Namespace) -> int:
    persona = load_persona(options.persona, find_home())
    console = Console(highlight=False)
    show_briefing(console, persona)
    if options.secret:
        console.print(secret_text(persona), markup=False, soft_wrap=True)
    return 0


def _check(options: argparse.Namespace) -> int:
    examined = list(examine(options.personas, find_home()))
    n_errors = sum(len(each.errors) for each in examined)
    n_warnings = sum(len(each.findings) for each in examined) - n_errors
    if options.json:
        findings = [_finding_row(one, each.name) for each in examined for one in each.findings]
        counted = {"n_errors": n_errors, "n_warnings": n_warnings}
        print(json.dumps({**counted, "findings": findings}, ensure_ascii=False))
    else:
        _print_findings(examined)
        print(f"{_counted(n_errors, 'error')}, {_counted(n_warnings, 'warning')}")
    return EXIT_TROUBLE if n_errors else 0


def _finding_row(finding: Finding, file: str) -> dict[str, object]:
    return {"file": file, **asdict(finding)}


def _print_findings(examined: list[Examined]) -> None:
    """Print one finding a line, as compilers do, so that editors can go there."""
    for each in examined:
        for finding in each.findings:
            line = "" if finding.line is None else f":{finding.line}"
            place = f"{finding.path}: " if finding.path else ""
            remedy = f"; {finding.remedy}" if finding.remedy else ""
            what = clean(f"{place}{finding.message}{remedy}")
            print(f"{each.name}{line}: {finding.level}: {what}")


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _diagram(options: argparse.Namespace) -> int:
    persona = load_persona(options.persona, find_home())
    print(draw_diagram(persona, options.difficulty).rstrip("\n"))
    return 0


def _schema(_options: argparse.Namespace) -> int:
    print(persona_schema(), end="")
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "new": new_persona,
    "diagram": _diagram,
    "schema": _schema,
}
