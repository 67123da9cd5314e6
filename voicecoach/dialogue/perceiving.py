"""Taking in a turn: it moves trust, mood and step, and becomes the moment that is answered."""

from __future__ import annotations

from voicecoach.dialogue.appraisal import appraise, find_shaky, find_topics, well_made
from voicecoach.dialogue.asides import Aside
from voicecoach.dialogue.bargaining import find_figures, note_trades
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import Moment
from voicecoach.dialogue.process import appraise_process
from voicecoach.dialogue.promises import appraise_promises
from voicecoach.dialogue.scarf import appraise_scarf
from voicecoach.dialogue.sifting import has_asked
from voicecoach.dialogue.speech import find_slots
from voicecoach.dialogue.trust import end_turn, feel
from voicecoach.turns import Heard


def take_in(character: Character, mind: Mind, heard: Heard, aside: Aside | None) -> Moment:
    """Let a turn move trust, mood and step, and gather what the answer depends on."""
    mind.n_turns += 1
    mind.heard = heard.text
    mood, step, act = mind.mood, mind.step, mind.act
    held = {"silence"} if "held_silence" in mind.now else set()
    figures = find_figures(character, mind, heard)
    events = [
        *appraise(character, mind, heard, aside),
        *appraise_process(character, mind, heard),
        *appraise_promises(character, mind, heard, figures),
        *(character.story.appraise(mind, heard) if character.story is not None else ()),
    ]
    events += appraise_scarf(heard.text, events)
    shaky = find_shaky(character, mind, heard)
    package, mind.package = tuple(mind.package), []
    new_trades = note_trades(character, mind, heard)
    gained = feel(character, mind, events)
    end_turn(character, mind, gained=gained)
    mind.kinds = [str(move.kind) for move in heard.moves]
    mind.n_fills, mind.n_waits, mind.has_told_in_silence = 0, 0, False
    return Moment(
        character=character,
        mind=mind,
        heard=heard,
        aside=aside,
        events=frozenset(events),
        shaky=shaky,
        made=frozenset(well_made(heard.moves, events) | held),
        topics=find_topics(character, mind, heard),
        named_topics=character.topic_finder.find(heard.text),
        named_issues=character.issue_finder.find(heard.text),
        points=character.points(mind),
        was_asked=has_asked(mind),
        figures=figures,
        package=package,
        new_trades=tuple(new_trades),
        gained=gained,
        mood_before=mood,
        step_before=step,
        act_before=act,
        slots=find_slots(character, mind),
    )
