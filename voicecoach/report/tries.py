"""Tries of one moment, side by side, as a table or as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from voicecoach.coaching.tries import Try
from voicecoach.report.plain import clean, shortened
from voicecoach.turns import Silence

LONGEST_TEXT = 220


def tries_table(tries: Sequence[Try]) -> Table:
    """Put tries side by side, one column each."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    table.add_column("", style="dim", no_wrap=True)
    for one in tries:
        table.add_column(clean(one.name), ratio=1, overflow="fold")
    for title, show in _ROWS:
        table.add_row(title, *(Text(show(one)) for one in tries))
    return table


def tries_data(tries: Sequence[Try]) -> list[dict[str, Any]]:
    """The same as plain data; None means that it did not happen or could not be measured."""
    return [asdict(one) for one in tries]


def _quoted(text: str | None, nothing: str) -> str:
    return nothing if text is None else f"“{shortened(text, LONGEST_TEXT)}”"


def _silence(silence: Silence | None) -> str:
    return "none" if silence is None else f"{silence.duration_s:.1f} s, {silence.kind}"


def _trust(one: Try) -> str:
    if one.trust is None or one.trust_change is None:
        return "could not be measured"
    return f"{one.trust:.0f} ({one.trust_change:+.1f})"


_ROWS: tuple[tuple[str, Callable[[Try], str]], ...] = (
    ("Silence before", lambda one: _silence(one.silence)),
    ("You", lambda one: _quoted(one.said, "said nothing")),
    ("Moves", lambda one: ", ".join(one.moves).replace("_", " ") or "none recognised"),
    ("Silence after", lambda one: _silence(one.own_silence)),
    ("They", lambda one: _quoted(one.reply, "said nothing")),
    ("Found", lambda one: shortened(one.fact, LONGEST_TEXT) if one.fact else "nothing"),
    ("Trust", _trust),
    ("State", lambda one: one.state or "unknown"),
    ("Because", lambda one: ", ".join(one.because).replace("_", " ") or "nothing moved it"),
)
