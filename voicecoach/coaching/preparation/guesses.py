"""Checks on what was guessed: their interests, their style, their version of the story."""

from __future__ import annotations

from voicecoach.coaching.citation import counted, name_of
from voicecoach.coaching.preparation.likeness import Plans
from voicecoach.prep_sheet import Style
from voicecoach.turns import FactRecord, Feedback, SessionRecord

# By which a style is told, see `docs/preparing.md`.
SIGNS: dict[Style, str] = {
    "amiable": "warm and hedging, asks after people, says a yes that may be none",
    "expressive": "quick and loud, tells stories, leaps from one thing to another",
    "driver": "short and quick, tells more than it asks, wants the point and the deadline",
    "analyst": "measured and precise, wants figures and sources, bears silence",
}
NOT_KNOWN = "could not be measured: the journal does not hold what the counterpart kept back."
OWN_GUESS = "could not be measured: this counterpart was made from your own guesses."


def is_own_guess(session: SessionRecord) -> bool:
    """Tell whether the counterpart was built from this very sheet, so that guesses prove nothing.

    A counterpart made from a sheet bears the name that the sheet gives it.
    """
    guess = session.prep.counterpart if session.prep else None
    return guess is not None and guess.name == session.persona_name


def check_interests(session: SessionRecord) -> tuple[Feedback, ...]:
    """Set the guesses at their interests beside what they really wanted."""
    guesses = session.prep.interests if session.prep else ()
    if not guesses:
        return ()
    why = OWN_GUESS if is_own_guess(session) else NOT_KNOWN if session.reveal is None else None
    wanted = interests_of(session)
    if why or not wanted:
        observed = f"Your guesses at their interests {why or NOT_KNOWN}"
        return (Feedback("prep_interests", observed, None, None, None),)
    plans = Plans(guesses)
    met = {guess: fact for guess in guesses if (fact := _fact_met(plans, guess, wanted))}
    others = [fact for fact in session.facts if fact not in wanted]
    near = {
        guess: fact
        for guess in guesses
        if guess not in met and (fact := _fact_met(plans, guess, others))
    }
    n_met = len({fact.id for fact in met.values()})
    observed = f"{n_met} of {counted(len(wanted), 'interest')} of theirs guessed."
    summary = Feedback("prep_interests", observed, None, None, None, "green" if n_met else None)
    remarks = [_remark_met(guess, met.get(guess), near.get(guess)) for guess in guesses]
    missed = [fact for fact in wanted if fact not in met.values()]
    return (summary, *remarks, *map(_remark_missed, missed))


def interests_of(session: SessionRecord) -> tuple[FactRecord, ...]:
    """List the facts that say what the counterpart really wanted."""
    ids = session.reveal.interests if session.reveal else ()
    return tuple(fact for fact in session.facts if fact.id in ids)


def _fact_met(
    plans: Plans, guess: str, facts: tuple[FactRecord, ...] | list[FactRecord]
) -> FactRecord | None:
    held = [fact for fact in facts if plans.is_in(guess, fact.gist)]
    return max(held, key=lambda fact: plans.share(guess, fact.gist), default=None)


def _remark_met(guess: str, met: FactRecord | None, near: FactRecord | None) -> Feedback:
    fact = met or near
    said = guess.rstrip(".")
    if fact is None:
        return Feedback(
            "prep_interest", f"Not found among their reasons: {said}.", None, None, None
        )
    verdict = "Right" if met else "True, though not what moved them"
    observed = f"{verdict}: {said}. ({fact.gist.rstrip('.')}.)"
    return Feedback("prep_interest", observed, fact.found_s, None, None, "green" if met else None)


def _remark_missed(fact: FactRecord) -> Feedback:
    observed = f"Not foreseen: {fact.gist.rstrip('.')}."
    return Feedback("prep_interest", observed, fact.found_s, None, None)


def check_style_guess(session: SessionRecord) -> tuple[Feedback, ...]:
    """Set the guess at the counterpart's style beside the truth."""
    guess = session.prep.style if session.prep else None
    if guess is None:
        return ()
    if is_own_guess(session):
        return (Feedback("prep_style", f"Your guess at their style {OWN_GUESS}", None, None, None),)
    truth = session.style
    if guess == truth:
        observed = f"You expected {_article(guess)}, and {name_of(session)} is one."
        return (Feedback("prep_style", observed, None, None, None, "green"),)
    observed = f"You expected {_article(guess)}; {name_of(session)} is {_article(truth)}."
    signs = next((text for style, text in SIGNS.items() if style == truth), None)
    tip = f"Signs of {_article(truth)}: {signs}." if signs else None
    return (Feedback("prep_style", observed, None, None, tip),)


def _article(style: str) -> str:
    return f"{'an' if style[:1] in 'aeiou' else 'a'} {style}"


def check_story(session: SessionRecord) -> tuple[Feedback, ...]:
    """Set their story as it was guessed beside the story that they tell themselves."""
    told = session.prep.story.theirs if session.prep else ""
    if not told:
        return ()
    events = session.reveal.theirs if session.reveal else ()
    if not events or is_own_guess(session):
        why = (
            OWN_GUESS
            if is_own_guess(session)
            else "could not be measured: the counterpart has no timeline."
        )
        return (Feedback("prep_story", f"Your guess at their story {why}", None, None, None),)
    plans = Plans(events)
    missed = [event for event in events if not plans.shares_two(event, told)]
    n_foreseen = len(events) - len(missed)
    observed = f"{n_foreseen} of {counted(len(events), 'event')} of their story foreseen."
    if missed:
        observed += f" Not in yours: {missed[0].rstrip('.')}."
    return (Feedback("prep_story", observed, None, None, None),)
