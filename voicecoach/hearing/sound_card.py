"""The sound card: microphone and loudspeaker on one clock, through one PortAudio stream.

The callback copies, resamples and stamps; everything else happens in the loop that reads blocks.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import DeviceError
from voicecoach.hearing.devices import (
    Device,
    leave_portaudio,
    portaudio,
    refind_device,
    restart_portaudio,
)
from voicecoach.hearing.dropout import DropoutWatch
from voicecoach.hearing.fifo import Fifo
from voicecoach.hearing.level_watch import LevelWatch
from voicecoach.hearing.recorded_loop import CueCounter, block_of, silent
from voicecoach.ports import Block, LinePlayer, Microphone, Played
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, RATE_HZ, Samples

logger = logging.getLogger(__name__)

STALLED_S = 0.3  # a device that delivers nothing for so long has stalled
SAID_AFTER_S = 0.6  # shorter is a busy machine, not worth a word
STEADY_S = 3.0  # a device that has just begun may stutter: that is told by now
REOPEN_AFTER_S = 0.5
OPENING_S = 2.5  # PulseAudio took up to 1.9 s to begin with a new stream
GIVE_UP_S = 20.0
LONGEST_CLOSE_S = 3.0
LONGEST_QUEUE = 3000  # blocks, 96 s: more means that the program has stopped listening
LONGEST_LATENCY_S = 0.5  # a device that reports more is guessing


@dataclass(frozen=True, slots=True)
class _Silence:
    samples: Samples
    line: int | None = None
    has_line_ended: bool = False


class SoundCard:
    """Blocks from real devices; either side may be missing or, for the learner, a recording.

    Parameters
    ----------
    player : LinePlayer
        Where the counterpart's sound comes from.
    microphone : Device or None
        None when the learner is a recording.
    loudspeaker : Device or None
        None: the counterpart is only recorded.
    recorded : Microphone or None
        The recorded learner, if there is one.
    """

    def __init__(
        self,
        player: LinePlayer,
        *,
        microphone: Device | None,
        loudspeaker: Device | None,
        recorded: Microphone | None = None,
    ) -> None:
        self._player = player
        self._recorded = recorded
        self._queue: queue.Queue[tuple[Samples, Played, float, bool]] = queue.Queue(LONGEST_QUEUE)
        self._is_over = False
        self._delayed: deque[Played] = deque()
        self._counter = CueCounter()
        self._latency_s: float | None = None
        self._is_closed = False
        self._name = microphone.name if microphone is not None else "the loudspeaker"
        self._devices = (microphone, loudspeaker)
        self._watch = LevelWatch() if microphone is not None else None
        self._dropout = DropoutWatch()
        self._delivered = self._opened = 0.0  # on the wall clock, which decides nothing else
        self._opener: threading.Thread | None = None
        self._stream, self._rate_hz = self._open(microphone, loudspeaker)
        self._inward = Fifo(self._rate_hz, RATE_HZ)
        self._outward = Fifo(RATE_HZ, self._rate_hz)

    def _open(self, microphone: Device | None, loudspeaker: Device | None) -> tuple[Any, int]:
        problem: Exception | None = None
        sd = portaudio()
        device = (microphone or loudspeaker) or _no_device()
        for rate_hz in dict.fromkeys([RATE_HZ, device.rate_hz, 48_000, 44_100]):
            for n_outputs in (1, 2):
                try:
                    return self._stream_at(rate_hz, n_outputs, microphone, loudspeaker), rate_hz
                except (sd.PortAudioError, ValueError) as error:
                    problem = problem or error
        names = " and ".join(f"'{d.name}'" for d in (microphone, loudspeaker) if d is not None)
        raise DeviceError(
            f"{names} cannot be opened ({problem}); another program may hold it: close that, "
            "or choose another with --microphone and --speaker (see `voicecoach devices`)"
        )

    def _stream_at(
        self, rate_hz: int, n_outputs: int, microphone: Device | None, loudspeaker: Device | None
    ) -> Any:
        sd = portaudio()
        common = {
            "samplerate": rate_hz,
            "blocksize": FRAME_SAMPLES * rate_hz // RATE_HZ,
            "dtype": "float32",
            "latency": "low",
        }
        if microphone is not None and loudspeaker is not None:
            return sd.Stream(
                device=(microphone.number, loudspeaker.number),
                channels=(1, n_outputs),
                callback=self._on_both,
                **common,
            )
        if microphone is not None:
            return sd.InputStream(
                device=microphone.number, channels=1, callback=self._on_input, **common
            )
        assert loudspeaker is not None
        return sd.OutputStream(
            device=loudspeaker.number, channels=n_outputs, callback=self._on_output, **common
        )

    # PortAudio's thread

    def _on_both(
        self,
        indata: NDArray[np.float32],
        outdata: NDArray[np.float32],
        _n: int,
        when: Any,
        status: Any,
    ) -> None:
        if self._latency_s is None:
            self._latency_s = _latency_s(when, self._stream)
        self._hear(indata, gap_s=FRAME_S if status.input_overflow else 0.0)
        outdata[:] = self._outward.take(len(outdata))[:, None]

    def _on_input(self, indata: NDArray[np.float32], _n: int, _time: Any, status: Any) -> None:
        self._latency_s = 0.0
        self._hear(indata, gap_s=FRAME_S if status.input_overflow else 0.0)

    def _hear(self, indata: NDArray[np.float32], *, gap_s: float) -> None:
        self._delivered = time.monotonic()
        self._inward.put(indata[:, 0].copy())
        while len(self._inward) >= FRAME_SAMPLES:
            heard = self._inward.take(FRAME_SAMPLES)
            gap_s += self._dropout.hear(heard)
            if self._dropout.is_gone:  # as if there were no stream: the line waits, too
                self._outward.put(silent())
                continue
            self._exchange(heard, gap_s)
            gap_s = 0.0
        while len(self._outward) < len(indata):  # the resampler is still filling
            self._outward.put(silent())

    def _on_output(self, outdata: NDArray[np.float32], _n: int, _time: Any, _status: Any) -> None:
        self._latency_s = 0.0
        self._delivered = time.monotonic()
        while len(self._outward) < len(outdata):
            assert self._recorded is not None
            played = self._player.pull(FRAME_SAMPLES)
            cues = self._counter.hear(played)
            heard = None if self._is_over else self._recorded.read(FRAME_SAMPLES, cues)
            self._is_over = heard is None
            self._outward.put(played.samples)
            self._deliver(silent() if heard is None else heard, played, 0.0)
        outdata[:] = self._outward.take(len(outdata))[:, None]

    def _exchange(self, heard: Samples, gap_s: float) -> None:
        played = self._player.pull(FRAME_SAMPLES)
        self._outward.put(played.samples)
        self._deliver(heard, played, gap_s)

    def _deliver(self, heard: Samples, played: Played, gap_s: float) -> None:
        try:
            self._queue.put_nowait((heard, played, gap_s, self._is_over))
        except queue.Full:
            logger.warning("the program has not listened for %.0f s", LONGEST_QUEUE * FRAME_S)

    # The loop's thread

    def blocks(self) -> Iterator[Block]:
        """Yield blocks until closed; while a device is silent, blocks without sound or time.

        Raises
        ------
        DeviceError
            When a device that went silent has not come back in `GIVE_UP_S`.
        """
        number, silent_since, is_told, returned = 0, 0.0, False, -STEADY_S
        self._stream.start()
        self._opened = self._delivered = time.monotonic()
        while not self._is_closed:
            try:
                heard, played, gap_s, is_over = self._queue.get(timeout=STALLED_S)
            except queue.Empty:
                now = time.monotonic()
                silent_since = silent_since or now - STALLED_S
                is_news = not is_told and silent_since + SAID_AFTER_S <= now >= returned + STEADY_S
                is_told = is_told or is_news
                yield self._stalled(number, is_news=is_news)
                self._bring_back()
                continue
            trouble = self._watch.hear(heard) if self._watch is not None else None
            if silent_since:
                gap_s += FRAME_S
                trouble = f"{self._name} is back" if is_told else trouble
                silent_since, is_told, returned = 0.0, False, time.monotonic()
            audible = self._audible_now(played)
            block = block_of(number, heard, audible, is_over=is_over, gap_s=gap_s)
            yield replace(block, trouble=trouble)
            number += 1

    def _stalled(self, number: int, *, is_news: bool) -> Block:
        block = block_of(number, silent(), _Silence(silent()))
        trouble = f"{self._name} delivers no sound; the clock stands still" if is_news else None
        return replace(block, is_stalled=True, trouble=trouble)

    def _bring_back(self) -> None:
        """Open the devices anew, as they are found now."""
        now = time.monotonic()
        since_s = now - self._delivered
        if since_s < STALLED_S:
            return  # zeros: a microphone that was muted, or that the sound server will find again
        if since_s > GIVE_UP_S:
            raise DeviceError(
                f"{self._name} has delivered no sound for {since_s:.0f} s; plug it in again and "
                "start anew; what was recorded so far is kept"
            )
        is_at_it = self._opener is not None and self._opener.is_alive()
        if is_at_it or since_s < REOPEN_AFTER_S or now - self._opened < OPENING_S:
            return
        # In a thread of its own: a sound system that lost a device may never answer.
        self._opener = threading.Thread(target=self._open_anew, name="sound", daemon=True)
        self._opener.start()

    def _open_anew(self) -> None:
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)
        try:
            restart_portaudio()
            self._stream, self._rate_hz = self._open(*self._find())
            self._inward = Fifo(self._rate_hz, RATE_HZ)
            self._outward = Fifo(RATE_HZ, self._rate_hz)
            self._latency_s = None
            self._stream.start()
            self._opened = time.monotonic()
        except (DeviceError, portaudio().PortAudioError) as error:
            logger.info("not yet back: %s", error)

    def _find(self) -> tuple[Device | None, Device | None]:
        """Find the same devices again, or what has become the default in their place."""
        microphone, loudspeaker = self._devices
        return (
            refind_device(microphone, "input") if microphone is not None else None,
            refind_device(loudspeaker, "output") if loudspeaker is not None else None,
        )

    def _audible_now(self, played: Played) -> Played:
        """Delay what was played by the devices' latency: the clock is the microphone's."""
        self._delayed.append(played)
        n_blocks = round((self._latency_s or 0.0) / FRAME_S)
        if len(self._delayed) > n_blocks:
            return self._delayed.popleft()
        return _Silence(silent())

    def close(self) -> None:
        """Stop the sound within one block and give the devices back, if they let us."""
        self._is_closed = True
        closer = threading.Thread(target=self._shut, name="sound", daemon=True)
        closer.start()
        closer.join(timeout=LONGEST_CLOSE_S)
        if closer.is_alive():
            logger.warning("the sound system does not give %s back", self._name)
            leave_portaudio()

    def _shut(self) -> None:
        if self._opener is not None:
            self._opener.join()
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)


def _latency_s(when: Any, stream: Any) -> float:
    latency_s = float(when.outputBufferDacTime - when.inputBufferAdcTime)
    if not 0 < latency_s < LONGEST_LATENCY_S:  # some hosts report zeros
        latency_s = min(sum(stream.latency), LONGEST_LATENCY_S)
    return latency_s


def _no_device() -> Device:
    raise DeviceError("no sound device; plug in a microphone, or practise with --script FILE")
