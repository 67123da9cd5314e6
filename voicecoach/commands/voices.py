"""`voicecoach voices`: which there are, how a counterpart sounds, and lines rendered ahead."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.styles import read_numbers
from voicecoach.errors import DeviceError, VoiceError
from voicecoach.hearing.devices import find_device
from voicecoach.report.plain import clean
from voicecoach.speaking.engines import Engine, EngineName, list_engines, sound_of
from voicecoach.speaking.kokoro_voice import KokoroVoice
from voicecoach.speaking.kokoro_weights import fetch_voices
from voicecoach.speaking.playback import play_aloud
from voicecoach.speaking.rendering import Job, plan_rendering
from voicecoach.speaking.repertoire import find_repertoire
from voicecoach.speaking.sound_files import write_sound
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import all_personas, load_persona
from voicecoach.store.folders import find_home, make_private
from voicecoach.turns import RATE_HZ, Manner, Samples

_ENGINES = ("hibari", "piper", "pyttsx3", "kokoro")


def run(options: argparse.Namespace) -> int:
    """Do what the action asks for."""
    return _ACTIONS[options.action](options)


def _list(options: argparse.Namespace) -> int:
    home = find_home()
    engines = list(list_engines(home.cache))
    personas = all_personas(home)
    if options.json:
        cast = [_persona_row(persona) for persona in personas]
        rows = {"engines": [asdict(engine) for engine in engines], "personas": cast}
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for engine in engines:
        _print_engine(engine)
    print()
    for persona in personas:
        _print_persona(persona)
    return 0


def _persona_row(persona: Persona) -> dict[str, object]:
    choice = persona.voice
    return {
        "id": persona.id,
        "sex": choice.sex,
        "accent": choice.accent,
        "auto": sound_of(choice, "auto").engine,
        "sounds": [asdict(sound_of(choice, engine)) for engine in _ENGINES],
    }


def _print_engine(engine: Engine) -> None:
    state = "installed" if engine.is_installed else f"not installed: {engine.how}"
    print(f"{engine.name:<9}{state}\n{'':<9}{engine.use}")
    for _, names in groupby(engine.voices, key=lambda name: name.partition("_")[0]):
        print(f"{'':<9}{', '.join(names)}")


def _print_persona(persona: Persona) -> None:
    choice = persona.voice
    live, ahead = sound_of(choice, "auto"), sound_of(choice, "kokoro")
    print(
        f"{persona.id:<12} {clean(persona.name)}: {choice.sex}, {choice.accent}; "
        f"{live.engine} {live.voice} at {live.rate_wpm} words a minute, "
        f"{live.pitch_st:+.1f} semitones; ahead kokoro {ahead.voice}"
    )


def _try(options: argparse.Namespace) -> int:
    home = find_home()
    persona = load_persona(options.persona, home)
    manner = _manner_in(options.state)
    text = options.text or _line_for(persona, options.state)
    engine, samples = _speak(persona, options.engine, text, manner, make_private(home.cache))
    print(
        f"{clean(persona.name)}, {options.state}, {engine}, "
        f"{len(samples) / RATE_HZ:.1f} s: {clean(text)}"
    )
    if options.out is not None:
        _write(options.out, samples)
        return 0
    device = find_device(None, "output")
    if device is None:
        raise DeviceError("no loudspeaker found; write the sound with --out FILE.wav")
    play_aloud(samples, device.number)
    return 0


def _manner_in(state: str) -> Manner:
    manners = read_numbers().manners
    if state not in manners:
        raise VoiceError(f"no state is called '{state}'; there are {', '.join(manners)}")
    return manners[state]


def _line_for(persona: Persona, state: str) -> str:
    """Choose a line of its own for this state: one that fits few others, if there is any."""
    lines = [line for line in find_repertoire(persona) if line.is_own and state in line.states]
    return min(lines, key=lambda line: len(line.states)).text


def _speak(
    persona: Persona, engine: EngineName, text: str, manner: Manner, cache: Path
) -> tuple[str, Samples]:
    """Speak one line; Kokoro too speaks at once here, however long it takes."""
    voice = (
        KokoroVoice(persona.voice, cache)
        if engine == "kokoro"
        else choose_voice(engine, persona.voice, cache / "lines", on_switch=_tell)
    )
    try:
        samples = voice.render(text, manner)
        return voice.name, samples
    finally:
        voice.close()


def _tell(what: str) -> None:
    print(what, file=sys.stderr)


def _write(path: Path, samples: Samples) -> None:
    try:
        write_sound(path, samples)
    except OSError as error:
        raise VoiceError(f"{path}: cannot be written ({error}); name a file in a folder") from error
    print(f"written to {path}")


def _render(options: argparse.Namespace) -> int:
    home = find_home()
    persona = load_persona(options.persona, home)
    job = plan_rendering(persona, options.engine, make_private(home.cache))
    print(
        f"{clean(persona.name)} with {job.engine}: {job.n_lines} lines, "
        f"{job.n_lines - len(job.left)} of them already rendered",
        flush=True,
    )
    for _ in _with_progress(job):
        pass
    if options.json:
        print(json.dumps({"persona": persona.id, "engine": job.engine, "n_lines": job.n_lines}))
    elif options.engine == "kokoro":
        print(f"to hear them: voicecoach practice {options.persona} --voice kokoro")
    return 0


def _with_progress(job: Job) -> Iterator[None]:
    """Render what is left; what was rendered is kept, however this ends."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, speed_estimate_period=600) as progress:
        task = progress.add_task("lines", total=job.n_lines, completed=job.n_lines - len(job.left))
        for _ in job.render():
            progress.advance(task)
            yield


def _fetch(options: argparse.Namespace) -> int:
    cache = make_private(find_home().cache)
    n_voices = fetch_voices(cache, options.file)
    print(f"{n_voices} voices of Kokoro are in {cache / 'kokoro'}")
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "try": _try,
    "render": _render,
    "fetch": _fetch,
}
