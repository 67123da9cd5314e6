"""One line of advice while practising, for those who ask for it; off unless asked for."""

from __future__ import annotations

from voicecoach.turns import Reply

_HOT = frozenset({"irritated", "hostile", "stonewalling", "appeasing", "attacking"})
_POINTS_FOR_A_SUMMARY = 3


def hint(reply: Reply, *, n_points: int, n_summed_up: int) -> str:
    """Say what the craft would try next, from what anybody in the room could tell.

    Parameters
    ----------
    reply : Reply
        The counterpart's last line.
    n_points : int
        How many points it has let out so far.
    n_summed_up : int
        How many of them there were at the learner's last summary.

    Returns
    -------
    hint : str
        Nothing in it gives a secret away.

    Examples
    --------
    >>> calm = Reply("We say forty.", act="push", state="guarded", trust=20, agitation=0)
    >>> hint(calm, n_points=0, n_summed_up=0)
    'ask an open question about their side of it'
    """
    if reply.state == "ruptured":
        return "own your part in this before anything else"
    if reply.act == "disclose":
        return "stay with that: wait three seconds, or ask for more of it"
    if reply.act == "tactic":
        return "wait two seconds; then ask what it rests on, or say calmly what is going on"
    if reply.state in _HOT:
        return "say what they seem to feel, as a guess, and then wait"
    if n_points - n_summed_up >= _POINTS_FOR_A_SUMMARY:
        return "give back what they have told you, and ask what you missed"
    if reply.state in ("influence", "commitment"):
        return "offer a trade: if they ..., then you ..."
    if reply.state == "guarded":
        return "ask an open question about their side of it"
    return "something has not been said yet: a silence may draw it out"
