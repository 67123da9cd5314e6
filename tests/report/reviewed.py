"""A session made by hand on disk, in which every second is known: journal and sound."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.coaching.hand_made import FULL, move, theirs
from voicecoach import session
from voicecoach.turns import (
    RATE_HZ,
    CutIn,
    IssueRecord,
    Reveal,
    SessionRecord,
    TacticRecord,
    Turn,
)

NAME = "20260301-100000-fee_dispute"
REVEAL = Reveal(
    style="driver",
    mode="competing",
    mode_under_pressure="avoiding",
    their_side="Six weeks late, and nobody rang. I had vouched for them.",
    issues=(IssueRecord("fee", "The fee", "GBP", "lower", 15e3, 31e3, 27e3, 8, 9),),
    trades={"staged": "Payment in two stages.", "contact": "One named contact."},
    interests=("board",),
    tactics=(
        TacticRecord("anchor", "A low anchor", ("challenge_basis", "silence")),
        TacticRecord("attack", "A personal attack", ("silence", "emotion_label")),
    ),
    theirs=("They were late.", "Nobody rang.", "So I stopped paying."),
    learners=("You did the work.", "They went silent.", "So you sent a reminder."),
    loop="They stopped talking, so she stopped paying, so they stopped talking.",
    shift="In mid-talk her boss rings and wants it settled today.",
    offered=("staged",),
)


def _turns() -> tuple[Turn, ...]:
    """The turns of `FULL`, with an attack at 45 s and how it is given up at 60 s."""
    turns = []
    for turn in FULL.turns:
        if turn.who == "learner":
            turns.append(replace(turn, speech=((turn.start_s, turn.end_s),)))
        elif turn.start_s == 45.0:
            turns.append(replace(turn, act="tactic", tactic="attack", agitation=3.5, offer=15e3))
        elif turn.start_s == 60.0:
            turns.append(replace(turn, act="drop_tactic", tactic="attack", agitation=1.0))
        else:
            turns.append(replace(turn, agitation=0.5))
    return tuple(turns)


RICH = replace(
    FULL,
    session=NAME,
    duration_s=131.2,
    turns=_turns(),
    cut_ins=(CutIn(115.0, True),),
    reveal=REVEAL,
    difficulty=2,
)
SHORT = replace(
    RICH,
    duration_s=30.0,
    turns=tuple(turn for turn in RICH.turns if turn.end_s < 30.0),
    silences=tuple(silence for silence in RICH.silences if silence.end_s < 30.0),
    cut_ins=(),
)
EMPTY = replace(RICH, turns=(), silences=(), cut_ins=(), points=(), duration_s=0.4)


def said(text: str, who: str = "learner", **more: Any) -> Turn:
    """One turn of half a minute with just these words."""
    if who == "learner":
        evidence = move("open_question", more.pop("evidence", text))
        return Turn("learner", 6.0, 16.0, text, (evidence,), speech=((6.0, 16.0),))
    return theirs(0.0, 5.0, text, **more)


def events_of(record: SessionRecord, **settings: Any) -> list[dict[str, Any]]:
    """Write the journal that folds into a record; without what was measured at the end."""
    points = {point.said_s: point for point in record.points}
    begun = session.started(
        session=record.session,
        persona=record.persona,
        persona_name=record.persona_name,
        style=record.style,
        seed=record.seed,
        facts=record.facts,
        settings={"difficulty": record.difficulty, **settings},
        measured={"started_at": "2026-03-01T10:00:00+00:00"},
        reveal=record.reveal,
    )
    rows = [
        session.turn_event(turn, [points[turn.start_s]] if turn.start_s in points else [])
        for turn in record.turns
    ]
    rows += [session.silence_event(silence) for silence in record.silences]
    rows += [
        session.note("cut_in", cut_in.at_s, held_floor=cut_in.held_floor)
        for cut_in in record.cut_ins
    ]
    rows.sort(key=lambda row: row["at_s"])
    return [begun, *rows, session.ended(record.duration_s, record.outcome, why="by hand")]


def sound_of(record: SessionRecord) -> np.ndarray:
    """Voices for the turns: a buzz of 120 Hz on the left, of 210 Hz on the right, in syllables."""
    n_samples = round((record.duration_s + 1.0) * RATE_HZ)
    time_s = np.arange(n_samples) / RATE_HZ
    stereo = np.zeros((n_samples, 2))
    for channel, (who, pitch_hz) in enumerate((("learner", 120.0), ("counterpart", 210.0))):
        voice = sum(np.sin(2 * np.pi * pitch_hz * k * time_s) / k for k in range(1, 6))
        syllables = 0.5 - 0.5 * np.cos(2 * np.pi * 4 * time_s)
        speaks = np.zeros(n_samples)
        for turn in record.turns:
            if turn.who == who:
                speaks[round(turn.start_s * RATE_HZ) : round(turn.end_s * RATE_HZ)] = 1.0
        stereo[:, channel] = 0.1 * voice * syllables * speaks
    return np.asarray((stereo * 32767).astype("<i2"))


def write_session(folder: Path, record: SessionRecord, *, has_sound: bool = True) -> Path:
    """Put a session into a folder named after it."""
    path = folder / record.session
    path.mkdir(parents=True)
    write_journal(path, events_of(record))
    if has_sound:
        with wave.open(str(path / "sound.wav"), "wb") as sound:
            sound.setnchannels(2)
            sound.setsampwidth(2)
            sound.setframerate(RATE_HZ)
            sound.writeframes(sound_of(record).tobytes())
    return path


def write_journal(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write events, one a line."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (path / "journal.jsonl").write_text(text, encoding="utf-8")
