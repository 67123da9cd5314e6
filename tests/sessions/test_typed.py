"""The talk by keyboard: what a line means, the typed clock, and the program as it is used."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialogue.plain_persona import make_persona, plain
from tests.sessions.conftest import ROOT, Finished, run_program
from voicecoach import session
from voicecoach.cli import main
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import Persona
from voicecoach.practice.talk import Limits
from voicecoach.practice.typed import TypedPractice
from voicecoach.practice.typed_clock import GAP_S, speaking_time_s
from voicecoach.practice.typed_lines import LONGEST_TEXT, Held, Refused, Words, read_line
from voicecoach.turns import Outcome, SessionRecord

HEAVY = ("faster_whisper", "ctranslate2", "sounddevice", "pyttsx3", "soundfile", "librosa", "av")
QUESTION = "What matters most to you in this?"


@dataclass
class Room:
    """A keyboard talk that has been held: its events, and what stood on the screen."""

    events: list[dict[str, Any]] = field(default_factory=list)
    screen: list[str] = field(default_factory=list)
    outcome: Outcome | None = None

    def note(self, event: dict[str, Any]) -> None:
        self.events.append(json.loads(json.dumps(event)))

    def record(self, *_sound: object) -> None:
        raise AssertionError("there is no sound")

    def counterpart_speaks(self, name: str, text: str) -> None:
        self.screen.append(f"{name}: {text}")

    def learner_spoke(self, text: str) -> None:
        self.screen.append(f"You: {text}")

    def tick(self, *_clock: object) -> None:
        raise AssertionError("no clock is shown")

    def notice(self, text: str) -> None:
        self.screen.append(f"({text})")

    def named(self, *names: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] in names]

    @property
    def record_of(self) -> SessionRecord:
        first = session.started(
            session="x", persona="plain", persona_name="Pat", style="amiable", seed=1, facts=(),
            settings={}, measured={},
        )  # fmt: skip
        return session.fold([first, *self.events])


def hold_talk(
    lines: Iterable[str], persona: Persona | None = None, *, seed: int = 1, **limits: Any
) -> Room:
    room = Room()
    practice = TypedPractice(
        lines,
        counterpart=Counterpart(persona or make_persona(), seed=seed),
        name="Pat",
        recognise=recognise_moves,
        keeper=room,
        screen=room,
        limits=Limits(**limits),
    )
    room.outcome = practice.run()
    return room


def patient(**changes: Any) -> Persona:
    """Somebody who bears ten seconds of silence and more."""
    data = plain() | {"silence": {"tolerance_s": [12, 12]}} | changes
    return Persona.model_validate(data)


# What a line means


@pytest.mark.parametrize(
    ("line", "seconds"), [("4", 4), (" 2.5\n", 2.5), (".5", 0.5), ("0", 0), ("1e1", 10)]
)
def test_a_number_alone_is_a_silence(line: str, seconds: float) -> None:
    assert read_line(line) == Held(seconds)


@pytest.mark.parametrize(
    "line", ["27,000", "4 s", "£15000", "4.5.6", "٣", "fifteen", "4 5", "1_000", "½"]
)
def test_a_number_with_anything_else_is_said(line: str) -> None:
    assert read_line(line) == Words(line)


@pytest.mark.parametrize("line", ["nan", "-3", "inf", "-Infinity", "1e999", "27000", "+NaN"])
def test_what_is_no_silence_is_refused_and_nothing_happens(line: str) -> None:
    assert isinstance(read_line(line), Refused)
    assert hold_talk([line]).named("silence", "learner_spoke") == []


def test_a_figure_typed_alone_is_told_how_to_be_an_offer() -> None:
    typed = read_line("27000")
    assert isinstance(typed, Refused)
    assert "I can do 27000" in typed.reason


def test_too_long_a_line_is_cut_and_said_so() -> None:
    room = hold_talk(["word " * 5000])
    (turn,) = room.named("learner_spoke")
    assert len(turn["text"]) <= LONGEST_TEXT
    assert any("only the first" in line for line in room.screen)


# The typed clock


def test_words_take_their_time_on_both_sides_and_one_follows_the_other() -> None:
    room = hold_talk([QUESTION, "Go on."])
    turns = room.named("counterpart_spoke", "learner_spoke")
    for turn in turns:
        assert turn["end_s"] - turn["start_s"] == pytest.approx(speaking_time_s(turn["text"]))
    gaps = [after["start_s"] - before["end_s"] for before, after in pairwise(turns)]
    assert gaps == pytest.approx([GAP_S] * 4)
    assert room.named("silence") == []


def test_a_silence_takes_as_long_as_it_says() -> None:
    room = hold_talk([QUESTION, "2", QUESTION, "1", "1.5", "Go on."], patient())
    first, second = room.named("silence")
    assert (first["end_s"] - first["start_s"], first["kind"]) == (pytest.approx(2), "hesitation")
    assert (second["end_s"] - second["start_s"], second["ended_by"]) == (
        pytest.approx(2.5),
        "learner",
    )


@pytest.mark.parametrize(
    ("seconds", "words", "kind"),
    [
        ("1", "What else is there?", "pause"),
        ("2.9", "What else is there?", "hesitation"),
        ("3", "What else is there?", "broken"),
        ("6", "Go on.", "held"),
    ],
)
def test_a_silence_is_named_as_in_the_spoken_talk(seconds: str, words: str, kind: str) -> None:
    (silence,) = hold_talk([QUESTION, seconds, words], patient()).named("silence")
    assert (silence["kind"], silence["ended_by"]) == (kind, "learner")


def test_every_second_of_a_held_silence_is_noted() -> None:
    room = hold_talk([QUESTION, "6.5", "Go on."], patient())
    assert [event["held_s"] for event in room.named("held")] == [3, 4, 5, 6]


def test_a_silence_borne_no_longer_is_filled_and_the_rest_of_it_goes_on() -> None:
    room = hold_talk([QUESTION, "7", QUESTION])
    silences = room.named("silence")
    assert [silence["ended_by"] for silence in silences] == ["counterpart", "learner"]
    assert sum(s["end_s"] - s["start_s"] for s in silences) == pytest.approx(7, abs=1e-3)
    assert {silences[0]["kind"]} == {"held"}
    fill = next(e for e in room.named("counterpart_spoke") if e["start_s"] == silences[0]["end_s"])
    assert fill["act"] in ("fill", "disclose")


def test_a_fact_that_opens_to_silence_comes_out_of_a_typed_one() -> None:
    room = hold_talk([QUESTION, "5", "Go on."])
    (yielded,) = [s["yielded"] for s in room.named("silence") if s["yielded"]]
    assert yielded == "unsaid"
    assert yielded in {turn["fact"] for turn in room.named("counterpart_spoke")}


def test_after_two_fills_it_waits_and_the_clocks_rest() -> None:
    room = hold_talk([QUESTION, "100", "100", "Go on."])
    assert len(room.named("away")) == 1
    assert sum(s["end_s"] - s["start_s"] for s in room.named("silence")) < 20
    assert room.named("learner_spoke")[-1]["text"] == "Go on."


def test_a_silence_at_the_end_of_the_input_counts_too() -> None:
    (silence,) = hold_talk([QUESTION, "5"], patient()).named("silence")
    assert (silence["kind"], silence["ended_by"]) == ("held", "end")


def test_an_offer_may_be_left_hanging_and_speaking_into_that_breaks_it() -> None:
    holding_out = patient(numbers={"hesitates": 1.0}, difficulty=3)
    lines = ["I can offer you seventeen thousand."]
    room = hold_talk([*lines, "1", "Or eighteen thousand, then."], holding_out)
    (silence,) = room.named("silence")
    assert (silence["after"], silence["kind"]) == ("own_ask", "broken")
    answered = hold_talk([*lines, "6", "Go on."], holding_out)
    first, *_ = answered.named("silence")
    assert (first["after"], first["ended_by"]) == ("own_ask", "counterpart")
    assert "(Pat says nothing)" in answered.screen


def test_when_the_time_is_over_it_says_so_and_ends() -> None:
    room = hold_talk([QUESTION] * 100, minutes=0.5)
    assert room.outcome == "out_of_time"
    assert 30 <= room.events[-1]["at_s"] < 60
    silent = hold_talk(["10"] * 100, patient(), minutes=0.1)
    assert (silent.outcome, silent.named("silence")[-1]["ended_by"]) == (
        "out_of_time",
        "counterpart",
    )


def test_the_same_lines_and_seed_give_the_same_journal() -> None:
    lines = [QUESTION, "4", "It sounds as if you feel rushed.", "Go on.", "9", "Thank you."]
    assert hold_talk(lines, seed=7).events == hold_talk(lines, seed=7).events
    assert hold_talk(lines, seed=7).events != hold_talk(lines, seed=8).events


# Out of role, and the end


def test_out_of_role_nothing_is_heard_or_kept() -> None:
    room = hold_talk([QUESTION, "/pause", "my secret", "5", "/pause", "Go on."])
    assert [turn["text"] for turn in room.named("learner_spoke")] == [QUESTION, "Go on."]
    assert "secret" not in json.dumps(room.events)
    (paused,), (resumed,) = room.named("paused"), room.named("resumed")
    assert paused["at_s"] == resumed["at_s"]


def test_again_repeats_their_last_line_and_moves_nothing() -> None:
    room = hold_talk([QUESTION, "/again", "/AGAIN", "/help", "/nonsense"])
    assert [line for line in room.screen if line.startswith("Pat")][-3:] == [room.screen[2]] * 3
    assert room.events == hold_talk([QUESTION]).events
    assert any("'/nonsense' is no command" in line for line in room.screen)


def test_every_way_out_ends_in_order() -> None:
    def interrupted() -> Iterator[str]:
        yield QUESTION
        raise KeyboardInterrupt

    ways = {
        "the input ended": hold_talk([QUESTION]),
        "the learner ended it": hold_talk([QUESTION, "/end", "never read"]),
        "the counterpart's last line": hold_talk([QUESTION, "Let's stop here, please."]),
    }
    ways["the learner ended it "] = hold_talk(interrupted())
    for why, room in ways.items():
        (ended,) = room.named("ended")
        assert (room.outcome, ended["why"]) == ("stopped", why.strip())
        assert room.events[-1] == ended


@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.sampled_from(["", "4", "/pause", "0.0001", "\ud800", "\x00\x1b[2J", "a" * 10_000]),
            st.floats().map(str),
        ),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_is_typed_the_talk_ends_in_order(lines: list[str]) -> None:
    room = hold_talk(lines)
    record = room.record_of
    assert record.outcome == room.outcome
    spans = sorted((turn.start_s, turn.end_s) for turn in record.turns)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(silence.duration_s >= 0 for silence in record.silences)


# The program


def run_typed(home: Path, lines: str, *options: str) -> Finished:
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "practice", "marlow", "--typed", *options],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        input=lines.encode("utf-8", "surrogateescape"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def piped(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    lines = f"{QUESTION}\n6\n\nIt sounds as if nobody rang you.\n\udcff odd bytes\n1.5\nGo on.\n"
    done = run_typed(tmp_path_factory.mktemp("typed"), lines, "--seed", "3", "--json")
    assert done.code == 0, done.err
    return done


def test_in_a_pipe_the_result_keeps_to_its_schema(piped: Finished) -> None:
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_text())
    jsonschema.validate(piped.result, schema)
    assert json.loads((piped.folder / "result.json").read_text()) == piped.result
    assert "You: It sounds as if nobody rang you." in piped.err


def test_nothing_is_measured_of_a_sound_that_was_not_there(piped: Finished) -> None:
    (measured,) = [event for event in piped.journal if event["event"] == "measured"]
    reasons = {name: why for name, why in measured["reasons"].items() if why == "typed"}
    assert {"words_per_minute", "talk_share", "pitch_median_hz", "level_dbfs"} <= set(reasons)
    assert all(piped.result["measures"][name] is None for name in reasons)
    assert piped.result["measures"]["held_silences"] >= 1
    kept = {path.name for path in piped.folder.iterdir()}
    assert {"feedback.txt", "journal.jsonl", "persona.json", "result.json"} <= kept
    assert not [name for name in kept if name.endswith((".wav", ".flac"))]


def test_a_typed_session_is_kept_private_and_replays_to_the_same_result(piped: Finished) -> None:
    assert (piped.folder / "journal.jsonl").stat().st_mode & 0o077 == 0
    home = piped.folder.parent.parent
    again = run_program("replay", piped.folder.name, "--json", home=home)
    assert again.result == piped.result


def test_typed_loads_nothing_that_hears_or_speaks(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from voicecoach.cli import main\n"
        "code = main(['practice', 'marlow', '--typed'])\n"
        f"print('loaded:', sorted(set({HEAVY}) & set(sys.modules)), code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "VOICECOACH_HOME": str(tmp_path)},
        input=f"{QUESTION}\n5\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "loaded: [] 0"


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's times from /proc")
def test_the_first_words_cost_less_than_a_second_of_computing(tmp_path: Path) -> None:
    """Where nothing else is running, that is when they come."""
    command = [sys.executable, "-m", "voicecoach", "practice", "marlow", "--typed"]
    environment = {**os.environ, "VOICECOACH_HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdout is not None
        assert any(line.startswith("Dana Marlow:") for line in program.stdout)
        times = Path(f"/proc/{program.pid}/stat").read_text().rsplit(")", 1)[1].split()
        cpu_s = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        program.communicate("")
    assert cpu_s < 1.0


@pytest.mark.parametrize(
    "other", ["--recording x.wav", "--script x.yaml", "--microphone 1", "--push-to-talk"]
)
def test_typed_and_sound_exclude_each_other(
    other: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    assert main(["practice", "marlow", "--typed", *other.split()]) == 2
    assert f"--typed and {other.split()[0]} exclude each other" in capsys.readouterr().err
    assert not (tmp_path / "sessions").exists()


def test_a_settings_file_for_a_microphone_does_not_hinder_typing(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('microphone = "2"\npush_to_talk = true\nhints = true\n')
    done = run_typed(tmp_path, f"{QUESTION}\n")
    assert done.code == 0, done.err
    assert "(ask an open question about their side of it)" in done.out


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("last", [b"\x04", b"\x03", b"/end\n"])
def test_at_a_terminal_ctrl_c_and_ctrl_d_end_it_with_feedback(last: bytes, tmp_path: Path) -> None:
    shown = at_a_terminal(tmp_path, [f"{QUESTION}\n".encode(), last])
    talk, headline, _feedback = shown.partition("Dana Marlow, 0:")
    assert headline
    assert talk.count(QUESTION) == 1  # as it was typed, not said again
    assert "Traceback" not in shown
    (folder,) = (tmp_path / "sessions").iterdir()
    assert (folder / "result.json").is_file()


def at_a_terminal(home: Path, keys: list[bytes]) -> str:
    """Run the program at a pseudo-terminal, pressing the next keys at each prompt."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:  # the child: its standard streams are the terminal
        os.environ.update(VOICECOACH_HOME=str(home), COLUMNS="80", TERM="xterm")
        os.execv(
            sys.executable, [sys.executable, "-m", "voicecoach", "practice", "marlow", "--typed"]
        )
    shown, waiting = b"", list(keys)
    try:
        while chunk := read_from(terminal):
            shown += chunk
            if waiting and shown.endswith(b"You: "):
                time.sleep(0.2)  # the prompt stands a moment before the terminal listens
                os.write(terminal, waiting.pop(0))
    finally:
        os.close(terminal)  # hangs up: whatever still runs there is ended
        os.waitpid(pid, 0)
    return shown.decode("utf-8", "replace")


def read_from(terminal: int) -> bytes:
    ready, _, _ = select.select([terminal], [], [], 60.0)
    try:
        return os.read(terminal, 65536) if ready else b""
    except OSError:  # the other side has closed it
        return b""
