"""What a learner's turn amounts to, for this counterpart, at this moment: events by name.

A move is what the learner did; an event is how it went. A label becomes `label_right` or
`label_wrong_asserted`, an offer made two steps too early becomes `skipped_steps`. Words matter
only through the moves, topics and figures that were recognised in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from voicecoach.dialogue.asides import Aside
from voicecoach.dialogue.bargaining import find_figures, is_acceptable
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind
from voicecoach.dialogue.moves.overlap import content_stems
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.stairway import STEPS
from voicecoach.turns import Heard, Move, MoveKind

# Questions that count towards a streak when nothing else softens them.
_BARE_QUESTIONS = frozenset(
    {
        MoveKind.OPEN_QUESTION,
        MoveKind.CLOSED_QUESTION,
        MoveKind.LEADING_QUESTION,
        MoveKind.STACKED_QUESTION,
        MoveKind.INFORMATION_PROBE,
        MoveKind.INTERESTS_QUESTION,
        MoveKind.CHALLENGE_BASIS,
        MoveKind.MONITOR_CHANGE,
    }
)
# What turns an interrogation back into a talk.
_SOFTENERS = frozenset(
    {
        MoveKind.REASONED_QUESTION,
        MoveKind.NUDGE,
        MoveKind.SUMMARY,
        MoveKind.MIRROR,
        MoveKind.PARAPHRASE,
        MoveKind.EMOTION_LABEL,
        MoveKind.EMPATHY,
        MoveKind.APPRECIATION,
        MoveKind.APOLOGY,
        MoveKind.I_MESSAGE,
        MoveKind.OWN_INTEREST,
        MoveKind.REFRAME,
    }
)
# Words that point back to what was just said, for questions that name nothing.
_REFERRING = frozenset(
    {"that", "this", "then", "those", "these", "there", "they", "them", "why", "so"}
)
_ASKING_WORDS = frozenset({"how", "what", "when", "why", "where", "who", "and", "so"})
_SHORT_WORDS = 7
# Where a question ends and the reason for it begins.
_REASON = re.compile(r"\b(?:because|so that|i ask|i'm asking|the reason)\b", re.IGNORECASE)
# Events without consequence for trust that the engine looks for elsewhere.
_WITHOUT_EVENT = frozenset({MoveKind.ACCEPT, MoveKind.PAUSE_REQUEST})


def appraise(
    character: Character, mind: Mind, heard: Heard, aside: Aside | None = None
) -> list[str]:
    """Name what happened in a turn; each event once, words before sound."""
    events = ["greeting"] if aside == "greeting" else []
    events += [
        event
        for move in heard.moves
        if (event := _appraise_move(character, mind, heard, move)) is not None
    ]
    events += _appraise_streak(character, mind, heard)
    events += _appraise_sound(character, mind, heard)
    return list(dict.fromkeys(events))


def find_shaky(character: Character, mind: Mind, heard: Heard) -> frozenset[str]:
    """Name the events that rest on moves hardly recognised: worth their credit, but no answer."""
    least = character.numbers.gains.least_reaction
    by_event: dict[str, float] = {}
    for move in heard.moves:
        event = _appraise_move(character, mind, heard, move)
        if event is not None:
            by_event[event] = max(move.confidence, by_event.get(event, 0.0))
    return frozenset(event for event, confidence in by_event.items() if confidence < least)


def _appraise_move(character: Character, mind: Mind, heard: Heard, move: Move) -> str | None:
    if move.kind in _WITHOUT_EVENT:
        return None
    judge = _JUDGES.get(move.kind)
    return str(move.kind) if judge is None else judge(character, mind, heard, move)


def _judge_question(character: Character, _mind: Mind, heard: Heard, move: Move) -> str:
    most = character.style.brief_question_words
    n_words = len((move.evidence or heard.text).split())
    return "open_question" if most is None or n_words <= most else "open_question_long"


def _judge_label(_character: Character, _mind: Mind, _heard: Heard, move: Move) -> str:
    if move.is_accurate is None:
        return "label_unclear"
    if move.is_accurate:
        return "label_right"
    return "label_wrong_asserted" if move.is_tentative is False else "label_wrong_tentative"


def _judge_paraphrase(_character: Character, mind: Mind, heard: Heard, move: Move) -> str:
    """Judge by the points it holds; what is short or takes up a word of its lines is not wrong."""
    if move.points or move.recall:
        return "paraphrase_right"
    theirs = content_stems(hear(" ".join(mind.said)).words)
    takes_up = not theirs.isdisjoint(content_stems(hear(heard.text).words))
    is_unclear = move.recall is None or takes_up or len(heard.text.split()) < _SHORT_WORDS
    return "paraphrase_unclear" if is_unclear else "paraphrase_wrong"


def _judge_summary(character: Character, mind: Mind, heard: Heard, move: Move) -> str:
    """Judge by recall; with next to nothing said so far there is nothing to sum up."""
    gains = character.numbers.gains
    n_known = len(mind.topics) + len(mind.facts)
    is_early = n_known < character.numbers.stairway.known_points_to_sum_up
    if move.recall is None or (is_early and move.recall >= gains.summary_partial):
        return "summary_partial"
    if move.recall >= gains.summary_right:
        most = character.style.brief_summary_words
        is_brief = most is None or len(heard.text.split()) <= most
        return "summary_right" if is_brief else "summary_long"
    if move.recall >= gains.summary_partial or _is_theirs(character, heard, move):
        return "summary_partial"
    return "summary_wrong"


def _is_theirs(character: Character, heard: Heard, move: Move) -> bool:
    """Tell whether a summary speaks of their matter at all, and invents nothing about it."""
    return not move.inventions and bool(character.topic_finder.find(heard.text))


def _judge_appreciation(character: Character, mind: Mind, _heard: Heard, _move: Move) -> str:
    n_before = mind.counts.get("appreciation", 0)
    is_worn = n_before >= character.numbers.gains.appreciations
    is_again = bool(mind.recent) and "appreciation" in mind.recent[-1]
    return "flattery" if is_worn or is_again else "appreciation"


def _judge_rapport(character: Character, mind: Mind, heard: Heard, move: Move) -> str | None:
    """Judge small talk; a word on the matter with a friendly turn to it is none."""
    gains = character.numbers.gains
    if move.confidence < gains.plain_small_talk and character.topic_finder.find(heard.text):
        return None
    is_enough = mind.counts.get("rapport", 0) >= gains.small_talk
    return "small_talk_enough" if is_enough else "rapport"


def _judge_offer(character: Character, mind: Mind, heard: Heard, move: Move) -> str | None:
    """Judge an offer by when it comes, unless it gives them what they would take anyway.

    One without a figure or anything of worth in it must be plain to be one at all.
    """
    gains = character.numbers.gains
    is_empty = move.amount is None and not character.trade_finder.find(heard.text)
    if move.confidence < (gains.plain_offer if is_empty else gains.least_reaction):
        return None
    last_early = character.numbers.gains.skips_at_or_below[str(move.kind)]
    is_early = mind.level <= STEPS.index(last_early)
    figures = find_figures(character, mind, heard)
    suits = bool(figures) and all(is_acceptable(character, mind, figure) for figure in figures)
    if is_early and not suits:
        return "skipped_steps"
    return str(move.kind)


def _judge_breach(character: Character, _mind: Mind, _heard: Heard, move: Move) -> str:
    is_sure = move.confidence >= character.numbers.gains.grave_confidence
    return str(move.kind) if is_sure else "irritator"


_Judge = Callable[[Character, Mind, Heard, Move], str | None]
_JUDGES: dict[MoveKind, _Judge] = {
    MoveKind.OPEN_QUESTION: _judge_question,
    MoveKind.EMOTION_LABEL: _judge_label,
    MoveKind.PARAPHRASE: _judge_paraphrase,
    MoveKind.SUMMARY: _judge_summary,
    MoveKind.APPRECIATION: _judge_appreciation,
    MoveKind.RAPPORT: _judge_rapport,
    MoveKind.PROPOSAL: _judge_offer,
    MoveKind.CONDITIONAL_TRADE: _judge_offer,
    MoveKind.THREAT: _judge_breach,
    MoveKind.PERSONAL_ATTACK: _judge_breach,
}


def _appraise_streak(character: Character, mind: Mind, heard: Heard) -> list[str]:
    if heard.has(*_SOFTENERS) or not heard.has(*_BARE_QUESTIONS):
        mind.streak = 0
        return []
    mind.streak += 1
    return ["question_streak"] if mind.streak >= character.numbers.gains.streak else []


def _appraise_sound(character: Character, mind: Mind, heard: Heard) -> list[str]:
    gains = character.numbers.gains
    events = []
    if heard.broke_in:
        mind.counts["broke_in"] = mind.counts.get("broke_in", 0) + 1
        if mind.counts["broke_in"] > character.style.pardons_interruptions:
            events.append("interruption")
    if heard.was_cut_into or heard.end_s - heard.start_s > gains.long_turn_s:
        events.append("long_turn")
    is_fast = _exceeds(heard.words_per_minute, mind.paces, gains.calm_turns_heard, gains.faster, 0)
    is_loud = _exceeds(heard.level_dbfs, mind.levels, gains.calm_turns_heard, 1, gains.louder_db)
    return [*events, "rattled"] if is_fast or is_loud else events


def _exceeds(
    value: float | None, calm: list[float], n_needed: int, factor: float, margin: float
) -> bool:
    """Compare with the learner's own first calm turns, which are noted as they come."""
    if value is None:
        return False
    if len(calm) < n_needed:
        calm.append(value)
        return False
    return value > sum(calm) / len(calm) * factor + margin


def well_made(moves: Iterable[Move], events: Iterable[str]) -> set[str]:
    """Name the moves that went well enough to open a fact."""
    made = set(events)
    kinds = {str(move.kind) for move in moves}
    demands = {
        "emotion_label": "label_right" in made,
        "paraphrase": "paraphrase_right" in made,
        "summary": bool({"summary_right", "summary_long"} & made),
        "appreciation": "appreciation" in made,
        "rapport": "rapport" in made,
        "proposal": "proposal" in made,
        "conditional_trade": "conditional_trade" in made,
    }
    return {kind for kind in kinds if demands.get(kind, True)}


def find_topics(character: Character, mind: Mind, heard: Heard) -> tuple[str, ...]:
    """Find what a turn speaks about; what its questions name comes before the rest.

    A turn that names nothing may point back to the topic in hand; a probe takes up what was just
    said, whatever else it names.
    """
    asking = " ".join(
        _REASON.split(move.evidence)[0] for move in heard.moves if "question" in move.kind
    )
    finder, topic = character.topic_finder, mind.topic
    named = tuple(dict.fromkeys((*finder.find(asking), *finder.find(heard.text))))
    if topic is None or topic in named:
        return named
    is_about_it = heard.has(MoveKind.INFORMATION_PROBE) or (not named and _refers(heard.text))
    return (*named, topic) if is_about_it else named


def _refers(text: str) -> bool:
    """Tell whether a turn points back; "it" does so only in a short question for more."""
    words = text.lower().replace("?", " ").replace(",", " ").split()
    is_short = len(words) <= _SHORT_WORDS and words[:1] != [] and words[0] in _ASKING_WORDS
    return not _REFERRING.isdisjoint(words) or (is_short and "it" in words)
