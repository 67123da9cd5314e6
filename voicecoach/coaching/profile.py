"""The learner's behaviour counted as Rackham and Carlisle counted that of skilled negotiators.

Percentages are of the learner's acts: every move is one, but for those that only say how another
was made; a turn without a move is one. Skilled and average are lines to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from voicecoach.coaching.timeline import OFFERS, has, speech_s, turn_before, turns_of
from voicecoach.turns import MoveKind, SessionRecord, Turn

K = MoveKind
LEAST_ACTS = 8
LEAST_SPEECH_S = 60.0
Unit = Literal["an hour", "%", "an argument", "times"]
FORMS = (K.OPEN_QUESTION, K.CLOSED_QUESTION, K.LEADING_QUESTION)
# Moves that say how a question or an offer was made; beside one they are no act of their own.
MODIFIERS = (
    K.REASONED_QUESTION,
    K.STACKED_QUESTION,
    K.INFORMATION_PROBE,
    K.INTERESTS_QUESTION,
    K.CHALLENGE_BASIS,
    K.MONITOR_CHANGE,
    K.CLEARINGHOUSE_PROBE,
)
ATTACKS = (K.PERSONAL_ATTACK, K.BLAME, K.THREAT, K.ULTIMATUM)
THEIR_OFFERS = ("counter_offer", "hold", "package")
THEIR_ATTACKS = re.compile(r"attack|threat|insult|ombudsman")
HOT = ("hostile", "attacking")
DISAGREEING = re.compile(
    r"^(?:well,? )?(?:no\b(?! (?:problem|worries|rush|doubt|hurry))|i (?:don't|do not|can't) agree|"
    r"i disagree|that's (?:not (?:right|true|so|fair)|wrong|nonsense|rubbish)|you're wrong)"
)
TESTING = re.compile(
    r"\b(?:do you mean|have i (?:got|understood) (?:that|you|this)|if i understand|"
    r"am i right (?:that|in)|so you(?:'re| are) saying|is that right|let me check)\b"
)
FEELING = re.compile(
    r"\bi(?:'m| am| feel| felt)(?: \w+)? (?:concerned|worried|uneasy|unhappy|glad|pleased|sorry|"
    r"disappointed|frustrated|torn|stuck|anxious|relieved|grateful)\b"
)
REASONS = re.compile(
    r"\b(?:because|another reason|the other reason|not to mention|on top of that|besides|"
    r"what's more|also|secondly|thirdly|and then there's)\b"
)
LABELLING = re.compile(
    r"\b(?:(?:can|could|may|might) i (?:just )?(?:ask|suggest|make a suggestion|check|summari[sz]e|"
    r"propose)|let me (?:ask|suggest|make a suggestion|check|summari[sz]e|propose)|"
    r"i'd like to (?:ask|suggest|check|propose))\b"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of behaviour: how often, what that comes to, and who did as much."""

    name: str
    n: int
    of: int
    value: float | None  # None: too little to say; `reason` says why
    unit: Unit
    skilled: float | None
    average: float | None
    first: Turn | None
    reason: str = ""


def acts_in(turn: Turn) -> int:
    """Count the acts of a turn."""
    own = sum(move.kind not in MODIFIERS for move in turn.moves)
    return max(own, 1)


def n_acts(session: SessionRecord) -> int:
    """Count the learner's acts."""
    return sum(acts_in(turn) for turn in turns_of(session, "learner"))


def rackham_profile(session: SessionRecord) -> tuple[Row, ...]:
    """Count the behaviours that told skilled from average negotiators."""
    hours, share = _per_hour(session), _share(session)
    return (
        hours("irritators", _moves(session, K.IRRITATOR), 2.3, 10.8),
        hours("immediate counter-proposals", _turns(session, _counters_at_once), 1.7, 3.1),
        share("attacks answered by attack", _turns(session, _spirals), 1.9, 6.3),
        share("disagreeing before the reason", _turns(session, _disagrees_first), 0.4, 1.5),
        share("testing understanding", _turns(session, _tests), 9.7, 4.1),
        share("summarising", _moves(session, K.SUMMARY, K.CONFIRM_AGREEMENT), 7.5, 4.2),
        share("questions", _moves(session, *FORMS), 21.3, 9.6),
        share("saying how one feels", _turns(session, _says_feeling), 12.1, 7.8),
        _reasons(session),
        _labelling(session),
    )


Build = Callable[[str, list[Turn], float, float], Row]


def _per_hour(session: SessionRecord) -> Build:
    def build(name: str, found: list[Turn], skilled: float, average: float) -> Row:
        value, reason = None, f"less than {LEAST_SPEECH_S:.0f} s of your speech"
        if speech_s(session) >= LEAST_SPEECH_S and session.duration_s > 0:
            value, reason = 3600 * len(found) / session.duration_s, ""
        n_turns = len(turns_of(session, "learner"))
        return Row(
            name, len(found), n_turns, value, "an hour", skilled, average, _first(found), reason
        )

    return build


def _share(session: SessionRecord) -> Build:
    acts = n_acts(session)

    def build(name: str, found: list[Turn], skilled: float, average: float) -> Row:
        value, reason = None, f"{acts} acts, needs {LEAST_ACTS}"
        if acts >= LEAST_ACTS:
            value, reason = 100 * len(found) / acts, ""
        return Row(name, len(found), acts, value, "%", skilled, average, _first(found), reason)

    return build


def _first(found: list[Turn]) -> Turn | None:
    return found[0] if found else None


def _moves(session: SessionRecord, *kinds: MoveKind) -> list[Turn]:
    """List the turn of each move of these kinds."""
    return [
        turn for turn in turns_of(session, "learner") for move in turn.moves if move.kind in kinds
    ]


def _turns(session: SessionRecord, shows: Callable[[Turn, Turn | None], bool]) -> list[Turn]:
    """List the turns that show a behaviour, given what the counterpart said before."""
    return [
        turn
        for turn in turns_of(session, "learner")
        if shows(turn, turn_before(session, turn.start_s, "counterpart"))
    ]


def _words(turn: Turn) -> str:
    return turn.text.lower().replace("’", "'").strip()


def _counters_at_once(turn: Turn, theirs: Turn | None) -> bool:
    asks_first = has(turn, *FORMS, K.SUMMARY, K.PARAPHRASE, K.MIRROR)
    is_answer = theirs is not None and theirs.act in THEIR_OFFERS
    return is_answer and has(turn, *OFFERS) and not asks_first


def _spirals(turn: Turn, theirs: Turn | None) -> bool:
    return theirs is not None and attacks(theirs) and has(turn, *ATTACKS)


def attacks(theirs: Turn) -> bool:
    """Tell whether a turn of the counterpart was an attack."""
    is_tactic = theirs.tactic is not None and THEIR_ATTACKS.search(theirs.tactic) is not None
    return (is_tactic and theirs.act != "drop_tactic") or theirs.state in HOT


def _disagrees_first(turn: Turn, _theirs: Turn | None) -> bool:
    return DISAGREEING.search(_words(turn)) is not None


def _tests(turn: Turn, _theirs: Turn | None) -> bool:
    asks_back = has(turn, K.PARAPHRASE) and _words(turn).endswith("?")
    return asks_back or TESTING.search(_words(turn)) is not None


def _says_feeling(turn: Turn, _theirs: Turn | None) -> bool:
    return has(turn, K.I_MESSAGE) or FEELING.search(_words(turn)) is not None


def _reasons(session: SessionRecord) -> Row:
    """Count reasons an argument: a weak one more weakens the rest."""
    arguing = [turn for turn in turns_of(session, "learner") if "because" in _words(turn)]
    n_reasons = sum(len(REASONS.findall(_words(turn))) for turn in arguing)
    value = n_reasons / len(arguing) if arguing else None
    reason = "" if arguing else "no argument with a because"
    return Row(
        "reasons", n_reasons, len(arguing), value, "an argument", 1.8, 3.0, _first(arguing), reason
    )


def _labelling(session: SessionRecord) -> Row:
    """Count how often an act was announced, disagreement aside."""
    turns = turns_of(session, "learner")
    found = [
        turn
        for turn in turns
        if LABELLING.search(_words(turn)) and not DISAGREEING.search(_words(turn))
    ]
    n = len(found)
    return Row("announcing what comes", n, len(turns), n, "times", None, None, _first(found))


def row_of(rows: Iterable[Row], name: str) -> Row:
    """Find a row by name."""
    return next(row for row in rows if row.name == name)
