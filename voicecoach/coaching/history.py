"""What many sessions show together: trends, which probe works, what to practise next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from voicecoach.coaching.past import Past, Tally

N_BEFORE = 5  # earlier sessions that the last one is compared with
N_LATELY = 5  # sessions that say what to practise next
LEAST_USES = 3  # of a probe, before its success says anything


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over sessions, oldest first; None where it could not be measured."""

    name: str
    unit: str
    values: tuple[float | None, ...]
    last: float | None
    before: float | None  # mean of up to five earlier ones
    n_before: int  # how many that mean is made of

    @property
    def change(self) -> float | None:
        """How the last one differs from those before it."""
        return None if self.last is None or self.before is None else self.last - self.before


@dataclass(frozen=True, slots=True)
class NextStep:
    """The drill to do next, and in how many of the last sessions it was the one most needed."""

    drill: str
    n_needed: int
    n_sessions: int


# The measures worth following from session to session: name in the result, title, unit.
FOLLOWED = (
    ("held_silences", "silences held", ""),
    ("longest_silence_s", "longest silence", "s"),
    ("broken_silences", "silences broken", ""),
    ("talk_share", "your talk share", "share"),
    ("words_per_turn", "words a turn", ""),
    ("longest_turn_s", "your longest turn", "s"),
    ("longest_counterpart_turn_s", "their longest turn", "s"),
    ("words_per_minute", "words a minute", ""),
    ("response_latency_median_s", "how soon you answer", "s"),
    ("wait_after_pressure_median_s", "wait after an attack", "s"),
    ("pressure_pace_change", "pace under pressure", "share"),
    ("intrusive_interruptions_per_minute", "intrusive break-ins a minute", ""),
    ("questions_per_minute", "questions a minute", ""),
    ("fillers_per_100_words", "um and uh per 100 words, at least", ""),
    ("pitch_spread_st", "melody", "semitones"),
)


def trend_of(name: str, unit: str, values: Sequence[float | None]) -> Trend:
    """Set the last value against those before it.

    Examples
    --------
    >>> trend = trend_of("silences held", "", [1, None, 3, 4])
    >>> trend.last, trend.before, trend.n_before, trend.change
    (4, 2.0, 2, 2.0)
    """
    earlier = [value for value in values[:-1] if value is not None][-N_BEFORE:]
    return Trend(
        name=name,
        unit=unit,
        values=tuple(values),
        last=values[-1] if values else None,
        before=fmean(earlier) if earlier else None,
        n_before=len(earlier),
    )


def measure_trends(past: Sequence[Past]) -> list[Trend]:
    """Follow every measure that was taken at least once; sessions oldest first."""
    talks = [one for one in past if one.what == "practice"]
    trends = [
        trend_of(title, unit, [one.measures.get(name) for one in talks])
        for name, title, unit in FOLLOWED
    ]
    return [trend for trend in trends if any(value is not None for value in trend.values)]


def skill_trends(past: Sequence[Past]) -> list[Trend]:
    """Follow the share of tries that went well, for every skill that was tried."""
    names = dict.fromkeys(name for one in past for name in one.skills)
    trends = []
    for name in names:
        tallies = [one.skills[name] for one in past if name in one.skills]
        values = [share(tally) for tally in tallies]
        if any(value is not None for value in values):
            trends.append(trend_of(name, "share", values))
    return trends


def share(tally: Tally) -> float | None:
    """Share of tries that went well; None if there was none."""
    return tally[0] / tally[1] if tally[1] else None


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    rows = list(tallies)
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def probe_success(past: Iterable[Past]) -> dict[str, Tally]:
    """How often each of the five probes was used, and how often it let out a fact at once."""
    rows = [one.probes for one in past]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: total(row[name] for row in rows if name in row) for name in names}


def best_probe(tallies: Mapping[str, Tally]) -> str | None:
    """The probe that works best for this learner; None if none was used often enough."""
    tried = {name: tally for name, tally in tallies.items() if tally[1] >= LEAST_USES and tally[0]}
    return max(
        tried, key=lambda name: (tried[name][0] / tried[name][1], tried[name][1]), default=None
    )


def next_step(past: Sequence[Past]) -> NextStep | None:
    """Name the drill that the last sessions showed most need of; the latest decides between equals.

    Parameters
    ----------
    past : sequence of Past
        Oldest first.

    Returns
    -------
    step : NextStep or None
        None if no session says anything.
    """
    lately = [one.drill for one in past if one.drill is not None][-N_LATELY:]
    if not lately:
        return None
    needed = Counter(lately)
    drill = max(reversed(lately), key=lambda name: needed[name])
    return NextStep(drill, needed[drill], len(lately))
