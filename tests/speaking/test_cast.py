"""Nobody in the cast sounds like somebody else, and everybody can say all of their lines."""

from __future__ import annotations

from collections import Counter

import pytest

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona
from voicecoach.dialogue.persona_finding import find_texts
from voicecoach.dialogue.styles import read_numbers
from voicecoach.speaking.engines import sound_of
from voicecoach.speaking.kokoro_pins import VOICES, names_of
from voicecoach.speaking.repertoire import find_repertoire
from voicecoach.store.library import read_persona_file, shipped

CAST = [
    read_persona(read_persona_file(path), path.name)
    for path in sorted(shipped("personas").glob("*.yaml"))
]
everyone = pytest.mark.parametrize("persona", CAST, ids=[persona.id for persona in CAST])


@pytest.mark.parametrize("engine", ["auto", "hibari", "piper", "kokoro", "pyttsx3"])
def test_no_two_share_voice_and_rate_and_pitch(engine: str) -> None:
    sounds = Counter(sound_of(persona.voice, engine) for persona in CAST)
    assert {sound: n for sound, n in sounds.items() if n > 1} == {}


def test_with_kokoro_everybody_has_a_voice_of_their_own() -> None:
    voices = [sound_of(persona.voice, "kokoro").voice for persona in CAST]
    assert len(set(voices)) == len(CAST)


@everyone
def test_kokoro_keeps_sex_and_accent(persona: Persona) -> None:
    voice = sound_of(persona.voice, "kokoro").voice
    assert voice in names_of(persona.voice.sex, persona.voice.accent)


def test_there_are_28_voices_of_both_sexes_and_accents() -> None:
    assert len(VOICES) == 28
    for sex in ("female", "male"):
        for accent in ("british", "american"):
            assert len(names_of(sex, accent)) >= 4  # type: ignore[arg-type]


@everyone
def test_the_repertoire_holds_every_line_with_its_figures(persona: Persona) -> None:
    own = {line.text for line in find_repertoire(persona) if line.is_own}
    texts = [text for _, text in find_texts(persona)]
    assert len(own) >= len(texts)
    assert {text for text in texts if "{" not in text} <= own
    assert not [text for text in own if "{" in text]


@everyone
def test_every_line_has_a_state_and_a_manner(persona: Persona) -> None:
    states = set(read_numbers().manners)
    for line in find_repertoire(persona):
        assert line.states
        assert states.issuperset(line.states)
        assert 1 <= len(line.manners) <= len(line.states)
