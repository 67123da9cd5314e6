"""One line of the table: a figure, its target, what was measured."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured against what."""

    group: str
    figure: str
    measured: float
    target: float
    unit: str
    n: int
    is_at_least: bool = False  # else: at most
    detail: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether the target was reached."""
        if self.is_at_least:
            return self.measured >= self.target
        return self.measured <= self.target


def as_plain(row: Row) -> dict[str, Any]:
    return asdict(row) | {"is_met": row.is_met}


def print_rows(rows: list[Row]) -> None:
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            print(f"\n{group}")
        sign = ">=" if row.is_at_least else "<="
        verdict = "met" if row.is_met else "MISSED"
        print(
            f"  {row.figure:46s} {row.measured:9.3f}  {sign} {row.target:<6g} {row.unit:10s} "
            f"n {row.n:<5d} {verdict:7s} {row.detail}"
        )
