"""Checks on social style: what the counterpart's style likes and cannot bear, done or not."""

from __future__ import annotations

from voicecoach.coaching.citation import capital, clock, counted, name_of, words_of
from voicecoach.coaching.styles import TASTES, Trait, first_of
from voicecoach.coaching.timeline import turns_of
from voicecoach.turns import Band, Feedback, SessionRecord, Turn

GOOD_SHARE = 0.6
LEAST_TURNS = 8


def check_style_fit(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say how much of what this style likes was done, and how much of what angers it."""
    taste = TASTES.get(session.style)
    if taste is None or not turns_of(session, "learner"):
        return ()
    liked = first_of(taste.pleases, session)
    angered = first_of(taste.angers, session)
    article = "an" if session.style[0] in "aeiou" else "a"
    observed = (
        f"{name_of(session)} is played as {article} {session.style}. Done of what pleases one: "
        f"{len(liked)} of {len(taste.pleases)}{_listed(liked)}. "
        f"Of what angers one: {len(angered)} of {len(taste.angers)}{_listed(angered)}."
    )
    band: Band | None = None
    if len(turns_of(session, "learner")) >= LEAST_TURNS:
        if not angered and len(liked) >= GOOD_SHARE * len(taste.pleases):
            band = "green"
        elif len(angered) > len(liked):
            band = "amber"
    done = {trait.name for trait, _ in liked}
    undone = [trait.name for trait in taste.pleases if trait.name not in done]
    tip = f"Not yet tried: {undone[0]}." if undone else None
    cited = liked[0][1] if liked else None
    at_s, quote = (cited.start_s, words_of(cited)) if cited else (None, None)
    return (Feedback("style_fit", observed, at_s, quote, tip, band),)


def _listed(found: list[tuple[Trait, Turn]]) -> str:
    if not found:
        return ""
    return " (" + ", ".join(f"{trait.name} {clock(turn.start_s)}" for trait, turn in found) + ")"


def check_style_angers(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each thing that this style cannot bear, when it was first done."""
    taste = TASTES.get(session.style)
    if taste is None:
        return ()
    remarks = []
    for trait, turn in first_of(taste.angers, session):
        times = counted(len(trait.find(session)), "time")
        observed = f"{capital(trait.name)}: {times}; {session.style}s bear it badly."
        quote = words_of(turn)
        remarks.append(Feedback("style_anger", observed, turn.start_s, quote, None, "amber"))
    return tuple(remarks)
