"""Checks on summarising: how many, and how much of what the counterpart had said was in them."""

from __future__ import annotations

import re

from voicecoach.coaching.citation import counted, words_of
from voicecoach.coaching.timeline import GOOD_RECALL, moves_of, turns_of
from voicecoach.turns import Band, Feedback, Move, MoveKind, Point, SessionRecord, Turn

N_GISTS_OFFERED = 3
LEAST_TURNS = 8  # in a shorter talk the lack of a summary is no fault


def said_at_s(session: SessionRecord, point: Point) -> float | None:
    """Find when the counterpart first made a point; None if that cannot be told."""
    if point.said_s is not None:
        return point.said_s
    found = next((fact.found_s for fact in session.facts if fact.id == point.id), None)
    if found is not None:
        return found
    return next(
        (
            turn.start_s
            for turn in turns_of(session, "counterpart")
            if any(is_said(word, turn.text) for word in point.keywords)
        ),
        None,
    )


def is_said(word: str, text: str) -> bool:
    """Tell whether a text holds a word, or a word that begins with it."""
    return bool(word) and re.search(rf"\b{re.escape(word.lower())}", text.lower()) is not None


def points_by(session: SessionRecord, at_s: float) -> tuple[Point, ...]:
    """List the points that the counterpart had made by a second."""
    return tuple(
        point
        for point in session.points
        if (said_s := said_at_s(session, point)) is not None and said_s <= at_s
    )


def recall_of(session: SessionRecord, turn: Turn, move: Move) -> tuple[list[Point], list[Point]]:
    """Split the points made before a summary into those it holds and those it misses."""
    made = points_by(session, turn.start_s)
    held = [point for point in made if point.id in move.points]
    return held, [point for point in made if point.id not in move.points]


def is_good(session: SessionRecord, turn: Turn, move: Move) -> bool:
    """Tell whether a summary holds enough of what had been said."""
    held, missed = recall_of(session, turn, move)
    if held or missed:
        return len(held) >= GOOD_RECALL * (len(held) + len(missed))
    return move.recall is not None and move.recall >= GOOD_RECALL


def check_summaries(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the summaries, and those that held enough of what had been said."""
    summaries = list(moves_of(session, MoveKind.SUMMARY))
    if not summaries:
        n_turns = len(turns_of(session, "learner"))
        lack: Band | None = "amber" if session.points and n_turns >= LEAST_TURNS else None
        return (Feedback("summaries", "No summary.", None, None, suggestion(session.points), lack),)
    good = [(turn, move) for turn, move in summaries if is_good(session, turn, move)]
    observed = (
        f"{counted(len(summaries), 'summary', 'summaries')}; {len(good)} of {len(summaries)} held "
        f"at least {GOOD_RECALL:.0%} of the points made by then."
    )
    turn, _ = (good or summaries)[0]
    return (
        Feedback(
            "summaries",
            observed,
            turn.start_s,
            words_of(turn),
            None,
            "green" if good else "amber",
        ),
    )


def check_summary_recall(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each summary which points it held and which it missed."""
    return tuple(
        remark_recall(session, turn, move) for turn, move in moves_of(session, MoveKind.SUMMARY)
    )


def remark_recall(session: SessionRecord, turn: Turn, move: Move) -> Feedback:
    """Say how much one summary held."""
    held, missed = recall_of(session, turn, move)
    band: Band | None = None
    if held or missed:
        observed = f"Held {len(held)} of {counted(len(held) + len(missed), 'point')} made by then"
        observed += f"; missed: {gists(missed)}." if missed else "."
        band = "green" if is_good(session, turn, move) else "amber"
    else:
        observed = "Nothing had been said yet that a summary could hold."
    tip = 'End with "What did I miss?"; it lets them add the rest.' if missed else None
    quote = words_of(turn)
    return Feedback("summary_recall", observed, turn.start_s, quote, tip, band)


def suggestion(points: tuple[Point, ...]) -> str | None:
    """Offer a summary made of what the counterpart had said."""
    if not points:
        return 'Give back two of their points in your words, then ask: "What did I miss?"'
    return (
        f"It could have held: {gists(list(points[:N_GISTS_OFFERED]))}. "
        'Give that back in your words, then ask: "What did I miss?"'
    )


def gists(points: list[Point]) -> str:
    """Join the gists of points."""
    return "; ".join(point.gist.strip().rstrip(".") for point in points)
