"""What a silence was, once it is over."""

from __future__ import annotations

from typing import Literal

from voicecoach.turns import Silence, SilenceKind

HESITATION_S = 1.5  # an ordinary answer has begun by then
HELD_S = 3.0  # Curhan et al., "Silence is golden", J. Applied Psychology 2022: extended silence
SHORTEST_S = 0.25  # shorter gaps are articulation (Goldman-Eisler 1968)


def classify(
    start_s: float,
    end_s: float,
    *,
    after: Literal["counterpart_turn", "own_ask"],
    ended_by: Literal["learner", "counterpart", "end"],
    ended_with_nudge: bool = False,
    yielded: str | None = None,
) -> Silence:
    """Name a silence in which the learner had, or had given away, the floor.

    Parameters
    ----------
    start_s, end_s : float
        From the end of what was audible to the next audible word of either side.
    after : {"counterpart_turn", "own_ask"}
        Whose words it followed. After one's own ask the counterpart is holding out; speaking
        into that is breaking one's own silence, however short it was.
    ended_by : {"learner", "counterpart", "end"}
        Who spoke first.
    ended_with_nudge : bool
        The learner ended it with a mere "go on", which breaks nothing.
    yielded : str or None
        The fact that it drew out.

    Returns
    -------
    silence : Silence
        `pause` up to 1.5 s, `hesitation` up to 3 s, from then on `held`, or `broken` when the
        learner's own words ended it before the counterpart gave way.

    Examples
    --------
    >>> classify(10.0, 15.2, after="counterpart_turn", ended_by="counterpart").kind
    'held'
    >>> classify(10.0, 14.0, after="counterpart_turn", ended_by="learner").kind
    'broken'
    >>> classify(10.0, 12.0, after="counterpart_turn", ended_by="learner").kind
    'hesitation'
    """
    kind = _kind(end_s - start_s, is_own_ask=after == "own_ask", ended_by=ended_by)
    if kind == "broken" and ended_with_nudge:
        kind = "held" if end_s - start_s >= HELD_S else "hesitation"
    return Silence(start_s, end_s, after, kind, ended_by, yielded)


def _kind(duration_s: float, *, is_own_ask: bool, ended_by: str) -> SilenceKind:
    if ended_by == "learner" and (is_own_ask or duration_s >= HELD_S):
        return "broken"
    if duration_s >= HELD_S:
        return "held"
    return "hesitation" if duration_s >= HESITATION_S else "pause"
