"""`voicecoach check`: what works on this machine, and how to mend what does not."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import DeviceError, StoreError, VoicecoachError
from voicecoach.hearing.devices import find_device
from voicecoach.hearing.level_check import measure_level
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.settings import ModelName
from voicecoach.speaking.playback import play_aloud
from voicecoach.speaking.voices import ReadyVoice, choose_voice
from voicecoach.store.folders import find_home, make_private
from voicecoach.turns import RATE_HZ, Clip, Manner

SESSION_MB = 50  # a session of 12 minutes
PHRASE = "This is the loudspeaker. If you can hear me, it works."
EXIT_TROUBLE = 2


def run(options: argparse.Namespace) -> int:
    """Check everything, one line each; exit code 2 if something does not work."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("disk", _disk),
        ("voice", _voice),
        ("model", lambda: _model(options.model)),
        ("microphone", lambda: _microphone(options.microphone)),
        ("loudspeaker", lambda: _loudspeaker(options.speaker)),
    ]
    n_broken = 0
    for name, check in checks:
        try:
            print(f"  ok    {name:<12} {check()}", flush=True)
        except VoicecoachError as error:
            n_broken += 1
            print(f"  MEND  {name:<12} {error}", flush=True)
    return EXIT_TROUBLE if n_broken else 0


def _disk() -> str:
    home = find_home()
    folder = make_private(home.sessions)
    make_private(home.cache)
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < SESSION_MB:
        raise StoreError(
            f"{folder}: {free_mb} MB free, a session needs {SESSION_MB}; free some space"
        )
    return f"{free_mb:,} MB free in {folder}"


def _voice() -> str:
    voice = _plain_voice()
    sound = voice.render(PHRASE, Manner())
    return f"{voice.name}, {len(sound) / RATE_HZ:.1f} s of speech"


def _model(name: ModelName) -> str:
    folder = locate_model(name, path=None, cache=make_private(find_home().cache))
    transcriber = WhisperTranscriber(folder, name=name, n_threads=os.cpu_count() or 2)
    voice = _plain_voice()
    text = transcriber.transcribe(Clip(voice.render(PHRASE, Manner()), 0.0)).text
    return f"{transcriber.name} understood “{text}”"


def _microphone(wanted: str | None) -> str:
    device = find_device(wanted, "input")
    if device is None:
        raise DeviceError("none found; plug one in, or practise with --script FILE")
    level = measure_level(device)
    if level.advice:
        raise DeviceError(f"'{device.name}' {level.advice}")
    return f"'{device.name}', loudest {level.loudest_dbfs:.0f} dBFS in two seconds"


def _loudspeaker(wanted: str | None) -> str:
    device = find_device(wanted, "output")
    if device is None:
        raise DeviceError("none found; the counterpart can still be read and recorded")
    voice = _plain_voice()
    play_aloud(voice.render(PHRASE, Manner()), device.number)
    return f"'{device.name}' played a sentence"


def _plain_voice() -> ReadyVoice:
    lines = make_private(find_home().cache / "lines")
    return choose_voice("auto", VoiceChoice(sex="female"), lines)
