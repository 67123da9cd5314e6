"""Words over the counterpart's voice: a nudge to go on, or a wish for the floor."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z']{2,}")  # a single letter is what a recogniser makes of "mm-hm"
_STOPS = frozenset(
    "wait stop no nope actually but sorry excuse listen pardon never enough please hang hold "
    "moment minute second let".split()
)
_NUDGES = frozenset(
    "right alright all okay ok yes yeah yep yup sure mm mmm mmhm mhm hm hmm uh huh um ah oh aha "
    "see go on really well indeed of course fine good great exactly true absolutely understood "
    "understand got it that's is".split()
)
N_CONTENT_WORDS = 2  # one could be a misheard "mm-hm"


def is_break_in(text: str) -> bool:
    """Tell whether words over its voice mean that the counterpart should give way.

    Parameters
    ----------
    text : str
        What the recogniser made of them. Of very short sounds it makes odd things, so a single
        word that is neither a stop nor a nudge counts as a nudge.

    Returns
    -------
    is_break_in : bool
        True for a word like "wait", or for two words of content.

    Examples
    --------
    >>> [is_break_in(text) for text in ("Mm-hmm.", "Right, okay.", "Bright", "M M H M M")]
    [False, False, False, False]
    >>> [is_break_in(text) for text in ("Wait.", "No, no.", "That figure is wrong.")]
    [True, True, True]
    """
    words = _WORD.findall(text.lower())
    if any(word in _STOPS for word in words):
        return True
    return sum(word not in _NUDGES for word in words) >= N_CONTENT_WORDS
