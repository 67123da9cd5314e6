"""What stands on the review page, and that it is made of whatever a session left."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import escape

from tests.report.reviewed import (
    EMPTY,
    NAME,
    RICH,
    SHORT,
    events_of,
    said,
    write_journal,
    write_session,
)
from voicecoach.cli import main
from voicecoach.coaching.rubric import CRITERIA, RUBRIC
from voicecoach.commands.review import tell_again
from voicecoach.errors import VoicecoachError
from voicecoach.measures.spans import as_spans
from voicecoach.measures.talk import Sound as TalkSound
from voicecoach.measures.talk import Talk
from voicecoach.report.page import Review, Sound, curves_from, curves_of, make_page
from voicecoach.report.page.embedding import compressed
from voicecoach.report.page.marking import marked
from voicecoach.report.page.plots import Drawings, Mark, Plot
from voicecoach.report.plain import clean
from voicecoach.report.review_markdown import review_markdown
from voicecoach.store.mending import mended
from voicecoach.turns import Move, MoveKind, SessionRecord, Turn

HOSTILE = (
    "<script>window.hacked = 1</script> </style><img src=x onerror='window.hacked=1'>"
    " \x1b[31mred\x1b[0m {{ 7 * 7 }} ]]> &lt; \u202egnorw\u202c \x00\x07 [a](javascript:b) `c` |"
)
SMALLEST_PAGE_MB = 3.0


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_session(tmp_path_factory.mktemp("home") / "sessions", RICH)


@pytest.fixture(scope="module")
def review(rich: Path) -> Review:
    return review_of(rich)


@pytest.fixture(scope="module")
def page(review: Review) -> str:
    return make_page(review).html


def review_of(folder: Path) -> Review:
    told = tell_again(folder, folder.name)
    return Review(
        record=told.record,
        feedback=told.feedback,
        curves=told.curves,
        sound=Sound("sound.wav"),
        name=told.name,
        notice=told.notice,
    )


def page_of(folder: Path) -> str:
    return make_page(review_of(folder)).html


def run(*arguments: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("VOICECOACH_HOME", str(home))
    return main(["review", *arguments])


# ---- what stands on it


def test_every_turn_and_every_silence_that_tells_stands_in_the_transcript(page: str) -> None:
    for number, turn in enumerate(RICH.turns):
        assert f'id="turn{number}"' in page
        assert turn.text.replace("'", "&#39;") in re.sub(r"</?mark[^>]*>", "", page)
    assert "5.1 s, silence held after your own question or offer. Then Dana let out:" in page
    assert "3.4 s, broken" in page
    assert "cut in; you kept the floor" in page


def test_the_words_that_are_evidence_are_marked(page: str) -> None:
    assert re.search(r'<mark class="costly " data-moves="0">just sign it</mark>', page)
    assert re.search(r'<mark class="bargaining " data-moves="0">thirty-five</mark>', page)


def test_every_section_of_the_rubric_that_has_remarks_is_shown(review: Review, page: str) -> None:
    for remark in review.feedback:
        # Rapport and speaking leave out what another line of theirs says already; the two stories
        # and what changed in mid-talk are laid out, not written in a line.
        is_line = remark.check not in ("two_stories", "shift_ahead")
        if is_line and CRITERIA[remark.check].section not in ("rapport", "speaking"):
            assert str(escape(clean(remark.observed))) in page
    sections = {each.section for each in RUBRIC if each.check in {r.check for r in review.feedback}}
    assert {"moments", "silence", "rapport", "speaking", "facts"} <= sections
    assert page.count("How this is looked at") == len(
        sections - {"moments", "wording", "next", "reveal"}
    )


def test_each_turn_of_the_learner_can_be_taken_again(page: str) -> None:
    for at in ("0:06", "0:30", "0:50", "1:10", "1:30", "1:38", "1:50"):
        assert f'data-copy="voicecoach retake {NAME} --at {at}"' in page


def test_turns_in_one_second_are_told_apart(review: Review) -> None:
    """What is copied leads `retake` to the very turn it stands under."""
    turns = (
        Turn("learner", 50.1, 50.4, "Yes."),
        Turn("learner", 50.9, 53.0, "And you?"),
        Turn("learner", 70.9, 72.0, "Well."),
    )
    told = replace(review, record=replace(review.record, turns=turns))
    ends = [told.retake(turn.start_s).rpartition(" ")[2] for turn in turns]
    assert ends == ["0:50", "0:50.90", "1:10"]
    events = events_of(replace(RICH, turns=(RICH.turns[0], *turns), silences=(), cut_ins=()))
    rows = [row for row in events if row["event"] != "cut_in"]
    for end, turn in zip(ends, turns, strict=True):
        minutes, seconds = end.split(":")
        at_s = 60 * int(minutes) + float(seconds)
        spoken = (row for row in rows if row["event"] == "learner_spoke" and row["end_s"] > at_s)
        assert next(spoken)["start_s"] == turn.start_s


def test_a_name_with_spaces_is_quoted_for_the_shell(review: Review) -> None:
    page = make_page(replace(review, name="/tmp/my talks/it's")).html
    quoted = "voicecoach retake &#39;/tmp/my talks/it&#39;&#34;&#39;&#34;&#39;s&#39; --at 0:06"
    assert f'data-copy="{quoted}"' in page


def test_the_reveal_lays_open_limits_tactics_interests_and_both_stories(page: str) -> None:
    reveal = page[page.index('id="reveal"') :]
    for told in ("£15,000", "£27,000", "£31,000", "A low anchor", "Not played", "Played at 0:45"):
        assert told in reveal
    for told in ("Nobody rang.", "You did the work.", "so they stopped talking", "her boss rings"):
        assert told in reveal
    assert "what they really wanted" in reveal
    assert "you offered it" in reveal
    assert "2 of 5 facts came out" in reveal


def test_every_chart_is_told_in_words(page: str) -> None:
    assert "Trust began at 25 of 100, went between 22 and 36, and ended at 30." in page
    assert "Agitation rose to 3.5 of 10 at most." in page
    for name in ("Pace", "Pitch", "Loudness"):
        assert re.search(rf"{name} went from .* against your calm\. Under pressure", page)
    assert "7 of 7 turns could be placed" in page


def test_nothing_on_the_page_needs_a_laxer_policy(review: Review) -> None:
    page = make_page(review)
    assert "unsafe" not in page.policy
    assert page.policy.startswith("default-src 'none'")
    body = page.html.replace(page.html[page.html.index("<script>") :], "")
    assert not re.search(r'<[^>]+ (style|on\w+)="', body)
    assert not re.search(r"https?://", page.html)


def test_the_page_of_a_long_session_stays_small(review: Review) -> None:
    record = review.record
    turns = tuple(
        replace(turn, start_s=turn.start_s + by, end_s=turn.end_s + by)
        for by in range(0, 1800, 130)
        for turn in record.turns
    )
    page = make_page(replace(review, record=replace(record, turns=turns, duration_s=1800.0))).html
    assert len(page.encode()) < SMALLEST_PAGE_MB * 1e6


# ---- what is drawn


def test_curves_follow_what_was_played(review: Review) -> None:
    curves = review.curves
    first, voiced = int(6.5 / curves.wave_bin_s), int(15.5 / curves.wave_bin_s)
    assert min(curves.learner_wave[first:voiced]) > 0.2
    assert max(curves.counterpart_wave[first:voiced]) < 0.01
    assert curves.pitch.calm == pytest.approx(120.0, abs=1.0)
    assert curves.pace.calm == pytest.approx(4.0, abs=0.3)
    assert curves.under_pressure[0][0] == pytest.approx(50.0, abs=0.1)  # the attack ends at 49 s
    assert sum(end - start for start, end in curves.under_pressure) == pytest.approx(20, abs=0.1)


def test_a_louder_turn_stands_above_the_calm() -> None:
    levels = np.full(2000, -30.0)
    levels[1000:] = -24.0
    speech = as_spans([(0.0, 10.0), (10.5, 20.0)])
    attack = Turn("counterpart", 9.0, 10.0, "You people!", act="tactic")
    talk = Talk(TalkSound(speech, levels), TalkSound(as_spans([])), counterpart_turns=(attack,))
    curves = curves_of(talk)
    assert curves.level.calm == -30.0
    assert curves.level.values[0] == -30.0
    assert curves.level.values[-1] == -24.0
    assert curves.under_pressure == ((10.5, 20.0),)


def test_curves_are_the_same_after_keeping(review: Review) -> None:
    assert curves_from(json.loads(json.dumps(review.curves.to_json()))) == review.curves


def test_a_plot_is_drawn_where_its_values_are() -> None:
    plot = Plot(10.0, 0.0, 100.0, (Mark("line", "x", (0.0, 5.0, 10.0), (0.0, 100.0, 50.0)),), 100)
    drawn = Drawings().draw(plot)
    assert 'd="M 0 100 L 1200 0 L 2400 50"' in drawn
    assert "style=" not in drawn


def test_what_was_drawn_is_taken_from_what_was_kept_but_only_if_it_is_a_path() -> None:
    plot = Plot(10.0, 0.0, 1.0, (Mark("line", "x", (0.0, 10.0), (0.0, 1.0)),))
    first = Drawings()
    first.draw(plot)
    (name,) = first.used
    again = Drawings({name: ["M 0 0 L 7 7"]})
    assert "M 0 0 L 7 7" in again.draw(plot)
    assert not again.has_drawn
    for bad in (['"/><script>'], ["M 0 0", "M 1 1"], "M 0 0", None):
        mended = Drawings({name: bad})
        assert mended.draw(plot) == first.draw(plot)
        assert mended.has_drawn


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_marking_changes_no_word(text: str, evidence: list[str]) -> None:
    moves = tuple(Move(MoveKind.SUMMARY, 0.9, each, "by hand") for each in evidence)
    assert "".join(piece.text for piece in marked(text, moves)) == clean(text)


@given(st.data())
def test_words_of_a_text_are_found_in_it(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["well", "what", "changed", "then"]), min_size=1))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    move = Move(MoveKind.SUMMARY, 0.9, " ".join(words[first:last]).upper(), "by hand")
    text = ", ".join(words) + "?"
    found = "".join(piece.text for piece in marked(text, (move,)) if piece.moves)
    assert found == ", ".join(words[first:last])


# ---- whatever a session left


def test_without_its_sound_the_page_says_so(tmp_path: Path) -> None:
    page = page_of(write_session(tmp_path, RICH, has_sound=False))
    assert "Waves, pace, pitch and loudness are missing, as there is no recording." in page
    assert "There is no recording of this session to measure." in page


def test_sound_that_cannot_be_read_is_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_session(tmp_path / "sessions", RICH, has_sound=False)
    (folder / "sound.wav").write_bytes(b"RIFF\x00\x00garbage")
    file = tmp_path / "page.html"
    assert run(NAME, "--html", str(file), "--embed", home=tmp_path, monkeypatch=monkeypatch) == 0
    assert "The recording cannot be read, so nothing can be heard." in file.read_text()


def test_sound_that_ends_early_leaves_turns_to_be_read(tmp_path: Path) -> None:
    folder = write_session(tmp_path, replace(RICH, duration_s=60.0))
    write_journal(folder, events_of(RICH))
    assert "The recording ends at 1:01; 7 later turns can be read but not heard." in page_of(folder)


def test_a_session_that_was_cut_off_has_a_page_with_its_figures(tmp_path: Path) -> None:
    folder = write_session(tmp_path, RICH)
    text = (folder / "journal.jsonl").read_text()
    (folder / "journal.jsonl").write_text(text[: text.rindex('{"event":') + 20])
    page = page_of(folder)
    assert "words a minute" in page
    assert "· stopped ·" in page


@pytest.mark.parametrize("has_sound", [True, False])
def test_a_session_in_which_nobody_spoke_has_a_page(tmp_path: Path, has_sound: bool) -> None:
    page = page_of(write_session(tmp_path, EMPTY, has_sound=has_sound))
    assert "Nobody spoke in this session" in page
    assert "Nothing was said." in page


def test_a_session_in_which_the_learner_kept_silent_has_a_page(tmp_path: Path) -> None:
    silent = replace(SHORT, turns=SHORT.turns[:1], silences=(), cut_ins=())
    page = page_of(write_session(tmp_path, silent))
    assert "You did not speak in this session" in page


def test_an_older_journal_without_a_reveal_says_so(tmp_path: Path) -> None:
    page = page_of(write_session(tmp_path, replace(RICH, reveal=None), has_sound=False))
    assert "This session was kept by an earlier version" in page
    assert "2 of 5 facts came out" in page


def test_a_typed_talk_is_not_said_to_lack_its_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_session(tmp_path / "sessions", RICH, has_sound=False)
    write_journal(folder, events_of(RICH, typed=True))
    file = tmp_path / "page.html"
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 0
    assert "This talk was typed, so there is nothing to hear." in file.read_text()


def test_seconds_that_cannot_be_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = write_session(tmp_path, RICH, has_sound=False)
    rows = events_of(RICH)
    rows[2]["start_s"] = float("nan")
    rows[3]["end_s"] = -5.0
    rows[4]["at_s"] = 1e300
    write_journal(folder, rows)
    assert "The journal has 3 entries that make no sense, left out here." in page_of(folder)


def test_entries_that_make_no_sense_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = write_session(tmp_path, RICH, has_sound=False)
    rows = events_of(RICH)
    spoken = [row for row in rows if "_spoke" in row["event"]]
    spoken[1]["text"] = ["not", "a", "text"]
    spoken[2]["trust"] = "much"
    write_journal(folder, rows)
    assert "The journal has 2 entries that make no sense, left out here." in page_of(folder)


def test_a_first_entry_that_makes_no_sense_ends_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_session(tmp_path / "sessions", RICH, has_sound=False)
    rows = events_of(RICH)
    rows[0]["seed"] = "seven"
    write_journal(folder, rows)
    file = tmp_path / "page.html"
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 2
    error = capsys.readouterr().err
    assert error == (
        "voicecoach: the journal's first event makes no sense at 'seed'; restore or delete it\n"
    )
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "{}\n", "nonsense\nmore\n", '{"event": "started"}\n', "\x00"])
def test_a_journal_that_cannot_be_read_ends_with_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
) -> None:
    folder = tmp_path / "sessions" / NAME
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_text(text)
    assert run("--json", home=tmp_path, monkeypatch=monkeypatch) == 2
    assert capsys.readouterr().err.count("\n") == 1


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**9),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.integers(), max_size=2),
)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking pages takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_journal_changed_by_hand_gives_a_page_or_a_plain_word(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rows = events_of(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        key = data.draw(st.sampled_from(sorted(row)))
        row[key] = data.draw(VALUES)
    folder = tmp_path_factory.mktemp("session")
    write_journal(folder, rows)
    try:
        page = page_of(folder)
    except VoicecoachError:
        return
    assert page.endswith("</html>")


@given(rows=st.lists(st.dictionaries(st.sampled_from(["at_s", "length_s", "x"]), VALUES)))
def test_what_is_left_of_a_journal_has_possible_times(rows: list[dict[str, Any]]) -> None:
    kept, _ = mended([events_of(RICH)[0], *({"event": "gap", **row} for row in rows)])
    for row in kept[1:]:
        assert all(0 <= row[key] <= 86_400 for key in ("at_s", "length_s") if key in row)


def test_a_whole_journal_is_left_as_it_is() -> None:
    assert mended(events_of(RICH)) == (events_of(RICH), "")


# ---- what people said and wrote is shown as text


def hostile(text: str = HOSTILE) -> SessionRecord:
    reveal = RICH.reveal
    assert reveal is not None
    issue = replace(reveal.issues[0], name=text, unit=text)
    return replace(
        RICH,
        persona_name=text,
        turns=(said(text, "counterpart", fact="board"), said(text), *RICH.turns[2:]),
        facts=tuple(replace(fact, gist=text) for fact in RICH.facts),
        reveal=replace(
            reveal,
            their_side=text,
            issues=(issue,),
            trades={"x": text},
            theirs=(text,),
            learners=(text,),
            loop=text,
            shift=text,
            tactics=tuple(replace(each, name=text) for each in reveal.tactics),
        ),
    )


def test_markup_of_strangers_is_text(tmp_path: Path) -> None:
    page = page_of(write_session(tmp_path, hostile(), has_sound=False))
    assert page.count("<script>") == page.count("</script>") == 1
    assert page.count("</style>") == 1
    assert "<img" not in page
    assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_ten_thousand_characters_without_a_space_are_shown(tmp_path: Path) -> None:
    page = page_of(write_session(tmp_path, hostile("x" * 10_000), has_sound=False))
    assert "x" * 10_000 in page


def test_markup_of_strangers_is_text_in_markdown_too(tmp_path: Path) -> None:
    folder = write_session(tmp_path, hostile(), has_sound=False)
    text = review_markdown(review_of(folder))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = {child.type for token in tokens for child in token.children or []}
    kinds |= {token.type for token in tokens}
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "fence", "code_inline"}
    assert "\x1b" not in text
    assert "\u202e" not in text


# ---- files and what is kept


def test_html_and_markdown_are_written_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_session(tmp_path / "sessions", SHORT)
    page, text = tmp_path / "page.html", tmp_path / "page.md"
    arguments = ["--html", str(page), "--markdown", str(text), "--json"]
    assert run(*arguments, home=tmp_path, monkeypatch=monkeypatch) == 0
    assert page.stat().st_mode & 0o777 == text.stat().st_mode & 0o777 == 0o600
    assert "This page was written without its sound." in page.read_text()
    assert "# Review: Dana Reed" in text.read_text()
    assert json.loads(capsys.readouterr().out)["session"] == NAME


def test_markdown_holds_moments_checks_transcript_and_reveal(review: Review) -> None:
    text = review_markdown(review)
    for heading in ("## Best", "## Check list", "### Silence", "## Transcript", "## The reveal"):
        assert f"\n{heading}\n" in text
    assert "- 1:50 **You** Look, just sign it. *(pressure)*" in text
    assert "trust -6 (pressure -6.0)" in text


def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_session(tmp_path / "sessions", RICH, has_sound=False)
    file = tmp_path / "nowhere" / "page.html"
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_second_review_measures_and_draws_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_session(tmp_path / "sessions", SHORT)
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    assert run("--html", str(first), home=tmp_path, monkeypatch=monkeypatch) == 0
    kept = folder / "review.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    written = kept.stat().st_mtime_ns
    assert run("--html", str(second), home=tmp_path, monkeypatch=monkeypatch) == 0
    assert kept.stat().st_mtime_ns == written
    assert first.read_text() == second.read_text()


@pytest.mark.parametrize("damage", ["{", "[]", '{"made_of": 1}', "null", "cut", "types"])
def test_a_damaged_keepsake_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    folder = write_session(tmp_path / "sessions", SHORT)
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    assert run("--html", str(first), home=tmp_path, monkeypatch=monkeypatch) == 0
    kept = folder / "review.json"
    whole = json.loads(kept.read_text())
    spoilt = {"cut": {**whole, "curves": {}}, "types": {**whole, "curves": [1], "drawn": 5}}
    kept.write_text(json.dumps(spoilt[damage]) if damage in spoilt else damage)
    assert run("--html", str(second), home=tmp_path, monkeypatch=monkeypatch) == 0
    assert first.read_text() == second.read_text()
    assert json.loads(kept.read_text()) == whole


def test_a_changed_journal_is_measured_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_session(tmp_path / "sessions", SHORT)
    file = tmp_path / "page.html"
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 0
    before = (folder / "review.json").read_text()
    write_journal(folder, events_of(replace(SHORT, turns=SHORT.turns[:2])))
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 0
    assert (folder / "review.json").read_text() != before


def test_a_folder_that_cannot_be_written_is_reviewed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_session(tmp_path / "sessions", RICH, has_sound=False)
    (folder / "review.json.part").mkdir()  # a file cannot be written here, by root either
    file = tmp_path / "page.html"
    assert run("--html", str(file), home=tmp_path, monkeypatch=monkeypatch) == 0
    assert not (folder / "review.json").exists()


def test_embedded_sound_is_small_and_on_time(rich: Path) -> None:
    """Left channel: the learner speaks from 50 to 58 s, and not from 43 to 50 s."""
    import av

    sound = compressed(rich / "sound.wav")
    assert len(sound) < 0.15 * (rich / "sound.wav").stat().st_size
    with av.open(BytesIO(sound)) as file:
        frames = [frame.to_ndarray() for frame in file.decode(audio=0)]
    left = np.abs(np.concatenate(frames, axis=1)[0])
    rate_hz = 48_000
    assert len(left) / rate_hz == pytest.approx(132.2, abs=0.05)
    assert left[44 * rate_hz : round(49.9 * rate_hz)].max() < 0.01
    onset_s = 49.9 + np.argmax(left[round(49.9 * rate_hz) :] > 0.02) / rate_hz
    assert onset_s == pytest.approx(50.05, abs=0.05)
