"""How a counterpart bears silence: how long, what it does then, and what it thinks of it after."""

from __future__ import annotations

from voicecoach.dialogue.character import Character
from voicecoach.dialogue.facts import find_fact
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moment import Answer, occasion
from voicecoach.dialogue.persona import SilenceHabit
from voicecoach.dialogue.trust import feel
from voicecoach.turns import MoveKind, Silence

_SHARP = frozenset(
    {
        MoveKind.OPEN_QUESTION,
        MoveKind.REASONED_QUESTION,
        MoveKind.INFORMATION_PROBE,
        MoveKind.INTERESTS_QUESTION,
        MoveKind.CHALLENGE_BASIS,
        MoveKind.CLEARINGHOUSE_PROBE,
        MoveKind.SUMMARY,
    }
)
_ASK_OR_REFLECTION = _SHARP | {
    MoveKind.CLOSED_QUESTION,
    MoveKind.MONITOR_CHANGE,
    MoveKind.EMOTION_LABEL,
    MoveKind.PARAPHRASE,
    MoveKind.MIRROR,
    MoveKind.NUDGE,
    MoveKind.EMPATHY,
}


def find_habit(character: Character) -> SilenceHabit:
    """Find the persona's own habit, or that of its style."""
    return character.persona.silence or SilenceHabit(tolerance_s=character.style.tolerance_s)


def draw_tolerance_s(character: Character, mind: Mind) -> float:
    """Draw how long it will bear the next silence.

    The calmer it is, the nearer to the top of its range; the jitter keeps a learner from
    counting it out.
    """
    shortest, longest = find_habit(character).tolerance_s
    calm = 1.0 - mind.agitation / 10
    jitter = character.numbers.silence.jitter
    factor = mind.draw().uniform(1 - jitter, 1 + jitter)
    return (shortest + (longest - shortest) * calm) * character.level.tolerance * factor


def fill_silence(character: Character, mind: Mind) -> Answer:
    """Decide how to fill the silence that the learner holds."""
    mind.n_fills += 1
    is_settled = mind.deals[character.main_issue.id].settled is not None
    if is_settled and (mind.is_confirmed or mind.n_fills > 1):
        return occasion("farewell", end="agree")
    if mind.n_fills > find_habit(character).n_fills:
        return _wait(character, mind)
    fact = find_fact(character, mind, ["silence"], ()) if _may_tell(character, mind) else None
    if fact is not None:
        mind.has_told_in_silence = True
        return Answer("disclose", f"fact.{fact.id}", fact=fact.id)
    source = f"fill_{_choose_tone(character, mind)}"
    return Answer("fill", source)


def _wait(character: Character, mind: Mind) -> Answer:
    mind.n_waits += 1
    if mind.n_waits > character.numbers.silence.most_waits:
        return occasion("walk_out", end="walk_out")
    return Answer("wait", "take_your_time")


def _may_tell(character: Character, mind: Mind) -> bool:
    if mind.has_told_in_silence:
        return False
    wanted = {"sharp": _SHARP, "ask_or_reflection": _ASK_OR_REFLECTION}.get(
        character.style.discloses_after
    )
    return wanted is None or not wanted.isdisjoint(mind.kinds)


def _choose_tone(character: Character, mind: Mind) -> str:
    """Press when heated, soften when trusting, and in between do as its style does."""
    if mind.mood != "even":
        return "soft" if mind.mood == "appeasing" else "push"
    return "soft" if mind.has_reached("rapport") else character.style.fill


def judge_silence(character: Character, mind: Mind, silence: Silence) -> None:
    """Let a silence that has ended move trust and agitation."""
    numbers = character.numbers
    if silence.kind == "broken":
        feel(character, mind, ["broken_silence"])
        return
    if silence.kind != "held" or silence.duration_s < numbers.silence.held_from_s:
        return
    if silence.duration_s > numbers.silence.good_until_s:
        feel(character, mind, ["long_silence"])
        return
    feel(character, mind, ["held_silence"])
    if mind.recent and "label_right" in mind.recent[-1]:
        n_spans = silence.duration_s // numbers.silence.held_from_s
        calmed = n_spans * numbers.mood.calm_per_3s_after_label
        mind.agitation = max(mind.agitation + calmed, 0.0)
