"""`voicecoach prepare`: think it through before, and say what follows after."""

from __future__ import annotations

import argparse
import shlex
import sys

from rich.console import Console

from voicecoach.coaching.citation import counted
from voicecoach.commands.new_persona import make_id
from voicecoach.debrief import debrief
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import PrepSheet, second_looks
from voicecoach.preparation.counterpart import counterpart_text
from voicecoach.preparation.counterpart_questions import (
    counterpart_questions,
    known_from,
    opposite_of,
)
from voicecoach.preparation.interview import HELP, interview
from voicecoach.preparation.questions import Question, sheet_questions
from voicecoach.preparation.reading import make_sheet, read_sheet, write_sheet
from voicecoach.preparation.writing_down import Answers, sheet_of
from voicecoach.report.actions import actions_markdown
from voicecoach.report.plain import clean
from voicecoach.report.prep_sheet import prep_markdown
from voicecoach.store.cast import own_personas
from voicecoach.store.folders import Home, find_home
from voicecoach.store.prep import (
    ACTIONS,
    PAGE,
    SHEET,
    DraftFile,
    keep_actions,
    new_folder_for,
    put_aside,
    read_prep_file,
    write_prep,
)
from voicecoach.store.session_folder import find_session
from voicecoach.yaml_text import YamlText


class TerminalAsker:
    """Asks the person at the terminal, or reads a pipe."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def read(self, prompt: str) -> str:
        """Read a line."""
        return self._console.input(f"[bold]{prompt}[/bold]", markup=True)

    def tell(self, text: str, *, is_aside: bool = False) -> None:
        """Show a line."""
        indent = " " * (len(text) - len(text.lstrip()))
        style = "dim" if is_aside else None
        self._console.print(f"{indent}{clean(text)}", style=style, markup=False)


def run(options: argparse.Namespace) -> int:
    """Prepare, or say what comes after a session."""
    home = find_home()
    if options.after is not None:
        return _after(options.after, home)
    console = Console(highlight=False)
    sheet = _read(options, console) if options.source is not None else _ask(options, home, console)
    _write(sheet, options, home, console)
    if options.source is None and sys.stdin.isatty():
        DraftFile(home).forget()
    return 0


def _read(options: argparse.Namespace, console: Console) -> PrepSheet:
    """Read a sheet; what it does not say of a counterpart that is wanted is asked for."""
    sheet = read_sheet(read_prep_file(options.source), options.source.name)
    if not options.persona or sheet.counterpart is not None:
        return sheet
    answers = known_from(sheet)
    console.print(f"{options.source.name} says nothing of the counterpart.", markup=False)
    interview(counterpart_questions, answers, TerminalAsker(console), lambda _: None)
    plain = sheet.model_dump(by_alias=True) | {"counterpart": opposite_of(answers)}
    return make_sheet(YamlText(options.source.name, plain, {}))


def _after(session: str, home: Home) -> int:
    """Write the action list and the repair plan of a session again, and print them."""
    folder = find_session(home.sessions, session or None)
    text = actions_markdown(debrief(folder).record)
    keep_actions(folder, text)
    print(text or "Nothing was promised or settled in this talk, and nothing broke.\n", end="")
    if text:
        print(f"\nKept in {folder / ACTIONS}")
    return 0


def _ask(options: argparse.Namespace, home: Home, console: Console) -> PrepSheet:
    """Ask; at a terminal the answers are kept as a draft until the sheet is written."""
    draft = DraftFile(home)
    is_person = sys.stdin.isatty()
    answers = _offer(draft, console) if is_person else {}
    console.print(HELP, style="dim", markup=False)
    try:
        interview(
            all_questions if options.persona else sheet_questions,
            answers,
            TerminalAsker(console),
            draft.keep if is_person else lambda _: None,  # what comes through a pipe is there again
        )
    except KeyboardInterrupt:
        if answers and is_person:
            console.print(f"\nYour answers are kept in {draft.path}.", markup=False)
            console.print("`voicecoach prepare` goes on from there.", markup=False)
        raise
    console.print()
    if not answers.get("issue"):
        raise PrepError("the answers end before the first one; say what is to be settled")
    return sheet_of(answers, opposite_of(answers) if options.persona else None)


def all_questions(answers: Answers) -> tuple[Question, ...]:
    """Ask for the sheet, then for the counterpart."""
    return (*sheet_questions(answers), *counterpart_questions(answers))


def _offer(draft: DraftFile, console: Console) -> Answers:
    """Offer to go on with the answers of last time; declined, they are put aside."""
    answers = draft.read()
    if not answers:
        return {}
    n_answers = sum(bool(lines) for lines in answers.values())
    issue = "; ".join(answers.get("issue", [])) or "not named yet"
    console.print(f"There is a draft with {counted(n_answers, 'answer')}: {clean(issue)}")
    try:
        wanted = console.input("Go on with it? Enter for yes, n for a new one: ").strip().lower()
    except EOFError:
        return answers
    if not wanted.startswith("n"):
        return answers
    aside = put_aside(draft.path, "")
    console.print(f"It is put aside as {aside}.", style="dim", markup=False)
    return {}


def _write(sheet: PrepSheet, options: argparse.Namespace, home: Home, console: Console) -> None:
    """Write page and sheet, and say how to go on."""
    name = sheet.people[0].name if sheet.people else sheet.issue
    folder = options.out or new_folder_for(name, home)
    files = {PAGE: prep_markdown(sheet), SHEET: write_sheet(sheet)}
    source = options.source
    if source is not None and source.resolve() == (folder / SHEET).resolve():
        del files[SHEET]  # it stands there as its author wrote it
    for path in write_prep(folder, files):
        console.print(f"What was there is put aside as {path}.", style="dim", markup=False)
    for look in second_looks(sheet):
        console.print(f"Worth a second look: {clean(look)}", markup=False)
    console.print(f"Written: {folder / PAGE}", markup=False, soft_wrap=True)
    prep = shlex.quote(str(folder / SHEET))
    whom = _write_counterpart(sheet, home, console) if options.persona else "NAME"
    command = f"voicecoach practice {whom} --prep {prep}"
    console.print(f"Practise with it: {command}", markup=False, soft_wrap=True)


def _write_counterpart(sheet: PrepSheet, home: Home, console: Console) -> str:
    """Write the persona file into the learner's own folder, and say what it is called."""
    assert sheet.counterpart is not None
    id_ = make_id(sheet.counterpart.name)
    text = counterpart_text(sheet, id_)
    path = own_personas(home) / f"{id_}.yaml"
    read_persona(text, path.name)  # it plays, or it is not written
    for aside in write_prep(path.parent, {path.name: text}):
        console.print(f"What was there is put aside as {aside}.", style="dim", markup=False)
    console.print(f"Counterpart: {path}", markup=False, soft_wrap=True)
    return id_
