"""The concession ladder of one issue: figures from the opening to the limit, nothing else."""

from __future__ import annotations

from voicecoach.dialogue.persona import Persona, PersonaIssue


def is_as_good(issue: PersonaIssue, value: float, other: float) -> bool:
    """Tell whether the counterpart likes `value` at least as well as `other`."""
    return value >= other if issue.wants == "higher" else value <= other


def rung_value(issue: PersonaIssue, rung: int) -> float:
    """Give the figure of a rung; below the first one stands the opening."""
    return issue.opening if rung < 0 else issue.ladder[min(rung, len(issue.ladder) - 1)].value


def share(issue: PersonaIssue, value: float) -> float:
    """What a figure leaves the counterpart: 1 at its opening, 0 at its limit.

    Examples
    --------
    >>> fee = PersonaIssue.model_construct(wants="lower", opening=10, limit=20)
    >>> share(fee, 10), share(fee, 15), share(fee, 20)
    (1.0, 0.5, 0.0)
    """
    span = issue.limit - issue.opening
    return (issue.limit - value) / span if span else 0.0


def find_shifted(persona: Persona) -> dict[str, PersonaIssue]:
    """Give its issues as they are once what it keeps in mind has changed in mid-talk."""
    shift = persona.shift
    if shift is None:
        return {issue.id: issue for issue in persona.issues}
    return {
        issue.id: _with_limit(issue, shift.limits.get(issue.id, issue.limit)).model_copy(
            update={"weight": shift.weights.get(issue.id, issue.weight)}
        )
        for issue in persona.issues
    }


def _with_limit(issue: PersonaIssue, limit: float) -> PersonaIssue:
    """End the ladder at another limit; a rung beyond it is cut, and a last one leads to it."""
    kept = [rung for rung in issue.ladder if is_as_good(issue, rung.value, limit)]
    if not kept or kept[-1].value != limit:
        following = issue.ladder[min(len(kept), len(issue.ladder) - 1)]
        kept.append(following.model_copy(update={"value": limit}))
    return issue.model_copy(update={"limit": limit, "ladder": kept})
