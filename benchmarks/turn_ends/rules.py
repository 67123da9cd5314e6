"""End-of-turn rules on the same heard pauses: ours, and what others do by default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from turn_ends.listening import HeardPause
from voicecoach.measures.melody import final_slope_st_s
from voicecoach.turn_taking.end_of_turn import Evidence, Patience, wait_at_pause

# A wait in seconds from the last audible sample.
Wait = Callable[[HeardPause], float]
SMART_TURN_S = 0.06  # what it takes to ask, on one thread
COMPLETE = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A name for the table, and how long it waits."""

    name: str
    wait: Wait
    needs_smart_turn: bool = False


def evidence_of(pause: HeardPause) -> Evidence:
    return Evidence(
        text=pause.text,
        turn_s=pause.end_s - pause.speech[0][0],
        ending=pause.ending,
        slope_st_s=final_slope_st_s(pause.clip.samples),
        own_pauses_s=pause.own_pauses_s,
    )


def ours(patience: Patience) -> Wait:
    return lambda pause: wait_at_pause(evidence_of(pause), patience)


def smart_turn_gate(complete_s: float, incomplete_s: float) -> Wait:
    def wait(pause: HeardPause) -> float:
        is_complete = pause.smart_turn is not None and pause.smart_turn > COMPLETE
        return complete_s if is_complete else incomplete_s

    return wait


def punctuation(stop: float, exclaimed: float, asked: float, none: float, ellipsis: float) -> Wait:
    def wait(pause: HeardPause) -> float:
        text = pause.text.rstrip()
        if text.endswith(("...", "…")):
            return ellipsis
        return {".": stop, "!": exclaimed, "?": asked}.get(text[-1:], none)

    return wait


RULES = (
    Rule("this program", ours(Patience())),
    Rule("fixed 0.6 s (RealtimeSTT)", lambda _pause: 0.6),
    Rule("fixed 0.7 s (naive loop)", lambda _pause: 0.7),
    Rule("fixed 1.0 s", lambda _pause: 1.0),
    Rule("fixed 1.3 s", lambda _pause: 1.3),
    Rule("Smart Turn 0.2 s, else 3 s (Pipecat)", smart_turn_gate(0.2 + SMART_TURN_S, 3.0), True),
    Rule("soft end, 0.8 s, else 2 s (HF speech-to-speech)", smart_turn_gate(0.8, 2.0), True),
    Rule("punctuation, fast (RealtimeVoiceChat)", punctuation(0.39, 0.35, 0.33, 1.25, 2.3)),
    Rule("punctuation, slow (RealtimeVoiceChat)", punctuation(0.9, 0.8, 0.8, 1.9, 3.0)),
)
