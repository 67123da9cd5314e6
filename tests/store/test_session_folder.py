from __future__ import annotations

import json
import stat
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from voicecoach.errors import StoreError
from voicecoach.store.folders import find_home, make_private
from voicecoach.store.journal import Journal, read_journal
from voicecoach.store.recording import StereoRecording
from voicecoach.store.session_folder import find_session, keep_result, new_session


def test_events_come_back_as_they_were_noted(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    events = [{"event": "a", "at_s": 0.5}, {"event": "b", "text": "£38,000 – “no”"}]
    for event in events:
        journal.note(event)
    assert read_journal(tmp_path / "journal.jsonl") == events  # readable before it is closed
    journal.close()


def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"event":"a"}\n{"event":"b","te')
    assert read_journal(path) == [{"event": "a"}]


def test_a_damaged_line_in_the_middle_is_reported_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"event":"a"}\nnonsense\n{"event":"b"}\n')
    with pytest.raises(StoreError, match="line 2"):
        read_journal(path)


def test_a_missing_journal_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        read_journal(tmp_path / "journal.jsonl")


def test_the_recording_holds_learner_left_and_counterpart_right(tmp_path: Path) -> None:
    recording = StereoRecording(tmp_path / "sound.wav")
    left, right = np.full(512, 0.5, np.float32), np.full(512, -0.25, np.float32)
    for _ in range(40):
        recording.write(left, right)
    recording.close()
    with wave.open(str(tmp_path / "sound.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 16_000, 2)
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert len(sound) == 40 * 512
    assert set(sound[:, 0]) == {16384}
    assert set(sound[:, 1]) == {-8192}


def test_a_recording_whose_program_was_killed_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    program = (
        "import sys, time, numpy as np\n"
        "from pathlib import Path\n"
        "from voicecoach.store.recording import StereoRecording\n"
        "recording = StereoRecording(Path(sys.argv[1]))\n"
        "block = np.full(512, 0.1, np.float32)\n"
        "for _ in range(100):\n"
        "    recording.write(block, block)\n"
        "print('written', flush=True)\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.kill()
    process.wait()
    process.stdout.close()
    with wave.open(str(path)) as file:
        duration_s = file.getnframes() / file.getframerate()
    assert 100 * 0.032 - duration_s <= 0.55


def test_folders_and_files_are_the_owners_alone(tmp_path: Path) -> None:
    session = new_session(tmp_path / "sessions", "marlow")
    session.journal.note({"event": "a"})
    session.close()
    keep_result(session.path, {"a": 1}, "text")
    assert stat.S_IMODE(session.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "sessions").stat().st_mode) == 0o700
    files = list(session.path.iterdir())
    assert {f.name for f in files} == {"journal.jsonl", "sound.wav", "result.json", "feedback.txt"}
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_two_sessions_in_one_second_do_not_share_a_folder(tmp_path: Path) -> None:
    first, second = (new_session(tmp_path, "marlow") for _ in range(2))
    first.close()
    second.close()
    assert first.path != second.path


def test_a_session_is_found_by_path_id_beginning_or_as_the_latest(tmp_path: Path) -> None:
    session = new_session(tmp_path, "marlow")
    session.journal.note({"event": "a"})
    session.close()
    assert find_session(tmp_path, str(session.path)) == session.path
    assert find_session(tmp_path, session.id) == session.path
    assert find_session(tmp_path, session.id[:8]) == session.path
    assert find_session(tmp_path, None) == session.path
    with pytest.raises(StoreError, match="no session fits"):
        find_session(tmp_path, "nothing")


def test_without_any_session_the_way_to_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="voicecoach practice"):
        find_session(tmp_path, None)


def test_home_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "own"))
    home = find_home()
    assert home.sessions == tmp_path / "own" / "sessions"
    assert home.settings == tmp_path / "own" / "settings.toml"


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="VOICECOACH_HOME"):
        make_private(tmp_path / "file" / "sessions")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_reported_and_mended_by_hand() -> None:
    journal = Journal(Path("/dev/full"))
    with pytest.raises(StoreError, match=r"No space left.*free some space"):
        journal.note({"event": "a"})
    journal.close()


def test_a_result_is_written_whole(tmp_path: Path) -> None:
    keep_result(tmp_path, {"turns": []}, "fine")
    assert json.loads((tmp_path / "result.json").read_text()) == {"turns": []}
    assert not list(tmp_path.glob("*.part"))
