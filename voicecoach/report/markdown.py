"""Small pieces of Markdown; what people wrote is shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from voicecoach.report.plain import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def escaped(text: str) -> str:
    r"""Show a text as it was written, whatever Markdown would make of it.

    Examples
    --------
    >>> print(escaped("a *fair* price | <now>"))
    a \*fair\* price \| \<now\>
    """
    return _SPECIAL.sub(r"\\\1", clean(text))


def section(title: str, lines: Iterable[str]) -> list[str]:
    """Write a heading and what stands under it; nothing at all if nothing does."""
    body = list(lines)
    return ["", f"## {title}", "", *body] if body else []


def bullets(texts: Iterable[str], mark: str = "-") -> list[str]:
    """Write one line for each text."""
    return [f"{mark} {escaped(text)}" for text in texts]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Write a table; no rows, no table."""
    if not rows:
        return []
    lines = [head, ["---"] * len(head), *([escaped(cell) for cell in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]
