"""What events do to trust, agitation, mood and step. All sizes come from `styles.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.facts import knows_an_interest
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.persona import Step
from voicecoach.dialogue.stairway import BACK_UPS, MOODS, STAIRWAY, STEPS, Mood, Traveller, move

_ASKING = frozenset(
    {
        "open_question",
        "open_question_long",
        "reasoned_question",
        "information_probe",
        "interests_question",
        "clearinghouse_probe",
        "challenge_basis",
        "monitor_change",
    }
)
# Events that show one of the eight skills of active listening.
_SKILLS = {
    "nudge": "nudge",
    "open_question": "open_question",
    "reasoned_question": "open_question",
    "mirror": "mirror",
    "label_right": "label",
    "paraphrase_right": "paraphrase",
    "i_message": "i_message",
    "held_silence": "silence",
    "summary_right": "summary",
    "summary_long": "summary",
    "summary_partial": "summary",
}
_REPAIRS = frozenset({"apology", "empathy", "label_right", "reframe", "loop_told"})
_GRAVE = frozenset({"threat", "personal_attack"})
# Events that are several readings of one move are reported under the move's name.
_MOVE_OF = {
    "open_question_long": "open_question",
    "summary_long": "summary",
    **dict.fromkeys(
        ("label_right", "label_unclear", "label_wrong_tentative", "label_wrong_asserted"),
        "emotion_label",
    ),
    **dict.fromkeys(("paraphrase_right", "paraphrase_unclear", "paraphrase_wrong"), "paraphrase"),
    **dict.fromkeys(("summary_right", "summary_partial", "summary_wrong"), "summary"),
}


def feel(character: Character, mind: Mind, events: Iterable[str]) -> float:
    """Let events move trust and agitation; returns how trust moved.

    Gains shrink when the same thing is done again within three turns, only the best of several
    questions in one turn counts, and a turn can win only so much. Losses count in full.
    """
    events = [event for event in events if event in character.numbers.events]
    changes = {event: _change(character, mind, event) for event in events}
    asking = [event for event in events if event in _ASKING]
    for event in asking:
        if event != max(asking, key=lambda name: changes[name]):
            changes[event] = min(changes[event], 0.0)
    if mind.mood == "ruptured" and not _REPAIRS & set(events):
        changes = {event: min(change, 0.0) for event, change in changes.items()}
    before = mind.trust
    most = character.numbers.gains.most_per_turn
    mind.trust = min(max(mind.trust + min(sum(changes.values()), most), 0.0), 100.0)
    shift = sum(character.numbers.events[event].agitation for event in events)
    _agitate(mind, shift)
    mind.because += [
        f"{_MOVE_OF.get(event, event)} {change:+.1f}" for event, change in changes.items() if change
    ]
    for event in events:
        mind.counts[event] = mind.counts.get(event, 0) + 1
        if event in _SKILLS:
            mind.skills.append(_SKILLS[event])
    mind.now += events
    return mind.trust - before


def _agitate(mind: Mind, shift: float) -> None:
    mind.agitation = min(max(mind.agitation + shift, 0.0), 10.0)


def _change(character: Character, mind: Mind, event: str) -> float:
    numbers = character.numbers.events[event]
    change = numbers.trust(character.persona.style)
    if change <= 0:
        return change
    if event in character.numbers.gains.once and mind.counts.get(event):
        return 0.0
    n_before = sum(event in events for events in mind.recent[-2:])
    if n_before == 2:
        return numbers.third
    change *= character.numbers.gains.again[n_before]
    return _cap_label(character, mind, change) if event == "label_right" else change


def _cap_label(character: Character, mind: Mind, change: float) -> float:
    """Hold labels to what this style bears, so that they cannot be farmed."""
    gap = character.style.labels_every - 1
    if gap and any("label_right" in events for events in mind.recent[-gap:]):
        return 0.0
    change = min(change, character.numbers.gains.most_from_labels - mind.label_gain)
    mind.label_gain += change
    return change


def end_turn(character: Character, mind: Mind, *, gained: float) -> None:
    """Settle mood and step after a learner's turn, and remember what happened in it."""
    events = set(mind.now)
    if "leading_question" in events:
        mind.locked_until = mind.n_turns + character.numbers.gains.lock_turns
    if "interruption" in events:
        mind.intrusion_turn = mind.n_turns
    if not any(_is_bad(character, event) for event in events):
        _agitate(mind, character.numbers.mood.calm_turn)
    is_grave = bool(events & _GRAVE)
    _settle_mood(character, mind, events)
    _settle_step(character, mind, gained=gained, is_grave=is_grave)
    mind.recent = [*mind.recent[-3:], mind.now]
    mind.now = []


def _is_bad(character: Character, event: str) -> bool:
    return character.numbers.events[event].agitation > 0


def _turn_mood(character: Character, mind: Mind, trigger: str) -> None:
    traveller = Traveller(mind.mood, back_up=character.style.back_up)
    mind.mood = cast(Mood, move(MOODS, trigger, traveller))


def _settle_mood(character: Character, mind: Mind, events: set[str]) -> None:
    if mind.mood == "ruptured":
        _settle_rupture(character, mind, events)
    elif events & _GRAVE:
        _suffer_breach(character, mind)
    elif mind.agitation >= character.numbers.mood.ruptured_at:
        _turn_mood(character, mind, "rupture")
    else:
        _follow_agitation(character, mind)


def _settle_rupture(character: Character, mind: Mind, events: set[str]) -> None:
    if events & _GRAVE:
        mind.n_grave += 1
        mind.grave_turn = mind.n_turns
    if events & _REPAIRS and not events & _GRAVE:
        _turn_mood(character, mind, "repair")
        mind.agitation = character.numbers.mood.repaired_agitation
        mind.n_refused = 0
    else:
        mind.n_refused += 1
    is_out_of_patience = mind.n_refused >= character.numbers.mood.patience_when_ruptured
    if is_out_of_patience or _has_had_enough(character, mind):
        end(mind, "walk_out")


def _has_had_enough(character: Character, mind: Mind) -> bool:
    return mind.n_grave >= character.persona.walks_out_after


def _suffer_breach(character: Character, mind: Mind) -> None:
    numbers = character.numbers.mood
    is_second = (
        mind.grave_turn is not None and mind.n_turns - mind.grave_turn <= numbers.grave_memory_turns
    )
    mind.n_grave += 1
    mind.grave_turn = mind.n_turns
    mind.agitation = max(mind.agitation, numbers.grave_agitation)
    if _has_had_enough(character, mind):
        end(mind, "walk_out")
    if is_second or _has_had_enough(character, mind):
        _turn_mood(character, mind, "rupture")
    elif mind.mood not in BACK_UPS:
        _turn_mood(character, mind, "back_up")


def _follow_agitation(character: Character, mind: Mind) -> None:
    numbers = character.numbers.mood
    if mind.mood in BACK_UPS:
        if mind.agitation < numbers.back_up_until:
            _turn_mood(character, mind, "cool")
    elif mind.agitation >= numbers.back_up_at:
        _turn_mood(character, mind, "back_up")
    elif mind.mood == "even" and mind.agitation >= numbers.irritated_at:
        _turn_mood(character, mind, "irritate")
    elif mind.mood == "irritated" and mind.agitation < numbers.irritated_until:
        _turn_mood(character, mind, "cool")


def end(mind: Mind, trigger: str) -> None:
    """End the talk by `agree`, `part` or `walk_out`."""
    traveller = Traveller(mind.step)
    move(STAIRWAY, trigger, traveller)
    ends = {"agree": "agreed", "part": "no_deal_good", "walk_out": "walked_out"}
    assert traveller.state == ends[trigger]
    mind.end = traveller.state  # type: ignore[assignment]


def _settle_step(character: Character, mind: Mind, *, gained: float, is_grave: bool) -> None:
    numbers = character.numbers.stairway
    is_low = mind.trust < character.gate(mind.step) - numbers.hysteresis
    if is_grave or gained <= -numbers.fall_at_loss or is_low:
        mind.step = cast(Step, move(STAIRWAY, "fall", Traveller(mind.step)))
    elif gained >= 0 and mind.step not in ("influence", "commitment"):
        climb(mind, has_earned=_has_earned(character, mind))


def climb(mind: Mind, *, has_earned: bool) -> None:
    """Go up one step, if earned."""
    traveller = Traveller(mind.step, has_earned=has_earned)
    mind.step = cast(Step, move(STAIRWAY, "climb", traveller))


def _has_earned(character: Character, mind: Mind) -> bool:
    upper = STEPS[mind.level + 1]
    is_calm = mind.agitation < character.numbers.stairway.climb_below_agitation
    is_trusted = mind.trust >= character.gate(upper)
    return is_calm and mind.mood == "even" and is_trusted and _has_shown(character, mind, upper)


def _has_shown(character: Character, mind: Mind, step: Step) -> bool:
    """Tell whether the learner has shown what this step takes beside trust."""
    if step == "listening":
        return _has_listened(character, mind)
    if step == "empathy":
        return bool({"label", "paraphrase"} & set(mind.skills))
    if step == "rapport":
        return bool({"summary_right", "summary_long"} & set(mind.counts))
    return knows_an_interest(character, mind)


def _has_listened(character: Character, mind: Mind) -> bool:
    numbers = character.numbers.stairway
    is_recent = (
        mind.intrusion_turn is not None
        and mind.n_turns - mind.intrusion_turn < numbers.calm_turns_to_listen
    )
    return (
        "open_question" in mind.skills
        and len(mind.skills) >= numbers.skills_to_listen
        and len(set(mind.skills)) >= numbers.kinds_to_listen
        and not is_recent
    )
