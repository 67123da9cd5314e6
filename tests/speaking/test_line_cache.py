"""A line is rendered once, kept privately, and given back bit for bit."""

from __future__ import annotations

import stat
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.speaking.line_cache import CachedVoice
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.turns import Manner

pytestmark = pytest.mark.model

FEMALE = VoiceChoice(sex="female")
PLAIN = Manner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lines"


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_hit_is_the_miss_bit_for_bit(folder: Path) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    missed, hit = (voice.render("Seventeen five.", PLAIN) for _ in range(2))
    assert np.array_equal(missed, hit)
    assert np.array_equal(
        CachedVoice(NeuralVoice(FEMALE), folder).render("Seventeen five.", PLAIN), hit
    )
    assert len(files(folder)) == 1


def test_everything_that_changes_the_sound_changes_the_file(folder: Path) -> None:
    for choice in (FEMALE, VoiceChoice(sex="female", rate_wpm=170), VoiceChoice(sex="male")):
        for manner in (
            PLAIN,
            Manner(rate=1.1),
            Manner(gain_db=-3.0),
            Manner(pitch_st=0.5),
            Manner(pause=0.6),
        ):
            CachedVoice(NeuralVoice(choice), folder).render("No.", manner)
    assert len(files(folder)) == 15


def test_only_the_owner_can_read_the_lines(folder: Path) -> None:
    CachedVoice(NeuralVoice(FEMALE), folder).render("No.", PLAIN)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(files(folder)[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_line_is_rendered_again(folder: Path, damage: str) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    whole = voice.render("That is my last word.", PLAIN)
    path = files(folder)[0]
    good = path.read_bytes()
    middle = len(good) // 2
    path.write_bytes(
        {
            "cut": good[:middle],
            "flipped": good[:middle] + bytes([good[middle] ^ 0xFF]) + good[middle + 1 :],
            "empty": b"",
            "text": b"not sound",
        }[damage]
    )
    assert np.array_equal(voice.render("That is my last word.", PLAIN), whole)
    assert path.read_bytes() == good


def test_without_room_for_the_cache_lines_are_still_spoken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert len(CachedVoice(NeuralVoice(FEMALE), tmp_path / "file").render("No.", PLAIN)) > 0


def test_lines_ahead_are_ready_when_they_are_needed(folder: Path) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    lines = [(f"Line number {n} of the talk.", PLAIN) for n in range(12)]
    voice.render_ahead(lines)
    voice.wait()
    assert len(files(folder)) == 12
    start_s = time.perf_counter()
    voice.render(*lines[7])
    assert time.perf_counter() - start_s < 0.1
    voice.close()


def test_a_busy_machine_stops_rendering_ahead_without_waiting_and_still_speaks(
    folder: Path,
) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    voice.render_ahead([(f"A long line, number {n}, for later.", PLAIN) for n in range(500)])
    voice.render("Now.", PLAIN)
    start_s = time.perf_counter()
    voice.stop_ahead()
    assert time.perf_counter() - start_s < 0.05
    voice.wait()
    assert len(files(folder)) < 400
    assert len(voice.render("And this.", PLAIN))
    voice.close()


def test_rendering_ahead_stops_when_told(folder: Path) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    voice.render_ahead([(f"A long line, number {n}, for later.", PLAIN) for n in range(500)])
    voice.render("Now.", PLAIN)
    voice.stop()
    n_files = len(files(folder))
    assert 1 <= n_files < 400
    time.sleep(0.3)
    assert len(files(folder)) == n_files


def test_a_line_needed_now_goes_before_lines_ahead(folder: Path) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    voice.render("Warm up.", PLAIN)
    voice.render_ahead([(f"A long line, number {n}, for later.", PLAIN) for n in range(500)])
    time.sleep(0.2)
    waits = []
    for n in range(5):
        start_s = time.perf_counter()
        voice.render(f"Needed now, number {n}.", PLAIN)
        waits.append(time.perf_counter() - start_s)
    voice.close()
    assert np.median(waits) < 1.0


def test_two_threads_that_want_one_line_render_it_once(folder: Path) -> None:
    voice = CachedVoice(NeuralVoice(FEMALE), folder)
    lines = []
    threads = [
        threading.Thread(target=lambda: lines.append(voice.render("We said May.", PLAIN)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.array_equal(*lines)
    assert len(files(folder)) == 1
