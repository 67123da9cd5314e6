"""A session as its learner's history remembers it: figures, counts and habits, no transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from voicecoach.coaching.drill import next_drill
from voicecoach.coaching.habits import phrases_in
from voicecoach.coaching.probes import FIVE_PROBES
from voicecoach.coaching.stairway import STEPS
from voicecoach.coaching.summaries import is_good
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.timeline import answer_to, moves_of, turns_of
from voicecoach.turns import Feedback, MoveKind, SessionRecord

# How often it went well, out of how often it was tried.
Tally = tuple[int, int]
N_PHRASES_KEPT = 80


@dataclass(frozen=True, slots=True)
class Past:
    """One session or drill of the past."""

    session: str
    started_at: str | None  # ISO 8601, UTC; None: the journal does not say
    what: str  # "practice", or the name of a drill
    persona: str
    persona_name: str
    difficulty: int | None
    outcome: str
    top_step: str
    trust: float
    duration_s: float
    measures: dict[str, float | None] = field(default_factory=dict)
    skills: dict[str, Tally] = field(default_factory=dict)
    probes: dict[str, Tally] = field(default_factory=dict)  # opened a fact, out of used
    phrases: dict[str, int] = field(default_factory=dict)  # the learner's own, and how often
    bands: dict[str, str] = field(default_factory=dict)  # check: green or amber
    drill: str | None = None  # what it showed most need of
    n_turns: int = 0  # of the learner


def sum_up(
    record: SessionRecord, feedback: Iterable[Feedback], *, started_at: str | None = None
) -> Past:
    """Keep of a session what its learner may want to compare later.

    Parameters
    ----------
    record : SessionRecord
    feedback : iterable of Feedback
        What was said of it; only the judged bands are kept.
    started_at : str, optional
        When it began, ISO 8601.

    Returns
    -------
    past : Past
    """
    record = only_sure(record)
    own = turns_of(record, "learner")
    reached = [STEPS.index(turn.state) for turn in record.turns if turn.state in STEPS]
    phrases = Counter(phrase for turn in own for phrase in phrases_in(turn.text))
    return Past(
        session=record.session,
        started_at=started_at,
        what="practice",
        persona=record.persona,
        persona_name=record.persona_name,
        difficulty=record.difficulty,
        outcome=record.outcome,
        top_step=STEPS[max(reached, default=0)],
        trust=record.trust,
        duration_s=record.duration_s,
        measures=dict(record.measures),
        skills=_skills(record),
        probes=_probes(record),
        phrases=dict(phrases.most_common(N_PHRASES_KEPT)),
        bands={remark.check: remark.band for remark in feedback if remark.band is not None},
        drill=next_drill(record) if own else None,
        n_turns=len(own),
    )


def _skills(record: SessionRecord) -> dict[str, Tally]:
    held = sum(silence.kind == "held" for silence in record.silences)
    broken = sum(silence.kind == "broken" for silence in record.silences)
    labels = [move for _, move in moves_of(record, MoveKind.EMOTION_LABEL)]
    judged = [move for move in labels if move.is_accurate is not None]
    summaries = list(moves_of(record, MoveKind.SUMMARY))
    n_open = len(list(moves_of(record, MoveKind.OPEN_QUESTION)))
    n_other = len(list(moves_of(record, MoveKind.CLOSED_QUESTION, MoveKind.LEADING_QUESTION)))
    played = {turn.tactic for turn in record.turns if turn.tactic and turn.act == "tactic"}
    dropped = {turn.tactic for turn in record.turns if turn.act == "drop_tactic"}
    return {
        "silences held": (held, held + broken),
        "labels that hit": (sum(move.is_accurate is True for move in judged), len(judged)),
        "summaries that held enough": (
            sum(is_good(record, turn, move) for turn, move in summaries),
            len(summaries),
        ),
        "open questions": (n_open, n_open + n_other),
        "tactics countered": (len(played & dropped), len(played)),
        "facts found": (
            sum(fact.found_s is not None for fact in record.facts),
            len(record.facts),
        ),
    }


def _probes(record: SessionRecord) -> dict[str, Tally]:
    """Count how often each probe was used, and how often the very next line let out a fact."""
    tallies: dict[str, Tally] = {}
    for name, kind in FIVE_PROBES:
        if kind is None:
            held = [silence for silence in record.silences if silence.kind == "held"]
            tallies[name] = (sum(silence.yielded is not None for silence in held), len(held))
            continue
        turns = list({turn.start_s: turn for turn, _ in moves_of(record, kind)}.values())
        answers = [answer_to(record, turn) for turn in turns]
        opened = sum(answer is not None and answer.fact is not None for answer in answers)
        tallies[name] = (opened, len(turns))
    return tallies


def past_from(row: dict[str, Any]) -> Past:
    """Rebuild a past session from plain data, as an index holds it."""
    tallies = {
        name: {key: (int(value[0]), int(value[1])) for key, value in row[name].items()}
        for name in ("skills", "probes")
    }
    return Past(**{**row, **tallies})


def past_drill(row: dict[str, Any]) -> Past:
    """Take a drill's result into the history."""
    name = str(row["drill"]).replace("_", " ")
    return Past(
        session=f"drill {name}",
        started_at=row.get("started_at"),
        what=name,
        persona="",
        persona_name="",
        difficulty=int(row["level"]),
        outcome=f"level {row['level']}",
        top_step="",
        trust=0.0,
        duration_s=0.0,
        skills={f"drill: {name}": (int(row["n_good"]), int(row["n_rounds"]))},
    )
