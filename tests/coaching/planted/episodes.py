"""Pieces of a talk, each of which plants events and says which remarks they call for."""

from __future__ import annotations

from tests.coaching.planted import bank
from tests.coaching.planted.account import clock, num
from tests.coaching.planted.bank import Said
from tests.coaching.planted.builder import FACTS, LINES, TELLING, Builder
from voicecoach.turns import CutIn

GISTS = {fact.id: fact.gist for fact in FACTS}


def opening(b: Builder) -> None:
    """Let the counterpart begin."""
    b.they("The bill came six weeks late. I am not paying that.", act="opening", after_s=0.0)


def agenda(b: Builder) -> None:
    """Propose an order for the talk."""
    n = sum(turn.who == "learner" for turn in b.turns) + 1
    at_s = b.me(bank.AGENDA, moved=3, because=("agenda +4.0",))
    b.they("Fine. Be quick.")
    b.plant("agenda", at_s, bank.AGENDA.text, f"An agenda at {clock(at_s)}, in turn {n} of")


def ask(b: Builder, n: int = 0) -> None:
    """Ask an open question and get an answer of some length."""
    b.me(bank.OPEN[n % len(bank.OPEN)], moved=2, because=("open_question +2.0",))
    b.they("We were told in a letter, on a Friday, and nobody asked us what it would do.")


def open_fact(b: Builder, fact: str, said: Said, state: str | None = None) -> None:
    """Open a hidden fact with the probe that fits it."""
    at_s = b.me(said, moved=5, because=(f"{said.moves[0].kind.value} +5.0",), state=state)
    told = b.they(TELLING[fact], act="disclose", fact=fact)
    b.plant("fact_found", told.start_s, TELLING[fact], GISTS[fact], said.text)
    if state:
        b.plant("step_reached", at_s, said.text, f"Reached {state}")


def hold_for_fact(b: Builder, fact: str) -> None:
    """Hold a silence that draws a fact out."""
    before = b.turns[-1].text.split(". ")[-1]
    seconds = round(b.chance.uniform(3.1, 8.5), 1)
    silence = b.hold(seconds, yielded=fact)
    told = b.they(TELLING[fact], act="disclose", fact=fact, after_s=0.0)
    b.plant("silence_held", silence.start_s, before, f"{num(seconds)} s held", GISTS[fact])
    b.plant("fact_found", told.start_s, TELLING[fact], f"held silence of {num(seconds)} s")


def hold_for_nothing(b: Builder) -> None:
    """Hold a silence that the counterpart fills without telling anything."""
    before = b.turns[-1].text.split(". ")[-1]
    seconds = round(b.chance.uniform(3.2, 12.0), 1)
    silence = b.hold(seconds)
    b.they("Well? I am waiting.", act="fill_push", after_s=0.0)
    b.plant("silence_held", silence.start_s, before, f"{num(seconds)} s held", "spoke first")


def answer_late(b: Builder) -> None:
    """Break a silence after the counterpart's words with an answer."""
    seconds = round(b.chance.uniform(3.1, 5.5), 1)
    at_s = b.me(bank.PLAIN, after_s=seconds)
    b.they("Then fetch it.")
    b.plant("silence_broken", at_s, bank.PLAIN.text, f"{num(seconds)} s after", "you went on")


def give_way_to_silence(b: Builder) -> None:
    """Make an offer and give way into the silence after it."""
    b.me(bank.offer(34000, "thirty-four thousand"), moved=-1, because=("skipped_steps -1.0",))
    seconds = round(b.chance.uniform(3.1, 6.0), 1)
    b.break_own(seconds)
    given = bank.offer(32000, "thirty-two thousand", "concession")
    at_s = b.me(given, after_s=0.0, is_silence=False)
    b.they("I will have that. What else?", act="concession")
    b.plant("silence_broken", at_s, given.text, f"{num(seconds)} s after", "you gave way")
    b.plant("given_away", at_s, given.text, given.better or "")


def harm(b: Builder, said: Said, cost: float) -> None:
    """Say something that costs trust."""
    kind = said.moves[0].kind.value
    at_s = b.me(said, moved=-cost, because=(f"{kind} -{cost:.1f}",))
    b.they("I do not care for that at all, and you know it as well as I do.")
    if kind == "leading_question":
        b.plant("leading_question", at_s, said.text, said.better or "")
    elif kind == "stacked_question":
        b.plant("stacked_question", at_s, said.text)
    else:
        b.plant("breach", at_s, said.text, kind.replace("_", " ").capitalize(), said.better or "")


def close_off(b: Builder, said: Said) -> None:
    """Ask a closed question that gets a short answer."""
    at_s = b.me(said)
    b.they("No, he did not.")
    b.plant("closed_question", at_s, said.text, "answered in 4 words", said.better or "")


def label(b: Builder, *, is_right: bool, state: str | None = None) -> None:
    """Name a feeling, rightly or not."""
    said = bank.RIGHT_LABEL if is_right else bank.WRONG_LABEL
    at_s = b.me(
        said,
        moved=7 if is_right else -6,
        because=(f"emotion_label {'+7.0' if is_right else '-6.0'}",),
        state=state,
    )
    b.they("That is it." if is_right else "Jealous? Of whom, exactly, and since when?")
    if not is_right:
        b.plant("label_wrong", at_s, said.text, "said as a certainty")
    if state:
        b.plant("step_reached", at_s, said.text, f"Reached {state}")


def sum_up(b: Builder, *, share: float, state: str | None = None) -> None:
    """Give back a share of what was said so far."""
    ids = [point.id for point in b.points]
    held = ids[: max(1, round(share * len(ids)))] if share else []
    said = bank.summary(tuple(held), len(ids), len(held) / len(ids) if ids else 0.0)
    good = len(held) >= 0.6 * len(ids)
    at_s = b.me(
        said,
        moved=8 if good else -4,
        because=(f"summary {'+8.0' if good else '-4.0'}",),
        state=state,
    )
    b.they("That is right." if good else "That is not what I said, not by a long way, is it.")
    b.plant("summary_recall", at_s, said.text, f"Held {len(held)} of {len(ids)} point")
    if state:
        b.plant("step_reached", at_s, said.text, f"Reached {state}")


def fall(b: Builder, state: str) -> None:
    """Attack, so that the counterpart goes down or off the stairway."""
    at_s = b.me(bank.ATTACK, moved=-13, because=("personal_attack -13.0",), state=state)
    b.they("Say that again and you can walk to the station, in the rain, with your file.")
    b.plant("step_lost", at_s, bank.ATTACK.text, f"Fell to {state}")
    b.plant("breach", at_s, bank.ATTACK.text, "Personal attack")


def tactic(b: Builder, id_: str, how: str) -> None:
    """Let a tactic be played and counter it, or not, or give way to it."""
    played = b.they(LINES[id_], act="tactic", tactic=id_)
    counter = {"low_anchor": bank.CHALLENGE, "clock": bank.OPEN[0], "insult": bank.RIGHT_LABEL}
    by = {
        "low_anchor": "an open question",
        "clock": "an open question",
        "insult": "an emotion label",
    }
    if how == "silence":
        seconds = round(b.chance.uniform(3.2, 7.0), 1)
        b.hold(seconds)
        b.they("All right. It can wait.", act="drop_tactic", tactic=id_, after_s=0.0)
        outcome = f"countered by a held silence of {num(seconds)} s"
    elif how == "named":
        b.me(bank.NAMED, moved=3, because=("name_tactic +3.0",), after_s=1.8)
        b.they("You saw that.", act="drop_tactic", tactic=id_)
        outcome = "countered after 1.8 s"
    elif how in ("first", "second"):
        if how == "second":
            b.me(bank.PLAIN, after_s=0.5)
            b.they("Is it.")
        at_s = b.me(counter[id_], moved=3, because=("open_question +3.0",), after_s=1.2)
        b.they("Well, there may be time.", act="drop_tactic", tactic=id_)
        outcome = f"countered after {num(at_s - played.end_s)} s by {by[id_]}"
    elif how == "gave":
        given = bank.offer(30000 - 100 * b.n_nudges, "a little less", "concession")
        at_s = b.me(given, after_s=0.9)
        b.they("Good. And the rest?", act="concession")
        b.me(bank.PLAIN, after_s=0.9)
        b.they("So you say.")
        outcome = "not countered within two turns"
        b.plant("given_away", at_s, given.text, given.better or "")
        b.plant("tactic", played.start_s, LINES[id_], outcome, f'You gave way: "{given.text}"')
        return
    else:
        for _ in range(2):
            b.me(bank.PLAIN, after_s=0.9)
            b.they("So you say.")
        outcome = "not countered within two turns"
    b.plant("tactic", played.start_s, LINES[id_], outcome)


def argue_against_anchor(b: Builder) -> None:
    """Argue against an anchor and do nothing about it for a turn more."""
    played = b.they(LINES["low_anchor"], act="tactic", tactic="low_anchor", offer=15000.0)
    at_s = b.me(bank.ANCHOR_ARGUED, after_s=0.5)
    b.they("So you say.")
    b.me(bank.PLAIN, after_s=0.9)
    b.they("It is still in your car.")
    b.plant("tactic", played.start_s, LINES["low_anchor"], "not countered within two turns")
    b.plant("anchor_argued", at_s, bank.ANCHOR_ARGUED.text, bank.ANCHOR_ARGUED.better or "")


def demand(b: Builder, times: int) -> None:
    """Make the same demand several times without a reason."""
    for n in range(times):
        at_s = b.me(bank.REFUSAL if n == 0 else bank.AGAIN, moved=-1, because=("position -1.0",))
        b.they("You have said so, and it did not get better since you said it first.")
        if n:
            b.plant("position_repeated", at_s, bank.AGAIN.text, f"number {n + 1} of")


def streak(b: Builder) -> None:
    """Fire three questions without listening in between."""
    seconds = []
    b.me(bank.EMPATHY)
    b.they("It was, for all of us, from the first day to the last.")
    for said in (bank.OPEN[0], bank.OPEN[1], bank.CHALLENGE):
        seconds.append(b.me(said))
        b.they("That is another thing nobody ever asked us about until today.")
    b.me(bank.EMPATHY)
    b.they("You might say so, and nobody else did in all that time.")
    start, end = clock(seconds[0]), clock(seconds[-1])
    b.plant(
        "question_streak", seconds[-1], bank.CHALLENGE.text, f"from {start} to {end}", "3 quest"
    )


def cut_off(b: Builder) -> None:
    """Cut the counterpart off."""
    theirs = b.they("And what is more, there were the", cut=True)
    b.now_s = theirs.end_s - 1.0
    at_s = b.me(bank.PLAIN, after_s=0.2, is_silence=False, moved=-4, because=("interruption -4.0",))
    b.they("I was talking.")
    b.plant("cut_off", at_s, bank.PLAIN.text, "You cut Dana off")


def cut_in(b: Builder, *, held: bool) -> None:
    """Let the counterpart cut into a turn."""
    at_s = b.me(bank.PLAIN)
    b.cut_ins.append(CutIn(round(at_s + 1.0, 2), held))
    b.they("Ten words. Go.")
    b.plant("cut_in", at_s, bank.PLAIN.text, "held" if held else "gave up")


def need(b: Builder, name: str, change: float) -> None:
    """Touch a social need."""
    at_s = b.me(bank.PLAIN, moved=change, because=(f"{name}_hurt {change:+.1f}",))
    b.they("As if I did not know that.")
    change_text = f"{change:+.1f}".removesuffix(".0")
    b.plant(
        "social_need", at_s, bank.PLAIN.text, f"{name.capitalize()} of Dana: trust {change_text}"
    )


def shift(b: Builder, after: int | None) -> None:
    """Let something change, and ask about it after some turns, or never."""
    hint = b.they("They rang again this morning. Sooner than I like.", act="shift_hint")
    n_before = (after or 3) - 1
    for _ in range(n_before):
        b.me(bank.PLAIN)
        b.they("If you say so.")
    if after is None:
        words = "They rang again this morning. Sooner than I like."
        b.plant("shift", hint.start_s, words, "You did not take it up")
        return
    at_s = b.me(bank.CHANGED, moved=1, because=("monitor_change +1.0",))
    b.they("The tender has been brought forward.", act="shift_told")
    turns = "1 turn" if after == 1 else f"{after} turns"
    b.plant("shift", at_s, bank.CHANGED.text, f"within {turns}", clock(hint.start_s))


def story(b: Builder, act: str) -> None:
    """Tell the quarrel as they see it, or as a circle."""
    at_s = b.me(bank.REFRAME, moved=4, because=("reframe +4.0",))
    b.they("That is how it went.", act=act)
    b.plant("two_stories", at_s, bank.REFRAME.text, "You told")


def agree(b: Builder, amount: float, words: str, confirmed: Said | None, *, review: bool) -> None:
    """Strike a deal, say it back or not, ask for a review or not."""
    b.me(bank.trade(amount, words), moved=6, because=("conditional_trade +6.0",))
    struck = b.they(f"Done. {words.capitalize()}.", act="accept", offer=amount)
    b.settled["fee"] = amount
    b.outcome = "agreed"
    b.plant("limits", struck.start_s, struck.text, f"£{amount:,.0f}", "£31,000", "£27,000")
    if confirmed is None:
        b.plant("agreement_confirmed", None, "", "never said back: 0 of 3")
    else:
        at_s = b.me(confirmed, moved=2, because=("confirm_agreement +2.0",))
        b.they("Yes. That is the deal.", act="confirm")
        full = confirmed is bank.CONFIRMED
        b.plant("agreement_confirmed", at_s, confirmed.text, f"{3 if full else 0} of 3 terms")
    if review:
        at_s = b.me(bank.REVIEW, moved=1, because=("next_step +1.0",))
        b.they("Four weeks, then.", act="next_step")
        b.plant("review_date", at_s, bank.REVIEW.text, "four weeks")
    else:
        b.plant("review_date", None, "", "No review")
    b.they("Good. Drive safe.", act="farewell", after_s=0.4)
