"""How long to wait before a pause is the end of a turn: by how finished the turn is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from voicecoach.turn_taking.last_words import finished_by_words
from voicecoach.turns import Ending

Completeness = Literal["asked", "finished", "open", "unfinished"]

# Words after which an English clause goes on. A sentence may end in some of them ("that's the one
# I'm looking for"), so a full stop from the recogniser outweighs the weak ones.
_GOES_ON = frozenset(
    "and but or because since although though unless until while whereas if when whether which who "
    "whose than as the a an my your our their every very really quite i we they he she it's i'm "
    "we're you're they're i'd we'd i'll we'll i've we've".split()
)
_GOES_ON_UNLESS_STOPPED = frozenset(
    "to of for with from about into onto between against at by in on over under like just even "
    "only then maybe perhaps also there's that's what's that this these those his its each too "
    "you is are was were am be been being have has had will would shall should can could may "
    "might must do does did not so".split()
)
_FILLERS = frozenset("um uh er erm hmm mm uhm ah well".split())
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits in seconds from the last audible sample, by how finished the words are."""

    asked_s: float = 0.45
    finished_s: float = 0.55
    open_s: float = 0.9
    unfinished_s: float = 1.5
    plain_s: float = 0.45  # plainly finished
    likely_s: float = 0.85
    unlikely_s: float = 1.45  # plainly not, or no telling

    def scaled(self, factor: float) -> Patience:
        """Wait longer, or less long, whatever the words."""
        return Patience(*(getattr(self, name) * factor for name in self.__slots__))


def completeness(text: str) -> Completeness:
    """Judge from the words alone how finished a turn is.

    Parameters
    ----------
    text : str
        The turn so far, as the recogniser writes it.

    Returns
    -------
    completeness : {"asked", "finished", "open", "unfinished"}
        `asked` ends in a question mark, `finished` in a full stop, `open` shows no sign, and
        `unfinished` ends in a filler, a conjunction or an ellipsis.

    Examples
    --------
    >>> completeness("What would you need to see?")
    'asked'
    >>> completeness("I can offer eighteen, but")
    'unfinished'
    >>> completeness("Well I think we")
    'unfinished'
    """
    stripped = text.strip()
    words = _WORD.findall(stripped.lower())
    if not words or stripped.endswith(("...", "…", "-", "–", ",", ":", ";")):
        return "unfinished"
    is_stopped = stripped.endswith((".", "!", "?"))
    if words[-1] in _FILLERS and len(words) > 1:
        return "unfinished"
    if words[-1] in _GOES_ON and not stripped.endswith("?"):
        return "unfinished"
    if words[-1] in _GOES_ON_UNLESS_STOPPED and not is_stopped:
        return "unfinished"
    if stripped.endswith("?"):
        return "asked"
    return "finished" if is_stopped else "open"


def wait_for(text: str, patience: Patience) -> float:
    """How long to wait after the last audible sample before the turn counts as finished.

    Parameters
    ----------
    text : str
        The turn so far.
    patience : Patience
        Waits by how finished the words are.

    Returns
    -------
    wait_s : float
        Seconds.
    """
    waits = {
        "asked": patience.asked_s,
        "finished": patience.finished_s,
        "open": patience.open_s,
        "unfinished": patience.unfinished_s,
    }
    return waits[completeness(text)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known at a pause of how finished the turn is."""

    text: str
    turn_s: float  # from the first word to the pause
    ending: Ending | None = None  # None: the recogniser cannot tell


# Log odds that a turn is over, by logistic regression (`benchmarks/end_of_turn.py --fit`) on pauses
# and ends of real and voiced turns; held out by reader, recording and voice in
# `docs/turn-taking.md`.
_BIAS = -6.35
_ELLIPSIS, _COMMA = -0.47, -0.95  # per unit of log probability
_WORDS = 0.35  # per unit of log odds by the last words
_UNFINISHED = -1.37
_LENGTH = 1.21  # per unit of log seconds: few turns end after one word
_SHORTEST_TURN_S, _LONGEST_TURN_S = 0.2, 6.0
_LEAST = 0.01  # probabilities below this are all alike
_WORDS_RANGE = 4.0
_UNKNOWN = Ending(stop=0.5, question=0.0, comma=0.04, ellipsis=0.04, nothing=0.3)
PLAINLY = 2.0
LIKELY = 0.5


def finished_odds(evidence: Evidence) -> float:
    """Weigh the evidence that a turn is over.

    Parameters
    ----------
    evidence : Evidence
        Words, what the recogniser expected after them, and length.

    Returns
    -------
    log_odds : float
        Above zero: more likely over than not.
    """
    ending = evidence.ending or _UNKNOWN
    by_words = finished_by_words(evidence.text)
    length_s = min(max(evidence.turn_s, _SHORTEST_TURN_S), _LONGEST_TURN_S)
    return (
        _BIAS
        + _ELLIPSIS * math.log(ending.ellipsis + _LEAST)
        + _COMMA * math.log(ending.comma + _LEAST)
        + _WORDS * min(max(by_words, -_WORDS_RANGE), _WORDS_RANGE)
        + _UNFINISHED * (completeness(evidence.text) == "unfinished")
        + _LENGTH * math.log(length_s)
    )


def wait_at_pause(evidence: Evidence, patience: Patience) -> float:
    """How long to wait after the last audible sample before the turn counts as finished.

    Three waits and nothing between: with even odds a little more time buys as little as it costs,
    so the wait is either short, just under a second, or as long as a mid-turn pause lasts.

    Parameters
    ----------
    evidence : Evidence
        What is known at the pause.
    patience : Patience
        The waits.

    Returns
    -------
    wait_s : float
        Seconds.

    Examples
    --------
    >>> sure = Ending(stop=0.96, question=0.0, comma=0.01, ellipsis=0.0, nothing=0.03)
    >>> wait_at_pause(Evidence("What would you need to sign it today?", 3.0, sure), Patience())
    0.45
    >>> wait_at_pause(Evidence("I can do nineteen, but", 2.0), Patience())
    1.45
    """
    odds = finished_odds(evidence)
    if odds >= PLAINLY:
        return patience.plain_s
    return patience.likely_s if odds >= LIKELY else patience.unlikely_s
