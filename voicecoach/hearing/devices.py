"""Finding microphones and loudspeakers by number or name. PortAudio, through sounddevice."""

from __future__ import annotations

import atexit
import ctypes
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal

from voicecoach.errors import DeviceError

Direction = Literal["input", "output"]
_NOUN = {"input": "microphone", "output": "loudspeaker"}
_OPTION = {"input": "--microphone", "output": "--speaker"}


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device as PortAudio lists it."""

    number: int
    name: str
    host: str
    n_inputs: int
    n_outputs: int
    rate_hz: int
    is_default_input: bool
    is_default_output: bool


# ALSA writes to the terminal by itself, over whatever stands there; kept from being collected.
_AlsaHandler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_say_nothing = _AlsaHandler(lambda *_details: None)


@cache
def _silence_alsa() -> None:
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_say_nothing)


def portaudio() -> ModuleType:
    """Load sounddevice; without PortAudio say how to get it."""
    _silence_alsa()
    try:
        import sounddevice
    except OSError as error:
        remedy = (
            "apt-get install libportaudio2"
            if sys.platform.startswith("linux")
            else "pip install --force-reinstall sounddevice"
        )
        raise DeviceError(f"PortAudio is not installed; {remedy}") from error
    module: ModuleType = sounddevice
    return module


def restart_portaudio() -> None:
    """Forget the list of devices: PortAudio sees what was plugged in or out only then."""
    sd = portaudio()
    if sd._initialized:  # not so after an attempt that failed half-way
        sd._terminate()
    sd._initialize()


def leave_portaudio() -> None:
    """Let the program end although a device does not answer: there is nothing left to give back."""
    atexit.unregister(portaudio()._exit_handler)


def refind_device(device: Device, direction: Direction) -> Device | None:
    """Find a device again by its name, or else what has become the default."""
    for candidate in list_devices():
        is_usable = candidate.n_inputs if direction == "input" else candidate.n_outputs
        if is_usable and candidate.name == device.name:
            return candidate
    return find_device(None, direction)


def list_devices() -> list[Device]:
    """List every sound device."""
    sd = portaudio()
    try:
        hosts = [str(host["name"]) for host in sd.query_hostapis()]
        rows = list(sd.query_devices())
        default_input, default_output = sd.default.device
    except sd.PortAudioError as error:
        raise DeviceError(f"the sound system does not answer ({error}); is it running?") from error
    return [
        Device(
            number=number,
            name=str(row["name"]),
            host=hosts[row["hostapi"]],
            n_inputs=int(row["max_input_channels"]),
            n_outputs=int(row["max_output_channels"]),
            rate_hz=int(row["default_samplerate"]),
            is_default_input=number == default_input,
            is_default_output=number == default_output,
        )
        for number, row in enumerate(rows)
    ]


def find_device(wanted: str | None, direction: Direction) -> Device | None:
    """Find a device by number or part of its name; None when there is none at all.

    Raises
    ------
    DeviceError
        If `wanted` fits no device, or more than one.
    """
    usable = [d for d in list_devices() if (d.n_inputs if direction == "input" else d.n_outputs)]
    if wanted is None:
        return _default(usable, direction)
    if wanted.isdigit():
        fitting = [d for d in usable if d.number == int(wanted)]
    else:
        fitting = [d for d in usable if wanted.lower() in d.name.lower()]
        exact = [d for d in fitting if d.name.lower() == wanted.lower()]
        fitting = exact or fitting
    if len(fitting) == 1:
        return fitting[0]
    found = ", ".join(f"{d.number} '{d.name}'" for d in (fitting or usable)) or "none at all"
    problem = "more than one" if fitting else "no"
    raise DeviceError(
        f"{problem} {_NOUN[direction]} matches '{wanted}'; found {found}; "
        f"try {_OPTION[direction]} with one of these numbers"
    )


def _default(usable: list[Device], direction: Direction) -> Device | None:
    for device in usable:
        if device.is_default_input if direction == "input" else device.is_default_output:
            return device
    return usable[0] if usable else None
