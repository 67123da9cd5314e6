"""What the program hears of an utterance: its pauses, and the words and the time they take.

The same code as in a session: Silero, the floor, the clip that would be transcribed, Whisper. Only
the rule that ends the turn is left out, so that several can be tried on the same pauses.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from turn_ends.material import Utterance
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.practice.sound_memory import SoundMemory
from voicecoach.turn_taking import Floor, Frame, LearnerPaused, LearnerResumed
from voicecoach.turn_taking.frames import HOPS_PER_FRAME, QUIET_DBFS
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, Clip, Ending, Samples, Transcript

SmartTurn = Callable[[Samples], float]
SMART_TURN_AT_S = 0.2  # silence after which it is asked


@dataclass(slots=True)
class HeardPause:
    """A pause as the program met it."""

    end_s: float  # of the speech before it, as the floor heard it
    asked_s: float  # when the clip went to the recogniser
    transcribe_s: float
    text: str
    ending: Ending | None
    clip: Clip
    speech: tuple[tuple[float, float], ...]
    own_pauses_s: tuple[float, ...]  # earlier in this turn
    smart_turn: float | None = None  # probability that the turn is complete
    resumed_s: float | None = None  # when the floor was told that it went on

    @property
    def ready_s(self) -> float:
        """When the words were there."""
        return self.asked_s + self.transcribe_s


class Recogniser:
    """Whisper, and the time it takes or is said to take; remembers on disk, if it may."""

    def __init__(
        self, transcriber: WhisperTranscriber, memory: Path | None, takes_s: float | None
    ) -> None:
        self._transcriber = transcriber
        self._memory = memory
        self._takes_s = takes_s

    def hear(self, clip: Clip) -> tuple[Transcript, float]:
        """Transcribe; tell how long it took."""
        transcript, took_s = self._measured(clip)
        return transcript, took_s if self._takes_s is None else self._takes_s

    def _measured(self, clip: Clip) -> tuple[Transcript, float]:
        key = hashlib.sha256(clip.samples.tobytes()).hexdigest()[:24]
        path = None if self._memory is None else self._memory / f"{key}.json"
        if path is not None and path.exists():
            kept = json.loads(path.read_text())
            ending = kept["transcript"].pop("ending")
            ending = None if ending is None else Ending(**ending)
            return Transcript(**kept["transcript"], ending=ending), kept["took_s"]
        began = time.perf_counter()
        transcript = self._transcriber.transcribe(clip)
        took_s = time.perf_counter() - began
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"transcript": asdict(transcript), "took_s": took_s}))
        return transcript, took_s


def listen(
    utterance: Utterance, recogniser: Recogniser, smart_turn: SmartTurn | None
) -> list[HeardPause]:
    """Play the utterance to the floor and keep every pause it tells of."""
    voice_activity, floor, memory = VoiceActivity(), Floor(), SoundMemory()
    floor.offer_again(0.0)
    heard: list[HeardPause] = []
    is_open = False  # the newest pause has neither been judged nor gone on
    for number in range(len(utterance.samples) // FRAME_SAMPLES):
        block = utterance.samples[number * FRAME_SAMPLES : (number + 1) * FRAME_SAMPLES]
        now_s = (number + 1) * FRAME_S
        memory.hear(block)
        frame = Frame(now_s, voice_activity.probability(block), _levels_dbfs(block))
        for event in floor.hear(frame):
            if isinstance(event, LearnerPaused):
                heard.append(_heard(event, now_s, memory, recogniser))
                is_open = True
            elif isinstance(event, LearnerResumed):
                heard[-1].resumed_s = event.at_s
                is_open = False
        if not is_open:
            continue
        pause = heard[-1]
        if smart_turn and pause.smart_turn is None and now_s >= pause.end_s + SMART_TURN_AT_S:
            first = round(pause.speech[0][0] * FRAME_SAMPLES / FRAME_S)
            turn = utterance.samples[max(0, first - 3200) : (number + 1) * FRAME_SAMPLES]
            pause.smart_turn = smart_turn(turn)
        if not pause.text and now_s >= pause.ready_s:  # a cough: the turn never began
            floor.dismiss()
            is_open = False
    return heard


def _heard(
    event: LearnerPaused, now_s: float, memory: SoundMemory, recogniser: Recogniser
) -> HeardPause:
    clip = memory.clip(event.speech)
    transcript, took_s = recogniser.hear(clip)
    own = [b[0] - a[1] for a, b in zip(event.speech, event.speech[1:], strict=False)]
    return HeardPause(
        end_s=event.end_s,
        asked_s=now_s,
        transcribe_s=took_s,
        text=transcript.text,
        ending=transcript.ending,
        clip=clip,
        speech=event.speech,
        own_pauses_s=tuple(own),
    )


def _levels_dbfs(samples: Samples) -> tuple[float, ...]:
    hops = samples.reshape(HOPS_PER_FRAME, -1)
    power = np.mean(np.square(hops, dtype=np.float64), axis=1)
    return tuple(float(10 * np.log10(max(p, 10 ** (QUIET_DBFS / 10)))) for p in power)
