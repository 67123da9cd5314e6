"""One check as it is explained before a session: what it looks at, and how well that is founded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Section = Literal[
    "moments",
    "wording",
    "reveal",
    "silence",
    "summarising",
    "rapport",
    "tactics",
    "bargaining",
    "speaking",
    "questions",
    "path",
    "profile",
    "process",
    "preparation",
    "facts",
    "afterwards",
    "next",
]
# A experiment or meta-analysis; B field study or corpus; C practice; F folklore, never judged
Evidence = Literal["A", "A/B", "B", "B/C", "C", "C/F", "F", "F/B", "product"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One check, as it is explained before a session."""

    check: str
    section: Section
    looks_at: str
    evidence: Evidence
    green: str = ""  # empty: never judged green
    amber: str = ""
    is_summary: bool = True  # False: one remark per event
