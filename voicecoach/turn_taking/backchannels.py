"""Words over the counterpart's voice: a nudge to go on, or a wish for the floor."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z']{2,}")  # a single letter is what a recogniser makes of "mm-hm"
_FIGURE = re.compile(r"\d\d")  # nobody goes along with a figure of their own
_STOPS = frozenset(
    "wait stop no nope not actually but sorry excuse listen pardon never enough please hang hold "
    "moment minute second let disagree wrong untrue nonsense rubbish what why".split()
)
_NUDGES = frozenset(
    "right alright all okay ok yes yeah yep yup sure mm mmm mmhm mhm hm hmm uh huh um ah oh aha "
    "see go on really well indeed of course fine good great exactly true absolutely understood "
    "understand got it that's is".split()
)
N_CONTENT_WORDS = 2  # one could be a misheard "mm-hm"
# Below this the words are guesses at a sound: of "mm-hm" over a voice it made "MN film" (-1.18).
SURE_LOG_PROBABILITY = -1.1


def is_break_in(text: str, log_probability: float) -> bool:
    """Tell whether words over its voice mean that the counterpart should give way.

    Parameters
    ----------
    text : str
        What the recogniser made of them. Of very short sounds it makes odd things, so a single
        word that is neither a stop nor a nudge counts as a nudge, and so does one said twice.
    log_probability : float
        How sure it was, as the mean of a token.

    Returns
    -------
    is_break_in : bool
        True for a word like "wait" or "isn't", for a figure, and for two words of content of which
        the recogniser was sure.

    Examples
    --------
    >>> said = ("Mm-hmm.", "Right, okay.", "Bright", "M M H M M", "Rate, rate")
    >>> [is_break_in(text, -0.3) for text in said]
    [False, False, False, False, False]
    >>> [is_break_in(text, -0.3) for text in ("Wait.", "No, no.", "That's not true.", "30,000.")]
    [True, True, True, True]
    >>> is_break_in("Their figure slipped.", -0.3), is_break_in("MN film", -1.18)
    (True, False)
    """
    plain = text.lower().replace("\u2019", "'")
    words = set(_WORD.findall(plain))
    if words & _STOPS or any(word.endswith("n't") for word in words) or _FIGURE.search(plain):
        return True
    return len(words - _NUDGES) >= N_CONTENT_WORDS and log_probability >= SURE_LOG_PROBABILITY
