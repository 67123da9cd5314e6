"""After the main figure is settled: terms, next step, review, a word to mend, farewell."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.dialogue.book import read_spare_lines
from voicecoach.dialogue.moment import Answer, Moment, occasion
from voicecoach.dialogue.terms import speak_terms

_MOST_QUESTIONS = 3  # turns after the deal in which a question is still answered
# What is worth an answer of its own once each, after the deal: event, occasion.
_FINISHING = (
    ("confirm_agreement", "confirm_yes"),
    ("review_date", "next_step"),
    ("next_step", "next_step"),
    ("apology", "apology"),
    ("loop_told", "reframe"),
    ("reframe", "reframe"),
)


def close(moment: Moment) -> Answer | None:
    """Answer what is said after the deal; whatever opens nothing more ends the talk."""
    mind, issue = moment.mind, moment.character.main_issue
    if mind.deals[issue.id].settled is None:
        return None
    mind.n_after_deal += 1
    if any(_is_misquoted(moment, figure.issue, figure.value) for figure in moment.figures):
        return occasion("confirm_no")
    if any(mind.deals[figure.issue].settled is None for figure in moment.figures):
        return None
    for event, name in _FINISHING:
        is_said = moment.has(event) or (event, moment.aside) == ("confirm_agreement", "agreed")
        if is_said and mind.counts.get(f"closed.{event}") is None:
            return _finish(moment, event, name)
    if mind.n_after_deal <= _MOST_QUESTIONS and moment.asks:
        return None
    return occasion("farewell", end="agree")


def _is_misquoted(moment: Moment, issue: str, value: float) -> bool:
    settled = moment.mind.deals[issue].settled
    return settled is not None and settled != value


def _finish(moment: Moment, event: str, name: str) -> Answer:
    mind = moment.mind
    mind.counts[f"closed.{event}"] = 1
    mind.is_confirmed = mind.is_confirmed or event in ("confirm_agreement", "next_step")
    answer = occasion(name)
    return replace(answer, then=_sum_up(moment)) if event == "confirm_agreement" else answer


def _sum_up(moment: Moment) -> str:
    """Say all terms, if there are several: the figures of one are in the line itself."""
    character = moment.character
    terms = {
        id_: deal.settled for id_, deal in moment.mind.deals.items() if deal.settled is not None
    }
    if len(terms) < 2:
        return ""
    lead = read_spare_lines()[character.persona.style]["terms"][0]
    return lead.format(terms=speak_terms(terms, character.issues))
