"""An analysed recording, written in every form."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from voicecoach.errors import SettingsError
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.measures.session import measure_talk
from voicecoach.measures.spans import as_spans
from voicecoach.measures.talk import Sound, Talk
from voicecoach.report.analysis_csv import analysis_csv
from voicecoach.report.analysis_json import analysis_result
from voicecoach.report.analysis_labels import audacity_labels
from voicecoach.report.analysis_plot import plot_analysis
from voicecoach.report.analysis_table import TITLES, analysis_table
from voicecoach.turns import Silence, Turn


def recording(name: str = "talk.wav") -> MeasuredRecording:
    own = Sound(
        speech=as_spans([(5.0, 20.0)]),
        levels=np.full(3000, -30.0),
        pitch=np.full(1500, 120.0),
        syllables=np.arange(5.0, 20.0, 0.25),
    )
    theirs = Sound(speech=as_spans([(0.0, 4.0)]), levels=np.full(3000, -30.0))
    turns = (
        Turn("counterpart", 0.0, 4.0, "", speech=((0.0, 4.0),)),
        Turn("learner", 5.0, 20.0, "What\tabout\nthe fee?", speech=((5.0, 20.0),)),
    )
    silences = (Silence(4.0, 5.0, "counterpart_turn", "pause", "learner"),)
    talk = Talk(
        learner=own,
        counterpart=theirs,
        learner_turns=turns[1:],
        counterpart_turns=turns[:1],
        silences=silences,
        duration_s=30.0,
    )
    return MeasuredRecording(
        name=name,
        duration_s=30.0,
        layout="learner and counterpart",
        figures=measure_talk(talk),
        learner=own,
        counterpart=theirs,
        turns=turns,
        silences=silences,
        notes=("cut off or damaged",),
    )


def test_json_holds_measures_turns_and_silences() -> None:
    result = json.loads(json.dumps(analysis_result(recording())))
    assert result["measures"]["talk_share"] == pytest.approx(15 / 19, abs=1e-5)
    assert result["measures"]["words_per_minute"] is None
    assert "too little" in result["about"]["words_per_minute"]["why_not"]
    assert result["turns"][1]["who"] == "learner"
    assert result["silences"][0]["kind"] == "pause"
    assert result["notes"] == ["cut off or damaged"]


def test_every_title_belongs_to_a_figure() -> None:
    assert set(TITLES) <= set(recording().figures)


def test_the_table_shows_figures_and_why_one_is_missing() -> None:
    console = Console(file=io.StringIO(), width=140)
    console.print(analysis_table(recording()))
    shown = console.file.getvalue()
    assert "79 %" in shown
    assert "too little" in shown
    assert "cut off or damaged" in shown


def test_csv_has_one_row_a_recording_and_empty_cells_for_what_is_missing() -> None:
    rows = list(csv.DictReader(io.StringIO(analysis_csv([recording(), recording("=evil.wav")]))))
    assert [row["file"] for row in rows] == ["talk.wav", "'=evil.wav"]
    assert float(rows[0]["talk_share"]) == pytest.approx(15 / 19, abs=1e-4)
    assert rows[0]["words_per_minute"] == ""
    assert analysis_csv([]) == ""


def test_audacity_labels_are_lines_of_three_columns() -> None:
    rows = [line.split("\t") for line in audacity_labels(recording()).splitlines()]
    assert [len(row) for row in rows] == [3, 3, 3]
    assert rows[2] == ["5.000000", "20.000000", "learner: What about the fee?"]
    assert rows[1][2] == "silence, pause"


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_plot_is_drawn(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"talk.{ending}"
    plot_analysis(recording(), path)
    assert path.stat().st_size > 5000


def test_a_plot_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="change the ending"):
        plot_analysis(recording(), tmp_path / "talk.doc")
