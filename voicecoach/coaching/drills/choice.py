"""Which drill a learner needs most, from what was amber lately."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.coaching.drills.exercise import DrillName
from voicecoach.coaching.history import next_step
from voicecoach.coaching.past import Past
from voicecoach.coaching.rubric import CRITERIA

FIRST: DrillName = "silence"  # what this program is about

# The check that was amber, and the drill that trains what it looks at.
_TRAINS: dict[str, DrillName] = {
    "silences": "silence",
    "silence_disclosures": "silence",
    "summaries": "summary",
    "labels": "label",
    "reflections": "label",
    "first_proposal": "open_question",
    "questions": "open_question",
    "question_share": "open_question",
    "reasoned_questions": "open_question",
    "talk_share": "open_question",
    "counterpart_longest_turn": "open_question",
    "words_per_turn": "open_question",
    "probes": "clearinghouse",
    "facts": "clearinghouse",
    "breaches": "tactics",
    "tactics": "tactics",
    "pressure": "tactics",
    "principled": "punctuation",
    "process": "closing",
    "confirmation": "closing",
}


def drill_for(past: Sequence[Past]) -> tuple[DrillName, str]:
    """Choose a drill and say why.

    Parameters
    ----------
    past : sequence of Past
        Earlier sessions, oldest first.

    Returns
    -------
    drill : str
    why : str
        A sentence.
    """
    step = next_step(past, among=frozenset(_TRAINS))
    if step is None:
        return FIRST, "A good one to begin with."
    looks_at = CRITERIA[step.check].looks_at
    return _TRAINS[step.check], (
        f"Because of {looks_at}: amber in {step.n_amber} of your last {step.n_sessions} sessions."
    )
