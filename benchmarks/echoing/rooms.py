"""Simulated rooms: what a microphone hears of a loudspeaker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.turns import RATE_HZ


@dataclass(frozen=True)
class Room:
    """A loudspeaker, the air and a microphone."""

    name: str
    rt60_s: float
    path_ms: float
    direct_db: float = 0.0  # direct sound above the reverberation
    drive: float = 0.0  # of the loudspeaker's tanh; 0 is linear
    drift_ppm: float = 0.0
    from_share: float = 0.0  # of the talk that passes with headphones before the plug is pulled


def response(room: Room, rng: np.random.Generator) -> np.ndarray:
    """A direct sound, a dozen early reflections, and noise that decays."""
    n = int(RATE_HZ * room.rt60_s * 1.1)
    times = np.arange(n) / RATE_HZ
    tail = rng.normal(size=n) * 10 ** (-3 * times / room.rt60_s)
    tail[: int(0.004 * RATE_HZ)] = 0
    for at_s in rng.uniform(0.001, 0.02, 12):
        tail[int(at_s * RATE_HZ)] += rng.normal() * 4
    direct = np.zeros(n)
    direct[0] = np.sqrt(np.sum(tail**2)) * 10 ** (room.direct_db / 20)
    before = np.zeros(int(max(0.0, room.path_ms) * RATE_HZ / 1000))
    path = np.concatenate([before, direct + tail])
    # A small loudspeaker: nothing below 200 Hz, little above 6 kHz.
    spectrum = np.fft.rfft(path, 1 << 15)
    hz = np.fft.rfftfreq(1 << 15, 1 / RATE_HZ)
    spectrum *= (hz / 200) ** 2 / (1 + (hz / 200) ** 2) / (1 + (hz / 6000) ** 4)
    path = np.fft.irfft(spectrum)[: len(path) + 256]
    return path / np.sqrt(np.sum(path**2))


def at_microphone(played: np.ndarray, room: Room, rng: np.random.Generator) -> np.ndarray:
    """What the microphone hears of `played`, same length, about as loud."""
    sound = played.astype(np.float64)
    if room.drive:
        peak = np.abs(sound).max() or 1.0
        sound = np.tanh(room.drive * sound / peak) * peak / np.tanh(room.drive)
    if room.drift_ppm:
        sound = stretch(sound, room.drift_ppm)
    if room.path_ms < 0:  # the driver's latency is wrong: the sound comes before its reference
        early = int(-room.path_ms * RATE_HZ / 1000)
        sound = np.concatenate([sound[early:], np.zeros(early)])
    path = response(room, rng)
    size = 1 << int(np.ceil(np.log2(len(sound) + len(path))))
    echo = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(path, size))[: len(played)]
    echo[: int(room.from_share * len(echo))] = 0.0
    return echo.astype(np.float32)


def stretch(sound: np.ndarray, ppm: float) -> np.ndarray:
    """Read the sound with a clock that is off by so many millionths."""
    taps = np.arange(-15, 17)
    padded = np.pad(sound, (16, 4096))
    pieces = []
    for start in range(0, len(sound), RATE_HZ):
        at = np.arange(start, min(start + RATE_HZ, len(sound))) * (1 + ppm * 1e-6)
        whole = np.floor(at).astype(int)
        off = (at - whole)[:, None] - taps
        kernel = np.sinc(off) * np.cos(np.pi * off / 34) ** 2
        places = np.minimum(whole[:, None] + taps + 16, len(padded) - 1)
        pieces.append((padded[places] * kernel).sum(1))
    return np.concatenate(pieces)


ROOMS = {
    room.name: room
    for room in (
        Room("desk", 0.2, 40.0, direct_db=3.0),
        Room("living", 0.4, 60.0),
        Room("hall", 0.7, 120.0, direct_db=-3.0),
        Room("distorted", 0.4, 60.0, drive=3.0),
        Room("overdriven", 0.4, 60.0, drive=8.0),
        Room("drifting", 0.4, 60.0, drift_ppm=50.0),
        Room("early", 0.4, -60.0),
        Room("unplugged", 0.4, 60.0, from_share=0.5),
    )
}
