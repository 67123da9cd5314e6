"""What was measured during practice and what `analyse` finds in the recording agree."""

import pytest

from tests.sessions.conftest import Finished
from voicecoach.analysis import Request, analyse
from voicecoach.measures import plain

# Figures that need no words; those of the words differ as far as two recognitions differ.
WITHIN_2_PERCENT = (
    "longest_turn_s",
    "longest_counterpart_turn_s",
    "learner_speech_s",
    "counterpart_speech_s",
    "heard_syllables_per_s",
    "held_silences",
    "longest_silence_s",
    "response_latency_median_s",
    "overlap_s",
    "interruptions",
    "pitch_median_hz",
    "pitch_spread_st",
    "level_dbfs",
)


@pytest.mark.model
@pytest.mark.slow
def test_live_and_afterwards_agree(demo: Finished) -> None:
    live = demo.result["measures"]
    after = plain(analyse(Request(demo.folder / "sound.wav")).figures)
    assert after["talk_share"] == pytest.approx(live["talk_share"], abs=0.01)
    for key in WITHIN_2_PERCENT:
        assert after[key] == pytest.approx(live[key], rel=0.02), key
