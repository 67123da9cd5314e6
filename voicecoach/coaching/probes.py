"""The probes that open a fact: what each is called, and how it may sound."""

from __future__ import annotations

from voicecoach.coaching.timeline import moves_of
from voicecoach.turns import MoveKind, SessionRecord

NAMES = {
    "silence": "a held silence",
    "nudge": "a nudge",
    "open_question": "an open question",
    "closed_question": "a closed question",
    "reasoned_question": "a question with its reason",
    "information_probe": "an information probe",
    "summary": "a summary",
    "clearinghouse_probe": "a clearinghouse probe",
    "interests_question": "a question about interests",
    "emotion_label": "an emotion label",
    "empathy": "empathy",
    "appreciation": "appreciation of something specific",
    "apology": "an apology for one's own part",
    "i_message": "an I-message",
    "own_interest": "saying one's own need and why",
    "option": "an option",
    "objective_criterion": "an objective criterion",
    "agenda": "an agenda",
}
EXAMPLES = {
    "silence": "Ask, then say nothing for three to six seconds.",
    "nudge": '"Go on." Then wait.',
    "open_question": '"What has changed on your side?"',
    "reasoned_question": '"Some want speed, others certainty. Which matters more to you? '
    'I ask so that I do not offer the wrong thing."',
    "information_probe": '"Which part of it, exactly?"',
    "summary": '"So far I have heard this from you: ... What did I miss?"',
    "clearinghouse_probe": '"What else would stand in the way, even if we settled this?"',
    "interests_question": '"What would that let you do?"',
    "emotion_label": '"It sounds as if this has been weighing on you." Then wait.',
    "empathy": '"That must have left you in a hard place."',
    "mirror": "Repeat their last few words as a question, then wait.",
    "paraphrase": '"So the figure is not the trouble; the date is."',
    "appreciation": '"You kept to your word on ...; thank you for that."',
    "apology": '"I should have told you sooner. That was my part."',
    "i_message": '"I feel stuck when the date moves, because my people are booked."',
    "rapport": "Ask about them before you ask for anything.",
    "own_interest": '"I need ..., because ..."',
    "option": '"One way would be ...; another would be ..."',
    "conditional_trade": '"If you can ..., then I can ..."',
    "objective_criterion": '"What would a neutral expert say it is worth?"',
    "challenge_basis": '"How did you arrive at that figure?"',
    "monitor_change": '"Has anything changed for you since we last spoke? Who else decides?"',
    "agenda": '"Shall we take the date first and the fee after that?"',
    "reframe": '"We are both stuck with this. How do we get out of it together?"',
    "name_tactic": '"It feels as if we are under the clock. Can we go back to what you need?"',
}
FIVE_PROBES: tuple[tuple[str, MoveKind | None], ...] = (
    ("nudge", MoveKind.NUDGE),
    ("silence", None),
    ("information", MoveKind.INFORMATION_PROBE),
    ("summary", MoveKind.SUMMARY),
    ("clearinghouse", MoveKind.CLEARINGHOUSE_PROBE),
)


def name_of_probe(key: str) -> str:
    """Name the probe that a key stands for, with its article."""
    if key in NAMES:
        return NAMES[key]
    plain = key.replace("_", " ")
    return f"{'an' if plain[:1] in 'aeiou' else 'a'} {plain}"


def example_of_probe(key: str) -> str:
    """Say how a probe may sound."""
    return EXAMPLES.get(key) or f"Try {name_of_probe(key)} there."


def first_uses(session: SessionRecord) -> dict[str, float | None]:
    """Find the second at which each of the five probes was first used; None if it never was."""
    uses: dict[str, float | None] = {}
    for name, kind in FIVE_PROBES:
        if kind is None:
            seconds = [silence.start_s for silence in session.silences if silence.kind == "held"]
        else:
            seconds = [turn.start_s for turn, _ in moves_of(session, kind)]
        uses[name] = min(seconds, default=None)
    return uses
