"""The checks by name: what each looks at, what counts as good, and how well that is founded."""

from __future__ import annotations

from voicecoach.coaching.criterion import Criterion, Evidence, Section
from voicecoach.coaching.rubric_after import AFTER
from voicecoach.coaching.rubric_bargaining import BARGAINING
from voicecoach.coaching.rubric_listening import LISTENING

RUBRIC: tuple[Criterion, ...] = (*LISTENING, *BARGAINING, *AFTER)
CRITERIA = {criterion.check: criterion for criterion in RUBRIC}

__all__ = ["CRITERIA", "RUBRIC", "Criterion", "Evidence", "Section"]
