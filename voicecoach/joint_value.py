"""What a deal is worth to both sides together, against the best that was there to be found.

With one issue a better figure for one side is a worse one for the other, and all deals within
both limits are worth the same to the two together. With several issues that matter unequally
there is more to be found: each side gets its way where it matters most to it. How much of that a
talk has found is the figure here (Raiffa, "The Art and Science of Negotiation", 1982, ch. 10-11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.turns import IssueRecord, Who


@dataclass(frozen=True, slots=True)
class JointValue:
    """The worth of what was settled, in weighted shares of each side's range."""

    counterpart: float
    learner: float
    best: float  # the most that both together could have had, within both limits
    best_terms: dict[str, float]  # issue: a figure that gives the best; none where no zone is
    crossed: tuple[tuple[str, Who], ...] = ()  # issue settled beyond whose limit

    @property
    def joint(self) -> float:
        """What both have together."""
        return self.counterpart + self.learner

    @property
    def of_best(self) -> float | None:
        """Share of the best, 0 to 1; nothing if a limit was crossed; None: nothing to be had."""
        if self.best <= 0:
            return None
        return 0.0 if self.crossed else min(max(self.joint / self.best, 0.0), 1.0)


def find_joint_value(issues: Sequence[IssueRecord]) -> JointValue:
    r"""Find what the settled figures are worth to both sides, and what they could have been.

    On issue :math:`i` with the counterpart's opening :math:`O` and limit :math:`C`, the
    learner's limit :math:`L` and the figure :math:`v`, each side has a share of a range that is
    equally long for both:

    .. math:: c_i(v) = \frac{C - v}{C - O}, \qquad l_i(v) = \frac{v - L}{C - O}

    The counterpart has 1 at its opening and 0 at its limit; the learner 0 at their own limit and
    1 as far beyond it as the counterpart opened from its own. A side's value is the sum of its
    shares, each times the issue's weight for that side, weights adding up to 1. What is not
    settled is worth nothing to either. The joint value is the sum of both.

    The best lies on the Pareto frontier: shares are straight lines in the figure, so on each
    issue the best figure is the learner's limit where the issue weighs more for the counterpart,
    and the counterpart's limit where it weighs more for the learner. An issue whose limits leave
    no figure that both could take is best left open.

    Parameters
    ----------
    issues : sequence of IssueRecord
        All issues, settled or not.

    Returns
    -------
    value : JointValue
        `of_best` is 0 if any issue was settled beyond a limit: that side would have done better
        with no deal.

    Examples
    --------
    >>> fee = IssueRecord("fee", "the fee", "GBP", "lower", 15000, 31000, 27000, 5, 5, 29000)
    >>> value = find_joint_value([fee])
    >>> value.counterpart, value.learner, value.best, value.of_best
    (0.125, 0.125, 0.25, 1.0)

    One figure more, which matters to the counterpart most, and given away by neither:

    >>> fee = IssueRecord("fee", "the fee", "GBP", "lower", 10, 20, 15, 2, 8, 17.5)
    >>> days = IssueRecord("days", "the days", "days", "higher", 60, 30, 45, 8, 2, 37.5)
    >>> value = find_joint_value([fee, days])
    >>> round(value.joint, 2), round(value.best, 2), round(value.of_best, 2)
    (0.5, 0.8, 0.62)
    >>> value.best_terms
    {'fee': 20, 'days': 45}
    """
    theirs = sum(issue.weight for issue in issues)
    ours = sum(issue.learner_weight for issue in issues)
    counterpart = learner = best = 0.0
    best_terms: dict[str, float] = {}
    crossed: list[tuple[str, Who]] = []
    for issue in issues:
        p, q = issue.weight / theirs, issue.learner_weight / ours
        if issue.settled is not None:
            counterpart += p * _counterpart_share(issue, issue.settled)
            learner += q * _learner_share(issue, issue.settled)
            crossed += _find_crossed(issue, issue.settled)
        if _has_zone(issue):
            figure = issue.learner_limit if p > q else issue.limit
            best += p * _counterpart_share(issue, figure) + q * _learner_share(issue, figure)
            best_terms[issue.id] = figure
    return JointValue(counterpart, learner, best, best_terms, tuple(crossed))


def _counterpart_share(issue: IssueRecord, figure: float) -> float:
    span = issue.limit - issue.opening
    return (issue.limit - figure) / span if span else 0.0


def _learner_share(issue: IssueRecord, figure: float) -> float:
    span = issue.limit - issue.opening
    return (figure - issue.learner_limit) / span if span else 0.0


def _has_zone(issue: IssueRecord) -> bool:
    """Tell whether there is a figure that neither side would have to refuse."""
    return _learner_share(issue, issue.limit) >= 0 and issue.limit != issue.opening


def _find_crossed(issue: IssueRecord, figure: float) -> list[tuple[str, Who]]:
    shares: tuple[tuple[float, Who], ...] = (
        (_counterpart_share(issue, figure), "counterpart"),
        (_learner_share(issue, figure), "learner"),
    )
    return [(issue.id, who) for share, who in shares if share < 0]
