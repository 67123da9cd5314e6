"""Checks on the path: conflict modes, empathy and energy, what touched a social need."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.coaching.citation import capital, counted, figure, first_words, name_of, signed
from voicecoach.coaching.modes import MODES, Path, Point, path_of
from voicecoach.coaching.rapport import moved_by
from voicecoach.coaching.standouts import duration_s, n_words
from voicecoach.coaching.timeline import OFFERS, has, speech_s, trust_changes, turns_of
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

LEAST_PLACED = 8  # below this no share is judged
ONE_SIDED = 0.7
LEAST_SPEECH_S = 60.0
EMPATHIC = (
    MoveKind.EMOTION_LABEL,
    MoveKind.EMPATHY,
    MoveKind.SUMMARY,
    MoveKind.PARAPHRASE,
    MoveKind.MIRROR,
    MoveKind.NUDGE,
    MoveKind.INFORMATION_PROBE,
)
LEADING_ON = (*OFFERS, MoveKind.OPTION, MoveKind.AGENDA, MoveKind.NEXT_STEP)
NEEDS = ("status", "certainty", "autonomy", "relatedness", "fairness")
NEED = re.compile(rf"^(?P<need>{'|'.join(NEEDS)})(?:_\w+)? (?P<change>[+-]\d+(?:\.\d+)?)$")


def check_modes(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say how the turns were spread over the five modes, and which the stakes call for."""
    path = path_of(session)
    if not path.places:
        return ()
    mode, most = max(path.shares.items(), key=lambda share: share[1])
    shares = ", ".join(f"{name} {n}" for name, n in path.shares.items() if n)
    observed = (
        f"{len(path.places)} of {counted(path.n_turns, 'turn')} could be placed: {shares}. "
        f"Middle: {_written(path.centroid)}."
    )
    if path.fitting:
        observed += f" The stakes call for {path.fitting}: {path.shares[path.fitting]} of "
        observed += f"{len(path.places)}."
    band = band_of_modes(path, mode, most)
    cited = next(found for found in path.places if found.mode == mode)
    tip = None
    if band == "amber":
        tip = f"Before the next turn of {mode}, say what you need and ask what they need."
    quote = first_words(cited.quote)
    return (Feedback("modes", observed, cited.at_s, quote or None, tip, band),)


def band_of_modes(path: Path, mode: str, most: int) -> Band | None:
    """Judge a path that keeps to one mode by whether that is the one the stakes call for."""
    if len(path.places) < LEAST_PLACED or path.fitting is None:
        return None
    is_one_sided = most > ONE_SIDED * len(path.places)
    if mode == path.fitting:
        return "green"
    return "amber" if is_one_sided else None


def check_path(session: SessionRecord) -> tuple[Feedback, ...]:
    """Tell the way over the plane by thirds of the session."""
    path = path_of(session)
    if len(path.places) < LEAST_PLACED:
        return ()
    names = ("first", "second", "last")
    thirds = "; ".join(
        f"{name} third {_written(point)}" for name, point in zip(names, path.thirds, strict=True)
    )
    first = path.places[0]
    observed = f"Assertion and co-operation, from -1 to 1: {thirds}."
    return (Feedback("path", observed, first.at_s, first_words(first.quote) or None, None),)


def _written(point: Point) -> str:
    if point.assertion is None or point.cooperation is None:
        return "nothing to place"
    return f"{signed(point.assertion)} and {signed(point.cooperation)}"


def check_mode_effects(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say what each mode did to trust: the mode that served best, and the one that served worst."""
    path = path_of(session)
    moved: dict[str, list[float]] = {}
    modes = {found.at_s: found for found in path.places}
    for change in trust_changes(session):
        if change.cause is not None and change.cause.start_s in modes:
            moved.setdefault(modes[change.cause.start_s].mode, []).append(change.delta)
    if not moved:
        return ()
    parts = [
        f"{mode} {signed(sum(moved[mode]))} over {counted(path.shares[mode], 'turn')}"
        for mode in MODES
        if mode in moved
    ]
    best = max(moved, key=lambda mode: sum(moved[mode]))
    cited = next(found for found in path.places if found.mode == best)
    observed = f"What each did to trust: {', '.join(parts)}."
    quote = first_words(cited.quote) or None
    return (Feedback("mode_effects", observed, cited.at_s, quote, None),)


def check_warner(session: SessionRecord) -> tuple[Feedback, ...]:
    """Show empathy and energy by thirds of the session; nothing is judged by it."""
    turns = turns_of(session, "learner")
    if speech_s(session) < LEAST_SPEECH_S or not turns:
        return ()
    third_s = max(session.duration_s, 1e-9) / 3
    parts: list[list[Turn]] = [[], [], []]
    for turn in turns:
        parts[min(int(turn.start_s / third_s), 2)].append(turn)
    empathy = ", ".join(str(sum(has(turn, *EMPATHIC) for turn in part)) for part in parts)
    energy = ", ".join(_pace(part) for part in parts)
    n_leading = sum(has(turn, *LEADING_ON) for turn in turns)
    observed = (
        f"By thirds: turns with empathy {empathy}; words a minute {energy}. You set the course in "
        f"{n_leading} of {counted(len(turns), 'turn')}."
    )
    warm = [turn for turn in turns if has(turn, *EMPATHIC)]
    cited = warm[0] if warm else None
    at_s, quote = (cited.start_s, first_words(cited.text) or None) if cited else (None, None)
    return (Feedback("warner", observed, at_s, quote, None),)


def _pace(turns: Sequence[Turn]) -> str:
    time_s = sum(duration_s(turn) for turn in turns)
    words = sum(n_words(turn) for turn in turns)
    return figure(60 * words / time_s, 0) if time_s > 0 else "none"


def check_needs(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite what touched a social need of the counterpart: status, certainty, autonomy, ..."""
    remarks = []
    for turn in turns_of(session):
        for reason in turn.because:
            match = NEED.match(reason)
            if match is None:
                continue
            change = float(match["change"])
            at_s, quote = moved_by(session, turn)
            observed = f"{capital(match['need'])} of {name_of(session)}: trust {signed(change)}."
            band: Band = "amber" if change < 0 else "green"
            tip = INSTEAD[match["need"]] if change < 0 else None
            remarks.append(Feedback("social_need", observed, at_s, quote, tip, band))
    return tuple(remarks)


INSTEAD = {
    "status": "Ask for their view before you give yours.",
    "certainty": "Give a day, or the day on which you will know.",
    "autonomy": "Offer two ways, and let them choose.",
    "relatedness": 'Say "we" where both are stuck; use their name once.',
    "fairness": "Name the rule, and where it comes from.",
}
