"""One folder per session: journal, recording, and what was derived from both."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voicecoach.errors import StoreError
from voicecoach.store.folders import make_private, open_private, sync_folder
from voicecoach.store.journal import Event, Journal, read_journal
from voicecoach.store.mending import mended
from voicecoach.store.recording import StereoRecording, UnkeptRecording
from voicecoach.turns import Samples

JOURNAL = "journal.jsonl"
SOUND = "sound.wav"
RESULT = "result.json"
FEEDBACK = "feedback.txt"
PERSONA = "persona.json"  # as it was when the talk began, so that any moment can be taken again


class SessionFolder:
    """A session that is being written."""

    def __init__(self, path: Path, *, keeps_sound: bool = True) -> None:
        self.path = make_private(path)
        self.journal = Journal(path / JOURNAL)
        self.recording: StereoRecording | UnkeptRecording = (
            StereoRecording(path / SOUND) if keeps_sound else UnkeptRecording()
        )

    def unkept_sound(self) -> tuple[Samples, Samples] | None:
        """Both sides of a talk whose sound is not kept; None if it stands in the folder."""
        if isinstance(self.recording, UnkeptRecording):
            return self.recording.sides()
        return None

    @property
    def id(self) -> str:
        """Name of the session."""
        return self.path.name

    def close(self) -> None:
        """Finish both files; the second even if the first fails."""
        try:
            self.recording.close()
        finally:
            self.journal.close()


def new_session(sessions: Path, persona: str, *, keeps_sound: bool = True) -> SessionFolder:
    """Begin a session that is heard."""
    return SessionFolder(new_folder(sessions, persona), keeps_sound=keeps_sound)


def new_folder(sessions: Path, persona: str) -> Path:
    """Make the folder of a new session, named by time and counterpart."""
    make_private(sessions)
    stem = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{persona}"
    for number in range(1, 100):
        path = sessions / (stem if number == 1 else f"{stem}-{number}")
        try:
            path.mkdir(mode=0o700)
            sync_folder(sessions)
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be made ({error.strerror}); free some space or set "
                "VOICECOACH_HOME to a folder that you may write to"
            ) from error
        return path
    raise StoreError(f"{sessions}: too many sessions in one second; wait a moment")


def find_session(sessions: Path, wanted: str | None) -> Path:
    """Find a session by path, id, beginning of its id, or the latest one."""
    if wanted and (Path(wanted) / JOURNAL).is_file():
        return Path(wanted)
    known = sorted(p for p in sessions.glob("*") if (p / JOURNAL).is_file())
    if not wanted:
        return _latest(known, sessions)
    fitting = [p for p in known if p.name == wanted] or [
        p for p in known if p.name.startswith(wanted)
    ]
    if len(fitting) != 1:
        names = ", ".join(p.name for p in (fitting or known)[-5:]) or "none"
        problem = "several sessions fit" if fitting else "no session fits"
        raise StoreError(f"{problem} '{wanted}'; the latest are: {names}")
    return fitting[0]


def _latest(known: list[Path], sessions: Path) -> Path:
    for path in reversed(known):
        if (path / JOURNAL).stat().st_size:  # one that was killed before it began holds nothing
            return path
    raise StoreError(f"{sessions}: holds no session yet; run `voicecoach practice`")


def load_events(session: Path) -> list[Event]:
    """Read the journal of a session; entries that make no sense are left out."""
    return mended(read_journal(session / JOURNAL))[0]


def keep_result(session: Path, result: dict[str, Any], feedback: str) -> None:
    """Write result and feedback, each as a whole or not at all."""
    write_whole(session / RESULT, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    write_whole(session / FEEDBACK, feedback)


def keep_persona(session: Path, text: str) -> None:
    """Write down who the counterpart was."""
    write_whole(session / PERSONA, text + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a private file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(open_private(part), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the name without the contents
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); free some space"
        ) from error
