"""Checks on what was to be said: aims, agenda, questions, standards, the alternative."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.coaching.citation import clock, counted, evidence_of, first_words, words_of
from voicecoach.coaching.preparation.likeness import Plans
from voicecoach.coaching.timeline import has, moves_of, turns_of
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

OPENING_TURNS = 4  # an agenda belongs into the learner's first turns
OPENING_S = 90.0
QUESTIONS = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.LEADING_QUESTION,
    MoveKind.INTERESTS_QUESTION,
    MoveKind.INFORMATION_PROBE,
    MoveKind.CLEARINGHOUSE_PROBE,
    MoveKind.CHALLENGE_BASIS,
)


def first_holding(plans: Plans, text: str, turns: Iterable[Turn]) -> Turn | None:
    """Find the first turn that holds a plan."""
    return next((turn for turn in turns if plans.is_in(text, turn.text)), None)


def share_band(n: int, n_all: int) -> Band | None:
    """Judge how much of a plan was heard: all of it is good, none of it is not.

    What lies between is not judged: what was said in quite other words is not found.
    """
    if n == n_all:
        return "green"
    return None if n else "amber"


def check_aims(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each aim whether it was raised, when and with which words."""
    aims = session.prep.aims if session.prep else ()
    if not aims:
        return ()
    plans, turns = Plans(aims), turns_of(session, "learner")
    raised = [(aim, first_holding(plans, aim, turns)) for aim in aims]
    n_raised = sum(turn is not None for _, turn in raised)
    observed = f"{n_raised} of {counted(len(aims), 'aim')} raised aloud."
    summary = Feedback("prep_aims", observed, None, None, None, share_band(n_raised, len(aims)))
    return (summary, *(_remark_aim(aim, turn) for aim, turn in raised))


def _remark_aim(aim: str, turn: Turn | None) -> Feedback:
    if turn is None:
        tip = "Say it in your first minutes, in words of your own."
        return Feedback("prep_aim", f"Not heard: {_plain(aim)}.", None, None, tip)
    return Feedback("prep_aim", f"Raised: {_plain(aim)}.", turn.start_s, words_of(turn), None)


def check_agenda(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether an agenda was set in time, and how much of the planned one came up."""
    planned = session.prep.agenda if session.prep else ()
    turns = turns_of(session, "learner")
    if not planned or not turns:
        return ()
    plans = Plans(planned)
    n_covered = sum(first_holding(plans, item, turns) is not None for item in planned)
    covered = f"{n_covered} of {counted(len(planned), 'point')} of it came up."
    early = turns[OPENING_TURNS - 1].start_s if len(turns) >= OPENING_TURNS else turns[-1].start_s
    until_s = max(early, OPENING_S)
    found = next(moves_of(session, MoveKind.AGENDA), None)
    if found is None:
        tip = f'Begin with it: "Could we take {_plain(planned[0])} first, and then the rest?"'
        return (Feedback("prep_agenda", f"No agenda was set. {covered}", None, None, tip, "amber"),)
    turn, move = found
    quote = evidence_of(turn, move)
    if turn.start_s <= until_s:
        observed = f"Agenda set at {clock(turn.start_s)}. {covered}"
        return (Feedback("prep_agenda", observed, turn.start_s, quote, None, "green"),)
    observed = f"The agenda came late, at {clock(turn.start_s)}. {covered}"
    return (Feedback("prep_agenda", observed, turn.start_s, quote, None, "amber"),)


def check_planned_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say which of the planned questions were asked."""
    planned = session.prep.questions if session.prep else ()
    if not planned:
        return ()
    asking = [turn for turn in turns_of(session, "learner") if has(turn, *QUESTIONS) or _asks(turn)]
    plans = Plans(planned)
    asked = [(question, first_holding(plans, question, asking)) for question in planned]
    n_asked = sum(turn is not None for _, turn in asked)
    summary = Feedback(
        "prep_questions",
        f"{n_asked} of {counted(len(planned), 'planned question')} asked.",
        None,
        None,
        None,
        share_band(n_asked, len(planned)),
    )
    return (summary, *(_remark_question(question, turn) for question, turn in asked))


def _asks(turn: Turn) -> bool:
    return "?" in turn.text


def _remark_question(question: str, turn: Turn | None) -> Feedback:
    if turn is None:
        return Feedback("prep_question", f'Not heard: "{question}"', None, None, None)
    return Feedback(
        "prep_question", f'Asked: "{question}"', turn.start_s, _asking_part(turn.text), None
    )


def _asking_part(text: str) -> str:
    """Quote from the sentence that asks."""
    head, mark, _ = text.rpartition("?")
    sentence = head.replace("!", ".").rpartition(". ")[2] + mark if mark else text
    return first_words(sentence)


def check_criteria(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say which of the planned standards were named."""
    planned = session.prep.criteria if session.prep else ()
    if not planned:
        return ()
    plans, turns = Plans(planned), turns_of(session, "learner")
    named = [(text, first_holding(plans, text, turns)) for text in planned]
    used = [(text, turn) for text, turn in named if turn is not None]
    observed = f"{len(used)} of {counted(len(planned), 'planned standard')} named."
    if not used:
        tip = f"Lean on it when a figure is on the table: {_plain(planned[0])}."
        return (Feedback("prep_criteria", observed, None, None, tip, "amber"),)
    turn = used[0][1]
    band = share_band(len(used), len(planned))
    return (Feedback("prep_criteria", observed, turn.start_s, words_of(turn), None, band),)


def check_batna(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether the alternative was named, and whether as a fact or as a threat."""
    batna = session.prep.batna if session.prep else None
    if batna is None:
        return ()
    plans = Plans([batna.what])
    turn = first_holding(plans, batna.what, turns_of(session, "learner"))
    if turn is None:
        return (Feedback("prep_batna", "Your alternative was not named.", None, None, None),)
    if has(turn, MoveKind.THREAT, MoveKind.ULTIMATUM):
        tip = f'Name it without the harm: "If we do not agree, I have {_plain(batna.what)}."'
        observed = "Your alternative was named, as a threat."
        return (Feedback("prep_batna", observed, turn.start_s, words_of(turn), tip, "amber"),)
    observed = "Your alternative was named without a threat."
    return (Feedback("prep_batna", observed, turn.start_s, words_of(turn), None),)


def _plain(text: str) -> str:
    return text.rstrip(" .!?")
