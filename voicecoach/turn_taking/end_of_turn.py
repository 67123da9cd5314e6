"""How long to wait before a pause is the end of a turn: by how finished the words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

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
    "only then maybe perhaps also there's that's what's that this these those his its each too you "
    "is are was were am be been being have has had will would shall should can could may might must "
    "do does did not so".split()
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
