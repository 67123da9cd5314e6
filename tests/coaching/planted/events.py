"""Where each remark on a single event must stand, found once more, check by check."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from tests.coaching.planted.account import (
    FORMS,
    HARM,
    NEAR_S,
    STEPS,
    Account,
    num,
    plus,
)
from voicecoach.turns import Silence, Turn

# A remark must be made at each of these seconds and nowhere else, and must hold the words.
Spots = list[tuple[float | None, tuple[str, ...]]]
LISTENING = {
    "nudge",
    "summary",
    "mirror",
    "paraphrase",
    "emotion_label",
    "empathy",
    "appreciation",
    "apology",
    "i_message",
    "own_interest",
}
STATES = {*STEPS, "irritated", "hostile", "stonewalling", "appeasing", "attacking", "ruptured"}
BECAUSE = re.compile(r"(status|certainty|autonomy|relatedness|fairness)(?:_\w+)? ([+-][\d.]+)")


def spots_of(*kinds: str) -> Callable[[Account], Spots]:
    """Build the list of the turns with one of these moves."""

    def find(a: Account) -> Spots:
        return [(turn.start_s, ()) for turn, _ in a.moves(*kinds)]

    return find


def silence_held(a: Account) -> Spots:
    """Each silence that was held, with its length."""
    return [
        (s.start_s, (f"{num(s.end_s - s.start_s)} s held",))
        for s in a.record.silences
        if s.kind == "held"
    ]


def silence_broken(a: Account) -> Spots:
    """Each silence that was broken, at the words that broke it."""
    found: Spots = []
    for silence in a.record.silences:
        if silence.kind == "broken":
            turn = ender(a, silence)
            at_s = turn.start_s if turn else silence.start_s
            found.append((at_s, (f"{num(silence.end_s - silence.start_s)} s",)))
    return found


def ender(a: Account, silence: Silence) -> Turn | None:
    """The learner's turn that ended a silence."""
    return next((t for t in a.mine if abs(t.start_s - silence.end_s) <= NEAR_S), None)


def since(a: Account, turn: Turn) -> float:
    """Where what a turn answers began: words, or a silence."""
    cause = a.cause(turn)
    if cause is not None:
        return cause.start_s
    silence = next(
        (
            s
            for s in a.record.silences
            if s.ended_by == turn.who and abs(s.end_s - turn.start_s) <= NEAR_S
        ),
        None,
    )
    return silence.start_s if silence else turn.start_s


def step_reached(a: Account) -> Spots:
    """Each step above the first, when first reached."""
    seen: set[str] = set()
    found: Spots = []
    for state, turn in a.walk():
        if state in STEPS[1:] and state not in seen:
            found.append((since(a, turn), (f"Reached {state}",)))
        seen.add(state)
    return found


def step_lost(a: Account) -> Spots:
    """Each way down."""
    walk = [(state, turn) for state, turn in a.walk() if state in STATES]
    rank = {state: STEPS.index(state) if state in STEPS else -1 for state in STATES}
    return [
        (since(a, turn), (f"Fell to {state}",))
        for (before, _), (state, turn) in pairwise(walk)
        if rank[state] < rank[before]
    ]


def biggest(sign: int) -> Callable[[Account], Spots]:
    """Build the list of the three biggest changes of trust, up or down."""

    def find(a: Account) -> Spots:
        moved = [(turn, by) for turn, by in a.trust_steps() if by * sign > 0]
        moved.sort(key=lambda pair: -abs(pair[1]))
        return [(since(a, turn), (f"Trust {plus(by)}",)) for turn, by in moved[:3]]

    return find


def label_wrong(a: Account) -> Spots:
    """Each label that missed."""
    return [(t.start_s, ()) for t, m in a.moves("emotion_label") if m.is_accurate is False]


def closed_question(a: Account) -> Spots:
    """Each closed question that got seven words or fewer."""
    found: Spots = []
    for turn, _ in a.moves("closed_question"):
        answer = a.reply_to(turn)
        n = len(answer.text.split()) if answer else 0
        if 0 < n <= 7 and not a.kinds(turn) & {"open_question", "leading_question"}:
            words = "1 word" if n == 1 else f"{n} words"
            found.append((turn.start_s, (f"answered in {words}",)))
    return found


def question_streak(a: Account) -> Spots:
    """Each run of three questioning turns or more, at its last."""
    runs: list[list[Turn]] = [[]]
    for turn in a.mine:
        if a.kinds(turn) & FORMS and not a.kinds(turn) & LISTENING:
            runs[-1].append(turn)
        else:
            runs.append([])
    return [(run[-1].start_s, (f"{len(run)} questioning",)) for run in runs if len(run) >= 3]


def social_need(a: Account) -> Spots:
    """Each time a social need was touched."""
    return [
        (since(a, turn), (f"trust {plus(float(match[2]))}",))
        for turn in a.record.turns
        for reason in turn.because
        if (match := BECAUSE.fullmatch(reason))
    ]


def tactic(a: Account) -> Spots:
    """Each tactic that was played."""
    return [(turn.start_s, ()) for turn in a.tactics()]


def anchor_argued(a: Account) -> Spots:
    """Each answer that argued against an anchor."""
    asking = {"open_question", "closed_question", "challenge_basis", "name_tactic"}
    found: Spots = []
    for said in a.theirs:
        reply = next((t for t in a.mine if t.start_s > said.start_s), None)
        is_anchor = said.act != "drop_tactic" and "anchor" in (said.tactic or "")
        argues = reply is not None and "because" in reply.text and not a.kinds(reply) & asking
        if is_anchor and argues and reply is not None:
            found.append((reply.start_s, ()))
    return found


def position_repeated(a: Account) -> Spots:
    """Each demand without a reason from the second on."""
    made = a.moves("position")
    return [
        (turn.start_s, (f"number {n} of {len(made)}",))
        for n, (turn, _) in enumerate(made[1:], start=2)
    ]


def given_away(a: Account) -> Spots:
    """Each thing given for nothing."""
    return [
        (turn.start_s, ())
        for turn, _ in a.moves("concession")
        if "conditional_trade" not in a.kinds(turn)
    ]


def cut_off(a: Account) -> Spots:
    """Each line that was cut off, at the words that did it."""
    found: Spots = []
    for said in a.theirs:
        if said.was_cut_off:
            by = next((t for t in a.mine if t.start_s >= said.start_s), said)
            found.append((by.start_s, ()))
    return found


def cut_in(a: Account) -> Spots:
    """Each turn that was cut into."""
    found: Spots = []
    for cut in a.record.cut_ins:
        into = [turn for turn in a.mine if turn.start_s < cut.at_s][-1]
        found.append((into.start_s, ("held" if cut.held_floor else "gave up",)))
    return found


def fact_found(a: Account) -> Spots:
    """Each fact that was found."""
    return [
        (fact.found_s, (fact.gist.rstrip("."),))
        for fact in a.record.facts
        if fact.found_s is not None
    ]


def fact_missed(a: Account) -> Spots:
    """Each fact that was missed; at the last probe of its kind that came too early."""
    found: Spots = []
    for fact in a.record.facts:
        if fact.found_s is None:
            early = [at_s for at_s in tries(a, fact.key) if too_low(a, at_s, fact.step)]
            found.append((early[-1] if early else None, (fact.gist.rstrip("."), fact.step)))
    return found


def tries(a: Account, key: str) -> list[float]:
    """Each use of a probe."""
    if key == "silence":
        return [silence.start_s for silence in a.held()]
    return [turn.start_s for turn, _ in a.moves(key)]


def too_low(a: Account, at_s: float, step: str) -> bool:
    """Tell whether the counterpart stood below a step, on the stairway, at a second."""
    earlier = [turn.state for turn in a.record.turns if turn.start_s < at_s and turn.state]
    state = earlier[-1] if earlier else "guarded"
    return state in STEPS[: STEPS.index(step)]


EVENTS: dict[str, Callable[[Account], Spots]] = {
    "silence_held": silence_held,
    "silence_broken": silence_broken,
    "summary_recall": spots_of("summary"),
    "step_reached": step_reached,
    "step_lost": step_lost,
    "trust_gain": biggest(1),
    "trust_loss": biggest(-1),
    "label_wrong": label_wrong,
    "breach": spots_of(*HARM),
    "leading_question": spots_of("leading_question"),
    "stacked_question": spots_of("stacked_question"),
    "closed_question": closed_question,
    "question_streak": question_streak,
    "social_need": social_need,
    "tactic": tactic,
    "anchor_argued": anchor_argued,
    "position_repeated": position_repeated,
    "given_away": given_away,
    "cut_off": cut_off,
    "cut_in": cut_in,
    "fact_found": fact_found,
    "fact_missed": fact_missed,
}
