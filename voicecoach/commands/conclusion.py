"""After the talk, spoken or typed: measure, fold, keep, and show what it came to."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from voicecoach.debrief import Debrief, debrief, lay_out, measured_by
from voicecoach.errors import VoicecoachError
from voicecoach.report.actions import actions_markdown
from voicecoach.report.page.curves import curves_of
from voicecoach.store.journal import Journal
from voicecoach.store.prep import keep_actions
from voicecoach.store.review_file import keep_review
from voicecoach.store.session_folder import JOURNAL, keep_result, load_events
from voicecoach.turns import Samples


def conclude(folder: Path, sound: tuple[Samples, Samples] | None = None) -> Debrief:
    """Measure, fold, keep; the curves too, so that a review need not measure again.

    Parameters
    ----------
    folder : Path
    sound : (learner, counterpart), optional
        Both sides, if they are not kept in the folder.
    """
    events = load_events(folder)
    talk = lay_out(folder, events, sound)
    measured = measured_by(events, talk)
    journal = Journal(folder / JOURNAL)
    journal.note(measured)
    journal.close()
    keep_review(folder, {"measured": measured, "curves": curves_of(talk).to_json(), "drawn": {}})
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


def keep_what_there_is(
    folder: Path, console: Console, sound: tuple[Samples, Samples] | None = None
) -> None:
    """After trouble: conclude what was recorded, if that can be done."""
    with suppress(VoicecoachError):
        conclude(folder, sound)
        console.print(f"What was recorded is kept in {folder}", markup=False)
