"""One talk put together by hand, with a recogniser that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.reliability.victims import NoKeys


def recorded(script: Path, *, is_fast: bool) -> Callable[[Any], Any]:
    """A recorded learner in place of devices."""

    def make_sound(player: Any) -> Any:
        from voicecoach.hearing.recorded_loop import RecordedLoop
        from voicecoach.hearing.recorded_microphone import ScriptedMicrophone, read_script

        return RecordedLoop(ScriptedMicrophone(*read_script(script)), player, is_fast=is_fast)

    return make_sound


def hold(
    screen: Any,
    transcriber: Any,
    make_sound: Callable[[Any], Any],
    *,
    is_fast: bool,
    minutes: float,
    controls: Any = None,
) -> Path:
    """Hold a talk with Dana Marlow and keep it; hands back its folder."""
    from voicecoach.assemble import FolderKeeper
    from voicecoach.dialogue.counterpart import Counterpart
    from voicecoach.dialogue.moves import recognise_moves
    from voicecoach.hearing.steady_transcriber import SteadyTranscriber
    from voicecoach.hearing.voice_activity import VoiceActivity
    from voicecoach.practice import Limits, Practice
    from voicecoach.practice.answers import AnswerDesk
    from voicecoach.speaking.player import Player
    from voicecoach.speaking.silent_voice import SilentVoice
    from voicecoach.store.cast import load_persona
    from voicecoach.store.folders import find_home
    from voicecoach.store.session_folder import new_session

    home = find_home()
    persona = load_persona("marlow", home)
    counterpart = Counterpart(persona, seed=1)
    voice, player = SilentVoice(persona.voice), Player()
    folder = new_session(home.sessions, persona.id)
    folder.journal.note(_started(folder.id, persona, counterpart))
    try:
        Practice(
            sound=make_sound(player),
            player=player,
            voice_activity=VoiceActivity(),
            desk=AnswerDesk(transcriber, recognise_moves, voice, is_fast=is_fast),
            voice=voice,
            counterpart=counterpart,
            name=persona.name,
            keeper=FolderKeeper(folder),
            screen=screen,
            controls=controls or NoKeys(),
            limits=Limits(minutes=minutes),
            spare=transcriber if isinstance(transcriber, SteadyTranscriber) else None,
        ).run()
    finally:
        folder.close()
    return folder.path


def load(name: str) -> Any:
    """Load a recogniser and run it once."""
    from voicecoach.hearing.models import locate_model
    from voicecoach.hearing.transcriber import WhisperTranscriber
    from voicecoach.store.folders import find_home

    transcriber = WhisperTranscriber(
        locate_model(name, path=None, cache=find_home().cache), name=name
    )
    transcriber.warm_up()
    return transcriber


def _started(name: str, persona: Any, counterpart: Any) -> dict[str, Any]:
    from voicecoach import session

    return session.started(
        session=name,
        persona=persona.id,
        persona_name=persona.name,
        style=persona.style,
        seed=1,
        facts=counterpart.facts(),
        settings={},
        measured={},
    )
