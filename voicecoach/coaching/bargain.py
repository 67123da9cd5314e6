"""One issue after the talk: what lay between both limits, and who got it."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.turns import IssueRecord


@dataclass(frozen=True, slots=True)
class Bargain:
    """One issue after the talk: what lay between both limits, and who got it."""

    issue: IssueRecord
    room: float | None  # between both limits; None if they do not meet
    share: float | None  # of the room, the learner's; None if not settled, or no room
    is_limit_kept: bool | None  # the learner's own; None if not settled
    reason: str  # why `share` is None


def bargain_of(issue: IssueRecord) -> Bargain:
    """Set what was settled against both limits.

    Examples
    --------
    >>> fee = IssueRecord("fee", "the fee", "GBP", "lower", 15e3, 31e3, 27e3, 8, 9, settled=28e3)
    >>> bargain_of(fee).share
    0.25
    """
    sign = 1.0 if issue.wants == "lower" else -1.0  # which way is better for the learner
    room = sign * (issue.limit - issue.learner_limit)
    if issue.settled is None:
        return Bargain(issue, room if room >= 0 else None, None, None, "it was not settled")
    won = sign * (issue.settled - issue.learner_limit)
    if room <= 0:
        reason = "the two limits leave nothing between them"
        return Bargain(issue, 0.0 if room == 0 else None, None, won >= 0, reason)
    return Bargain(issue, room, won / room, won >= 0, "")
