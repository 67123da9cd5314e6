"""What makes a try good, drill by drill; each verdict says what was there and what was missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voicecoach.coaching.citation import counted
from voicecoach.coaching.drills.exercise import DrillName, Element, Round
from voicecoach.coaching.summaries import is_said
from voicecoach.coaching.timeline import GOOD_RECALL
from voicecoach.turns import Heard, MoveKind

K = MoveKind
HOLD_S = {1: 3.0, 2: 4.0, 3: 5.0, 4: 6.0, 5: 8.0}  # for the silence drill, by level
SHORT_HOLD_S = 2.0  # a clearinghouse probe without so long a silence is a formality
LABEL_HOLD_FROM_LEVEL = 3
REASON_FROM_LEVEL = 3
CALM_FROM_LEVEL = 3
CALM_S = 1.5  # before answering a tactic
SURE = 0.6  # a breach recognised less surely than this is not held against anybody
_ASKING = (K.OPEN_QUESTION, K.REASONED_QUESTION, K.INTERESTS_QUESTION, K.INFORMATION_PROBE)
_POOR_FORMS = {
    K.LEADING_QUESTION: "it pushed the answer",
    K.STACKED_QUESTION: "there were several questions in one",
    K.CLOSED_QUESTION: "it could be answered with yes, no or one fact",
}
_GIVING_WAY = (K.CONCESSION, K.ACCEPT)
_HITTING_BACK = (K.THREAT, K.ULTIMATUM, K.PERSONAL_ATTACK, K.BLAME, K.PRESSURE)
_ONE_SIDED = (K.BLAME, K.PERSONAL_ATTACK, K.IRRITATOR)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one try."""

    is_good: bool
    said: str  # one or two sentences, in the second person
    share: float | None = None  # of the elements; None: not a matter of shares
    hold_s: float = 0.0  # of silence that the learner must now keep for it to count


def judge(drill: DrillName, one: Round, level: int, heard: Heard) -> Verdict:
    """Judge one try.

    Parameters
    ----------
    drill : str
        Which drill it is.
    one : Round
        What was asked for.
    level : int, 1 to 5
    heard : Heard
        What the learner said and which moves were recognised in it.

    Returns
    -------
    verdict : Verdict
    """
    return _JUDGES[drill](one, level, heard)


def _judge_silence(_one: Round, level: int, heard: Heard) -> Verdict:
    if not heard.has(*_ASKING):
        return Verdict(False, "That was no open question, so the silence had nothing to draw on.")
    return Verdict(True, "You asked, and held it.", hold_s=HOLD_S[level])


def _judge_summary(one: Round, _level: int, heard: Heard) -> Verdict:
    held, missed = _split(one.elements, heard)
    share = len(held) / len(one.elements)
    said = f"You gave back {len(held)} of {counted(len(one.elements), 'point')}."
    if missed:
        said += f" Missing: {_listed(missed)}."
    return Verdict(share >= GOOD_RECALL, said, share)


def _judge_label(_one: Round, level: int, heard: Heard) -> Verdict:
    labels = [move for move in heard.moves if move.kind is K.EMOTION_LABEL]
    if not labels:
        return Verdict(False, "There was no label in that: say what they seem to feel, as a guess.")
    if any(move.is_accurate for move in labels):
        hold_s = SHORT_HOLD_S if level >= LABEL_HOLD_FROM_LEVEL else 0.0
        return Verdict(True, "That is it.", hold_s=hold_s)
    return Verdict(False, "That is not quite what they feel; a guess that misses costs little.")


def _judge_open(_one: Round, level: int, heard: Heard) -> Verdict:
    for kind, why in _POOR_FORMS.items():
        if heard.has(kind):
            return Verdict(False, f"Not open: {why}.")
    if not heard.has(*_ASKING):
        return Verdict(False, "I heard no question that invites an account.")
    if level >= REASON_FROM_LEVEL and not heard.has(K.REASONED_QUESTION):
        return Verdict(False, "Open, but without a reason: say neutrally why you ask.")
    return Verdict(True, "Open, and it asks for nothing in particular.")


def _judge_clearinghouse(_one: Round, _level: int, heard: Heard) -> Verdict:
    if not heard.has(K.CLEARINGHOUSE_PROBE):
        return Verdict(False, "That did not ask for what is left.")
    return Verdict(True, "You asked for the rest, and left room for it.", hold_s=SHORT_HOLD_S)


def _judge_tactic(one: Round, level: int, heard: Heard) -> Verdict:
    name = _capital(one.tactic)
    if _surely(heard, _HITTING_BACK):
        return Verdict(False, f"{name}, and you hit back; that feeds it.")
    if heard.has(*_GIVING_WAY):
        return Verdict(False, f"{name}, and it worked: you gave way.")
    if not heard.has(*one.counters, K.NAME_TACTIC):
        return Verdict(False, f"That was {one.tactic}, and nothing in your answer met it.")
    waited_s = heard.silence_before_s
    if level >= CALM_FROM_LEVEL and waited_s is not None and waited_s < CALM_S:
        return Verdict(False, f"The right answer, too fast: {waited_s:.1f} s. Let it land first.")
    return Verdict(True, f"{name}, and you met it.")


def _judge_punctuation(one: Round, _level: int, heard: Heard) -> Verdict:
    if _surely(heard, _ONE_SIDED):
        return Verdict(False, "There was blame in it; tell both versions as each would tell them.")
    held, missed = _split(one.elements, heard)
    share = len(held) / len(one.elements)
    said = f"You told {len(held)} of {counted(len(one.elements), 'event')}."
    if {element.whose for element in held} != {"theirs", "yours"}:
        return Verdict(False, f"{said} One side is missing altogether.", share)
    if missed:
        said += f" Missing: {_listed(missed)}."
    return Verdict(share >= GOOD_RECALL, said, share)


def _judge_closing(one: Round, _level: int, heard: Heard) -> Verdict:
    held, missed = _split(one.elements, heard)
    share = len(held) / len(one.elements)
    said = f"You stated {len(held)} of {counted(len(one.elements), 'term')}."
    if missed:
        said += f" Open to dispute: {_listed(missed)}."
    return Verdict(not missed, said, share)


def _surely(heard: Heard, kinds: tuple[MoveKind, ...]) -> bool:
    return any(move.kind in kinds and move.confidence >= SURE for move in heard.moves)


def _split(elements: Iterable[Element], heard: Heard) -> tuple[list[Element], list[Element]]:
    """Split into what the learner said and what they left out."""
    recognised = {id_ for move in heard.moves for id_ in move.points}
    held: list[Element] = []
    missed: list[Element] = []
    for element in elements:
        is_held = element.id in recognised or any(
            is_said(word, heard.text) for word in element.keywords
        )
        (held if is_held else missed).append(element)
    return held, missed


def _listed(elements: list[Element]) -> str:
    return "; ".join(element.gist for element in elements)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_JUDGES: dict[DrillName, Callable[[Round, int, Heard], Verdict]] = {
    "silence": _judge_silence,
    "summary": _judge_summary,
    "label": _judge_label,
    "open_question": _judge_open,
    "clearinghouse": _judge_clearinghouse,
    "tactics": _judge_tactic,
    "punctuation": _judge_punctuation,
    "closing": _judge_closing,
}
