"""What a review measured of a session's sound, kept beside it: measured once, read in no time."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any

from voicecoach.store.folders import open_private
from voicecoach.store.session_folder import JOURNAL, SOUND

REVIEW = "review.json"
SCHEMA = 1  # goes up when what is measured changes: older files are then made again

logger = logging.getLogger(__name__)


def keep_review(session: Path, parts: dict[str, Any]) -> None:
    """Write down what was measured; a folder that cannot be written is measured again next time."""
    made_of = fingerprint(session)
    text = json.dumps({"made_of": made_of, **parts}, separators=(",", ":"), allow_nan=False)
    path = session / REVIEW
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(open_private(part), "wb") as file:
            file.write(text.encode())
        part.replace(path)
    except OSError as error:
        logger.info("%s was not kept: %s", REVIEW, error.strerror)


def kept_review(session: Path) -> dict[str, Any] | None:
    """Read what was measured of just this journal and this sound; None if there is nothing."""
    try:
        kept = json.loads((session / REVIEW).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("made_of") != fingerprint(session):
        return None
    return kept


def fingerprint(session: Path) -> str:
    """Name what a review is made of: every word of the journal, size and time of the sound."""
    digest = hashlib.sha256(f"{SCHEMA}".encode())
    try:
        digest.update((session / JOURNAL).read_bytes())
        sound = (session / SOUND).stat()
        digest.update(f"{sound.st_size} {sound.st_mtime_ns}".encode())
    except OSError:
        digest.update(b"no sound")
    return digest.hexdigest()
