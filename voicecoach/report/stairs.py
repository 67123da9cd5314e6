"""The stairway as a small drawing in text: time to the right, steps upwards."""

from __future__ import annotations

from voicecoach.coaching.citation import clock
from voicecoach.coaching.stairway import SIDE_STATES, STEPS, Stand, stands
from voicecoach.turns import SessionRecord

LABEL_WIDTH = 24  # "  off the stairs   12:34  |"
OFF = "off the stairs"
MARK, OFF_MARK = "#", "x"


def draw_stairs(session: SessionRecord, width: int = 80) -> list[str]:
    """Draw when the counterpart stood on which step; nothing if no state was recorded.

    Each row names a step and the second at which it was first reached; a mark stands in every
    column of time in which the counterpart was on it.
    """
    walk = [stand for stand in stands(session) if stand.state in STEPS + SIDE_STATES]
    if not walk:
        return []
    end_s = max(session.duration_s, walk[-1].effect.end_s, 1.0)
    n_columns = max(width - LABEL_WIDTH - 1, 10)
    rows = [*reversed(STEPS)]
    if any(stand.state in SIDE_STATES for stand in walk):
        rows.append(OFF)
    lines = [_row(walk, row, end_s, n_columns) for row in rows]
    start, end = clock(0), clock(end_s)
    lines.append(" " * LABEL_WIDTH + start + end.rjust(n_columns - len(start)))
    return lines


def _row(walk: list[Stand], row: str, end_s: float, n_columns: int) -> str:
    """Draw one step."""
    cells = [" "] * n_columns
    for stand, until_s in zip(walk, [*(after.start_s for after in walk[1:]), end_s], strict=True):
        if _row_of(stand) == row:
            first = min(int(stand.start_s / end_s * n_columns), n_columns - 1)
            last = max(int(until_s / end_s * n_columns), first + 1)
            mark = OFF_MARK if row == OFF else MARK
            cells[first:last] = mark * (min(last, n_columns) - first)
    first_s = next((stand.start_s for stand in walk if _row_of(stand) == row), None)
    at = "-" if first_s is None else clock(first_s)
    return f"  {row:<14}{at:>6} |{''.join(cells)}".rstrip()


def _row_of(stand: Stand) -> str:
    return stand.state if stand.state in STEPS else OFF
