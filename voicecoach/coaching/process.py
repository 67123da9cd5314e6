"""Checks on the process: an agenda early, and what changed in mid-talk."""

from __future__ import annotations

from voicecoach.coaching.citation import clock, counted, evidence_of, name_of, words_of
from voicecoach.coaching.timeline import cause_of, has, moves_of, replies_to, turns_of
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

EARLY_TURNS, EARLY_S = 4, 90.0
LEAST_TURNS = 8
NOTICED_WITHIN_TURNS = 3
SHIFT_ACTS = ("shift_hint", "shift_told")


def check_agenda(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether an order for the talk was proposed early."""
    turns = turns_of(session, "learner")
    found = next(moves_of(session, MoveKind.AGENDA), None)
    if found is None:
        band: Band | None = "amber" if len(turns) >= LEAST_TURNS else None
        tip = '"Could we take your side first, then the figure, then a date?"'
        observed = f"No agenda in {counted(len(turns), 'turn')}."
        return (Feedback("agenda", observed, None, None, tip, band),) if turns else ()
    turn, move = found
    number = turns.index(turn) + 1
    is_early = number <= EARLY_TURNS or turn.start_s <= EARLY_S
    observed = f"An agenda at {clock(turn.start_s)}, in turn {number} of {len(turns)}."
    quote = evidence_of(turn, move)
    return (Feedback("agenda", observed, turn.start_s, quote, None, "green" if is_early else None),)


def shift_turn(session: SessionRecord) -> Turn | None:
    """Find the turn in which a change of goals or power first showed."""
    return next((turn for turn in turns_of(session, "counterpart") if turn.act in SHIFT_ACTS), None)


def noticing(session: SessionRecord, hint: Turn) -> tuple[Turn, int] | None:
    """Find the learner turn that took up a change, and after how many; 0: before it showed."""
    asked = cause_of(session, hint)
    if hint.act == "shift_told" and asked is not None:
        return asked, 0
    told = next(
        (
            cause_of(session, turn)
            for turn in turns_of(session, "counterpart")
            if turn.act == "shift_told" and turn.start_s > hint.start_s
        ),
        None,
    )
    for number, turn in enumerate(replies_to(session, hint), start=1):
        if has(turn, MoveKind.MONITOR_CHANGE) or turn == told:
            return turn, number
    return None


def check_shift(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say whether a change in mid-talk was noticed, and how soon."""
    hint = shift_turn(session)
    if hint is None:
        return ()
    noticed = noticing(session, hint)
    gist = session.reveal.shift.rstrip(".") if session.reveal else ""
    changed = f"Something changed for {name_of(session)} at {clock(hint.start_s)}"
    changed += f": {gist}." if gist else "."
    if noticed is None:
        tip = '"Has anything changed for you since we began?"'
        observed = f"{changed} You did not take it up."
        return (Feedback("shift", observed, hint.start_s, words_of(hint), tip, "amber"),)
    turn, number = noticed
    how = "before it showed" if number == 0 else f"within {counted(number, 'turn')}"
    band: Band | None = "green" if number <= NOTICED_WITHIN_TURNS else None
    observed = f"{changed} You asked {how}."
    return (Feedback("shift", observed, turn.start_s, words_of(turn), None, band),)
