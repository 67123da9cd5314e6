"""Settings in, a ready practice out: the only place that picks engines."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voicecoach import __version__, session
from voicecoach.dialogue.ahead import lines_ahead
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona, VoiceChoice
from voicecoach.errors import ModelTooLargeError
from voicecoach.hearing.echo import EchoGuard
from voicecoach.hearing.memory_room import has_room_for
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.steady_transcriber import SteadyTranscriber
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.ports import Controls, Partner, Screen
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.prep_sheet import PrepSheet
from voicecoach.settings import Settings
from voicecoach.sides import Sides, open_sound
from voicecoach.speaking.player import Player
from voicecoach.speaking.voices import ReadyVoice, choose_voice
from voicecoach.store.folders import Home, make_private
from voicecoach.store.session_folder import SessionFolder, keep_persona, new_session
from voicecoach.turn_taking import Patience
from voicecoach.turns import Manner, Reply, Samples

logger = logging.getLogger(__name__)

DEMO_PERSONA = "marlow"
DEMO_SEED = 1
COACH = VoiceChoice(sex="female", accent="american", rate_wpm=160, pitch_st=2.0)
Tell = Callable[[str], None]


class FolderKeeper:
    """Keeps a running session in its folder."""

    def __init__(self, folder: SessionFolder) -> None:
        self._folder = folder

    def note(self, event: dict[str, Any]) -> None:
        """Append an event to the journal."""
        self._folder.journal.note(event)

    def record(self, learner: Samples, counterpart: Samples) -> None:
        """Append one block to the recording."""
        self._folder.recording.write(learner, counterpart)


def load_transcriber(
    settings: Settings, home: Home, tell: Tell
) -> WhisperTranscriber | SteadyTranscriber:
    """Load the recogniser and run it once; beside a larger one a smaller one stands by."""
    make_private(home.cache)
    folder = locate_model(settings.model, path=settings.model_path, cache=home.cache)
    if settings.model == "tiny.en":
        return _loaded(folder, settings.model)
    if has_room_for(folder):
        try:
            return SteadyTranscriber(_loaded(folder, settings.model), lambda: _smaller_beside(home))
        except ModelTooLargeError as error:
            logger.info("%s", error)
    tell("Too little memory for the usual recogniser: a smaller one hears you.")
    return _smaller(home)


def _smaller(home: Home) -> WhisperTranscriber:
    return _loaded(locate_model("tiny.en", path=None, cache=home.cache), "tiny.en")


def _smaller_beside(home: Home) -> WhisperTranscriber:
    """Load the smaller one while the larger is still there, if both have room."""
    if not has_room_for(locate_model("tiny.en", path=None, cache=home.cache)):
        raise ModelTooLargeError("too little memory for a second recogniser; close other programs")
    return _smaller(home)


def _loaded(folder: Path, name: str) -> WhisperTranscriber:
    transcriber = WhisperTranscriber(folder, name=name)
    transcriber.warm_up()
    return transcriber


def coach_voice(settings: Settings, home: Home) -> ReadyVoice:
    """The voice that reads briefing and feedback, out of role."""
    return choose_voice(settings.voice, COACH, make_private(home.cache / "lines"))


@dataclass(frozen=True, slots=True)
class Start:
    """Where a talk goes on from, instead of beginning."""

    counterpart: Counterpart
    line: Reply  # its last words, said again
    folder: Path  # where this try is kept
    origin: dict[str, Any]  # which moment of which session this is
    turns: int  # of the learner, after which the moment is over


@dataclass(frozen=True, slots=True)
class Role:
    """Whom the learner talks with this time."""

    partner: Partner
    name: str
    voice: VoiceChoice
    begin_with: Reply | None = None  # None: it says its own first words
    turns: int | None = None  # of the learner, after which it is over; None: no limit


@dataclass(slots=True)
class Session:
    """A practice that is ready to run, and what it needs afterwards."""

    folder: SessionFolder
    practice: Practice
    lines: Iterable[tuple[str, Manner]]  # worth rendering ahead
    voice: ReadyVoice
    sides: Sides
    transcriber: WhisperTranscriber | SteadyTranscriber

    def run(self) -> None:
        """Run the talk; whatever happens, both files are closed, and measuring has room."""
        if not self.sides.is_fast:
            self.voice.render_ahead(self.lines)
        try:
            self.practice.run()
        finally:
            self.folder.close()
            self.transcriber.unload()

    def close(self) -> None:
        """Give the voice back."""
        self.voice.close()


@dataclass(slots=True)
class Room:
    """Everything that is the same whoever the learner talks with."""

    settings: Settings
    home: Home
    sides: Sides
    screen: Screen
    controls: Controls
    tell: Tell


def assemble(
    settings: Settings,
    persona: Persona,
    home: Home,
    *,
    sides: Sides,
    screen: Screen,
    controls: Controls,
    tell: Tell,
    start: Start | None = None,
    prep: PrepSheet | None = None,
) -> Session:
    """Put a talk with a counterpart together; nothing is heard yet."""
    seed = settings.seed if settings.seed is not None else secrets.randbelow(1_000_000)
    if start is None:
        counterpart = Counterpart(persona, seed=seed, difficulty=settings.difficulty)
        role = Role(counterpart, persona.name, persona.voice)
    else:
        counterpart = start.counterpart
        role = Role(counterpart, persona.name, persona.voice, start.line, start.turns)

    def begin(used: dict[str, Any]) -> SessionFolder:
        keeps = not settings.no_recording
        if start is None:
            folder = new_session(home.sessions, persona.id, keeps_sound=keeps)
        else:
            folder = SessionFolder(start.folder, keeps_sound=keeps)
        keep_persona(folder.path, persona.model_dump_json(by_alias=True))
        event = _started(settings, persona, counterpart, folder.id, seed, used, prep)
        folder.journal.note(event if start is None else event | {"retake": start.origin})
        return folder

    room = Room(settings, home, sides, screen, controls, tell)
    return furnish(room, role, begin, lines_ahead(persona))


def furnish(
    room: Room,
    role: Role,
    begin: Callable[[dict[str, Any]], SessionFolder],
    lines: Iterable[tuple[str, Manner]] = (),
) -> Session:
    """Load what hears and speaks, then begin the folder: trouble leaves no empty session.

    Parameters
    ----------
    room : Room
    role : Role
    begin : callable
        Makes the folder, told which recogniser and voice are used.
    lines : iterable of (text, Manner)
        Worth rendering ahead.
    """
    settings, sides = room.settings, room.sides
    lines_folder = make_private(room.home.cache / "lines")
    voice = choose_voice(settings.voice, role.voice, lines_folder, on_switch=room.tell)
    voice_activity = VoiceActivity()
    recognise_moves("warm up", role.partner.context())  # loads its weights before the first turn
    # Last, as it takes the most memory, and a smaller one if that is no longer there.
    transcriber = load_transcriber(settings, room.home, room.tell)
    player = Player()
    sound = open_sound(sides, player)
    folder = begin({"recogniser": transcriber.name, "voice": voice.name})
    practice = Practice(
        sound=sound,
        player=player,
        voice_activity=voice_activity,
        desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=sides.is_fast),
        voice=voice,
        counterpart=role.partner,
        name=role.name,
        keeper=FolderKeeper(folder),
        screen=room.screen,
        controls=room.controls,
        limits=_limits(settings, role.turns),
        begin_with=role.begin_with,
        echo_guard=EchoGuard() if sides.microphone and sides.loudspeaker else None,
        spare=transcriber if isinstance(transcriber, SteadyTranscriber) else None,
    )
    return Session(folder, practice, lines, voice, sides, transcriber)


def _limits(settings: Settings, turns: int | None) -> Limits:
    speaking_s, thinking, waiting = settings.patience_figures
    return Limits(
        minutes=settings.minutes,
        thinking=Patience().scaled(thinking),
        waiting=waiting,
        speaking_s=speaking_s,
        push_to_talk=settings.push_to_talk,
        hints=settings.hints,
        turns=turns,
    )


def _started(
    settings: Settings,
    persona: Persona,
    counterpart: Counterpart,
    session_id: str,
    seed: int,
    used: dict[str, Any],
    prep: PrepSheet | None,
) -> dict[str, Any]:
    return session.started(
        session=session_id,
        persona=persona.id,
        persona_name=persona.name,
        style=persona.style,
        seed=seed,
        facts=counterpart.facts(),
        reveal=counterpart.reveal(),
        prep=prep,
        settings={
            "version": __version__,
            **used,
            "pace": settings.pace,
            "difficulty": counterpart.difficulty,
            "minutes": settings.minutes,
        },
        measured={"started_at": datetime.now(UTC).isoformat(timespec="seconds")},
    )
