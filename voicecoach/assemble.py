"""Settings in, a ready practice out: the only place that picks engines."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voicecoach import __version__, session
from voicecoach.dialogue.ahead import lines_ahead
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona, VoiceChoice
from voicecoach.errors import DeviceError
from voicecoach.hearing.devices import Device, find_device
from voicecoach.hearing.echo import EchoGuard
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import (
    RecordedMicrophone,
    ScriptedMicrophone,
    read_learner,
    read_script,
)
from voicecoach.hearing.sound_card import SoundCard
from voicecoach.hearing.steady_transcriber import SteadyTranscriber
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.ports import Controls, Microphone, Screen, SoundLoop, Transcriber
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.prep_sheet import PrepSheet
from voicecoach.settings import Settings
from voicecoach.speaking.player import Player
from voicecoach.speaking.voices import ReadyVoice, choose_voice
from voicecoach.store.folders import Home, make_private
from voicecoach.store.library import shipped
from voicecoach.store.session_folder import SessionFolder, keep_persona, new_session
from voicecoach.turn_taking import Patience
from voicecoach.turns import Reply, Samples

DEMO_PERSONA = "marlow"
DEMO_SEED = 1
DEMO_SCRIPT = "demo.yaml"
COACH = VoiceChoice(sex="female", accent="american", rate_wpm=160, pitch_st=2.0)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sides:
    """Where sound comes from and goes to."""

    microphone: Device | None
    loudspeaker: Device | None
    recorded: Microphone | None
    is_fast: bool


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


def find_sides(settings: Settings, tell: Tell) -> Sides:
    """Find microphone and loudspeaker, or the recording that stands in for the learner."""
    recorded = _recorded(settings)
    if settings.pace == "fast":
        return Sides(None, None, recorded, is_fast=True)
    loudspeaker = None if settings.no_sound else _loudspeaker(settings, tell)
    if recorded is not None:
        return Sides(None, loudspeaker, recorded, is_fast=False)
    microphone = _microphone(settings)
    if microphone is not None:
        return Sides(microphone, loudspeaker, None, is_fast=False)
    if not settings.demo_without_microphone:
        raise DeviceError(
            "no microphone found; plug one in and try again, or hear a recorded session with "
            f"--script {shipped('audio') / DEMO_SCRIPT}"
        )
    tell("No microphone found: this is the recorded demonstration, not you.")
    demo = ScriptedMicrophone(*read_script(shipped("audio") / DEMO_SCRIPT))
    return Sides(None, loudspeaker, demo, is_fast=loudspeaker is None)


def _recorded(settings: Settings) -> Microphone | None:
    if settings.script is not None:
        return ScriptedMicrophone(*read_script(settings.script))
    if settings.recording is not None:
        return RecordedMicrophone(read_learner(settings.recording))
    return None


def _loudspeaker(settings: Settings, tell: Tell) -> Device | None:
    try:
        device = find_device(settings.speaker, "output")
    except DeviceError:
        if settings.speaker is not None:
            raise
        device = None
    if device is None:
        tell("No loudspeaker found: the counterpart can be read here and heard in the recording.")
    return device


def _microphone(settings: Settings) -> Device | None:
    try:
        return find_device(settings.microphone, "input")
    except DeviceError:
        if settings.microphone is not None or not settings.demo_without_microphone:
            raise
        return None


def load_transcriber(settings: Settings, home: Home, tell: Tell) -> Transcriber:
    """Load the recogniser and run it once; a machine that is too slow changes to a smaller one."""
    make_private(home.cache)
    folder = locate_model(settings.model, path=settings.model_path, cache=home.cache)
    transcriber = WhisperTranscriber(folder, name=settings.model)
    transcriber.warm_up()
    if settings.pace == "fast" or settings.model == "tiny.en":
        return transcriber
    return SteadyTranscriber(transcriber, lambda: _smaller(home), tell)


def _smaller(home: Home) -> WhisperTranscriber:
    return WhisperTranscriber(locate_model("tiny.en", path=None, cache=home.cache), name="tiny.en")


def persona_voice(settings: Settings, persona: Persona, home: Home, tell: Tell) -> ReadyVoice:
    """The counterpart's voice, with a cache of its lines."""
    lines = make_private(home.cache / "lines")
    return choose_voice(settings.voice, persona.voice, lines, on_switch=tell)


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


@dataclass(slots=True)
class Session:
    """A practice that is ready to run, and what it needs afterwards."""

    folder: SessionFolder
    practice: Practice
    persona: Persona
    voice: ReadyVoice
    sides: Sides

    def run(self) -> None:
        """Run the talk; whatever happens, both files are closed."""
        if not self.sides.is_fast:
            self.voice.render_ahead(lines_ahead(self.persona))
        try:
            self.practice.run()
        finally:
            self.folder.close()

    def close(self) -> None:
        """Give the voice back."""
        self.voice.close()


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
    """Put everything together; nothing is heard yet."""
    seed = settings.seed if settings.seed is not None else secrets.randbelow(1_000_000)
    if start is None:
        counterpart = Counterpart(persona, seed=seed, difficulty=settings.difficulty)
    else:
        counterpart = start.counterpart
    transcriber = load_transcriber(settings, home, tell)
    voice = persona_voice(settings, persona, home, tell)
    voice_activity = VoiceActivity()
    recognise_moves("warm up", counterpart.context())  # loads its weights before the first turn
    player = Player()
    sound = _sound(sides, player)  # before the folder: a busy device leaves no empty session
    folder = (
        new_session(home.sessions, persona.id) if start is None else SessionFolder(start.folder)
    )
    keep_persona(folder.path, persona.model_dump_json(by_alias=True))
    started = _started(settings, persona, counterpart, folder.id, seed, transcriber, voice, prep)
    folder.journal.note(started if start is None else started | {"retake": start.origin})
    practice = Practice(
        sound=sound,
        player=player,
        voice_activity=voice_activity,
        desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=sides.is_fast),
        voice=voice,
        counterpart=counterpart,
        name=persona.name,
        keeper=FolderKeeper(folder),
        screen=screen,
        controls=controls,
        limits=_limits(settings, None if start is None else start.turns),
        begin_with=None if start is None else start.line,
        echo_guard=EchoGuard() if sides.microphone and sides.loudspeaker else None,
    )
    return Session(folder, practice, persona, voice, sides)


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


def _sound(sides: Sides, player: Player) -> SoundLoop:
    if sides.microphone is None and sides.loudspeaker is None:
        assert sides.recorded is not None
        return RecordedLoop(sides.recorded, player, is_fast=sides.is_fast)
    return SoundCard(
        player,
        microphone=sides.microphone,
        loudspeaker=sides.loudspeaker,
        recorded=sides.recorded,
    )


def _started(
    settings: Settings,
    persona: Persona,
    counterpart: Counterpart,
    session_id: str,
    seed: int,
    transcriber: Transcriber,
    voice: ReadyVoice,
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
            "recogniser": transcriber.name,
            "voice": voice.name,
            "pace": settings.pace,
            "difficulty": settings.difficulty or persona.difficulty,
            "minutes": settings.minutes,
        },
        measured={"started_at": datetime.now(UTC).isoformat(timespec="seconds")},
    )
