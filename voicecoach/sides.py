"""Where sound comes from and goes to: devices, or a recording that stands in for the learner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.errors import DeviceError
from voicecoach.hearing.devices import Device, find_device
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import (
    RecordedMicrophone,
    ScriptedMicrophone,
    read_learner,
    read_script,
)
from voicecoach.hearing.sound_card import SoundCard
from voicecoach.ports import Microphone, SoundLoop
from voicecoach.settings import Settings
from voicecoach.speaking.player import Player
from voicecoach.store.library import shipped

DEMO_SCRIPT = "demo.yaml"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sides:
    """Where sound comes from and goes to."""

    microphone: Device | None
    loudspeaker: Device | None
    recorded: Microphone | None
    is_fast: bool


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


def open_sound(sides: Sides, player: Player) -> SoundLoop:
    """Open the devices, or the recording in their place."""
    if sides.microphone is None and sides.loudspeaker is None:
        assert sides.recorded is not None
        return RecordedLoop(sides.recorded, player, is_fast=sides.is_fast)
    return SoundCard(
        player,
        microphone=sides.microphone,
        loudspeaker=sides.loudspeaker,
        recorded=sides.recorded,
    )
