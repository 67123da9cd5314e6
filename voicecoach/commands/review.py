"""`voicecoach review`: one page about one session, shown, or written to a file."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import stat
import sys
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn

from voicecoach import __version__, session
from voicecoach.coaching.feedback import give_feedback
from voicecoach.debrief import earlier_sessions, is_measured, is_typed, lay_out, measured_by
from voicecoach.errors import MeasureError, SettingsError, VoicecoachError
from voicecoach.report.page import (
    Curves,
    Drawings,
    Page,
    Review,
    Sound,
    curves_from,
    curves_of,
    make_page,
)
from voicecoach.report.page.embedding import embedded
from voicecoach.report.result import result_of
from voicecoach.report.review_markdown import review_markdown
from voicecoach.report.server import SOUND as SERVED_SOUND
from voicecoach.report.server import ReviewServer, Served
from voicecoach.store.folders import find_home, open_private
from voicecoach.store.journal import Event, read_journal
from voicecoach.store.mending import changed_by_hand, mended
from voicecoach.store.review_file import keep_review, kept_review
from voicecoach.store.session_folder import JOURNAL, SOUND, find_session
from voicecoach.turns import Feedback, SessionRecord

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """A session, measured and put into words."""

    folder: Path
    name: str  # what other commands know it by
    events: list[Event]
    notice: str  # what its journal had that could not be
    record: SessionRecord
    feedback: tuple[Feedback, ...]
    measured: Event
    curves: Curves
    drawings: Drawings


def run(options: argparse.Namespace) -> int:
    """Show a session, or write it where it was asked for."""
    sessions = find_home().sessions
    folder = find_session(sessions, options.session)
    told = tell_again(folder, folder.name if folder.parent == sessions else str(folder))
    if options.json:
        result = result_of(told.record, told.feedback, str(folder))
        print(json.dumps(result, ensure_ascii=False))
    if options.html is not None:
        _write(options.html, _page(told, _embedded(told) if options.embed else _without(told)).html)
    if options.markdown is not None:
        _write(options.markdown, review_markdown(_review(told, _without(told))))
    if not (options.json or options.html or options.markdown):
        _show(told, port=options.port, with_browser=not options.no_browser)
    return 0


def offer(folder: Path) -> None:
    """Show a session that has just ended, if somebody sits there and wants to see it."""
    if not sys.stdin.isatty():
        return
    with suppress(VoicecoachError):  # drawn while the feedback is read, so that it opens at once
        _page(tell_again(folder, folder.name), Sound())
    with suppress(EOFError, KeyboardInterrupt):
        if input("r and Enter shows the talk on a page, with its sound; Enter ends: ") == "r":
            _show(tell_again(folder, folder.name), port=0, with_browser=True)


def tell_again(folder: Path, name: str) -> Told:
    """Fold a session and take its curves, from what was kept of them if nothing has changed."""
    events, notice = mended(read_journal(folder / JOURNAL))
    with changed_by_hand(folder):
        measured, curves, drawings = _kept(folder) or _measure(folder, events)
        record = session.fold(events if is_measured(events) else [*events, measured])
        feedback = give_feedback(record, earlier_sessions(folder, record.persona))
    return Told(folder, name, events, notice, record, feedback, measured, curves, drawings)


def _measure(folder: Path, events: list[Event]) -> tuple[Event, Curves, Drawings]:
    talk = lay_out(folder, events)
    return measured_by(events, talk), curves_of(talk), Drawings()


def _kept(folder: Path) -> tuple[Event, Curves, Drawings] | None:
    kept = kept_review(folder)
    if kept is None:
        return None
    try:
        return dict(kept["measured"]), curves_from(kept["curves"]), Drawings(dict(kept["drawn"]))
    except (KeyError, TypeError, ValueError, MeasureError):
        logger.info("what was kept of the sound is damaged; measuring again")
        return None


def _page(told: Told, sound: Sound) -> Page:
    """Make the page, and keep what was measured and drawn for it."""
    page = make_page(_review(told, sound))
    if told.drawings.has_drawn:
        parts = {"measured": told.measured, "curves": told.curves.to_json()}
        keep_review(told.folder, parts | {"drawn": told.drawings.used})
    return page


def _review(told: Told, sound: Sound) -> Review:
    return Review(
        record=told.record,
        feedback=told.feedback,
        curves=told.curves,
        sound=sound,
        name=told.name,
        drawings=told.drawings,
        began=_began(told.events[0]),
        notice=told.notice,
        version=__version__,
    )


def _began(started: Event) -> datetime | None:
    """When the session began, as far as its journal tells."""
    try:
        return datetime.fromisoformat(started["measured"]["started_at"]).astimezone()
    except (KeyError, TypeError, ValueError):
        return None


def _sound_of(told: Told) -> tuple[Path | None, str]:
    """Find the recording, or why there is none to hear."""
    path = told.folder / SOUND
    if is_typed(told.events):
        return None, "This talk was typed, so there is nothing to hear."
    try:
        is_own = stat.S_ISREG(path.lstat().st_mode)  # a link may lead out of the session
    except OSError:
        return None, "The recording is missing, so nothing can be heard."
    if not is_own or not told.curves.has_sound:
        return None, "The recording cannot be read, so nothing can be heard."
    return path, ""


def _without(told: Told) -> Sound:
    path, missing = _sound_of(told)
    return Sound(missing=missing if path is None else "This page was written without its sound.")


def _embedded(told: Told) -> Sound:
    path, missing = _sound_of(told)
    return Sound(missing=missing) if path is None else Sound(source=embedded(path))


def _write(path: Path, text: str) -> None:
    """Write a file for its owner alone: it holds what was said."""
    try:
        with os.fdopen(open_private(path), "wb") as file:
            file.write(text.encode())
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be written ({error.strerror}); name another file"
        ) from error


def _show(told: Told, *, port: int, with_browser: bool) -> None:
    """Serve the page until Ctrl-C."""
    path, missing = _sound_of(told)
    page = _page(told, Sound(SERVED_SOUND if path else "", missing))
    server = ReviewServer(Served(page.html.encode(), page.policy, path), port)
    signal.signal(signal.SIGTERM, _as_interrupt)
    print(f"{server.url}\nThe page is there until Ctrl-C, for you alone.", flush=True)
    if with_browser and not webbrowser.open(server.once):
        print("No browser was found; open the address above in one.", flush=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        print("\nNo longer served.")


def _as_interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
