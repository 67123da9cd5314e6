"""A machine that cannot keep up does less, in order, and says so; it never lags without bound."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.sessions.conftest import ROOT
from tests.sessions.plain_talk import Notebook
from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.errors import ModelError, ModelTooLargeError
from voicecoach.hearing.recorded_loop import RecordedLoop
from voicecoach.hearing.recorded_microphone import (
    Hold,
    Say,
    ScriptedMicrophone,
    Wait,
    read_learner,
)
from voicecoach.hearing.steady_transcriber import BUSY, SteadyTranscriber
from voicecoach.hearing.voice_activity import VoiceActivity
from voicecoach.practice import Limits, Practice
from voicecoach.practice.answers import AnswerDesk
from voicecoach.practice.relief import LATER, NOT_AHEAD
from voicecoach.practice.strain import FORGOTTEN_AFTER, Step, Strain
from voicecoach.speaking.player import Player
from voicecoach.speaking.silent_voice import SilentVoice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import RATE_HZ, Clip, Transcript

CLIP = Clip(np.zeros(2 * RATE_HZ, dtype=np.float32), 0.0)


def hear(strain: Strain, at_s: float, *, took_s: float, waited_s: float = 0.0) -> Step:
    """One clip from beginning to end, looked at now and then."""
    strain.begins(2.0, asked_s=at_s - waited_s, now_s=at_s)
    for moment_s in np.arange(at_s, at_s + took_s, 0.1):
        strain.look(float(moment_s))
    strain.ends(at_s + took_s)
    return strain.look(at_s + took_s)


def test_words_in_good_time_cost_nothing() -> None:
    strain = Strain()
    assert {hear(strain, 10.0 * n, took_s=1.4) for n in range(20)} == {Step.NOTHING}


def test_each_clip_that_is_late_costs_one_step() -> None:
    strain = Strain()
    steps = [hear(strain, 10.0 * n, took_s=2.0) for n in range(5)]
    assert steps == [Step.PARTIALS, Step.MODEL, Step.AHEAD, Step.AHEAD, Step.AHEAD]


def test_a_clip_that_never_ends_costs_the_model_and_no_more() -> None:
    strain = Strain()
    strain.begins(2.0, asked_s=0.0, now_s=0.0)
    assert [strain.look(s) for s in (1.0, 2.0, 4.0, 60.0)] == [
        Step.NOTHING,
        Step.PARTIALS,
        Step.MODEL,
        Step.MODEL,
    ]


def test_a_clip_that_only_waited_costs_the_partials_and_no_more() -> None:
    strain = Strain()
    steps = {hear(strain, 10.0 * n, took_s=1.0, waited_s=1.0) for n in range(10)}
    assert steps == {Step.PARTIALS}


def test_a_long_clip_may_take_longer() -> None:
    strain = Strain()
    strain.begins(28.0, asked_s=0.0, now_s=0.0)
    assert strain.look(4.0) is Step.NOTHING
    assert strain.look(4.3) is Step.PARTIALS


def test_one_late_clip_among_many_is_forgotten() -> None:
    strain = Strain()
    hear(strain, 0.0, took_s=2.0)
    for n in range(FORGOTTEN_AFTER):
        hear(strain, 10.0 * (n + 1), took_s=0.4)
    assert hear(strain, 100.0, took_s=2.0) is Step.PARTIALS
    assert hear(strain, 110.0, took_s=2.0) is Step.MODEL


@dataclass
class Patient:
    """A recogniser that takes as long as it is told to."""

    name: str
    takes_s: float = 0.0
    fails: bool = False
    is_unloaded: bool = field(default=False, init=False)

    def transcribe(self, clip: Clip) -> Transcript:  # noqa: ARG002
        if self.fails:
            raise ModelTooLargeError("too little memory")
        time.sleep(self.takes_s)
        return Transcript(self.name, no_speech_probability=0.0, mean_log_probability=-0.1)

    def unload(self) -> None:
        self.is_unloaded = True


def test_the_smaller_one_takes_over_in_mid_clip() -> None:
    steady = SteadyTranscriber(Patient("large", takes_s=30.0), lambda: Patient("small"))
    threading.Timer(0.3, steady.take_over).start()
    began = time.monotonic()
    assert steady.transcribe(CLIP).text == "small"
    assert time.monotonic() - began < 5.0
    assert steady.name == "small"
    notice = steady.take_notice()
    assert notice is not None
    assert "going on with small" in notice
    assert steady.take_notice() is None


def test_preparing_changes_and_says_nothing() -> None:
    steady = SteadyTranscriber(Patient("large"), lambda: Patient("small"))
    steady.prepare()
    time.sleep(0.2)
    assert steady.transcribe(CLIP).text == "large"
    assert steady.take_notice() is None


def test_without_a_smaller_one_the_first_goes_on_and_that_is_said() -> None:
    def missing() -> Patient:
        raise ModelError("no weights")

    steady = SteadyTranscriber(Patient("large"), missing)
    steady.take_over()
    time.sleep(0.2)
    assert steady.transcribe(CLIP).text == "large"
    notice = steady.take_notice()
    assert notice is not None
    assert "answers come late" in notice


def test_a_clip_that_the_memory_is_too_little_for_goes_to_the_smaller_one() -> None:
    large = Patient("large", fails=True)
    steady = SteadyTranscriber(large, lambda: Patient("small"))
    assert steady.transcribe(CLIP).text == "small"
    assert large.is_unloaded
    notice = steady.take_notice()
    assert notice is not None
    assert "Too little memory" in notice


def test_where_neither_fits_that_is_the_error() -> None:
    def too_large() -> Patient:
        raise ModelTooLargeError("too little memory for the recogniser 'tiny.en'")

    steady = SteadyTranscriber(Patient("large", fails=True), too_large)
    with pytest.raises(ModelTooLargeError, match=r"tiny\.en"):
        steady.transcribe(CLIP)


@pytest.fixture(scope="module")
def starved() -> Notebook:
    """Two turns at real pace; every recogniser of this machine is too slow."""
    persona = load_persona("marlow", find_home())
    voice, player, kept = SilentVoice(persona.voice), Player(), Notebook()
    question = read_learner(ROOT / "audio" / "demo" / "1-open.wav")
    turn = [Wait(wait="counterpart"), Hold(hold=0.3), Say(say="question")]
    microphone = ScriptedMicrophone([*turn, *turn, turn[0]], {"question": question})
    steady = SteadyTranscriber(Patient("large", takes_s=60.0), lambda: Patient("small", 2.0))
    Practice(
        sound=RecordedLoop(microphone, player, is_fast=False),
        player=player,
        voice_activity=VoiceActivity(),
        desk=AnswerDesk(steady, recognise_moves, voice, is_fast=False),
        voice=voice,
        counterpart=Counterpart(persona, seed=1),
        name=persona.name,
        keeper=kept,
        screen=kept,
        controls=kept,
        limits=Limits(),
        spare=steady,
    ).run()
    return kept


@pytest.mark.slow
def test_each_step_is_said_once_and_in_order(starved: Notebook) -> None:
    assert starved.notices == [LATER, BUSY.format(name="small"), NOT_AHEAD]
    assert [e["what"] for e in starved.events if e["event"] == "strain"] == starved.notices


@pytest.mark.slow
def test_an_answer_that_the_larger_one_would_have_given_in_a_minute_comes_in_seconds(
    starved: Notebook,
) -> None:
    answers = [e for e in starved.events if e["event"] == "answered"]
    assert len(answers) == 2
    assert max(e["at_s"] - e["learner_end_s"] for e in answers) < 7.0
