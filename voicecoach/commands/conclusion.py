"""After the talk, spoken or typed: measure, fold, keep, and show what it came to."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from voicecoach.debrief import Debrief, debrief, measure
from voicecoach.errors import VoicecoachError
from voicecoach.report.actions import actions_markdown
from voicecoach.store.journal import Journal
from voicecoach.store.prep import keep_actions
from voicecoach.store.session_folder import JOURNAL, keep_result


def conclude(folder: Path) -> Debrief:
    """Measure, fold, keep."""
    journal = Journal(folder / JOURNAL)
    journal.note(measure(folder))
    journal.close()
    told = debrief(folder)
    keep_result(folder, told.result, told.full)
    keep_actions(folder, actions_markdown(told.record))
    return told


def show(told: Debrief, folder: Path, console: Console, *, as_json: bool) -> None:
    """Print the feedback, or the result as JSON."""
    if as_json:
        print(json.dumps(told.result, ensure_ascii=False))
        return
    console.print()
    console.print(told.text, markup=False, soft_wrap=True)
    console.print(f"\nKept in {folder}", style="dim", markup=False)


def keep_what_there_is(folder: Path, console: Console) -> None:
    """After trouble: conclude what was recorded, if that can be done."""
    with suppress(VoicecoachError):
        conclude(folder)
        console.print(f"What was recorded is kept in {folder}", markup=False)
