"""Hearing that the learner wants to stop, in the middle of the talk and in plain words."""

from __future__ import annotations

import re

_STOP = re.compile(
    r"\b(?:let['’]?s|let us|can we|shall we|i want to|i['’]d like to|please) (?:stop|end) "
    r"(?:it |this )?(?:here|the session|now)\b"
)


def wants_to_stop(text: str) -> bool:
    """Tell whether the learner has asked to end the session.

    Examples
    --------
    >>> wants_to_stop("I think that will do. Let's stop here.")
    True
    >>> wants_to_stop("You can't stop paying us now.")
    False
    """
    return _STOP.search(text.lower()) is not None
