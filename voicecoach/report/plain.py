"""Text from outside, made safe to print: no escapes, no control characters, one line."""

from __future__ import annotations

import re
import textwrap
import unicodedata

# Whole sequences, so that their letters do not stay behind: CSI; OSC, DCS and kin; two-byte.
ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)"
    r"|\x1b[ -/]*[0-~]?"
)
SPACES = ("Zs", "Zl", "Zp")
UNSEEN = ("Cf", "Cs")  # formatting such as direction overrides, and halves of characters


def clean(text: str) -> str:
    r"""Leave what can be seen of a text: no terminal escapes, no control or direction characters.

    Examples
    --------
    >>> clean("pay \x1b[31mred\x1b[0m now\r\nor \u202eelse")
    'pay red now or else'
    """
    seen = []
    for character in ESCAPES.sub("", text):
        category = unicodedata.category(character)
        if category in SPACES or category == "Cc":
            seen.append(" ")
        elif category not in UNSEEN:
            seen.append(character)
    return " ".join("".join(seen).split())


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word, with an ellipsis where something is left out.

    Examples
    --------
    >>> shortened("I was promised a call on Monday", 20)
    'I was promised a…'
    """
    text = clean(text)
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return head.rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most a width, with what each line begins with."""
    return textwrap.wrap(
        clean(text),
        width=max(width, 20),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )
