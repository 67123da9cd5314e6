"""One drill to do next: a plain rule from what went least well.

Each area gets a lack from 0 (nothing to practise) to 1, out of counts that the debrief shows; a
hidden fact that the area's probe would have opened adds to it. The greatest lack names the drill;
where two are alike, the earlier in `DRILLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.coaching.breaches import PEOPLE_ATTACKS
from voicecoach.coaching.citation import counted, evidence_of, words_of
from voicecoach.coaching.closing import TERMS, best_restatement, is_settled, terms_in
from voicecoach.coaching.silences import ENOUGH_HELD_PER_MIN
from voicecoach.coaching.stories import telling_of
from voicecoach.coaching.summaries import is_good
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.tactics import plays
from voicecoach.coaching.timeline import moves_of, openings, turns_of
from voicecoach.turns import Feedback, Move, MoveKind, SessionRecord, Turn

DRILLS = (
    "tactics",
    "silence",
    "summary",
    "label",
    "open_question",
    "clearinghouse",
    "punctuation",
    "closing",
)
MOST_SILENCE = 0.9  # a first session holds none; what is wholly amiss elsewhere goes before
FACT_WEIGHT = 0.15  # what a missed fact adds to the lack of the probe that opens it
KEYS = {
    "silence": ("silence",),
    "summary": ("summary", "paraphrase"),
    "label": ("emotion_label", "empathy"),
    "open_question": (
        "open_question",
        "reasoned_question",
        "information_probe",
        "interests_question",
    ),
    "clearinghouse": ("clearinghouse_probe",),
}
GOOD_OPEN_SHARE = 0.6
ENOUGH_LABELS = 2
LEAST_POINTS = 2  # a summary takes something to sum up
NEVER_CLEARED = 0.5  # nobody asked what is left
UNSAID = 0.4  # telling their side was possible and not done


@dataclass(frozen=True, slots=True)
class Lack:
    """How much there is to practise in one area, and what shows it."""

    drill: str
    size: float  # 0 to 1, more with missed facts
    reason: str
    turn: Turn | None = None
    move: Move | None = None


def _silence(session: SessionRecord) -> Lack:
    silences = openings(session)
    held = [silence for silence in silences if silence.kind == "held"]
    n_broken = sum(silence.kind == "broken" for silence in silences)
    needed = max(1.0, ENOUGH_HELD_PER_MIN * session.duration_s / 60)
    broken = n_broken / (len(held) + n_broken) if n_broken else 0.0
    size = MOST_SILENCE * max(1 - len(held) / needed, broken, 0.0)
    reason = f"{len(held)} of {counted(len(silences), 'silence')} held, {n_broken} broken"
    return Lack("silence", size, reason)


def _summary(session: SessionRecord) -> Lack:
    made = list(moves_of(session, MoveKind.SUMMARY))
    good = [pair for pair in made if is_good(session, *pair)]
    is_possible = len(session.points) >= LEAST_POINTS
    size = 0.0 if good or not is_possible else 0.6 if made else 0.8
    reason = f"{len(good)} of {counted(len(made), 'summary', 'summaries')} held enough"
    if not made:
        reason = f"no summary of {counted(len(session.points), 'point')} that they made"
    return Lack("summary", size, reason, *(made[0] if made else (None, None)))


def _label(session: SessionRecord) -> Lack:
    made = list(moves_of(session, MoveKind.EMOTION_LABEL))
    wrong = [pair for pair in made if pair[1].is_accurate is False]
    n_right = len(made) - len(wrong)
    size = max(0.0, 1 - n_right / ENOUGH_LABELS) * 0.7
    if wrong:
        size = max(size, len(wrong) / len(made))
    reason = f"{counted(n_right, 'label')} hit or may have hit, {ENOUGH_LABELS} are good"
    if not made:
        reason = "no feeling was named"
    return Lack("label", size, reason, *(wrong[0] if wrong else (None, None)))


def _open_question(session: SessionRecord) -> Lack:
    kinds = (MoveKind.OPEN_QUESTION, MoveKind.CLOSED_QUESTION, MoveKind.LEADING_QUESTION)
    asked = list(moves_of(session, *kinds))
    leading = [pair for pair in asked if pair[1].kind is MoveKind.LEADING_QUESTION]
    n_open = sum(move.kind is MoveKind.OPEN_QUESTION for _, move in asked)
    share = n_open / len(asked) if asked else 0.0
    size = max(1 - share / GOOD_OPEN_SHARE, len(leading) / 2)
    reason = f"{n_open} of {counted(len(asked), 'question')} open, {len(leading)} leading"
    if not asked:
        reason = "no question was asked"
    return Lack("open_question", min(size, 1.0), reason, *(leading[0] if leading else (None, None)))


def _clearinghouse(session: SessionRecord) -> Lack:
    asked = list(moves_of(session, MoveKind.CLEARINGHOUSE_PROBE))
    if asked:
        return Lack("clearinghouse", 0.0, "asked what is left", *asked[0])
    return Lack("clearinghouse", NEVER_CLEARED, "never asked what is left")


def _tactics(session: SessionRecord) -> Lack:
    played = plays(session)
    countered = [play for play in played if play.counter]
    given = [play for play in played if play.given]
    size = 1 - len(countered) / len(played) if played else 0.0
    reason = f"{len(countered)} of {counted(len(played), 'tactic')} countered"
    if given:
        size, reason = 1.0, f"{reason}, {len(given)} won something"
    open_ = next((play for play in played if play.given or not play.counter), None)
    return Lack("tactics", size, reason, open_.said if open_ else None)


def _punctuation(session: SessionRecord) -> Lack:
    blame = list(moves_of(session, *PEOPLE_ATTACKS))
    n_turns = len(turns_of(session, "learner"))
    size = min(1.0, 0.5 + 0.25 * len(blame)) if blame else 0.0
    has_stories = session.reveal is not None and bool(session.reveal.theirs)
    is_unsaid = has_stories and telling_of(session) is None
    if is_unsaid:
        size = max(size, UNSAID)
    reason = f"{len(blame)} of {counted(n_turns, 'turn')} blamed or attacked"
    if is_unsaid:
        reason += ", and their side was not told back"
    return Lack("punctuation", size, reason, *(blame[0] if blame else (None, None)))


def _closing(session: SessionRecord) -> Lack:
    if not is_settled(session):
        return Lack("closing", 0.0, "nothing was agreed")
    best = best_restatement(session)
    held = terms_in(*best) if best else ()
    reason = f"{len(held)} of {len(TERMS)} terms said back"
    return Lack("closing", 1 - len(held) / len(TERMS), reason, *(best or (None, None)))


AREAS: dict[str, Callable[[SessionRecord], Lack]] = {
    "tactics": _tactics,
    "silence": _silence,
    "summary": _summary,
    "label": _label,
    "open_question": _open_question,
    "clearinghouse": _clearinghouse,
    "punctuation": _punctuation,
    "closing": _closing,
}


def lacks(session: SessionRecord) -> tuple[Lack, ...]:
    """Weigh every area, in the order of `DRILLS`."""
    return tuple(_with_facts(session, AREAS[name](session)) for name in DRILLS)


def _with_facts(session: SessionRecord, lack: Lack) -> Lack:
    keys = KEYS.get(lack.drill, ())
    missed = [fact for fact in session.facts if fact.found_s is None and fact.key in keys]
    if not missed:
        return lack
    reason = f"{lack.reason}; {counted(len(missed), 'fact')} missed that it opens"
    size = lack.size + FACT_WEIGHT * len(missed)
    return Lack(lack.drill, size, reason, lack.turn, lack.move)


def propose_drill(session: SessionRecord) -> Lack | None:
    """Find the area to practise next; None if the learner did not speak or nothing is lacking."""
    sure = only_sure(session)
    if not turns_of(sure, "learner"):
        return None
    worst = max(lacks(sure), key=lambda lack: lack.size)
    return worst if worst.size > 0 else None


def next_drill(session: SessionRecord) -> str | None:
    """Name the drill to do next, out of `DRILLS`; None if nothing calls for one."""
    lack = propose_drill(session)
    return lack.drill if lack else None


def check_drill(session: SessionRecord) -> tuple[Feedback, ...]:
    """Propose one drill, with the counts that speak for it."""
    lack = propose_drill(session)
    if lack is None:
        return ()
    observed = f"Next: {lack.drill.replace('_', ' ')}. {lack.reason[0].upper()}{lack.reason[1:]}."
    at_s, quote = None, None
    if lack.turn is not None:
        at_s = lack.turn.start_s
        quote = evidence_of(lack.turn, lack.move) if lack.move else words_of(lack.turn)
    tip = f"voicecoach drill {lack.drill}"
    return (Feedback("drill", observed, at_s, quote, tip),)
