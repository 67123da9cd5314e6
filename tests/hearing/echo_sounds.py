"""Ideal voices for echo: noise with the rhythm and the colour of speech."""

import numpy as np

from voicecoach.hearing.echo import Cleaned, EchoGuard
from voicecoach.turns import FRAME_SAMPLES, RATE_HZ, Samples


def voice(seconds: float, seed: int, *, level: float = 0.08) -> Samples:
    """Syllables of coloured noise, five a second, with short gaps."""
    rng = np.random.default_rng(seed)
    n = int(seconds * RATE_HZ)
    noise = rng.normal(size=n)
    coloured = np.convolve(noise, 0.9 ** np.arange(40), mode="same")
    knots = np.repeat(rng.uniform(0.1, 1.0, n // 3200 + 1), 3200)[:n]
    loudness = np.convolve(knots, np.hanning(800) / 400, mode="same")
    sound = coloured * loudness
    return np.asarray(sound * level / np.sqrt(np.mean(sound**2)), dtype=np.float32)


def room_noise(n_samples: int, level: float = 1e-3) -> Samples:
    return np.random.default_rng(9).normal(0, level, n_samples).astype(np.float32)


def delayed(sound: Samples, n_samples: int, gain: float = 0.4) -> Samples:
    """A pure delay; a negative one comes early."""
    out = np.zeros_like(sound)
    if n_samples >= 0:
        out[n_samples:] = sound[: len(sound) - n_samples]
    else:
        out[:n_samples] = sound[-n_samples:]
    return out * np.float32(gain)


def at_rate(sound: Samples, ppm: float) -> Samples:
    """The same sound from a device whose clock is off."""
    at = np.arange(len(sound)) * (1 + ppm * 1e-6)
    whole = np.floor(at).astype(int)
    off = (at - whole)[:, None] - np.arange(-15, 17)
    kernel = np.sinc(off) * np.cos(np.pi * off / 34) ** 2
    padded = np.pad(sound, (16, 128))
    places = np.minimum(whole[:, None] + np.arange(-15, 17) + 16, len(padded) - 1)
    return np.asarray((padded[places] * kernel).sum(1), dtype=np.float32)


def run(guard: EchoGuard, microphone: Samples, played: Samples) -> list[Cleaned]:
    """Feed whole blocks of both."""
    n = len(microphone) // FRAME_SAMPLES
    blocks = [slice(k * FRAME_SAMPLES, (k + 1) * FRAME_SAMPLES) for k in range(n)]
    return [guard.hear(microphone[at], played[at]) for at in blocks]


def level_db(blocks: list[Samples]) -> float:
    return float(10 * np.log10(np.mean(np.square(np.concatenate(blocks))) + 1e-20))
