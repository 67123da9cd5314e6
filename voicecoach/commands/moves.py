"""`voicecoach moves`: the moves in JSON lines, a line each, in the same order."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from voicecoach.dialogue.moves.jsonl import BadLine, recognise_lines
from voicecoach.errors import SettingsError

EXIT_TROUBLE = 2


def run(options: argparse.Namespace) -> int:
    """Recognise every line; bad ones are reported by number and skipped."""
    n_bad = 0
    with _opened(options.file) as lines:
        for each in recognise_lines(lines):
            if isinstance(each, BadLine):
                n_bad += 1
                print(f"voicecoach: {each.message}", file=sys.stderr)
            else:
                print(each.to_json(), flush=sys.stdout.isatty())
    return EXIT_TROUBLE if n_bad else 0


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdin
        return
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield file
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
