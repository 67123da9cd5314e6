"""Two seconds of microphone: alive, loud enough, not clipping."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.hearing.devices import Device, portaudio

LISTEN_S = 2.0
DEAD_DBFS = -80.0  # a muted microphone delivers zeros or nearly so
QUIET_DBFS = -45.0
CLIPPED_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class Level:
    """What a microphone delivered."""

    loudest_dbfs: float  # of 20 ms stretches
    clipped_share: float

    @property
    def advice(self) -> str | None:
        """What to mend, or None if all is well."""
        if self.loudest_dbfs < DEAD_DBFS:
            return "delivers silence: it is muted, or not allowed for this program"
        if self.clipped_share > CLIPPED_SHARE:
            return "is too loud and distorts: turn its level down"
        if self.loudest_dbfs < QUIET_DBFS:
            return "is very quiet: come closer, or turn its level up"
        return None


def measure_level(device: Device, *, seconds: float = LISTEN_S) -> Level:
    """Listen for two seconds and measure."""
    sd = portaudio()
    try:
        sound = sd.rec(
            round(seconds * device.rate_hz),
            samplerate=device.rate_hz,
            channels=1,
            device=device.number,
            dtype="float32",
            blocking=True,
        )[:, 0]
    except (sd.PortAudioError, ValueError) as error:
        raise DeviceError(
            f"microphone {device.number} '{device.name}' cannot be opened ({error}); "
            "another program may hold it, or choose another with --microphone"
        ) from error
    n_hop = device.rate_hz // 50
    hops = sound[: len(sound) // n_hop * n_hop].reshape(-1, n_hop)
    loudest = float(np.sqrt(np.mean(np.square(hops), axis=1)).max()) if len(hops) else 0.0
    return Level(
        loudest_dbfs=20 * float(np.log10(max(loudest, 1e-6))),
        clipped_share=float(np.mean(np.abs(sound) > 0.999)) if len(sound) else 0.0,
    )
