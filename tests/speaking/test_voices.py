"""Every voice says the line, in the manner asked for, and another one takes over when it fails."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.speaking.conftest import Hear, pitch_hz
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.dialogue.styles import read_numbers
from voicecoach.errors import VoiceError
from voicecoach.speaking import neural_voice, system_voice
from voicecoach.speaking.line_cache import CachedVoice, Engine
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.shaping import COMMON_LEVEL_DBFS, spoken_level_dbfs
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.speaking.sound_files import read_rendered
from voicecoach.speaking.system_voice import SystemVoice
from voicecoach.speaking.voices import FallbackVoice, choose_voice
from voicecoach.turns import RATE_HZ, Manner, Samples

pytestmark = pytest.mark.model

LINE = "We are not paying eighteen thousand for work that came in three weeks late."
PLAIN = Manner()
FEMALE = VoiceChoice(sex="female")
MALE = VoiceChoice(sex="male", rate_wpm=150, volume=0.7, pitch_st=-2.0)

Make = Callable[[VoiceChoice], Engine]
both_engines = pytest.mark.parametrize("make", [NeuralVoice, SystemVoice])


def say(make: Make, choice: VoiceChoice, manner: Manner = PLAIN, text: str = LINE) -> Samples:
    voice = make(choice)
    try:
        return voice.render(text, manner)
    finally:
        voice.close()


@both_engines
@pytest.mark.parametrize("choice", [FEMALE, MALE])
def test_a_listener_understands_the_line(make: Make, choice: VoiceChoice, hear: Hear) -> None:
    heard = hear(say(make, choice))
    assert heard & {"18000", "eighteen", "18"}
    assert len(heard & {"we", "not", "paying", "work", "three", "3", "weeks", "late"}) >= 5


@both_engines
def test_a_line_has_no_silence_at_its_ends(make: Make) -> None:
    line = say(make, FEMALE)
    loud = np.flatnonzero(np.abs(line) > 0.01)
    assert loud[0] < 0.05 * RATE_HZ
    assert len(line) - loud[-1] < 0.1 * RATE_HZ
    assert line.dtype == np.float32


@both_engines
@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_a_faster_manner_is_shorter(make: Make, rate: float) -> None:
    plain, changed = say(make, FEMALE), say(make, FEMALE, Manner(rate=rate))
    assert len(plain) / len(changed) == pytest.approx(rate, rel=0.06)


@both_engines
def test_a_faster_persona_is_shorter(make: Make) -> None:
    slow, fast = (say(make, VoiceChoice(sex="male", rate_wpm=wpm)) for wpm in (140, 190))
    assert len(slow) / len(fast) == pytest.approx(190 / 140, rel=0.06)


def test_both_engines_take_about_equally_long() -> None:
    assert len(say(NeuralVoice, FEMALE)) == pytest.approx(len(say(SystemVoice, FEMALE)), rel=0.15)


@both_engines
@pytest.mark.parametrize("gain_db", [-9.0, 6.0])
def test_gain_and_volume_set_the_level(make: Make, gain_db: float) -> None:
    loud = say(make, FEMALE, Manner(gain_db=gain_db))
    assert spoken_level_dbfs(loud) == pytest.approx(COMMON_LEVEL_DBFS + gain_db, abs=0.7)
    assert np.abs(loud).max() < 1.0
    soft = say(make, FEMALE.model_copy(update={"volume": 0.5}), Manner(gain_db=gain_db))
    assert spoken_level_dbfs(soft) == pytest.approx(COMMON_LEVEL_DBFS + gain_db - 6.0, abs=0.7)


@both_engines
def test_pitch_moves_by_semitones_and_keeps_the_pace(make: Make) -> None:
    low, high = (
        say(make, VoiceChoice(sex="female", pitch_st=st, espeak="gmw/en")) for st in (-4.0, 4.0)
    )
    assert 12 * np.log2(pitch_hz(high) / pitch_hz(low)) == pytest.approx(8.0, abs=1.5)
    assert len(low) == pytest.approx(len(high), rel=0.06)


@both_engines
def test_a_manner_moves_the_pitch_and_keeps_the_pace(make: Make) -> None:
    low, high = (say(make, FEMALE, Manner(pitch_st=st)) for st in (-2.0, 2.0))
    assert 12 * np.log2(pitch_hz(high) / pitch_hz(low)) == pytest.approx(4.0, abs=1.0)
    assert len(low) == pytest.approx(len(high), rel=0.06)


@both_engines
def test_a_manner_scales_the_pauses_alone(make: Make) -> None:
    text = "Not a chance. You were late. Pay it back."
    plain, clipped, calm = (
        say(make, FEMALE, Manner(pause=pause), text) for pause in (1.0, 0.5, 1.4)
    )
    assert sound_s(clipped) == pytest.approx(sound_s(plain), abs=0.06)
    assert sound_s(calm) == pytest.approx(sound_s(plain), abs=0.06)
    assert len(clipped) < len(plain) - 0.1 * RATE_HZ
    assert len(calm) > len(plain) + 0.1 * RATE_HZ


def sound_s(samples: Samples) -> float:
    """Seconds that are not silence."""
    n_hops = len(samples) // 80
    levels = np.sqrt(np.mean(samples[: n_hops * 80].reshape(n_hops, 80) ** 2, axis=1))
    return float(np.sum(levels > 0.01 * levels.max()) * 80 / RATE_HZ)


@both_engines
def test_hostile_is_clipped_and_louder_and_rapport_slower_and_lower(make: Make) -> None:
    manners = read_numbers().manners
    text = "You told me twenty-six. I am paying fifteen. What have you come to say?"
    hostile, plain, warm = (
        say(make, FEMALE, manners[state], text) for state in ("hostile", "guarded", "rapport")
    )
    assert len(hostile) < 0.92 * len(plain) < len(plain) < 0.97 * len(warm)
    levels = [spoken_level_dbfs(line) for line in (warm, plain, hostile)]
    assert levels == sorted(levels)  # type: ignore[type-var]
    assert pitch_hz(warm) < pitch_hz(plain) < pitch_hz(hostile)


@both_engines
def test_a_man_speaks_lower_than_a_woman(make: Make) -> None:
    man, woman = (pitch_hz(say(make, VoiceChoice(sex=sex))) for sex in ("male", "female"))
    assert man < 0.85 * woman


@both_engines
def test_one_word_is_a_line_too(make: Make, hear: Hear) -> None:
    assert "no" in hear(say(make, FEMALE, text="No."))


def test_the_neural_voice_repeats_itself_exactly() -> None:
    assert np.array_equal(say(NeuralVoice, MALE), say(NeuralVoice, MALE))


def test_the_variant_of_an_espeak_voice_is_heard() -> None:
    plain, variant = (
        say(SystemVoice, VoiceChoice(sex="male", espeak=name)) for name in ("en-gb", "en-gb+f3")
    )
    assert pitch_hz(variant) > 1.3 * pitch_hz(plain)


@pytest.mark.slow
def test_the_system_voice_loses_no_line_from_two_threads() -> None:
    voice, texts = SystemVoice(FEMALE), [f"Number {n}. {'And so on. ' * n}" for n in range(10)]
    lengths: dict[tuple[int, int], int] = {}

    def speak(thread: int) -> None:
        for n, text in enumerate(texts):
            lengths[thread, n] = len(voice.render(text, Manner(rate=(0.8, 1.25)[n % 2])))

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    voice.close()
    for n in range(10):
        assert lengths[0, n] == pytest.approx(lengths[1, n], rel=0.02)
    for parity in range(2):
        assert all(lengths[0, n] < lengths[0, n + 2] for n in range(parity, 8, 2))


def test_the_system_voice_speaks_again_after_its_process_died() -> None:
    voice = SystemVoice(FEMALE)
    first = voice.render(LINE, Manner())
    assert voice._worker is not None
    voice._worker._process.kill()
    assert len(voice.render(LINE, Manner())) == pytest.approx(len(first), rel=0.02)
    voice.close()


def test_a_system_voice_that_hangs_is_reported_with_a_remedy() -> None:
    voice = SystemVoice(FEMALE, line_limit_s=0.0)
    with pytest.raises(VoiceError, match=r"no answer in .* s\); install it with 'sudo apt install"):
        voice.render(LINE * 20 if not sys.platform.startswith("linux") else "A", Manner())
    voice.close()


def test_a_system_voice_leaves_no_file_behind() -> None:
    voice = SystemVoice(FEMALE)
    voice.render(LINE, Manner())
    assert voice._worker is not None
    folder = Path(voice._worker._folder.name)
    assert list(folder.iterdir()) == []
    voice.close()
    assert not folder.exists()


def test_standard_output_stays_clean(capfd: pytest.CaptureFixture[str]) -> None:
    say(SystemVoice, FEMALE)
    assert capfd.readouterr() == ("", "")


def test_other_weights_than_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_voice, "MODEL_SHA256", "0" * 64)
    with pytest.raises(VoiceError, match="pinned is 000000000000"):
        say(NeuralVoice, FEMALE)


@both_engines
def test_a_line_without_words_is_a_short_silence(make: Make) -> None:
    line = say(make, FEMALE, text="...")
    assert len(line) == RATE_HZ // 4
    assert not line.any()


def test_the_silent_voice_lasts_as_long_as_the_others() -> None:
    silent = SilentVoice(FEMALE).render(LINE, Manner())
    assert not silent.any()
    assert len(silent) == pytest.approx(len(say(SystemVoice, FEMALE)), rel=0.25)
    hurried = SilentVoice(FEMALE).render(LINE, Manner(rate=1.25))
    assert len(silent) / len(hurried) == pytest.approx(1.25, rel=0.01)


def test_sound_of_any_kind_can_be_read(tmp_path: Path) -> None:
    import soundfile

    tone = (0.5 * np.sin(np.arange(44_100) * 0.05)).astype(np.float32)
    for name, options in {
        "a.aiff": {"subtype": "PCM_16"},
        "b.wav": {"subtype": "PCM_24"},
        "c.flac": {},
    }.items():
        soundfile.write(tmp_path / name, np.stack([tone, tone], axis=1), 44_100, **options)
        assert len(read_rendered(tmp_path / name)) == RATE_HZ
    (tmp_path / "d.wav").write_bytes(b"no sound at all")
    with pytest.raises(OSError, match="not a sound file"):
        read_rendered(tmp_path / "d.wav")


def test_auto_takes_the_better_voice(tmp_path: Path) -> None:
    voice = choose_voice("auto", FEMALE, tmp_path)
    assert voice.name == "hibari"
    voice.close()


@pytest.mark.parametrize("engine", ["hibari", "pyttsx3", "silent"])
def test_a_voice_can_be_named(engine: str, tmp_path: Path) -> None:
    voice = choose_voice(engine, FEMALE, tmp_path)  # type: ignore[arg-type]
    assert voice.name == engine
    assert len(voice.render("Fine.", Manner())) > 0.1 * RATE_HZ
    voice.close()


def test_without_the_better_voice_auto_takes_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    monkeypatch.delitem(sys.modules, "hibari", raising=False)
    assert choose_voice("auto", FEMALE, tmp_path).name == "pyttsx3"


def test_a_voice_that_fails_is_replaced_once_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neural_voice, "MODEL_SHA256", "0" * 64)
    said: list[str] = []
    voice = choose_voice("auto", FEMALE, tmp_path, on_switch=said.append)
    assert len(voice.render(LINE, Manner())) > RATE_HZ
    voice.render("Fine.", Manner())
    assert voice.name == "pyttsx3"
    assert len(said) == 1
    assert said[0].endswith("going on with pyttsx3")
    voice.close()


def test_two_voices_that_fail_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_voice, "MODEL_SHA256", "0" * 64)
    voice = FallbackVoice(
        CachedVoice(NeuralVoice(FEMALE), tmp_path),
        lambda: CachedVoice(NeuralVoice(MALE), tmp_path),
        lambda _why: None,
    )
    with pytest.raises(VoiceError, match="pinned"):
        voice.render(LINE, Manner())


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see processes")
def test_closing_ends_the_process() -> None:
    voice = SystemVoice(FEMALE)
    voice.render("Fine.", Manner())
    assert voice._worker is not None
    process = voice._worker._process.pid
    voice.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_every_system_has_a_remedy() -> None:
    assert "espeak-ng" in system_voice.REMEDIES["linux"]
    assert set(system_voice.REMEDIES) == {"linux", "darwin", "win32"}
