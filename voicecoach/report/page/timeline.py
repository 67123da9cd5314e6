"""The timeline: what happened when, as marks on lanes, and the curves that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from voicecoach.coaching.citation import clock, figure, name_of
from voicecoach.coaching.stairway import STEPS, stands
from voicecoach.coaching.timeline import cut_offs, turns_of
from voicecoach.report.page.names import (
    GLYPHS,
    family_of,
    name_of_move,
    name_of_tactic,
)
from voicecoach.report.page.plots import Mark, Plot
from voicecoach.report.page.review import Review
from voicecoach.report.plain import shortened
from voicecoach.turns import CutIn, Silence, Turn, Who

TICK_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
MOST_TICKS = 12
ROOM_FOR_TICK = 0.5  # of a step: what the words of the last tick take
MINUTES_AT_A_GLANCE = 15.0  # longer sessions begin zoomed in, or their marks would cover each other
LONGEST_NOTE = 160  # characters of what was said, in the line under the timeline
MOST_TRUST, MOST_AGITATION = 100.0, 10.0
# How much of its box a wave may fill on either side of the middle.
WAVE_HEIGHT = 0.94


@dataclass(frozen=True, slots=True)
class Event:
    """One mark on a lane."""

    id: str  # of its element, for placing it
    kind: str  # its class
    glyph: str
    at_s: float
    end_s: float
    title: str  # what it is, in a word or two
    note: str  # the whole of it
    row: str  # where it stands in the transcript

    @property
    def when(self) -> str:
        """Its second on the clock."""
        return clock(self.at_s)


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of marks."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time with a name, on a strip or behind a curve."""

    id: str
    start_s: float
    end_s: float
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole figure."""

    ticks: tuple[Stretch, ...]
    waves: Markup | None
    lanes: tuple[Lane, ...]
    kinds: frozenset[str]  # of marks that there are, for the legend
    zoom: float  # how many times as wide as the page it begins
    mood: Markup | None  # trust and agitation
    steps: tuple[Stretch, ...]
    summary: str


def numbered_turns(review: Review, who: Who | None = None) -> list[tuple[str, Turn]]:
    """List the turns in order, each with the name of its row in the transcript."""
    turns = enumerate(turns_of(review.record))
    return [(f"turn{n}", turn) for n, turn in turns if who in (None, turn.who)]


def numbered_silences(review: Review) -> list[tuple[str, Silence]]:
    """List the silences with the names of their rows; mere pauses show in the waves alone."""
    silences = enumerate(review.record.silences)
    return [(f"silence{n}", silence) for n, silence in silences if silence.kind != "pause"]


def lay_out_timeline(review: Review) -> Timeline:
    """Put everything that has a second on its lane."""
    record = review.record
    lanes = (
        Lane("Your moves", _move_events(review)),
        Lane("Silences", _silence_events(review)),
        Lane(f"{name_of(record)}: tactics, and facts let out", _counterpart_events(review)),
        Lane("Who broke in", _break_in_events(review)),
    )
    return Timeline(
        ticks=_ticks(review.length_s),
        waves=_draw_waves(review),
        lanes=tuple(lane for lane in lanes if lane.events),
        kinds=frozenset(event.kind for lane in lanes for event in lane.events),
        zoom=max(1.0, review.length_s / 60 / MINUTES_AT_A_GLANCE),
        mood=_draw_mood(review),
        steps=_steps(review),
        summary=_summary(review),
    )


def _ticks(length_s: float) -> tuple[Stretch, ...]:
    step_s = next((s for s in TICK_STEPS_S if length_s / s <= MOST_TICKS), TICK_STEPS_S[-1])
    count = int((length_s - ROOM_FOR_TICK * step_s) // step_s) + 1
    return tuple(
        Stretch(f"tick{number}", number * step_s, number * step_s, clock(number * step_s))
        for number in range(count)
    )


def _draw_waves(review: Review) -> Markup | None:
    curves = review.curves
    if not curves.has_sound:
        return None
    marks = [Mark("span", "left-out", span) for span in curves.left_out]
    for name, wave, side in (
        ("learner", curves.learner_wave, WAVE_HEIGHT),
        ("counterpart", curves.counterpart_wave, -WAVE_HEIGHT),
    ):
        times = [(number + 0.5) * curves.wave_bin_s for number in range(len(wave))]
        marks.append(Mark("area", name, times, [side * value for value in wave]))
    return review.drawings.draw(Plot(review.length_s, -1.0, 1.0, tuple(marks)))


def _draw_mood(review: Review) -> Markup | None:
    known = [turn for turn in turns_of(review.record) if turn.trust is not None]
    if not known:
        return None
    ends = [*(turn.end_s for turn in known), review.length_s]
    trust = [turn.trust for turn in known]
    agitation = [
        None if turn.agitation is None else turn.agitation * MOST_TRUST / MOST_AGITATION
        for turn in known
    ]
    marks = (
        Mark("level", "grid", (), (MOST_TRUST / 2,)),
        Mark("steps", "agitation", ends, [*agitation, agitation[-1]]),
        Mark("steps", "trust", ends, [*trust, trust[-1]]),
    )
    return review.drawings.draw(Plot(review.length_s, -3.0, MOST_TRUST + 3, marks))


def _steps(review: Review) -> tuple[Stretch, ...]:
    walk = stands(review.record)
    if not walk:
        return ()
    ends = [*(stand.start_s for stand in walk[1:]), review.length_s]
    return tuple(
        Stretch(
            f"step{number}",
            stand.start_s,
            end_s,
            stand.state,
            f"height{STEPS.index(stand.state)}" if stand.state in STEPS else "off-stairs",
        )
        for number, (stand, end_s) in enumerate(zip(walk, ends, strict=True))
    )


def _move_events(review: Review) -> tuple[Event, ...]:
    events = []
    for row, turn in numbered_turns(review, "learner"):
        if not turn.moves:
            continue
        families = [family_of(move.kind) for move in turn.moves]
        family = "costly" if "costly" in families else families[0]
        names = ", ".join(dict.fromkeys(name_of_move(move.kind.value) for move in turn.moves))
        events.append(_event(turn, row, family, GLYPHS[family], names, f"{names}: {turn.text}"))
    return tuple(events)


def _event(turn: Turn, row: str, kind: str, glyph: str, title: str, note: str) -> Event:
    note = shortened(note, LONGEST_NOTE)
    return Event(f"on-{kind}-{row}", kind, glyph, turn.start_s, turn.end_s, title, note, row)


def _silence_events(review: Review) -> tuple[Event, ...]:
    gists = {fact.id: fact.gist for fact in review.record.facts}
    return tuple(
        Event(
            f"on-{row}",
            silence.kind,
            figure(silence.duration_s) if silence.kind in ("held", "broken") else "",
            silence.start_s,
            silence.end_s,
            f"{silence.kind} for {figure(silence.duration_s)} s",
            note_of_silence(silence, gists, name_of(review.record)),
            row,
        )
        for row, silence in numbered_silences(review)
    )


def note_of_silence(silence: Silence, gists: dict[str, str], name: str) -> str:
    """Say what a silence was and what came of it."""
    kind = "silence held" if silence.kind == "held" else silence.kind
    said = f"{figure(silence.duration_s)} s, {kind}"
    said += " after your own question or offer" if silence.after == "own_ask" else ""
    if silence.yielded:
        return f"{said}. Then {name} let out: {gists.get(silence.yielded, silence.yielded)}"
    if silence.kind == "held" and silence.ended_by == "counterpart":
        return f"{said}. {name} spoke first."
    return f"{said}."


def _counterpart_events(review: Review) -> tuple[Event, ...]:
    gists = {fact.id: fact.gist for fact in review.record.facts}
    events = []
    for row, turn in numbered_turns(review, "counterpart"):
        if turn.tactic:
            is_dropped = turn.act == "drop_tactic"
            name = name_of_tactic(turn.tactic, review.record.reveal)
            title = f"gave up: {name}" if is_dropped else f"tactic: {name}"
            kind, glyph = ("dropped", "▽") if is_dropped else ("tactic", "▲")
            events.append(_event(turn, row, kind, glyph, title, f"{title}. {turn.text}"))
        if turn.fact:
            gist = gists.get(turn.fact, turn.fact)
            events.append(_event(turn, row, "fact", "◆", "let out a fact", f"let out: {gist}"))
    return tuple(events)


def _break_in_events(review: Review) -> tuple[Event, ...]:
    record = review.record
    cut = [theirs for theirs, _ in cut_offs(record)]
    events = [
        _event(turn, row, "cut-off", "✂", "you broke in", f"You broke in: {turn.text}")
        for row, turn in numbered_turns(review, "counterpart")
        if turn in cut
    ]
    for number, cut_in in enumerate(record.cut_ins):
        note = f"{name_of(record)} cut in; {floor_after(cut_in)}."
        at_s, row = cut_in.at_s, f"cut-in{number}"
        events.append(Event(f"on-{row}", "cut-in", "✂", at_s, at_s, "they cut in", note, row))
    return tuple(sorted(events, key=lambda event: event.at_s))


def floor_after(cut_in: CutIn) -> str:
    """Say who had the floor after the counterpart cut in."""
    return "you kept the floor" if cut_in.held_floor else "you gave way"


def _summary(review: Review) -> str:
    """Put the curves into words."""
    record = review.record
    trust = [turn.trust for turn in turns_of(record) if turn.trust is not None]
    if not trust:
        return "How the counterpart felt was not recorded."
    agitation = [turn.agitation for turn in turns_of(record) if turn.agitation is not None]
    parts = [
        f"Trust began at {figure(trust[0])} of 100, went between {figure(min(trust))} and "
        f"{figure(max(trust))}, and ended at {figure(trust[-1])}."
    ]
    if agitation:
        parts.append(f"Agitation rose to {figure(max(agitation))} of 10 at most.")
    return " ".join(parts)
