"""Recordings from anywhere are measured, or say what could not be told."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.analysis.conftest import KnownTalk
from voicecoach.analysis import Failure, Request, analyse, analyse_files, parse_channels
from voicecoach.errors import RecordingError, SettingsError
from voicecoach.measures import plain, reasons
from voicecoach.turns import RATE_HZ


def channels(path: Path) -> np.ndarray:
    return soundfile.read(path)[0]


def test_two_channels_are_two_speakers(talk: KnownTalk) -> None:
    measured = analyse(Request(talk.path))
    figures = plain(measured.figures)
    assert measured.layout == "learner and counterpart"
    assert figures["talk_share"] == pytest.approx(talk.talk_share, abs=0.01)
    assert figures["held_silences"] == 1
    assert figures["longest_silence_s"] == pytest.approx(talk.longest_silence_s, abs=0.05)
    assert figures["response_latency_median_s"] == pytest.approx(talk.answered_after_s, abs=0.05)
    assert figures["overlap_s"] == 0
    assert figures["pitch_median_hz"] == pytest.approx(100, rel=0.05)
    assert [turn.who for turn in measured.turns] == ["counterpart", "learner"] * 4


def test_channels_can_be_named_the_other_way_round(talk: KnownTalk) -> None:
    measured = analyse(Request(talk.path, channels=parse_channels("counterpart,learner")))
    assert measured.figures["talk_share"].value == pytest.approx(1 - talk.talk_share, abs=0.01)
    assert measured.figures["pitch_median_hz"].value == pytest.approx(130, rel=0.06)


def test_two_files_are_two_speakers(talk: KnownTalk, tmp_path: Path) -> None:
    sound = channels(talk.path)
    for index, name in enumerate(("own.wav", "theirs.wav")):
        soundfile.write(tmp_path / name, sound[:, index], RATE_HZ)
    measured = analyse(Request(tmp_path / "own.wav", counterpart=tmp_path / "theirs.wav"))
    assert measured.figures["talk_share"].value == pytest.approx(talk.talk_share, abs=0.01)


def test_one_channel_is_one_speaker(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "alone.wav"
    soundfile.write(path, channels(talk.path)[:, 0], RATE_HZ)
    measured = analyse(Request(path))
    assert measured.layout == "one speaker"
    assert "no counterpart" in reasons(measured.figures)["talk_share"]
    assert measured.figures["held_silences"].value == 3
    assert measured.figures["longest_turn_s"].value == pytest.approx(10.1, abs=0.1)


def test_two_speakers_on_one_channel_cannot_be_told_apart(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "memo.wav"
    soundfile.write(path, channels(talk.path).mean(axis=1), RATE_HZ)
    measured = analyse(Request(path, channels=("both",)))
    assert "cannot be told apart" in reasons(measured.figures)["talk_share"]
    assert "cannot be told apart" in reasons(measured.figures)["pitch_median_hz"]
    assert measured.figures["level_dbfs"].value is not None
    assert any("cannot be told apart" in note for note in measured.notes)


def test_the_same_sound_on_both_channels_is_one_speaker(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "memo.wav"
    sound = channels(talk.path)[:, 0]
    soundfile.write(path, np.stack([sound, 0.8 * sound], axis=1), RATE_HZ)
    measured = analyse(Request(path))
    assert measured.layout == "one speaker"
    assert any("same sound" in note for note in measured.notes)


def test_four_channels_must_be_named(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "four.wav"
    sound = channels(talk.path)
    soundfile.write(path, np.concatenate([sound, sound], axis=1), RATE_HZ)
    with pytest.raises(SettingsError, match="4 channels; say who is on each"):
        analyse(Request(path))
    names = parse_channels("skip,skip,learner,counterpart")
    assert analyse(Request(path, channels=names)).figures["talk_share"].value is not None


def test_naming_more_channels_than_there_are_is_refused(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "alone.wav"
    soundfile.write(path, channels(talk.path)[:, 0], RATE_HZ)
    with pytest.raises(SettingsError, match=r"has 1 channel\(s\)"):
        analyse(Request(path, channels=parse_channels("learner,counterpart")))


@pytest.mark.parametrize(
    "text", ["me,you", "learner,learner", "counterpart", "both,learner", "", "skip"]
)
def test_channel_names_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="--channels"):
        parse_channels(text)


@pytest.mark.parametrize("rate_hz", [8_000, 96_000])
def test_every_rate_gives_the_same_figures(talk: KnownTalk, tmp_path: Path, rate_hz: int) -> None:
    import soxr

    path = tmp_path / "other.wav"
    soundfile.write(path, soxr.resample(channels(talk.path), RATE_HZ, rate_hz), rate_hz)
    ours, other = plain(analyse(Request(talk.path)).figures), plain(analyse(Request(path)).figures)
    assert other["talk_share"] == pytest.approx(ours["talk_share"], abs=0.01)
    assert other["pitch_median_hz"] == pytest.approx(ours["pitch_median_hz"], rel=0.01)


@pytest.mark.parametrize("trouble", ["clipping", "offset", "hum", "quiet"])
def test_poor_sound_gives_right_figures_or_none(
    talk: KnownTalk, tmp_path: Path, trouble: str
) -> None:
    sound = channels(talk.path)
    times = np.arange(len(sound))[:, None] / RATE_HZ
    spoiled = {
        "clipping": np.clip(4 * sound, -0.5, 0.5),
        "offset": sound + 0.1,
        "hum": sound + 0.003 * np.sin(2 * np.pi * 50 * times),
        "quiet": 0.05 * sound,
    }[trouble]
    path = tmp_path / f"{trouble}.wav"
    soundfile.write(path, spoiled, RATE_HZ, subtype="FLOAT")
    figures = plain(analyse(Request(path)).figures)
    assert figures["talk_share"] == pytest.approx(talk.talk_share, abs=0.02)
    assert figures["longest_silence_s"] == pytest.approx(talk.longest_silence_s, abs=0.1)
    assert figures["pitch_median_hz"] == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("n_samples", [1, 100, RATE_HZ, 10 * RATE_HZ])
def test_silence_is_measured_as_nothing(tmp_path: Path, n_samples: int) -> None:
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(n_samples), RATE_HZ)
    measured = analyse(Request(path))
    assert measured.figures["pitch_median_hz"].value is None
    assert measured.figures["talk_share"].value is None
    assert any("no speech" in note for note in measured.notes)
    assert measured.turns == ()


def test_a_cut_off_file_is_measured_and_says_so(talk: KnownTalk, tmp_path: Path) -> None:
    path = tmp_path / "cut.flac"
    soundfile.write(path, channels(talk.path), RATE_HZ)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    measured = analyse(Request(path))
    assert measured.duration_s < 55
    assert any("cut off" in note for note in measured.notes)


def test_a_file_that_is_not_sound_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.wav"
    path.write_text("Dear Sir or Madam, " * 50)
    with pytest.raises(RecordingError, match="is text, not sound"):
        analyse(Request(path))


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_file_does_not_stop_the_rest(talk: KnownTalk, tmp_path: Path, workers: int) -> None:
    requests = [Request(talk.path), Request(tmp_path / "gone.wav"), Request(talk.path)]
    shares: dict[int, list[float]] = {0: [], 1: [], 2: []}
    results = dict(
        analyse_files(
            requests, workers=workers, on_progress=lambda index, share: shares[index].append(share)
        )
    )
    assert set(results) == {0, 1, 2}
    assert isinstance(results[1], Failure)
    assert "no such file" in results[1].message
    assert plain(results[0].figures) == plain(results[2].figures)
    assert max(shares[0]) == 1.0
    assert sorted(shares[0]) == shares[0]
