from __future__ import annotations

import numpy as np

from voicecoach.measures import measure_session, plain
from voicecoach.turns import RATE_HZ, Turn


def test_a_learner_who_said_nothing_is_measured_as_such() -> None:
    """Digital silence has no syllables and no pitch, and is no error."""
    sound = np.zeros(20 * RATE_HZ, dtype=np.float32)
    line = Turn("counterpart", 0.0, 4.0, "You'll be the bill.")
    figures = plain(measure_session(learner=sound, counterpart=sound, turns=[line], silences=[]))
    assert figures["talk_share"] in (0.0, None)
    assert figures["words_per_minute"] is None
    assert figures["pitch_median_hz"] is None
