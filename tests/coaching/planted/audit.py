"""Every remark on a session against what is known of it: second, words, counts; what was missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.coaching.planted import marks
from tests.coaching.planted.account import NEAR_S, Account
from tests.coaching.planted.builder import Plant
from tests.coaching.planted.counts import COUNTS
from tests.coaching.planted.events import EVENTS
from tests.coaching.planted.more_counts import GAUGES, MORE_COUNTS, drill, limits, rackham
from voicecoach.turns import Feedback


@dataclass
class Findings:
    """What an audit of one session came to."""

    n_remarks: int = 0
    n_counted: int = 0  # remarks whose figures were counted once more
    wrong: list[str] = field(default_factory=list)
    n_plants: int = 0
    missed: list[str] = field(default_factory=list)
    by_check: Counter[str] = field(default_factory=Counter)  # plants that were reported
    of_check: Counter[str] = field(default_factory=Counter)  # plants


def audit(a: Account, remarks: tuple[Feedback, ...]) -> Findings:
    """Check every remark, and look for every plant."""
    found = Findings(n_remarks=len(remarks), n_plants=len(a.plants))
    for remark in remarks:
        problems = citation(a, remark)
        counted = counts(a, remark)
        if counted is not None:
            found.n_counted += 1
            problems += counted
        found.wrong += [f"{remark.check} {remark.at_s}: {problem}" for problem in problems]
    found.wrong += events(a, remarks) + weighed(a, remarks)
    for plant in a.plants:
        found.of_check[plant.check] += 1
        if any(is_report(remark, plant) for remark in remarks):
            found.by_check[plant.check] += 1
        else:
            found.missed.append(f"{plant.check} {plant.at_s} {plant.holds}")
    return found


def is_report(remark: Feedback, plant: Plant) -> bool:
    """Tell whether a remark reports a plant: its check, second, words, and what it must say."""
    said = f"{remark.observed} {remark.try_instead or ''}"
    return (
        remark.check == plant.check
        and remark.at_s == plant.at_s
        and (remark.quote or "") in plant.words
        and all(words in said for words in plant.holds)
    )


def citation(a: Account, remark: Feedback) -> list[str]:
    """Check that the words were said at that second, or before the silence that began then."""
    if remark.at_s is None:
        return [f"a quote without a second: {remark.quote!r}"] if remark.quote else []
    spoken = [turn.text for turn in a.record.turns if turn.start_s == remark.at_s]
    for silence in a.record.silences:
        if silence.start_s == remark.at_s:
            spoken += [t.text for t in a.record.turns if abs(t.end_s - silence.start_s) <= NEAR_S]
    if not spoken:
        return ["nothing happened at that second"]
    if remark.quote is None or any(remark.quote in text for text in spoken):
        return []
    return [f"{remark.quote!r} was not said then"]


def counts(a: Account, remark: Feedback) -> list[str] | None:
    """Check the figures in a remark; None if it has none to count."""
    if remark.check in COUNTS or remark.check in MORE_COUNTS:
        holds = {**COUNTS, **MORE_COUNTS}[remark.check](a)
    elif remark.check in GAUGES:
        name, write = GAUGES[remark.check]
        value = a.record.measures.get(name)
        holds = ("could not be measured",) if value is None else (write(value),)
    elif remark.check == "rackham":
        name, _, _ = remark.observed.partition(":")
        holds = (rackham(a)[name],)
    elif remark.check == "limits":
        name, _, _ = remark.observed.partition(":")
        holds = limits(a)[name]
    elif remark.check == "drill":
        ((_, holds_one),) = [pair for pair in drill(a) if remark.observed.startswith(pair[0])]
        holds = (holds_one,)
    elif remark.check == "style_fit":
        holds = marks.style_fit(a)
    else:
        return None
    return [
        f"{words!r} not in {remark.observed!r}" for words in holds if words not in remark.observed
    ]


def events(a: Account, remarks: tuple[Feedback, ...]) -> list[str]:
    """Check that each kind of event is remarked where it was and nowhere else."""
    problems = []
    for check, find in EVENTS.items():
        made = [remark for remark in remarks if remark.check == check]
        for at_s, holds in find(a):
            fitting = [
                remark
                for remark in made
                if remark.at_s == at_s and all(words in remark.observed for words in holds)
            ]
            if fitting:
                made.remove(fitting[0])
            else:
                problems.append(f"{check} {at_s}: no remark with {holds}")
        problems += [f"{check} {remark.at_s}: nothing of the kind then" for remark in made]
    return problems


def weighed(a: Account, remarks: tuple[Feedback, ...]) -> list[str]:
    """Check what was picked out of many: moments, worst turns, what angers the style."""
    problems = []
    for check, at_s in marks.moments(a).items():
        (remark,) = [remark for remark in remarks if remark.check == check]
        if remark.at_s != at_s:
            problems.append(f"{check} {remark.at_s}: should be {at_s}")
    made = [(r.at_s, r.try_instead or "") for r in remarks if r.check == "better_wording"]
    if all(said.text for said in a.said.values()):
        wanted = marks.better_wording(a)
        same = len(made) == len(wanted) and all(
            mine[0] == theirs[0] and theirs[1] in mine[1]
            for mine, theirs in zip(made, wanted, strict=False)
        )
        problems += [] if same else [f"better_wording {made}: should be {wanted}"]
    angered = sorted(r.at_s for r in remarks if r.check == "style_anger" and r.at_s is not None)
    if angered != marks.style_anger(a):
        problems.append(f"style_anger {angered}: should be {marks.style_anger(a)}")
    return problems
