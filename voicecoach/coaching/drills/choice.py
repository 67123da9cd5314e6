"""Which drill a learner needs most, from what the last sessions showed."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.coaching.history import next_step
from voicecoach.coaching.past import Past

FIRST = "silence"  # what this program is about


def drill_for(past: Sequence[Past]) -> tuple[str, str]:
    """Choose a drill and say why.

    Parameters
    ----------
    past : sequence of Past
        Earlier sessions, oldest first.

    Returns
    -------
    drill : str
    why : str
        A sentence.
    """
    step = next_step(past)
    if step is None:
        return FIRST, "A good one to begin with."
    return step.drill, (
        f"What you needed most in {step.n_needed} of your last "
        f"{step.n_sessions} session{'' if step.n_sessions == 1 else 's'}."
    )
