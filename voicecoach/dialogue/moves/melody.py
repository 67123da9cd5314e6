"""What the sound adds: a statement whose voice rises at its end asks."""

from __future__ import annotations

from voicecoach.dialogue.moves.rule import Finding
from voicecoach.dialogue.moves.utterance import Utterance
from voicecoach.turns import MoveKind as M

# Semitones a second over the last 0.3 s. Unfinished clauses end level or rise a little; a question
# without question words climbs by several semitones in its last syllable.
STEEP_RISE_ST_S = 28.0
LONGEST_WORDS = 14  # who says more than a clause rises at commas too
RISEN = 0.5
_QUESTIONS = (M.OPEN_QUESTION, M.CLOSED_QUESTION, M.LEADING_QUESTION, M.CLEARINGHOUSE_PROBE)
_GO_ONS = (M.NUDGE, M.MIRROR)  # they rise as well, and ask for more, not for an answer


def heard_as_question(
    findings: dict[M, Finding], said: Utterance, final_slope_st_s: float | None
) -> dict[M, Finding]:
    """Find the question that only the melody shows.

    Parameters
    ----------
    findings : dict
        What the words speak for so far.
    said : Utterance
    final_slope_st_s : float or None
        How the pitch moved at the end; None if nothing was heard.

    Returns
    -------
    found : dict
        A closed question, or nothing.
    """
    if final_slope_st_s is None or final_slope_st_s < STEEP_RISE_ST_S:
        return {}
    if len(said.words) > LONGEST_WORDS or findings.keys() & {*_QUESTIONS, *_GO_ONS}:
        return {}
    kind = M.CLOSED_QUESTION
    return {kind: Finding(kind, RISEN, 0, len(said.plain), "rises at the end")}
