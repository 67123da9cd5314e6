"""What the remarks on the reveal, the path, the profile and the drill must say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from tests.coaching.planted.account import FORMS, Account, num, plus, things
from tests.coaching.planted.counts import Holds, countered_tactics
from voicecoach.turns import Turn

DOCS = Path(__file__).parents[3] / "docs" / "feedback.md"
MODES = ("competing", "collaborating", "compromising", "accommodating", "avoiding")
HEDGES = (
    "maybe",
    "perhaps",
    "i think",
    "i suppose",
    "i guess",
    "might",
    "just",
    "a bit",
    "kind of",
)
MODIFIERS = {
    "reasoned_question",
    "stacked_question",
    "information_probe",
    "interests_question",
    "challenge_basis",
    "monitor_change",
    "clearinghouse_probe",
}
EMPATHIC = {
    "emotion_label",
    "empathy",
    "summary",
    "paraphrase",
    "mirror",
    "nudge",
    "information_probe",
}


def documented_places() -> dict[str, tuple[float, float]]:
    """Read from the documentation where each move stands on the plane."""
    places = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\| (-?\d\.\d), (-?\d\.\d) \| (.+) \|", line)
        for name in re.findall(r"`(\w+)`", row[3]) if row else ():
            places[name] = (float(row[1]), float(row[2]))  # type: ignore[index]
    return places


PLACES = documented_places()


def place(a: Account, turn: Turn) -> tuple[float, float] | None:
    """Put a turn on the plane, as documented."""
    said = turn.text.lower()
    found = [PLACES[kind] for kind in a.kinds(turn)]
    if "let's not" in said or "another time" in said:
        found.append((-0.6, -0.4))
    if not found:
        return None
    x = max(0.0, *(p[0] for p in found)) + min(0.0, *(p[0] for p in found))
    y = max(0.0, *(p[1] for p in found)) + min(0.0, *(p[1] for p in found))
    if x > 0 and any(re.search(rf"\b{hedge}\b", said) for hedge in HEDGES):
        x -= 0.2
    return (0.0, 0.0) if re.search(r"meet .*in the middle|halfway", said) else (x, y)


def mode_of(x: float, y: float) -> str:
    """Name the mode at a place."""
    if abs(x) < 0.25 and abs(y) < 0.25:
        return "compromising"
    if x >= 0:
        return "collaborating" if y >= 0 else "competing"
    return "accommodating" if y >= 0 else "avoiding"


def placed(a: Account) -> list[tuple[Turn, float, float]]:
    """List the turns that have a place."""
    found = ((turn, place(a, turn)) for turn in a.mine)
    return [(turn, *where) for turn, where in found if where is not None]


def modes(a: Account) -> Holds:
    """Turns per mode, and their middle."""
    found = placed(a)
    shares = Counter(mode_of(x, y) for _, x, y in found)
    x, y = mean(p[1] for p in found), mean(p[2] for p in found)
    return (
        f"{len(found)} of {things(len(a.mine), 'turn')} could be placed",
        *(f"{mode} {n}" for mode, n in shares.items()),
        f"Middle: {plus(round(x, 3))} and {plus(round(y, 3))}.",
    )


def path(a: Account) -> Holds:
    """The middle of each third."""
    parts: list[list[tuple[float, float]]] = [[], [], []]
    for turn, x, y in placed(a):
        parts[min(int(turn.start_s / (a.record.duration_s / 3)), 2)].append((x, y))
    said = []
    for name, part in zip(("first", "second", "last"), parts, strict=True):
        where = "nothing to place"
        if part:
            x, y = (round(mean(p[axis] for p in part), 3) for axis in (0, 1))
            where = f"{plus(x)} and {plus(y)}"
        said.append(f"{name} third {where}")
    return tuple(said)


def mode_effects(a: Account) -> Holds:
    """What each mode did to trust."""
    modes_at = {turn.start_s: mode_of(x, y) for turn, x, y in placed(a)}
    moved: dict[str, float] = {}
    for turn, change in a.trust_steps():
        cause = a.cause(turn)
        if cause is not None and cause.start_s in modes_at:
            mode = modes_at[cause.start_s]
            moved[mode] = moved.get(mode, 0.0) + change
    n = Counter(modes_at.values())
    return tuple(f"{mode} {plus(by)} over {things(n[mode], 'turn')}" for mode, by in moved.items())


def warner(a: Account) -> Holds:
    """Empathy and energy by thirds."""
    parts: list[list[Turn]] = [[], [], []]
    for turn in a.mine:
        parts[min(int(turn.start_s / (a.record.duration_s / 3)), 2)].append(turn)
    warm = ", ".join(str(sum(bool(a.kinds(t) & EMPATHIC) for t in part)) for part in parts)
    paces = []
    for part in parts:
        time_s = sum(t.end_s - t.start_s for t in part)
        words = sum(len(t.text.split()) for t in part)
        paces.append(f"{60 * words / time_s:.0f}" if time_s else "none")
    course = {"proposal", "conditional_trade", "option", "agenda", "next_step"}
    n = sum(bool(a.kinds(turn) & course) for turn in a.mine)
    return (
        f"empathy {warm};",
        f"words a minute {', '.join(paces)}.",
        f"{n} of {things(len(a.mine), 'turn')}",
    )


def rackham(a: Account) -> dict[str, str]:
    """Each row of the profile by its name."""
    acts = sum(
        max(sum(k not in MODIFIERS for k in (m.kind.value for m in sure(a, t))), 1) for t in a.mine
    )
    shows = Counter(name for said in a.said.values() for name in said.shows)
    hot = 0
    at_once = 0
    for turn in a.mine:
        theirs = a.before(turn.start_s, "counterpart")
        hit = a.kinds(turn) & {"personal_attack", "blame", "threat", "ultimatum"}
        hot += bool(hit) and theirs is not None and is_attack(theirs)
        offers = a.kinds(turn) & {"proposal", "conditional_trade"}
        asks = a.kinds(turn) & (FORMS | {"summary", "paraphrase", "mirror"})
        is_answer = theirs is not None and theirs.act in ("counter_offer", "hold", "package")
        at_once += bool(offers) and not asks and is_answer
    arguing = [said for said in a.said.values() if said.n_reasons]
    n_reasons = sum(said.n_reasons for said in arguing)
    n_turns = len(a.mine)
    return {
        "Irritators": f"{len(a.moves('irritator'))} of {n_turns} turns",
        "Immediate counter-proposals": f"{at_once} of {n_turns} turns",
        "Attacks answered by attack": f"{hot} of {acts} acts",
        "Disagreeing before the reason": f"{shows['disagreeing before the reason']} of {acts} acts",
        "Testing understanding": f"{shows['testing understanding']} of {acts} acts",
        "Summarising": f"{len(a.moves('summary', 'confirm_agreement'))} of {acts} acts",
        "Questions": f"{len(a.moves(*FORMS))} of {acts} acts",
        "Saying how one feels": f"{shows['saying how one feels']} of {acts} acts",
        "Reasons": f"{n_reasons} in {len(arguing)} arguments",
        "Announcing what comes": f"{shows['announcing what comes']} of {n_turns} turns",
    }


def sure(a: Account, turn: Turn) -> list:
    """The moves of a turn that count."""
    return [move for move in turn.moves if move.kind.value in a.kinds(turn)]


def is_attack(theirs: Turn) -> bool:
    """Tell whether the counterpart attacked."""
    is_tactic = theirs.act != "drop_tactic" and theirs.tactic is not None
    named = is_tactic and re.search("attack|threat|insult|ombudsman", theirs.tactic or "")
    return bool(named) or theirs.state in ("hostile", "attacking")


def interests(a: Account) -> Holds:
    """Interests that came out."""
    wanted = a.record.reveal.interests if a.record.reveal else ()
    found = sum(f.found_s is not None for f in a.record.facts if f.id in wanted)
    return (f"{found} of {things(len(wanted), 'thing')} that",)


def trades(a: Account) -> Holds:
    """Trades that were offered."""
    reveal = a.record.reveal
    assert reveal is not None
    offered = sum(id_ in reveal.offered for id_ in reveal.trades)
    return (f"{offered} of {things(len(reveal.trades), 'thing')} that",)


def limits(a: Account) -> dict[str, Holds]:
    """Each issue by its name: both limits, and the share of what lay between."""
    said = {}
    for issue in a.record.reveal.issues if a.record.reveal else ():
        holds = [written(issue.limit, issue.unit), written(issue.learner_limit, issue.unit)]
        if issue.settled is not None:
            holds.append(written(issue.settled, issue.unit))
            room = issue.limit - issue.learner_limit
            if (room > 0) == (issue.wants == "lower") and room:
                share = (issue.settled - issue.learner_limit) / room
                between = f"{share:.0%} of what lay"
                past = "past your own limit" if share < 0 else "past the limit they"
                holds.append(between if 0 <= share <= 1 else past)
        elif (issue.limit - issue.learner_limit) * (1 if issue.wants == "lower" else -1) < 0:
            holds.append("do not meet")
        else:
            holds.append("not settled")
        said[issue.name[0].upper() + issue.name[1:]] = tuple(holds)
    return said


def written(value: float, unit: str) -> str:
    """Write a figure with its unit."""
    return f"£{value:,.0f}" if unit == "GBP" else f"{value:,.0f} {unit}".removesuffix(" percent")


def drill(a: Account) -> Holds:
    """The figures that speak for the drill, whichever it is."""
    played, countered, _ = countered_tactics(a)
    n = {kind: len(a.moves(kind)) for kind in FORMS}
    may_hit = sum(m.is_accurate is not False for _, m in a.moves("emotion_label"))
    reasons = {
        "Next: tactics": f"{countered} of {things(played, 'tactic')} countered",
        "Next: silence": f"{len(a.held())} of {things(len(a.openings), 'silence')} held, "
        f"{len(a.broken())} broken",
        "Next: open question": f"{n['open_question']} of "
        f"{things(sum(n.values()), 'question')} open, {n['leading_question']} leading",
        "Next: label": f"{things(may_hit, 'label')} hit or may"
        if a.moves("emotion_label")
        else "o feeling was named",
        "Next: clearinghouse": "ever asked what is left",
        "Next: summary": "summar",
        "Next: punctuation": f"{len(a.moves('personal_attack', 'blame'))} of",
        "Next: closing": "of 3 terms",
    }
    return tuple(reasons.items())  # type: ignore[return-value]


GAUGES: dict[str, tuple[str, Callable[[float], str]]] = {
    "talk_share": ("talk_share", lambda v: f"{v:.0%} of the time"),
    "pace": ("words_per_minute", lambda v: f"{v:.0f} words a minute"),
    "articulation": ("articulation_rate_syllables_per_s", lambda v: f"{num(v)} syllables"),
    "longest_turn": ("longest_turn_s", lambda v: f"took {num(v)} s"),
    "words_per_turn": ("words_per_turn", lambda v: f"{num(v)} words a turn"),
    "counterpart_longest_turn": ("longest_counterpart_turn_s", lambda v: f"took {num(v)} s"),
    "response_latency": ("response_latency_median_s", lambda v: f"answered {num(v)} s"),
    "fillers": ("fillers_per_100_words", lambda v: f"{num(v)} um" if v else "No um"),
    "hedges": ("hedges_per_100_words", lambda v: f"{num(v)} hedges"),
    "pitch_spread": ("pitch_spread_st", lambda v: f"{num(v)} semitones"),
    "backchannels": ("backchannels_per_15_s_of_story", lambda v: f"{num(v)} nudges"),
    "pressure_wait": ("wait_after_pressure_median_s", lambda v: f"waited {num(v)} s"),
    "pressure_pace": ("pressure_pace_change", lambda v: f"{plus_minus(100 * v)}%"),
    "pressure_level": ("pressure_level_change_db", lambda v: f"{plus_minus(v)} dB"),
    "pressure_pitch": ("pressure_pitch_change_st", lambda v: f"{plus_minus(v)} semitones"),
    "interruptions": ("interruptions", lambda v: things(round(v), "time") if v else "No interr"),
}


def plus_minus(value: float) -> str:
    """Write a change, of nothing too."""
    return f"{'+' if value >= 0 else '-'}{num(abs(value))}"


MORE_COUNTS: dict[str, Callable[[Account], Holds]] = {
    "modes": modes,
    "path": path,
    "mode_effects": mode_effects,
    "warner": warner,
    "interests": interests,
    "trades": trades,
}
