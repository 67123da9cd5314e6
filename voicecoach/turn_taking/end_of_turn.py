"""How long to wait before a pause is the end of a turn: by how finished the turn is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from voicecoach.turn_taking.last_words import finished_by_words, words_of
from voicecoach.turn_taking.own_pauses import usual_pause_s
from voicecoach.turns import Ending

Completeness = Literal["asked", "finished", "open", "unfinished"]

# Words after which an English clause goes on. A sentence may end in some of them ("that's the one
# I'm looking for"), so a full stop from the recogniser outweighs the weak ones.
_GOES_ON = frozenset(
    "and but or because since although though unless until while whereas if when whether which "
    "whichever who whose than as the a an my your our their every very really quite i we they he "
    "she it's i'm we're you're they're i'd we'd i'll we'll i've we've".split()
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
    """Waits in seconds from the last audible sample, by how likely the turn is over."""

    plain_s: float = 0.45  # plainly finished
    likely_s: float = 0.86
    unlikely_s: float = 1.5  # plainly not, or no telling

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known at a pause of how finished the turn is."""

    text: str
    turn_s: float  # from the first word to the pause
    ending: Ending | None = None  # None: the recogniser cannot tell
    slope_st_s: float | None = None  # of the pitch at the end; None: no voice to tell by
    own_pauses_s: tuple[float, ...] = ()  # of this learner inside turns, oldest first


# Log odds that a turn is over, by logistic regression on pauses and ends of real and voiced turns
# (`benchmarks/end_of_turn.py --fit`); held out by reader and by text in `docs/turn-taking.md`.
_BIAS = -6.14
_WEIGHTS = {
    "ellipsis": -0.337,
    "comma": -0.918,
    "words": 0.334,
    "unfinished": -0.827,
    "length": 1.321,
    "slope": -0.028,
}
PLAINLY = 2.0
LIKELY = 0.7
OWN_PAUSES = 1.25  # whoever never pauses for long need not be waited for as long
_LEAST = 0.01  # probabilities below this are all alike
_WORDS_RANGE = 4.0
_LENGTHS_S = (0.3, 6.0)
_STEEPEST_ST_S = 20.0  # steeper is seldom melody, often an octave error
# Short, and yet nearly always all there is to come.
_WHOLE_TURNS = frozenset(
    "no|yes|yeah|yes please|no thank you|deal|done|agreed|i agree|fair enough|thank you|thanks|"
    "go on|absolutely|exactly|of course|sure|never|not really".split("|")
)
_UNKNOWN = Ending(stop=0.5, question=0.0, comma=0.03, ellipsis=0.03, nothing=0.3)


def signs(evidence: Evidence) -> dict[str, float]:
    """Put the evidence into numbers, each of which says something on its own.

    Parameters
    ----------
    evidence : Evidence
        What is known at a pause.

    Returns
    -------
    signs : dict of float
        `ellipsis` and `comma`: log probability that the recogniser would write one; `words`: log
        odds by the last words; `unfinished`: ends in a filler, a conjunction or the like; `length`:
        log seconds, for few turns end after one word; `slope`: of the pitch, semitones a second.
    """
    ending = evidence.ending or _UNKNOWN
    return {
        "ellipsis": math.log(ending.ellipsis + _LEAST),
        "comma": math.log(ending.comma + _LEAST),
        "words": _within(finished_by_words(evidence.text), -_WORDS_RANGE, _WORDS_RANGE),
        "unfinished": float(completeness(evidence.text) == "unfinished"),
        "length": math.log(_within(evidence.turn_s, *_LENGTHS_S)),
        "slope": _within(evidence.slope_st_s or 0.0, -_STEEPEST_ST_S, _STEEPEST_ST_S),
    }


def finished_odds(evidence: Evidence) -> float:
    """Weigh the evidence that a turn is over.

    Returns
    -------
    log_odds : float
        Above zero: more likely over than not.
    """
    return _BIAS + sum(_WEIGHTS[name] * size for name, size in signs(evidence).items())


def _within(value: float, lowest: float, highest: float) -> float:
    return min(max(value, lowest), highest)


def wait_at_pause(evidence: Evidence, patience: Patience) -> float:
    """How long to wait after the last audible sample before the turn counts as finished.

    Three waits and nothing between, short, just under a second, and as long as nearly all mid-turn
    pauses: a line from one to the other cut off as many turns and answered fewer within a second.

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
    >>> sure = Ending(stop=0.97, question=0.0, comma=0.0, ellipsis=0.0, nothing=0.03)
    >>> wait_at_pause(Evidence("I see. What would you need to sign it?", 6.0, sure), Patience())
    0.45
    >>> wait_at_pause(Evidence("I can do nineteen, but", 2.0), Patience())
    1.5
    """
    odds = finished_odds(evidence)
    if odds >= PLAINLY:
        return patience.plain_s
    if odds >= LIKELY or " ".join(words_of(evidence.text)) in _WHOLE_TURNS:
        return patience.likely_s
    usual_s = usual_pause_s(evidence.own_pauses_s)
    if usual_s is None:
        return patience.unlikely_s
    return _within(OWN_PAUSES * usual_s, patience.likely_s, patience.unlikely_s)
