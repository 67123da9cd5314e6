"""What was given for nothing, tied to a price that is left open."""

from __future__ import annotations

import re

from voicecoach.coaching.phrases import is_short, only_figure, plain_clause, sentences

OFFER = re.compile(
    r"^(?:i (?:suppose|guess|think) )?(?P<clause>(?:i|we)(?:'ll| will| can| could|'d| would|"
    r"(?:'m| am|'re| are) (?:willing|prepared|happy|ready) to) .+?|you can have .+?)(?:, if .*)?$",
    re.IGNORECASE,
)
HALF_GIVEN = re.compile(r"\b(?:if|but|normally|unless|or)\b")


def price_it(said: str) -> str | None:
    """Tie what was given to a price, in quotation marks.

    Examples
    --------
    >>> price_it("Okay, we could do thirty-five, if that is easier.")
    '"If you can ..., then we could do thirty-five."'
    >>> price_it("Thirty, then.")
    '"If you can ..., then thirty works for me."'
    """
    for sentence in sentences(said):
        clause = plain_clause(sentence)
        match = OFFER.match(clause)
        if match and is_short(match["clause"]) and not HALF_GIVEN.search(match["clause"]):
            return f'"If you can ..., then {match["clause"]}."'
    figure = only_figure(said)
    bare = figure is not None and len(said.split()) <= len(figure.split()) + 2
    return f'"If you can ..., then {figure.lower()} works for me."' if figure and bare else None
