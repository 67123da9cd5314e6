"""What the learner said, and the figures that rest on it."""

from pathlib import Path

import pytest

from tests.analysis.conftest import KnownTalk
from voicecoach.analysis import Request, analyse
from voicecoach.analysis.transcribing import AIR_S, read_clips
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_channels
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.turns import RATE_HZ, MoveKind


def test_clips_are_read_from_their_places(talk: KnownTalk) -> None:
    whole = read_channels(talk.path)[1]
    spans = [(0.0, 2.0), (9.5, 12.25), (30.0, 31.0)]
    for (start, end), clip in zip(spans, read_clips((talk.path, 1), spans), strict=True):
        first = max(0, round((start - AIR_S) * RATE_HZ))
        last = round((end + AIR_S) * RATE_HZ)
        assert clip.start_s == pytest.approx(first / RATE_HZ)
        assert (clip.samples == whole[first:last]).all()


def test_a_clip_past_the_end_is_cut_there(talk: KnownTalk) -> None:
    n_samples = len(read_channels(talk.path)[0])
    end_s = n_samples / RATE_HZ
    (clip,) = read_clips((talk.path, 0), [(end_s - 1.0, end_s)])
    assert len(clip.samples) == pytest.approx((1.0 + AIR_S) * RATE_HZ, abs=2)


@pytest.mark.model
@pytest.mark.slow
def test_words_are_counted_and_questions_known(
    talk: KnownTalk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache: Path = tmp_path_factory.mktemp("cache")
    model = locate_model("tiny.en", path=None, cache=cache)
    shares: list[float] = []
    measured = analyse(
        Request(talk.path),
        transcriber=WhisperTranscriber(model, name="tiny.en"),
        on_progress=shares.append,
    )
    own = [turn for turn in measured.turns if turn.who == "learner"]
    assert all(turn.text for turn in own)
    assert "side first" in own[0].text
    assert any(move.kind == MoveKind.EMOTION_LABEL for move in own[1].moves)
    assert measured.figures["words_per_minute"].value == pytest.approx(195, rel=0.1)
    assert measured.figures["questions_per_minute"].value is not None
    assert sorted(shares) == shares
    assert shares[-1] == 1.0
