from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach import session
from voicecoach.debrief import debrief, earlier_sessions
from voicecoach.store.journal import Journal
from voicecoach.store.session_folder import JOURNAL
from voicecoach.turns import Turn


def keep(sessions: Path, name: str, persona: str, share: float | None = 0.5) -> Path:
    """Keep a session of one exchange, typed and measured."""
    folder = sessions / name
    folder.mkdir(parents=True)
    journal = Journal(folder / JOURNAL)
    journal.note(
        session.started(
            session=name,
            persona=persona,
            persona_name="Dana Reed",
            style="driver",
            seed=1,
            facts=(),
            settings={"typed": True},
            measured={},
        )
    )
    journal.note(session.turn_event(Turn("counterpart", 0.0, 2.0, "Well?", state="guarded")))
    journal.note(session.turn_event(Turn("learner", 3.0, 70.0, "It is late.", state="guarded")))
    journal.note(session.measured_event(71.0, {"talk_share": share}, {}))
    journal.close()
    return folder


def test_the_last_five_with_the_same_counterpart_are_handed_in_oldest_first(
    tmp_path: Path,
) -> None:
    for day in range(1, 8):
        keep(tmp_path, f"2026030{day}-100000-dana", "dana")
    keep(tmp_path, "20260307-110000-victor", "victor")
    now = keep(tmp_path, "20260308-100000-dana", "dana")
    keep(tmp_path, "20260309-100000-dana", "dana")
    found = [record.session for record in earlier_sessions(now, "dana")]
    assert found == [f"2026030{day}-100000-dana" for day in range(3, 8)]


def test_a_session_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    keep(tmp_path, "20260301-100000-dana", "dana")
    broken = keep(tmp_path, "20260302-100000-dana", "dana")
    (broken / JOURNAL).write_text("{\n{}\n", encoding="utf-8")
    (tmp_path / "20260303-100000-dana").mkdir()
    now = keep(tmp_path, "20260304-100000-dana", "dana")
    assert [record.session for record in earlier_sessions(now, "dana")] == ["20260301-100000-dana"]


def test_a_name_that_only_begins_alike_is_another_counterpart(tmp_path: Path) -> None:
    keep(tmp_path, "20260301-100000-dana-marie", "dana-marie")
    now = keep(tmp_path, "20260302-100000-dana", "dana")
    assert earlier_sessions(now, "dana") == ()


def test_the_debrief_compares_with_them(tmp_path: Path) -> None:
    keep(tmp_path, "20260301-100000-dana", "dana", share=0.7)
    told = debrief(keep(tmp_path, "20260302-100000-dana", "dana", share=0.4))
    assert "Last time, talk share: 70%." in told.full
    assert "Since last time: talk share 70%, now 40%." in told.text


def test_a_first_session_is_compared_with_nothing(tmp_path: Path) -> None:
    told = debrief(keep(tmp_path, "20260301-100000-dana", "dana"))
    assert "ast time" not in told.full + told.text


def test_a_folder_given_by_a_short_path_finds_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "20260301-100000-dana", "dana")
    keep(tmp_path, "20260302-100000-dana", "dana")
    monkeypatch.chdir(tmp_path)
    assert len(earlier_sessions(Path("20260302-100000-dana"), "dana")) == 1
