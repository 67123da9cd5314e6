"""Plays a whole text and waits: for the briefing and the feedback, outside the talk."""

from __future__ import annotations

from voicecoach.errors import DeviceError
from voicecoach.turns import RATE_HZ, Samples


def play_aloud(samples: Samples, device: int) -> None:
    """Play and wait for the end; Ctrl-C stops the sound at once."""
    try:
        import sounddevice as sd
    except OSError as error:
        raise DeviceError("PortAudio is not installed; apt-get install libportaudio2") from error
    try:
        sd.play(samples, RATE_HZ, device=device, blocking=True)
    except (sd.PortAudioError, ValueError) as error:
        raise DeviceError(
            f"loudspeaker {device} cannot be opened ({error}); choose another with --speaker"
        ) from error
    finally:
        sd.stop(ignore_errors=True)
